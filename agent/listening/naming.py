"""The words of a question that may be names of items, wherever they stand in it, and what of the
catalogue they may be for. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence

from agent.inquiry import asks, of_all, of_one, requests, wonders
from agent.listening.items import Mention, Span
from readers.common import commonness
from readers.text import Token, fold, stem, unaccented, words

Stems = frozenset[str]

NAMING, WRITTEN, TITLED = 1e-5, 1e-4, 1e-3
"""A word less common than that may be a name; one that is written as a name may be as common as
the second, and as the third where an item shown is called so."""

MOST_TERMS = 3
"""Names of a message that are looked for in the catalogue."""

_IN = frozenset(["in", "at", "near", "from", "of"])
_THE = frozenset(["the", "that", "this"])


def names_in(text: str, most: float = WRITTEN) -> list[Token]:
    """The words of a text that may be names, in lower case: rare ones, and those written so, which
    may be as common as ``most``.
    """
    found = []
    for token in words(text):
        word = fold(token.text).removesuffix("'s")
        written = token.text[:1].isupper() and token.start > 0
        least = most if written else NAMING
        if len(word) > 2 and not word.isdigit() and commonness(word) < least:
            found.append(Token(word, token.start, token.start + len(word)))
    return found


def points(text: str) -> bool:
    """Whether a text is a question that may call an item by its name alone."""
    return asks(text) and not requests(text) and not wonders(text)


def by_name(text: str, called: Sequence[Stems], told: Sequence[Stems]) -> list[Mention]:
    """The items that a question calls by a name that few of those shown have, wherever it stands:
    "what year did Fitchburg start"; else the one that alone speaks of it: "how old is Gary".

    Args:
        text: the question.
        called: by item, the stems of its title and towns.
        told: by item, the stems of its whole text.
    """
    if not points(text):
        return []
    names = [(_stem(word), (start, end)) for word, start, end in names_in(text)]
    titled = [(_stem(word), (start, end)) for word, start, end in names_in(text, TITLED)]
    found = _having(titled, called)
    if not found and not of_one(text):
        names = [one for one in names if text[one[1][0]].isupper() or not of_all(text)]
        found = [(n, (0, 0)) for n, _ in _having(names, told, most=1)]
    return found


def _having(
    names: Sequence[tuple[str, Span]], own: Sequence[Stems], most: int = 2
) -> list[Mention]:
    """The items that have a name which few have."""
    found: list[Mention] = []
    for name, span in names:
        fits = [n for n, held in enumerate(own, 1) if name in held]
        found += [(n, span) for n in fits] if len(fits) <= most else []
    return found


def terms(text: str, shown: Sequence[Stems]) -> list[str]:
    """What of a question may be the name of an item that is not shown: a name that no item shown
    has, with what it is of where that is said before it: "the gym in Mobile".
    """
    if not points(text):
        return []
    tokens = words(fold(text))
    at = {token.start: i for i, token in enumerate(tokens)}
    found = []
    for word, start, _ in names_in(text):
        if any(_stem(word) in held for held in shown) or start not in at:
            continue
        noun = _noun_before(tokens, at[start])
        if noun or commonness(word) < NAMING:
            found.append(f"{noun} {word}".strip())
    return found[:MOST_TERMS]


def _noun_before(tokens: Sequence[Token], i: int) -> str:
    """What stands before a place, with an article before it."""
    before = [token.text for token in tokens[max(0, i - 4) : i]]
    return before[-2] if len(before) > 2 and before[-1] in _IN and _THE & {*before[:-2]} else ""


def placed(known: Sequence[str], text: str) -> list[tuple[str, Span]]:
    """The names of items that are not shown, each with where its last word stands in a text."""
    folded = fold(text)
    found = []
    for term in known:
        last = term.split()[-1]
        at = folded.find(last)
        found.append((term, (at, at + len(last)) if at >= 0 else (0, 0)))
    return found


def _stem(word: str) -> str:
    return stem(unaccented(word))
