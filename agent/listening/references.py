"""Which of the items shown a text means, however it calls them: by number or title, by what tells
one from the others ("the Toledo one", "the cheapest"), or as what was spoken of before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from agent.inquiry import asks, of_all, of_one, of_standing
from agent.listening.items import Mention, Span, item_mentions, unshown
from agent.listening.naming import by_name, placed
from agent.listing import Order
from core.model import Item, Kind, Place
from domains import Attribute, Pack
from readers.common import commonness
from readers.tables import word_set
from readers.text import Token, fold, stem, unaccented, words

Stems = frozenset[str]


@dataclass(frozen=True)
class Traits:
    """What tells an item from others: the stems of its title and values, of its summary, of its
    whole text, and of its title and towns alone; and its figures by attribute.
    """

    named: Stems = frozenset()
    told: Stems = frozenset()
    text: Stems = frozenset()
    figures: Mapping[str, float] = field(default_factory=dict)
    called: Stems = frozenset()


@dataclass(frozen=True)
class Screen:
    """What is on the screen: titles, traits where they are known, and the positions of the items
    that were spoken of last; ``known`` are words of the message for items that are not shown.
    """

    titles: tuple[str, ...] = ()
    traits: tuple[Traits, ...] = ()
    focus: tuple[int, ...] = ()
    known: tuple[str, ...] = ()


@dataclass(frozen=True)
class Meant:
    """The items that a text means, with where, and the words for such as are not shown; ``focus``
    are the positions of those spoken of before, ``elsewhere`` whether the catalogue has those that
    are not shown.
    """

    mentions: tuple[Mention, ...] = ()
    absent: tuple[tuple[str, Span], ...] = ()
    named: bool = False
    focus: tuple[int, ...] = ()
    elsewhere: bool = False


def traits(item: Item, pack: Pack) -> Traits:
    """What tells an item from the others."""
    called = [item.title]
    towns = [item.title]
    figures: dict[str, float] = {}
    for attribute in pack.attributes:
        stated = item.attributes.get(attribute.id)
        if stated is None:
            continue
        if isinstance(stated.value, bool):
            called += [attribute.label_true] if stated.value else [attribute.label_false]
        elif isinstance(stated.value, int | float):
            figures[attribute.id] = float(stated.value)
        elif attribute.type is not Kind.TEXT:
            called += _called(stated.value, attribute)
            towns += _towns(stated.value)
    texts = (" ".join(called), item.summary, item.cleaned, " ".join(towns))
    named, told, text, own = map(_stems, texts)
    return Traits(named, told, text, figures, own)


def _towns(value: object) -> list[str]:
    """The towns among the places that an item names; its state is that of many others."""
    values = value if isinstance(value, tuple) else ()
    places = (one for one in values if isinstance(one, Place) and one.kind == "city")
    return [one.name.split(",")[0] for one in places]


def _called(value: str | tuple[str, ...] | tuple[Place, ...], attribute: Attribute) -> list[str]:
    values = value if isinstance(value, tuple) else (value,)
    names = [one.name if isinstance(one, Place) else one for one in values]
    return [*names, *(choice.shown for choice in attribute.choices if choice.value in names)]


def _stems(text: str) -> Stems:
    return frozenset(stem(unaccented(token.text)) for token in words(fold(text)))


_ONES = frozenset(["one", "ones"])
_THE = frozenset(["the", "that", "this", "those", "these", "your", "both"])
_WHERE = frozenset(
    [
        "in",
        "near",
        "at",
        "from",
        "by",
        "with",
        "for",
        "on",
        "outside",
        "about",
        "behind",
        "beside",
        "above",
        "under",
        "around",
        "without",
        "across",
    ]
)
_COUNTS = {"two": 2, "three": 3, "four": 4, "2": 2, "3": 3, "4": 4, "both": 2}
_PLAIN = frozenset(
    ["the", "that", "this", "those", "these", "other", "same", "right", "wrong", "good", "nice",
     "best", "only", "next", "new", "last", "first", "second", "third", "fourth", "fifth", "big",
     "small", "little", "old", "whole", "better", "which", "any", "each", "every", "no", "is", "a",
     "an", "of", "and", "or", "to", "me", "my", "it", "has", "have", "top", "bottom", "real",
     "great", "perfect", "cheap", "expensive", "previous", "above", "below", "else", "such",
     "there", "here", "twice", "smaller", "bigger", "larger", "cheaper", "older", "newer", "dearer",
     "list", "shown"]
)  # fmt: skip
_STEMLESS = frozenset(stem(word) for word in _PLAIN)
_MOST_WORDS = 5
_SHARE = 0.5
"""Share of the telling of a description that an item's own words must cover."""

_TELLING = 1e-4
"""A word as common as that tells one thing from others little; a rare one the more."""

_SUPERLATIVE = re.compile(
    r"\b(?:the|your|which|what(?:'s| is)|who(?:'s| is)|is|has|have|by) "
    r"(?:one with |one that (?:has|is) |ones with )?"
    r"(?:the )?([a-z]+est|most|least|best|worst)(?:[- ](?:priced|rated|paid))?\b"
)


def meant(
    text: str,
    screen: Screen,
    knows: Callable[[str], bool],
    ordering: Callable[[str], Order | None],
    common: Callable[[str], bool] = lambda _: False,
) -> Meant:
    """What a text means of what is shown.

    Args:
        text: what was said.
        screen: what is shown.
        knows: whether a lower-case word is the name of a place.
        ordering: what a question orders by: an attribute and whether the greatest is first.
        common: whether a word names what any item may have, so that it tells none from others.
    """
    if not screen.titles:
        return _before_any(text, screen, knows)
    found = item_mentions(text, screen.titles)
    absent: list[tuple[str, Span]] = []
    for said, span, most in [*descriptions(text), *_bare_ones(text)]:
        if any(a < span[1] and span[0] < b for _, (a, b) in found):
            continue
        described = _at_its_price(text, _described(said, screen.traits), screen)
        found += [(n, span) for n in described[: most or None]]
        if not described and screen.traits and _names(said, span, knows):
            absent.append((" ".join(said), span))
    found += _priced(text, screen, found)
    if not found and not absent and asks(text):
        found = _definite(text, screen, common) or by_name(
            text, [one.called for one in screen.traits], [one.text for one in screen.traits]
        )
    if not found and not absent:
        absent = placed(screen.known, text) or _left_out(text, knows)
    if not found and not absent and not of_all(text):
        found = _extreme(text, screen, ordering)
    named = bool(found or absent)
    found = found if named else _spoken_of(text, screen)
    found.sort(key=lambda one: one[1])
    return Meant(tuple(found), tuple(absent), named, screen.focus)


def _before_any(text: str, screen: Screen, knows: Callable[[str], bool]) -> Meant:
    """What a text means where nothing is shown yet."""
    called = [(" ".join(own), at) for own, at, _ in descriptions(text) if _names(own, at, knows)]
    elsewhere = not called and bool(screen.known)
    absent = placed(screen.known, text) if elsewhere else called
    return Meant(tuple(unshown(text)), tuple(absent), elsewhere=elsewhere)


def descriptions(text: str) -> Iterator[tuple[list[str], Span, int]]:
    """Words that describe an item, where they stand, and how many items are meant at most (0 where
    that is open): "the two Mesa ones", "the one in Toledo", "that Kalamazoo place".
    """
    folded = fold(text)
    tokens = words(folded)
    for i, token in enumerate(tokens):
        said = token.text.removesuffix("'s")
        if said not in _ONES | word_set("framing", "things"):
            continue
        first = _determined(folded, tokens, i)
        own = [] if first is None else [t.text for t in tokens[first:i]]
        start = token.start if first is None else tokens[first].start
        count = next((_COUNTS[word] for word in own if word in _COUNTS), 0)
        telling = [text[t.start : t.end] for t in tokens[i - len(own) : i] if _tells(t.text)]
        if telling and not _superlatives() & {*own}:
            beside = _beside(folded, tokens, i)
            end = beside[-1][1] if beside else token.end
            yield [*telling, *(text[a:b] for a, b in beside)], (start, end), count
        elif _placed(tokens, i, first) and tokens[i + 1].text in _WHERE:
            after = _clause(folded, tokens[i + 2 :])
            if after and not _superlatives() & {folded[a:b] for a, b in after}:
                yield [text[a:b] for a, b in after], (start, after[-1][1]), count


_MOST_BARE = 2


def _bare_ones(text: str) -> Iterator[tuple[list[str], Span, int]]:
    """Descriptions without an article at the beginning of a text, of words that stand alone there:
    "York one, why does he sell".
    """
    folded = fold(text)
    tokens = words(folded)[: _MOST_BARE + 1]
    for i, token in enumerate(tokens):
        if i and token.text in _ONES and not _breaks(folded, tokens[0].start, token.start):
            own = [t.text for t in tokens[:i]]
            if all(_tells(word) and commonness(word) < _TELLING for word in own):
                yield own, (tokens[0].start, token.end), 1 if token.text == "one" else 0


def _placed(tokens: Sequence[Token], i: int, first: int | None) -> bool:
    """Whether what an item is called may be followed by what tells it: "the one in" and "the place
    in", but not "a place in".
    """
    return i + 1 < len(tokens) and (tokens[i].text in _ONES or first is not None)


def _beside(folded: str, tokens: Sequence[Token], i: int) -> list[Span]:
    """The name of the town after what is called a place: "the child care place in Nashua"."""
    if i + 2 >= len(tokens) or tokens[i + 1].text not in ("in", "near", "at", "from"):
        return []
    if _breaks(folded, tokens[i].end, tokens[i + 1].start):
        return []
    after = _clause(folded, tokens[i + 2 :])
    return after[:1] if after and commonness(folded[slice(*after[0])]) < _TELLING / 10 else []


def _tells(word: str) -> bool:
    return word not in _COUNTS and word not in _PLAIN and word not in _WHERE


def _determined(folded: str, tokens: Sequence[Token], i: int) -> int | None:
    """Where the article or pronoun stands that a noun goes with."""
    for n in range(i - 1, max(-1, i - 1 - _MOST_WORDS), -1):
        if _breaks(folded, tokens[n].end, tokens[n + 1].start):
            return None
        if tokens[n].text in _THE:
            return n
    return None


def _clause(folded: str, tokens: Sequence[Token]) -> list[Span]:
    """The spans of the few words that go on from "the one in", to the end of the clause."""
    found: list[Span] = []
    for token in tokens[:_MOST_WORDS]:
        text, start, end = token
        if found and _breaks(folded, found[-1][1], start):
            break
        if text in _ENDING:
            break
        if text not in _PLAIN:
            found.append((start, end))
    return found


_COMPARATIVE = re.compile(r"\bthe (?:smaller|bigger|larger|cheaper|older|newer|dearer)\b")


_ENDING = frozenset(
    ["is", "isn't", "are", "was", "has", "have", "does", "did", "why", "what", "how", "when", "and",
     "but", "or", "that", "which", "who", "i", "you", "we", "please", "out", "off", "looks",
     "still", "among", "can", "for", "like", "instead", "too", "then"]
)  # fmt: skip


@lru_cache(maxsize=1)
def _superlatives() -> frozenset[str]:
    every = frozenset[str]().union(*(word_set("superlatives", row) for row in _ROWS))
    return frozenset(word for word in every if word.endswith("est") or word in ("most", "least"))


_ROWS = ("cheapest", "dearest", "oldest", "newest", "smallest", "biggest")


def _breaks(folded: str, start: int, end: int) -> bool:
    if folded[start:end] == "," and folded[start - 1 : end + 1].replace(",", "").isdigit():
        return False
    return any(mark in folded[start:end] for mark in ",.;:!?\n")


def _described(said: Sequence[str], shown: Sequence[Traits]) -> list[int]:
    """Positions of the items that a description fits best, by their names and values before what
    their texts tell; none where it tells nothing.
    """
    weights = {stem(unaccented(fold(word))): _telling(fold(word)) for word in said}
    weights = {word: weight for word, weight in weights.items() if word not in _STEMLESS}
    if not weights:
        return []
    whole = sum(weights.values())
    for own in (
        [one.named for one in shown],
        [one.named | one.told for one in shown],
        [one.text | one.named for one in shown],
    ):
        shares = [sum(weights[word] for word in weights if word in words_of) for words_of in own]
        best = max(shares, default=0.0)
        if best >= _SHARE * whole and best > 0:
            return [n for n, share in enumerate(shares, 1) if share >= best - 1e-9]
    return []


def _telling(word: str) -> float:
    """How much a word tells: less the more common it is."""
    return _TELLING / (_TELLING + commonness(word))


def _names(said: Sequence[str], span: Span, knows: Callable[[str], bool]) -> bool:
    """Whether a description names something: a place, or what is written as a name."""
    whole = knows(fold(" ".join(said)))
    return whole or any(knows(fold(word)) or (word[:1].isupper() and span[0] > 0) for word in said)


_AMOUNT = re.compile(
    r"(?<![\w.,])[$£€]?(\d{1,3}(?:,\d{3})+|\d{2,9}(?:\.\d{1,2})?) ?(k|m|thousand|million)?\b"
)
_TIMES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6}


def amounts(text: str) -> list[tuple[float, Span]]:
    """The sums that a text writes, with where: "$430,000", "92k"."""
    return [
        (float(m.group(1).replace(",", "")) * _TIMES.get(m.group(2) or "", 1.0), m.span())
        for m in _AMOUNT.finditer(fold(text))
    ]


def _priced(text: str, screen: Screen, found: Sequence[Mention]) -> list[Mention]:
    """The items that a text tells by a figure of theirs: "the one for 375,000"."""
    if found or not {"one", "the", "that", "this"} & {*fold(text).split()}:
        return []
    told: list[Mention] = []
    for figure, (start, end) in amounts(text):
        own = [n for n, one in enumerate(screen.traits, 1) if figure in one.figures.values()]
        if figure >= 1000 and len(own) == 1 and _points(fold(text), start, end):
            told.append((own[0], (start, end)))
    return told


def _at_its_price(text: str, described: list[int], screen: Screen) -> list[int]:
    """Of the items that a description fits those that cost what a question gives as their price:
    "the one in Toledo for 99,000, do you have that?".
    """
    sums = [figure for figure, _ in amounts(text) if figure >= 1000]
    if not sums or not of_standing(text):
        return described
    figures = {n: screen.traits[n - 1].figures.values() for n in described}
    return [n for n in described if any(_alike(own, s) for own in figures[n] for s in sums)]


def _alike(own: float, said: float) -> bool:
    return abs(own - said) <= 0.05 * said


_POINTS_BEFORE = re.compile(r"\b(?:ones?(?: [a-z]{2,9}){0,2}|that|this|the) ?$")
_POINTS_AFTER = re.compile(r"^ (?:one|ones)\b")


def _points(folded: str, start: int, end: int) -> bool:
    """Whether a figure stands where it tells an item: "the one asking", "the 92k one"."""
    return bool(_POINTS_BEFORE.search(folded[:start][-40:]) or _POINTS_AFTER.match(folded[end:]))


_MOST_NOUNS = 3


def _definite(text: str, screen: Screen, common: Callable[[str], bool]) -> list[Mention]:
    """The items that a question calls by what only they are: "the newspaper", "the 142 route"."""
    folded = fold(text)
    tokens = words(folded)
    found: list[Mention] = []
    for i, token in enumerate(tokens):
        if token.text not in ("the", "that", "this", "those", "these"):
            continue
        own: list[Token] = []
        first = i + 2 if i + 1 < len(tokens) and tokens[i + 1].text in _COUNTS else i + 1
        for after in tokens[first : first + _MOST_NOUNS]:
            if _breaks(folded, (own or [token])[-1].end, after.start) or not _noun(after.text):
                break
            own.append(after)
        while own and not (found_here := _only(own, screen, common)):
            own.pop()
        if own:
            found += [(n, (token.start, own[-1].end)) for n in found_here]
    return found


def _noun(word: str) -> bool:
    return _tells(word.removesuffix("'s")) and word not in _ENDING | _ONES


def _only(own: Sequence[Token], screen: Screen, common: Callable[[str], bool]) -> list[int]:
    """Positions of the few items among those shown that have all of some words in their names."""
    said = [token.text.removesuffix("'s") for token in own]
    if common(" ".join(said)) or any(common(word) for word in said[-1:]):
        return []
    stems = {stem(unaccented(word)) for word in said}
    fits = [n for n, one in enumerate(screen.traits, 1) if stems <= one.named]
    return fits if 0 < 2 * len(fits) < len(screen.traits) else []


def _left_out(text: str, knows: Callable[[str], bool]) -> list[tuple[str, Span]]:
    """What a question asks why it does not stand in the list: what is written as a name, else what
    is left beside the words that ask.
    """
    if not of_standing(text):
        return []
    said = [
        t
        for t in words(text)
        if fold(t.text) not in _PLAIN | _WHERE | _ENDING | word_set("framing", "standing")
    ]
    named = [t for t in said if (t.start > 0 and t.text[:1].isupper()) or knows(fold(t.text))]
    telling = said if len(said) <= _MOST_WORDS else named
    if not telling:
        return []
    last = telling[0]
    for token in telling[1:]:
        last = token if not _breaks(text, last.end, token.start) else last
    return [(text[telling[0].start : last.end], (telling[0].start, last.end))]


def _extreme(text: str, screen: Screen, ordering: Callable[[str], Order | None]) -> list[Mention]:
    """The item with the least or greatest figure, where a superlative asks for it; of two that were
    spoken of "the smaller one".
    """
    best, of_two = _SUPERLATIVE.search(fold(text)), _COMPARATIVE.search(fold(text))
    found = best or of_two
    order = ordering(text) if found else None
    if found is None or order is None:
        return []
    among = screen.focus if best is None and len(screen.focus) > 1 else ()
    figures = {
        n: one.figures[order.attribute]
        for n, one in enumerate(screen.traits, 1)
        if order.attribute in one.figures and (not among or n in among)
    }
    if len(figures) < 2:
        return []
    extreme = (max if order.most else min)(figures.values())
    return [(n, found.span()) for n, figure in figures.items() if figure == extreme]


def _spoken_of(text: str, screen: Screen) -> list[Mention]:
    """What "it", or "both", stands for: the items spoken of last; of the only one, that."""
    if of_one(text) and not of_all(fold(text).replace("they", "")):
        own = screen.focus or ((1,) if len(screen.titles) == 1 else ())
        return [(n, (0, 0)) for n in own]
    if len(screen.focus) > 1 and "both" in fold(text).split():
        return [(n, (0, 0)) for n in screen.focus]
    return []


_LIKENING = frozenset({"like", "similar", "resembling"})


def likened(text: str, mentions: Sequence[Mention]) -> bool:
    """Whether more like an item that is named is wanted: "something like the laundry one"."""
    before = [fold(text[:start]).split()[-3:] for _, (start, _) in mentions]
    return any(
        _LIKENING & {*said} and not {"i", "we", "don't", "dont", "not"} & {*said} for said in before
    )
