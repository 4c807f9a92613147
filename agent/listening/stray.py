"""What else an utterance says, besides answering: heard only where the words leave little doubt."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from agent.listening.anecdote import is_story, wishes_something, without_stories
from agent.listening.answer import place_readings
from agent.listening.bound import bounded_sum
from agent.listening.denial import ways_left
from agent.listening.ears import Ears
from agent.listening.figures import read_figure
from agent.listening.meaning import Meaning
from agent.listening.negation import negated
from agent.listening.phrase import Phrase, phrases
from agent.listening.staying import stays_in
from agent.listening.thing import thing_wished
from core.model import Kind, Place, Range, Reading
from domains import Attribute
from readers.numerals import SMALL
from readers.vocabulary import Match

CLEARLY = 0.95
"""How alike a word must be to one of the pack's to name a value that was not asked for."""

_COUNTS = re.compile(r"[\s-]*(?:\w+[\s-]+)?")
_COUNTED = re.compile(
    r"(?:[\s:,=-]|\b(?:of|is|are|was|be|should|would|must|has|have|to|in|about|around"
    r"|roughly|up|over|under|above|below|at"
    r"|least|most|between|max|maximum|min|minimum|no|not|more|less|fewer|than|a|the|some"
    r"|limit|only|just|since|before|after)\b)*",
    re.I,
)
_BARE = rf"(?:\d+|{'|'.join(SMALL)})"
_ALONE = (
    r"\s*(?:$|[,.;:!?)]|(?:in|near|with|under|at|by|and|or|close|around|on|from|to|within|up|please"
    r"|next|somewhere|for|who|that|over|below|max)\b)"
)
"""What follows a figure that counts nothing of its own."""

_BUDGET = re.compile(
    r"\b(?:under|up to|max(?:imum)?|budget|spend|afford|less than|tops|no more than"
    r"|not more than|not over|not above|no higher than|or less|or under|at most"
    r"|ceiling|limit|go (?:up |as high as )?to|stretch to|cheaper than|below|to invest|put in"
    r"|price[ds]?"
    r"|asking|cost(?:s|ing)?|a night|per night|nightly|each night)\b",
    re.I,
)


def strays(ears: Ears, text: str, asked: Attribute | None, *, freely: bool) -> tuple[Reading, ...]:
    """Readings of attributes that were not asked for.

    ``freely`` is for an utterance that answers no question (an opening): values named outright
    count
    there, while in an answer about something else only figures with their unit, places and flags
    do.
    """
    text = without_stories(text)
    pieces = [p for p in phrases(text) if not is_story(p.plain) or wishes_something(p.plain)]
    found = [
        *_figures(ears, pieces, asked),
        *_places(ears, text, asked),
        *_flags(ears, pieces, asked),
        *_ways(ears, pieces, asked),
    ]
    if freely:
        taken = [r.span for r in found if r.span is not None and isinstance(r.value, Place)]
        things = tuple(thing_wished(ears, pieces, taken))
        wished = {r.attribute for r in things}
        found += [r for r in _values(ears, pieces, taken) if r.attribute not in wished]
        return (*_once(ears, found), *things)
    return _once(ears, found)


def _once(ears: Ears, found: Sequence[Reading]) -> tuple[Reading, ...]:
    return tuple({_key(ears, r): r for r in reversed(found)}.values())


def _key(ears: Ears, reading: Reading) -> tuple[str, object]:
    """What may be read once: an attribute, of places and of several values each one."""
    meaning = ears.meanings.get(reading.attribute)
    each = isinstance(reading.value, Place) or (meaning is not None and meaning.several)
    return reading.attribute, reading.value if each else None


def _figures(ears: Ears, pieces: Sequence[Phrase], asked: Attribute | None) -> Iterator[Reading]:
    for attribute in ears.pack.attributes:
        if attribute.type.numeric and attribute is not asked:
            for piece in pieces:
                reading = _figure(ears, attribute, piece, asked)
                if reading is not None:
                    yield reading


def _figure(
    ears: Ears, attribute: Attribute, piece: Phrase, asked: Attribute | None
) -> Reading | None:
    named = [m for m in ears.naming.find(piece.text) if m.value == attribute.id]
    named += led(attribute, piece.text)
    priced = attribute is ears.price and bool(_BUDGET.search(piece.text))
    bounded = asked is None and priced and bounded_sum(piece.text)
    stays = bool(stays_in(attribute, piece.text, ears.today()))
    if not (named or stays) and not (priced and not (asked and asked.type is Kind.MONEY)):
        return None
    found = read_figure(
        attribute,
        piece.text,
        today=ears.today(),
        currency=ears.pack.currency,
        typical=ears.figures.get(attribute.id, ()),
        bare=bool(named) or bounded or "night" in piece.plain,
    )
    if (
        found is None
        or found.confidence < 0.8
        or not (priced or stays or _close(piece.text, found.span, named))
        or (priced and not named and _is_other(ears, attribute, piece.text, found.span))
    ):
        return None
    return Reading(
        attribute=attribute.id, value=found.range, confidence=0.85, span=_moved(found.span, piece)
    )


def _is_other(ears: Ears, attribute: Attribute, text: str, span: tuple[int, int]) -> bool:
    """Whether a figure is that of another attribute: "sales under $500,000"."""
    figures = {a.id for a in ears.pack.attributes if a.type.numeric and a is not attribute}
    return _close(text, span, [m for m in ears.naming.find(text) if m.value in figures])


def led(attribute: Attribute, text: str) -> list[Match]:
    """The pack's words before a bare figure: "for" in "a flat for four near the station"."""
    if not attribute.lead:
        return []
    words = "|".join(map(re.escape, attribute.lead))
    starts = re.finditer(rf"\b(?:{words})\b(?=\s+{_BARE}{_ALONE})", text, re.I)
    return [Match(value=attribute.id, score=1.0, span=m.span()) for m in starts]


def _close(text: str, span: tuple[int, int], names: Sequence[Match]) -> bool:
    """Whether a figure counts what a name says: "eight employees", "a team of about eight"."""
    for name in names:
        if name.span[0] >= span[1] and _COUNTS.fullmatch(text[span[1] : name.span[0]]):
            return True
        if name.span[1] <= span[0] and _COUNTED.fullmatch(text[name.span[1] : span[0]]):
            return True
    return False


def counts_other(reading: Reading, extra: Sequence[Reading]) -> bool:
    """Whether a figure read as the answer is one that the words give to another attribute.

    "Less than 20 people" says nothing of the year that was asked for.
    """
    return isinstance(reading.value, Range) and any(
        isinstance(other.value, Range) and _overlap(reading.span, other.span) for other in extra
    )


def _overlap(one: tuple[int, int] | None, other: tuple[int, int] | None) -> bool:
    return bool(one and other and one[0] < other[1] and other[0] < one[1])


def _moved(span: tuple[int, int], piece: Phrase) -> tuple[int, int]:
    return (span[0] + piece.span[0], span[1] + piece.span[0])


def _places(ears: Ears, text: str, asked: Attribute | None) -> Iterator[Reading]:
    if asked is not None and asked.type is Kind.PLACE:
        return
    mentioned = {id: r.mention(text, capital=asked is not None) for id, r in ears.places.items()}
    heard = [(id, found) for id, found in mentioned.items() if found is not None]
    # One place is one wish, of the attribute that knows it most closely.
    order = ("city", "region", "state", "country")
    heard.sort(key=lambda h: order.index(h[1].value.kind))
    for id, found in heard[:1]:
        yield from reversed(place_readings(id, found))


def _flags(ears: Ears, pieces: Sequence[Phrase], asked: Attribute | None) -> Iterator[Reading]:
    for id, reader in ears.flags.items():
        if asked is not None and asked.id == id:
            continue
        for piece in pieces:
            found = reader.mention(piece.text)
            if found is not None and found.confidence >= 0.85:
                yield Reading(
                    attribute=id, value=found.value, confidence=0.8, span=_moved(found.span, piece)
                )


def _ways(ears: Ears, pieces: Sequence[Phrase], asked: Attribute | None) -> Iterator[Reading]:
    for piece in pieces:
        for reading in ways_left(ears, piece.text, asked.id if asked else None):
            if reading.span is not None:
                yield reading.model_copy(update={"span": _moved(reading.span, piece)})


def _each(meaning: Meaning, piece: Phrase, taken: Sequence[tuple[int, int]]) -> Iterator[Reading]:
    """Every value of a closed vocabulary that a piece names: "with a garden and a cot"."""
    for match in meaning.named(piece.text):
        start, end = _moved(match.span, piece)
        if match.score < CLEARLY or negated(piece.text, match.span[0]):
            continue
        if all(end <= a or b <= start for a, b in taken):
            yield Reading(
                attribute=meaning.attribute.id, value=match.value, confidence=0.6, span=(start, end)
            )


def _values(
    ears: Ears, pieces: Sequence[Phrase], taken: Sequence[tuple[int, int]]
) -> Iterator[Reading]:
    for id, meaning in ears.meanings.items():
        for piece in pieces:
            outright = meaning.outright(piece.text)
            named = [m for m in outright if not ears.belongs(piece.text, m.span, id)]
            if meaning.several:
                yield from _each(meaning, piece, taken)
                continue
            meant = meaning.weigh(piece.text) if named else None
            if meant is not None and meant.confidence >= 0.6:
                yield Reading(
                    attribute=id,
                    value=meant.value,
                    confidence=0.6,
                    weights=meant.weights,
                    span=_moved(named[0].span, piece),
                )
