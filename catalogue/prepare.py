"""From a record to everything that is stored of it. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from catalogue import clean
from catalogue.attributes import attributes_of
from catalogue.boilerplate import site_of
from catalogue.embed import embedding_text, text_hash
from catalogue.extract import aimed_at_machines
from catalogue.facet import Facet, facets_of
from catalogue.record import Record, source_text
from core.model import Evidence, Stated
from domains import Availability, Pack

AIMED_AT_MACHINES = "aimed at machines"
"""The flag of an item whose text speaks to an AI reader."""


@dataclass(frozen=True)
class Prepared:
    """What is stored of a record: its texts, attributes, facets, and the text to embed."""

    record: Record
    title: str
    url: str | None
    summary: str
    cleaned: str
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


def prepare(pack: Pack, record: Record) -> Prepared:
    """Clean a record, find its attributes, and compose the text to embed.

    The cleaned text begins with the title's line, so that the title can be evidence too. What is
    aimed at machines stays in it, flagged, but is neither summarised nor embedded.
    """
    title = clean.clean_line(record.title)
    body = clean.clean(source_text(pack, record.raw), site_of(_field(record, pack.fields.url)))
    cleaned = body if body.startswith(title) else f"{title}\n{body}".strip()
    attributes = attributes_of(pack, record.raw, title, cleaned)
    hidden = aimed_at_machines(cleaned)
    text = _without(cleaned, hidden).removeprefix(title).strip()
    summary = clean.summary_of(_field(record, pack.fields.summary), text or title)
    return Prepared(
        record=record,
        title=title,
        url=_url(_field(record, pack.fields.url)),
        summary=summary,
        cleaned=cleaned,
        attributes=attributes,
        available=is_available(pack.availability, attributes),
        flags=(AIMED_AT_MACHINES,) if hidden else (),
        facets=tuple(facets_of(pack, attributes)),
        text=embedding_text(pack, title, summary, text, attributes),
    )


def _without(text: str, spans: Sequence[Evidence]) -> str:
    for span in sorted(spans, key=lambda span: span.start, reverse=True):
        text = text[: span.start] + text[span.end :]
    return text


def _field(record: Record, name: str | None) -> object:
    return record.raw.get(name) if name else None


def _url(value: object) -> str | None:
    """Only web addresses: a link of another scheme could run code where it is shown."""
    text = value.strip() if isinstance(value, str) else ""
    fine = text.lower().startswith(("http://", "https://")) and not any(c.isspace() for c in text)
    return text if fine else None


def is_available(rule: Availability | None, attributes: Mapping[str, Stated]) -> bool:
    """Whether an item may be shown without being asked for."""
    if rule is None:
        return True
    stated = attributes.get(rule.attribute)
    return stated is not None and stated.value in rule.shown
