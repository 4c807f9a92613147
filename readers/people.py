"""Counting the people somebody speaks of: "two adults, two kids and grandma", "my wife and I"."""

from __future__ import annotations

from collections.abc import Sequence

from readers.amount import Amount
from readers.figure import Figure
from readers.figures import find_figures, hidden
from readers.tables import word_set
from readers.text import Token, words

_LINKS = frozenset({"and", "plus", "with", "n"})
_SELF = frozenset({"i", "me", "myself"})
_COUPLES = {"couple": 2, "pair": 2, "trio": 3, "foursome": 4, "threesome": 3}
_GROUPS = frozenset({"family", "party", "group", "crowd", "gang", "team"})
_PRONOUNS = frozenset({"us", "you"})
_WE_ARE = (("we", "are"), ("we're",), ("we", "re"), ("we", "will", "be"), ("we'll", "be"))
_TWO = frozenset({"parents", "grandparents", "twins"})
"""Who are two where somebody else is named beside them."""


def find_people(text: str) -> list[Amount]:
    """The groups of people a text counts up, each as one exact figure, in order.

    Persons joined by commas and "and" add up, counted ones ("two kids") by their number. One
    person alone counts only where the text says so ("just me").
    """
    folded = hidden(text)
    tokens = words(folded)
    figures = {f.start: f for f in find_figures(folded) if f.low == f.high <= 99}
    found: list[Amount] = []
    i = 0
    while i < len(tokens):
        group = _group(folded, tokens, i, figures)
        if group is None:
            i += 1
            continue
        amount, i = group
        found.append(amount)
    return found


def _group(
    folded: str, tokens: Sequence[Token], i: int, figures: dict[int, Figure]
) -> tuple[Amount, int] | None:
    start, total, members, j = tokens[i].start, 0.0, 0, i
    end = start
    while j == i or not _apart(folded, tokens, j):
        member = _member(folded, tokens, j, figures)
        if member is None:
            break
        count, following = member
        total, members, end = total + count, members + 1, tokens[following - 1].end
        j = _joined(folded, tokens, following)
    if not members:
        return None
    last = next(k for k in range(i, len(tokens)) if tokens[k].end == end) + 1
    uncounted = total < 2 or tokens[last - 1].text in _TWO
    known = tokens[i].start in figures or _alone(tokens, i, end)
    if members == 1 and uncounted and not known:
        return None
    return Amount(min=total, max=total, span=(start, end)), last


def _all_people() -> frozenset[str]:
    return word_set("people", "many") | word_set("people", "one")


_SINGLE = frozenset({"single", "lone", "solo"})


def _alone(tokens: Sequence[Token], i: int, end: int) -> bool:
    """Whether one person is said to be all: "just me", "me alone", "a single lady"."""
    before = [t.text for t in tokens[max(0, i - 2) : i]]
    after = [t.text for t in tokens if t.start >= end][:1]
    own = [t.text for t in tokens[i:] if t.end <= end]
    own_self = own in (["me"], ["myself"])
    lone = bool(_SINGLE & {*before, *own}) or after == ["alone"] or (own_self and after == ["only"])
    return lone or (before[-1:] in (["just"], ["only"], ["for"]) and own_self)


def _joined(folded: str, tokens: Sequence[Token], j: int) -> int:
    """The word after what may join two persons: "and", a comma."""
    if j < len(tokens) and tokens[j].text in _LINKS:
        return j + 1
    return j


def _apart(folded: str, tokens: Sequence[Token], j: int) -> bool:
    """Whether a sentence ends before a word."""
    if not j or j >= len(tokens):
        return False
    return any(c in ".;!?()" for c in folded[tokens[j - 1].end : tokens[j].start])


def _member(
    folded: str, tokens: Sequence[Token], j: int, figures: dict[int, Figure]
) -> tuple[float, int] | None:
    """How many persons are named from a word on, and the word after them."""
    k = j
    if tokens[k : k + 1] and tokens[k].text == "solo" and not _people_at(tokens, k + 1):
        return 1.0, k + 1
    if [t.text for t in tokens[k : k + 3]] == ["both", "of", "us"]:
        return 2.0, k + 3
    while (
        k < len(tokens)
        and tokens[k].text in word_set("people", "passed")
        and tokens[k].start not in figures
    ):
        k += 1
    if k < len(tokens) and tokens[k].start in figures:
        return _numbered(tokens, k, figures[tokens[k].start])
    if k >= len(tokens):
        return None
    word = tokens[k].text
    if word in _SELF:
        return 1.0, k + 1
    if word == "couple" and [t.text for t in tokens[k + 1 : k + 2]] != ["of"]:
        return 2.0, k + 1
    if word in _COUPLES and [t.text for t in tokens[k + 1 : k + 3]] in (["of", "us"],):
        return float(_COUPLES[word]), k + 3
    if word in _GROUPS and k + 2 < len(tokens) and tokens[k + 1].text == "of":
        counted = figures.get(tokens[k + 2].start)
        if counted is not None:
            return counted.low, k + 3
    last = next((k + len(said) - 1 for said in _WE_ARE if _said(tokens, k, said)), k)
    if (word == "us" or last > k or word == "we're") and last + 1 < len(tokens):
        return _us(folded, tokens, last, figures)
    if word in _TWO:
        return 2.0, k + 1
    return (1.0, k + 1) if word in word_set("people", "one") else None


def _people_at(tokens: Sequence[Token], k: int) -> bool:
    return k < len(tokens) and tokens[k].text in _all_people()


def _said(tokens: Sequence[Token], k: int, said: Sequence[str]) -> bool:
    return tuple(t.text for t in tokens[k : k + len(said)]) == tuple(said)


def _us(
    folded: str, tokens: Sequence[Token], k: int, figures: dict[int, Figure]
) -> tuple[float, int] | None:
    """ "Us two", "we are two", and nothing after it that the figure could count."""
    counted = figures.get(tokens[k + 1].start)
    rest = folded[tokens[k + 1].end :].lstrip()
    return (counted.low, k + 2) if counted is not None and rest[:1] in ("", *",.;!?)") else None


def _numbered(tokens: Sequence[Token], k: int, figure: Figure) -> tuple[float, int] | None:
    """ "Two kids", "four of us": the figure at a word, if it counts people."""
    count = figure.low
    while k < len(tokens) and tokens[k].start < figure.end:
        k += 1
    if k + 1 < len(tokens) and tokens[k].text == "of":
        return (count, k + 2) if tokens[k + 1].text in _PRONOUNS else None
    while k < len(tokens) and tokens[k].text in word_set("people", "passed"):
        k += 1
    people = k < len(tokens) and tokens[k].text in _all_people()
    each = 2.0 if people and tokens[k].text == "couples" else 1.0
    return (count * each, k + 1) if people else None
