"""Where a text names the value of a wish."""

from __future__ import annotations

from collections.abc import Iterator

from agent.listening.ears import Ears
from core.model import Place, Wish


def value_spans(ears: Ears, wish: Wish, text: str) -> Iterator[tuple[int, int]]:
    """The stretches of a text that name what a wish holds: a place, or a value by any of its
    words.
    """
    if isinstance(wish.value, Place):
        names = {wish.value.name, *(name for name, _ in wish.weights[:1])}
        for found in ears.gazetteer.find(text):
            if found.places and found.places[0][0].name in names:
                yield found.span
    meaning = ears.meanings.get(wish.attribute)
    for match in meaning.named(text) if meaning else ():
        if match.value == wish.value:
            yield match.span
