"""Which attribute a person speaks of: "the price", "how many people", "seller financing"."""

from __future__ import annotations

from collections.abc import Sequence

from domains import Attribute, Pack
from readers.vocabulary import Match, Vocabulary


class Naming:
    """Finds attributes by what people call them (their label, id and ``words``)."""

    def __init__(self, pack: Pack) -> None:
        self._names = Vocabulary({a.id: _names(a) for a in pack.attributes})

    def find(self, text: str) -> list[Match]:
        """The attributes named in a text, ``value`` being the attribute id."""
        return self._names.find(text)

    def first(self, text: str, among: Sequence[str] | None = None) -> str | None:
        """The id of the attribute that a text names, the longest name first."""
        found = sorted(self.find(text), key=lambda m: m.span[0] - m.span[1])
        return next((m.value for m in found if among is None or m.value in among), None)


def _names(attribute: Attribute) -> list[str]:
    return [attribute.label, attribute.id.replace("_", " "), *attribute.words]
