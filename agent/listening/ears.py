"""What listening knows of one pack: readers for every attribute, built once per catalogue
version.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from agent.listening.cache import CachedEncoder
from agent.listening.critique import Comparing
from agent.listening.figures import Quantiles
from agent.listening.flags import FlagReader
from agent.listening.meaning import Meaning
from agent.listening.naming import Naming
from agent.listening.places import PlaceReader
from core.model import Kind, Place
from domains import Attribute, Pack
from readers.place import Gazetteer

Vocabularies = Mapping[str, Mapping[str, int]]
Known = Mapping[str, Mapping[Place, int]]


@dataclass(frozen=True)
class Ears:
    """Readers by attribute id; ``today`` gives the day for ages and "last year"."""

    pack: Pack
    meanings: Mapping[str, Meaning]
    places: Mapping[str, PlaceReader]
    flags: Mapping[str, FlagReader]
    naming: Naming
    comparing: Comparing
    figures: Mapping[str, Quantiles]
    gazetteer: Gazetteer
    encoder: CachedEncoder
    today: Callable[[], date]

    def attribute(self, id: str | None) -> Attribute | None:
        """The attribute of this id, None for "opening" and other ids that are none."""
        return next((a for a in self.pack.attributes if a.id == id), None)

    def belongs(self, text: str, span: tuple[int, int], id: str) -> bool:
        """Whether words are part of what another attribute is called: "estate" in "real estate"."""
        return any(
            m.value != id and m.span[0] <= span[0] and span[1] <= m.span[1] and m.span != span
            for m in self.naming.find(text)
        )

    @property
    def text_attribute(self) -> Attribute | None:
        """The attribute that holds what was said in free words: the first of the kind text."""
        return next((a for a in self.pack.attributes if a.type is Kind.TEXT), None)

    @property
    def price(self) -> Attribute | None:
        """The sum that a person pays: the first of the kind money."""
        return next((a for a in self.pack.attributes if a.type is Kind.MONEY), None)


def build(
    pack: Pack,
    vocabulary: Vocabularies,
    encoder: CachedEncoder,
    places: Known,
    today: Callable[[], date],
    figures: Mapping[str, Quantiles],
    gazetteer: Gazetteer,
) -> Ears:
    """The readers of a pack; the descriptions of all values are encoded in one batch."""
    listed = [a for a in pack.attributes if a.type in (Kind.CATEGORY, Kind.CATEGORIES)]
    meanings = {a.id: Meaning(a, vocabulary.get(a.id, {}), encoder) for a in listed}
    for meaning in meanings.values():
        meaning.load()
    return Ears(
        pack=pack,
        meanings=meanings,
        places={
            a.id: PlaceReader(gazetteer, places.get(a.id, {}))
            for a in pack.attributes
            if a.type is Kind.PLACE
        },
        flags={a.id: FlagReader(a, encoder) for a in pack.attributes if a.type is Kind.FLAG},
        naming=Naming(pack),
        comparing=Comparing(pack),
        figures=figures,
        gazetteer=gazetteer,
        encoder=encoder,
        today=today,
    )
