"""Attribute values of an item as rows that SQL can filter and count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from core.model import ItemValue, Kind, Place, Stated
from domains import Pack

LONGEST = 300
"""Characters of a value that can be filtered by; longer ones are prose."""


@dataclass(frozen=True)
class Facet:
    """One value of one attribute: a text (see :func:`coded`) or a figure, never both."""

    attribute: str
    text: str | None
    number: float | None


def facets_of(pack: Pack, attributes: Mapping[str, Stated]) -> Iterator[Facet]:
    """The facets of an item; an attribute ``within`` a place attribute shares its places."""
    for attribute in pack.attributes:
        if attribute.type is Kind.TEXT:
            continue
        own = attributes.get(attribute.id)
        shared = attributes.get(attribute.within) if attribute.within else None
        values = [*_values(own), *_values(shared)]
        for facet in dict.fromkeys(_facet(attribute.id, value) for value in values):
            if facet.text is None or len(facet.text) <= LONGEST:
                yield facet


def _values(stated: Stated | None) -> tuple[str | bool | float | Place, ...]:
    if stated is None:
        return ()
    value: ItemValue = stated.value
    return value if isinstance(value, tuple) else (value,)


def _facet(attribute: str, value: str | bool | float | Place) -> Facet:
    if isinstance(value, float):
        return Facet(attribute, None, value)
    return Facet(attribute, coded(value), None)


def coded(value: str | bool | Place) -> str:
    """A value as it stands in a facet: ``country:Georgia``, ``true``, ``Sales``."""
    if isinstance(value, Place):
        return f"{value.kind}:{value.name}"
    return str(value).lower() if isinstance(value, bool) else value


def place_of(text: str) -> Place:
    """The place that a facet's text stands for."""
    kind, _, name = text.partition(":")
    return Place.model_validate({"kind": kind, "name": name})
