"""From a record to everything that is stored of it, making anew only what has to be. Pure."""

from __future__ import annotations

from collections.abc import Mapping
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
    """What a run makes items with: the pack, and the versions of the stages."""

    pack: Pack
    repeated: Repeated
    cleaner: str
    extractor: str


def recipe_of(pack: Pack, repeated: Repeated) -> Recipe:
    """The recipe of a run."""
    return Recipe(pack, repeated, cleaner_version(pack, repeated), extractor_version(pack))


@dataclass(frozen=True)
class Prepared:
    """What is stored of a record: its texts, attributes, facets, and the text to embed."""

    record: Record
    cleaned: Cleaned
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
    if same and same.extractor == recipe.extractor and _same_reading(same.cleaned, cleaned):
        attributes = same.attributes
    else:
        attributes = attributes_of(pack, record.raw, cleaned.title, cleaned.text)
    honest = {id: stated for id, stated in attributes.items() if not _is_order(stated)}
    flags = {*cleaned.flags, *([AIMED_AT_MACHINES] if len(honest) < len(attributes) else [])}
    return Prepared(
        record=record,
        cleaned=cleaned,
        attributes=honest,
        available=is_available(pack.availability, honest),
        flags=tuple(sorted(flags)),
        facets=tuple(facets_of(pack, honest)),
        text=embedding_text(pack, cleaned.title, cleaned.summary, cleaned.body, honest),
    )


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
