"""From a record to everything that is stored of it, making anew only what has to be. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from catalogue.attributes import attributes_of, extractor_version
from catalogue.cleaned import Cleaned, clean_record, cleaner_version
from catalogue.embed import embedding_text, text_hash
from catalogue.facet import Facet, facets_of
from catalogue.neutral import AIMED_AT_MACHINES
from catalogue.record import Record
from catalogue.repeats import Repeated
from core.model import Stated
from domains import Availability, Pack
from guards.planted import planted

LONGEST_PLAIN = 20
"""Characters of a stated word that is too short to be an order."""


@dataclass(frozen=True)
class Stored:
    """What is known of an item already, and which versions made it."""

    raw_hash: str
    cleaner: str
    extractor: str
    cleaned: Cleaned
    attributes: Mapping[str, Stated]


@dataclass(frozen=True)
class Recipe:
    """What a run makes items with: the pack, and the versions of the stages.

    ``reader`` is that of a language model that reads texts after the extractor; empty without one.
    """

    pack: Pack
    repeated: Repeated
    cleaner: str
    extractor: str
    reader: str = ""

    @property
    def wanted(self) -> str:
        """The version of an item's attributes that this run leaves as they are, and of all that go
        on after it: without a model, what one has read is kept.
        """
        return f"{self.extractor} {self.reader}".strip()


def recipe_of(pack: Pack, repeated: Repeated, reader: str = "") -> Recipe:
    """The recipe of a run."""
    cleaner = cleaner_version(pack, repeated)
    return Recipe(pack, repeated, cleaner, extractor_version(pack), reader)


@dataclass(frozen=True)
class Prepared:
    """What is stored of a record: its texts, attributes, facets, and the text to embed.

    ``extractor`` names what found the attributes.
    """

    record: Record
    cleaned: Cleaned
    extractor: str
    attributes: Mapping[str, Stated]
    available: bool
    flags: tuple[str, ...]
    facets: tuple[Facet, ...]
    text: str

    @property
    def attributes_json(self) -> dict[str, Any]:
        """The attributes as they are kept."""
        return {id: stated.model_dump(mode="json") for id, stated in self.attributes.items()}

    @property
    def text_hash(self) -> str:
        """Names the embedded text."""
        return text_hash(self.text)


def prepare_rows(recipe: Recipe, rows: Sequence[Mapping[str, Any]]) -> list[Prepared]:
    """Everything that is stored of some rows, as ``fresh_rows`` gives them with what is stored."""
    return [prepare(recipe, _record(row), _stored(row)) for row in rows]


def _record(row: Mapping[str, Any]) -> Record:
    return Record(row["line"], row["item_id"], row["raw_title"], json.loads(row["raw"]))


def _stored(row: Mapping[str, Any]) -> Stored | None:
    if row["raw_hash"] is None or row["raw_hash"] != row["new_hash"]:
        return None
    return Stored(
        raw_hash=row["raw_hash"],
        cleaner=row["cleaner_version"],
        extractor=row["extractor_version"],
        cleaned=Cleaned(
            row["title"], row["url"], row["summary"], row["cleaned"], tuple(row["flags"])
        ),
        attributes={id: Stated.model_validate(says) for id, says in row["attributes"].items()},
    )


def prepare(recipe: Recipe, record: Record, stored: Stored | None = None) -> Prepared:
    """Clean a record, find its attributes, and compose the text to embed.

    What is stored is taken over where the same versions made it out of the same: the texts for the
    same raw record, the attributes for the same raw record and texts.
    """
    pack = recipe.pack
    same = stored if stored and stored.raw_hash == record.hash else None
    if same and same.cleaner == recipe.cleaner:
        cleaned = same.cleaned
    else:
        cleaned = clean_record(pack, record, recipe.repeated)
    if same and _is_usable(same.extractor, recipe) and _same_reading(same.cleaned, cleaned):
        attributes, extractor = same.attributes, same.extractor
    else:
        attributes = attributes_of(pack, record.raw, cleaned.title, cleaned.text)
        extractor = recipe.extractor
    return _put_together(pack, record, cleaned, attributes, extractor)


def completed(recipe: Recipe, prepared: Prepared, attributes: Mapping[str, Stated]) -> Prepared:
    """A prepared item with the attributes that a language model's reading gave."""
    return _put_together(
        recipe.pack, prepared.record, prepared.cleaned, attributes, recipe.wanted, prepared.flags
    )


def _put_together(
    pack: Pack,
    record: Record,
    cleaned: Cleaned,
    attributes: Mapping[str, Stated],
    extractor: str,
    before: tuple[str, ...] = (),
) -> Prepared:
    honest = {id: stated for id, stated in attributes.items() if not _is_order(stated)}
    aimed = [AIMED_AT_MACHINES] if len(honest) < len(attributes) else []
    return Prepared(
        record=record,
        cleaned=cleaned,
        extractor=extractor,
        attributes=honest,
        available=is_available(pack.availability, honest),
        flags=tuple(sorted({*cleaned.flags, *before, *aimed})),
        facets=tuple(facets_of(pack, honest)),
        text=embedding_text(pack, cleaned.title, cleaned.summary, cleaned.body, honest),
    )


def _is_usable(extractor: str, recipe: Recipe) -> bool:
    """Whether what a version found is what this run would find, or a beginning of it."""
    return extractor == recipe.extractor or f"{extractor} ".startswith(f"{recipe.wanted} ")


def _same_reading(one: Cleaned, other: Cleaned) -> bool:
    """Whether both give the same attributes, and the same flags with them."""
    return one is other or (one.text == other.text and AIMED_AT_MACHINES not in one.flags)


def _is_order(stated: Stated) -> bool:
    """Whether a value that the source states itself speaks to a program."""
    values = stated.value if isinstance(stated.value, tuple) else (stated.value,)
    words = [value for value in values if isinstance(value, str) and len(value) > LONGEST_PLAIN]
    return stated.evidence is None and any(planted(word) for word in words)


def is_available(rule: Availability | None, attributes: Mapping[str, Stated]) -> bool:
    """Whether an item may be shown without being asked for."""
    if rule is None:
        return True
    stated = attributes.get(rule.attribute)
    return stated is not None and stated.value in rule.shown
