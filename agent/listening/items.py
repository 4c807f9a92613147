"""Which of the five a person speaks of, by number, ordinal, range or title."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from rapidfuzz import fuzz

from readers.tables import table
from readers.text import Token, fold, words

Span = tuple[int, int]
Mention = tuple[int, Span]
"""A one-based position in the five, and where the text names it."""

FIVE = 5
_LAST = -1
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": _LAST,
    "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5, "penultimate": _LAST - 1,
}  # fmt: skip
_ENDS = {"top": 1, "bottom": _LAST}
"""The ends of a list; so much is called so that an item must be plain from the words around."""

_NUMBERS = {
    "1": 1, "2": 2, "3": 3, "4": 4, "5": 5,
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5,
}  # fmt: skip
_HEADS = frozenset(
    ["number", "no", "nr", "item", "option", "card", "listing", "choice", "result", "numbers",
     "nos", "items", "options", "cards", "listings", "choices", "results"]
)  # fmt: skip
_LINKS = frozenset(
    ["and", "or", "to", "vs", "versus", "with", "than", "against", "but", "nor", "plus"]
)
_THROUGH = frozenset(["through", "thru", "till", "until", "-", "–", "—"])
"""What stands between the ends of a range of items; "to" does unless two are compared."""

_SCALES = frozenset(["hundred", "thousand", "million", "billion", "k", "m", "percent", "dozen"])
VERBS = frozenset(
    ["is", "isn't", "isnt", "has", "hasn't", "was", "does", "doesn't", "doesnt", "looks", "costs",
     "seems", "needs", "sounds", "vs", "are", "aren't", "look", "seem", "sound", "can", "could",
     "allow", "allows", "take", "takes", "come", "comes", "say", "says", "have", "had", "earn",
     "earns", "make", "makes", "offer", "offers", "include", "includes"]
)  # fmt: skip
_ENOUGH = frozenset(["enough", "plenty", "fine", "sufficient", "ok", "okay", "minimum", "maximum"])
_COUNTED_BEFORE = frozenset(["for", "under", "over", "sleeps", "least", "most", "than", "about"])
_OWNED = frozenset(["a", "another", "my", "our", "his", "her", "their"])
_NO_ITEMS = frozenset(
    ["all", "choice", "floor", "home", "house", "bathroom", "bedroom", "hand", "time", "thing",
     "day", "night", "week", "month", "year", "step", "few", "couple", "minute", "name", "years",
     "days", "nights", "weeks", "months"]
)  # fmt: skip
"""What an ordinal goes with that is none of the five: "on the first floor"."""

_DONE = frozenset(
    ["open", "opened", "start", "started", "begin", "began", "sell", "sold", "list", "listed",
     "come", "came", "build", "built", "see", "saw", "go", "went", "buy", "bought", "strike",
     "year", "make"]
)  # fmt: skip
"""What is done first or last: "when did it first open"."""

_TITLE = 90.0
_PART = 0.5
"""Share of a title that a message shorter than it must hold."""


def item_mentions(text: str, shown: Sequence[str]) -> list[Mention]:
    """One-based positions in the five that a text names, with where; ``shown`` are the titles."""
    if not shown:
        return []
    tokens = bare(words(fold(text)))
    found: list[Mention] = []
    for i, token in enumerate(tokens):
        ranked = _ranked(tokens, i, len(shown))
        end = tokens[i + 1].end if len(ranked) > 1 else token.end
        for position in ranked or _figured(tokens, i, text, found):
            if 1 <= position <= len(shown):
                found.append((position, (token.start, end)))
    found += _ranges(found, text)
    titled = ((n, _titled(text, title)) for n, title in enumerate(shown, 1))
    found += [(n, span) for n, span in titled if span is not None]
    return sorted(found, key=lambda one: one[1])


def item_positions(text: str, shown: Sequence[str]) -> tuple[int, ...]:
    """The same, each position once, in the order of the text."""
    return positions(item_mentions(text, shown))


def positions(mentions: Sequence[Mention]) -> tuple[int, ...]:
    """The positions of mentions, each once, in the order of the text."""
    return tuple(dict.fromkeys(n for n, _ in mentions))


def unshown(text: str) -> list[Mention]:
    """What a text plainly calls by its place in a list that was not shown yet: "number 2", "the
    top one"; a bare figure or ordinal may be an answer.
    """
    folded = fold(text)
    tokens = bare(words(folded))
    at = {token.start: n for n, token in enumerate(tokens)}
    found = []
    for position, span in item_mentions(text, [""] * FIVE):
        i = at[span[0]]
        headed = i > 0 and tokens[i - 1].text in _HEADS and tokens[i - 1].text != "no"
        marked = folded[max(0, span[0] - 1) : span[0]] == "#"
        after = tokens[i + 1].text if i + 1 < len(tokens) else ""
        named = tokens[i].text not in _NUMBERS and after in {"one", "ones", *_HEADS, *VERBS}
        ended = tokens[i].text not in _NUMBERS and not after and i > 0
        if headed or marked or named or ended:
            found.append((position, span))
    return found


def bare(tokens: Sequence[Token]) -> list[Token]:
    """Tokens without the possessive: the price of "number one's" is that of number one."""
    return [token._replace(text=token.text.removesuffix("'s")) for token in tokens]


def _ranked(tokens: Sequence[Token], i: int, count: int) -> list[int]:
    """Positions that an ordinal names: "the second", "the last two", "the second to last"."""
    said = tokens[i].text
    after = [t.text for t in tokens[i + 1 : i + 4]]
    if said in _ENDS:
        counted = bool(after) and after[0] in _NUMBERS
        owned = i > 0 and tokens[i - 1].text in ("the", "your", "that", "this")
        plain = not after or after[0] in {"one", "ones", *_HEADS, *VERBS} or counted
        if not (owned and plain):
            return []
    elif said not in _ORDINALS or _of_something(tokens, i):
        return []
    place = _ORDINALS.get(said, _ENDS.get(said, 0))
    if after and after[0] in _NUMBERS and after[0] != "one" and place in (1, _LAST):
        many = min(_NUMBERS[after[0]], count)
        return list(range(1, many + 1) if place == 1 else range(count - many + 1, count + 1))
    before = [t.text for t in tokens[max(0, i - 2) : i]]
    if place == _LAST and before[-1:] and before[-1] in ("second", "2nd", "third", "3rd"):
        return [count + 1 - _ORDINALS[before[-1]]]
    if place == _LAST and before == ["next", "to"]:
        return [count - 1]
    if place == _LAST and len(before) == 2 and before[1] == "to" and before[0] in _ORDINALS:
        return [count + 1 - _ORDINALS[before[0]]]
    if after[:2] == ["to", "last"] or after[:1] == ["last"]:
        return []
    return [count + 1 + place if place < 0 else place]


def _figured(tokens: Sequence[Token], i: int, text: str, found: Sequence[object]) -> list[int]:
    said = tokens[i].text
    return [_NUMBERS[said]] if said in _NUMBERS and _counts_items(tokens, i, text, found) else []


def _ranges(found: Sequence[Mention], text: str) -> list[Mention]:
    """What lies between the ends of a range: 2 of "1 to 3"."""
    compared = "compar" in fold(text)
    between: list[Mention] = []
    for (low, (start, end)), (high, (nxt, stop)) in pairwise(found):
        link = [word for word in fold(text[end:nxt]).split() if word not in ("the", "number")]
        ranged = len(link) == 1 and (link[0] in _THROUGH or (link[0] == "to" and not compared))
        if ranged and low < high and end <= nxt:
            between += [(n, (start, stop)) for n in range(low + 1, high)]
    return between


def _of_something(tokens: Sequence[Token], i: int) -> bool:
    """Whether an ordinal is of something else than the five: "a second home", "first of all"."""
    before = tokens[i - 1].text if i else ""
    after = [t.text for t in tokens[i + 1 : i + 3]]
    if tokens[i].text in ("first", "last") and before.endswith(("ed", "gan", "gin", "came")):
        return True
    if tokens[i].text in ("first", "last") and after and after[0] in _DONE and before != "the":
        return True
    if tokens[i].text in ("first", "last") and not after and before in _superlatives():
        return True
    if not after:
        return False
    rest = after[1] if len(after) > 1 else ""
    counted = after[0] in _NUMBERS and after[0] != "one"
    return (
        (before in _OWNED and after[0] != "one")
        or after[0] in _NO_ITEMS
        or (after[0] == "of" and "all" in after)
        or (counted and (rest in _NO_ITEMS or before in ("in", "of")))
    )


_LONGEST_LIST = 24
"""Words of the longest list of figures that is looked through for what it counts."""


@lru_cache(maxsize=1)
def _superlatives() -> frozenset[str]:
    """Words that put a list in order: "cheapest first" names no item."""
    rows = {name: row for name, row in table("superlatives").items() if name != "nearer"}
    return frozenset[str]().union(*(row.split() for row in rows.values()))


def _of_things(tokens: Sequence[Token], i: int) -> bool:
    """Whether a figure, or the list it stands in, counts things: "2 or 3 bedrooms"."""
    if i and tokens[i - 1].text in _COUNTED_BEFORE:
        return True
    later = tokens[i + 1 : i + 1 + _LONGEST_LIST]
    rest = (t.text for t in later if t.text not in _NUMBERS and t.text not in _LINKS)
    following = next(rest, "")
    plural = len(following) > 3 and following.endswith("s") and not following.endswith("ss")
    return following in _SCALES or (plural and following not in VERBS)


def _counts_items(tokens: Sequence[Token], i: int, text: str, found: Sequence[object]) -> bool:
    """Whether a figure from 1 to 5 stands for an item: after "number", "#", or beside another."""
    own, before = tokens[i], tokens[i - 1] if i else None
    start = own.start
    if text[max(0, start - 1) : start] == "#":
        return True
    if before is not None and before.text in _HEADS:
        return not (before.text == "no" and own.text.isalpha())
    if before is not None and before.text in {*_ORDINALS, *_ENDS}:
        return False
    if _of_things(tokens, i):
        return False
    linked = before is not None and before.text in {*_LINKS, *_THROUGH}
    comma = text[:start].rstrip().endswith((",", "&", "-", "–"))
    if found and (linked or comma):
        return True
    following = tokens[i + 1].text if i + 1 < len(tokens) else ""
    joined = following in {*_LINKS, *_THROUGH} or (
        text[own.end :].lstrip()[:1] in (",", "&", "-", "–")
    )
    after = next((t.text for t in tokens[i + 2 : i + 3]), "")
    listed = joined and (following in _NUMBERS or after in _NUMBERS)
    alone = len(tokens) <= 2 and (own.text != "one" or before is None)
    return listed or alone or _spoken_of(tokens, i, text)


def _spoken_of(tokens: Sequence[Token], i: int, text: str) -> bool:
    """Whether something is said of a bare figure that begins a message or a part of it: "2 looks
    tired", not "2 is enough".
    """
    begins = i == 0 or text[: tokens[i].start].rstrip()[-1:] in (",", ".", ";", "!", "?", ":")
    following = [t.text for t in tokens[i + 1 : i + 4]]
    told = bool(following) and following[0] in VERBS and tokens[i].text.isdigit()
    return begins and told and not _ENOUGH & {*following}


def _titled(text: str, title: str) -> Span | None:
    """Where a text holds a title, or most of it."""
    if len(title) <= 3 or len(text) < _PART * len(title):
        return None
    found = fuzz.partial_ratio_alignment(fold(title), fold(text), score_cutoff=_TITLE)
    return None if found is None else (found.dest_start, found.dest_end)
