"""Which of the five a person speaks of, by number, ordinal or title, and which they turn down."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz

from readers.text import Token, fold, words

Span = tuple[int, int]

_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1,
    "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5,
}  # fmt: skip
_NUMBERS = {
    "1": 1,
    "2": 2,
    "3": 3,
    "4": 4,
    "5": 5,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
}
_HEADS = frozenset(["number", "no", "nr", "item", "option", "card", "listing", "choice"])
_LINKS = frozenset(
    ["and", "or", "to", "vs", "versus", "with", "than", "against", "but", "nor", "plus"]
)
_TURNED_DOWN = frozenset(
    [
        "not",
        "no",
        "never",
        "without",
        "drop",
        "remove",
        "skip",
        "lose",
        "scrap",
        "reject",
        "rejected",
        "except",
        "forget",
        "exclude",
        "omit",
        "hate",
        "dislike",
        "dont",
        "don't",
        "isn't",
        "isnt",
        "wasn't",
        "out",
        "bin",
        "ditch",
        "discard",
        "nor",
        "neither",
    ]
)
_SCALES = frozenset(["hundred", "thousand", "million", "billion", "k", "m", "percent", "dozen"])
_VERBS = frozenset(["is", "has", "was", "does", "looks", "costs", "seems", "needs", "sounds", "vs"])
_COUNTED_BEFORE = frozenset(["for", "under", "over", "sleeps", "least", "most", "than", "about"])
_OWNED = frozenset(["a", "another", "my", "our", "his", "her", "their"])
_NO_ITEMS = frozenset(
    ["all", "choice", "floor", "home", "house", "bathroom", "bedroom", "hand", "time", "thing",
     "day", "night", "week", "month", "year", "step", "few", "couple", "minute", "name"]
)  # fmt: skip
"""What an ordinal goes with that is none of the five: "on the first floor"."""

_REACH = 3
_TITLE = 90.0
_PART = 0.5
"""Share of a title that a message shorter than it must hold."""


def item_mentions(text: str, shown: Sequence[str]) -> list[tuple[int, Span]]:
    """One-based positions in the five that a text names, with where; ``shown`` are the titles."""
    if not shown:
        return []
    tokens = words(fold(text))
    found: list[tuple[int, Span]] = []
    for i, token in enumerate(tokens):
        position = None if _of_something(tokens, i) else _ORDINALS.get(token.text)
        if position is None and token.text in _NUMBERS and _counts_items(tokens, i, text, found):
            position = _NUMBERS[token.text]
        if position is not None:
            position = len(shown) if position == -1 else position
            if 1 <= position <= len(shown):
                found.append((position, (token.start, token.end)))
    titled = ((n, _titled(text, title)) for n, title in enumerate(shown, 1))
    found += [(n, span) for n, span in titled if span is not None]
    return sorted(found, key=lambda one: one[1])


def item_positions(text: str, shown: Sequence[str]) -> tuple[int, ...]:
    """The same, each position once, in the order of the text."""
    return tuple(dict.fromkeys(n for n, _ in item_mentions(text, shown)))


def turned_down(text: str, shown: Sequence[str]) -> tuple[int, ...]:
    """Positions that a text refuses: "not 1 and 3", "drop the second"."""
    tokens = words(fold(text))
    mentions = item_mentions(text, shown)
    found: list[int] = []
    last_end = -1
    for position, (start, end) in mentions:
        linked = bool(found) and last_end >= 0 and len(text[last_end:start].split()) <= 1
        if linked or _refused_at(tokens, text, start, end):
            found.append(position)
            last_end = end
    return tuple(dict.fromkeys(found))


def _refused_at(tokens: Sequence[Token], text: str, start: int, end: int) -> bool:
    """Whether the words around a mention refuse it; "no. 2" is a number, "2 is out" a refusal."""
    before = [t for t in tokens if t.end <= start][-_REACH:]
    if before and before[-1].text == "no" and text[start:end].isdigit():
        before = before[:-1]
    after = [t.text for t in tokens if t.start >= end][:2]
    out = len(after) == 2 and after[0] in ("is", "are", "goes") and after[1] == "out"
    return out or any(t.text in _TURNED_DOWN for t in before)


def _of_something(tokens: Sequence[Token], i: int) -> bool:
    """Whether an ordinal is of something else than the five: "a second home", "first of all"."""
    before = tokens[i - 1].text if i else ""
    after = [t.text for t in tokens[i + 1 : i + 3]]
    if not after:
        return False
    return (
        (before in _OWNED and after[0] != "one")
        or after[0] in _NO_ITEMS
        or (after[0] == "of" and "all" in after)
        or (after[0] in _NUMBERS and after[0] != "one")
    )


def _of_things(tokens: Sequence[Token], i: int) -> bool:
    """Whether a figure, or the list it stands in, counts things: "2 or 3 bedrooms"."""
    if i and tokens[i - 1].text in _COUNTED_BEFORE:
        return True
    rest = (t.text for t in tokens[i + 1 :] if t.text not in _NUMBERS and t.text not in _LINKS)
    following = next(rest, "")
    plural = len(following) > 3 and following.endswith("s") and not following.endswith("ss")
    return following in _SCALES or (plural and following not in _VERBS)


def _counts_items(tokens: Sequence[Token], i: int, text: str, found: Sequence[object]) -> bool:
    """Whether a figure from 1 to 5 stands for an item: after "number", "#", or beside another."""
    own, before = tokens[i], tokens[i - 1] if i else None
    start = own.start
    if text[max(0, start - 1) : start] == "#":
        return True
    if before is not None and before.text in _HEADS:
        return not (before.text == "no" and own.text.isalpha())
    if _of_things(tokens, i):
        return False
    linked = before is not None and before.text in _LINKS
    comma = text[:start].rstrip().endswith((",", "&"))
    if found and (linked or comma):
        return True
    following = tokens[i + 1].text if i + 1 < len(tokens) else ""
    joined = following in _LINKS or text[own.end :].lstrip()[:1] in (",", "&")
    after = next((t.text for t in tokens[i + 2 : i + 3]), "")
    listed = joined and (following in _NUMBERS or after in _NUMBERS)
    return listed or len(tokens) <= 2


def _titled(text: str, title: str) -> Span | None:
    """Where a text holds a title, or most of it."""
    if len(title) <= 3 or len(text) < _PART * len(title):
        return None
    found = fuzz.partial_ratio_alignment(fold(title), fold(text), score_cutoff=_TITLE)
    return None if found is None else (found.dest_start, found.dest_end)
