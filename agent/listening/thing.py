"""The thing that an opening asks for outright: "a small hotel or inn", "to buy a laundromat"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from agent.listening.alternatives import alternatives
from agent.listening.ears import Ears
from agent.listening.meaning import Meaning, Meant
from agent.listening.negation import negated
from agent.listening.phrase import Phrase
from core.model import Kind, Reading
from domains import Attribute
from readers.vocabulary import Match

MOST, DOUBTED = 0.8, 0.6
"""Confidence of such a reading at most, and with a "maybe": nobody answered a question."""

LEAST = 0.5
"""And at least: below, the words name several values, none of them likely."""

_CUE = re.compile(
    r"\b(?:(?:(?:want|wish|hop|plan|lov|lik|prefer|need|look|aim|search|seek|think|invest|buy|own|runn?"
    r"|purchas|acquir|consider|fancy|go|tak)(?:e|ed|s|es|ing)?|find me|show me|give me|get me"
    r"|interested|interest|in the market|dream|after|is there|are there|do you have|got|have you"
    r"|what about|how about|into|see|find|have|start|(?:must|has to|needs to|should) be)"
    r"(?: (?:to|for|at|of|in|into|about|over|on|hard))*\s+)+",
    re.I,
)
_WISHES = re.compile(
    r"\b(?:want|wish|hop(?:e|ing)|plan|love|like|prefer|need|look(?:ing)?|aim|search|seek|buy|invest"
    r"|purchas|acquir|consider|fancy|show me|find me|give me|get me|interested|in the market"
    r"|dream|after|is there|are there|do you have|have you|what about|how about|thinking"
    r"|(?:must|has to|needs to|should) be\b)",
    re.I,
)
_MAYBE = re.compile(r"\b(?:maybe|perhaps|possibly|might|could be|not sure)\b", re.I)
_ONCE = re.compile(r"\b(?:used to|(?:i|we|he|she|they) (?:once |had )?wanted)\b", re.I)
_STARTS = re.compile(
    r"^\W*(?:(?:hi|hello|well|yes|maybe|perhaps|possibly|ideally|probably|preferably|just|either"
    r"|or|and|oh|um|some kind of|some sort of|i think|i guess)[,\s]+)*(?=(?:an?|some|something"
    r"|anything|any)\b)",
    re.I,
)
_FIELD = re.compile(
    r"^(?:something|anything|somewhere|an? (?:(?:small|nice|good|little|quiet|steady"
    r"|simple|family|local|solid|old|modest|profitable) )*(?:business|company|firm|place|job|outfit"
    r"|concern|operation)|(?:businesses|companies|firms|work))(?: (?:else|small|nice|good|little"
    r"|quiet|steady|simple))*\s+(?:in|with|like|to do with|related to|involving|about|along the"
    r" lines of|around|having to do with|connected with)\s+(?:the |an? )?",
    re.I,
)
_LEAD = re.compile(
    r"^(?:(?:an?|the|some|something|anything|any|one|kind of|sort of|type of|own|our|my|small"
    r"|little|nice|good|established|profitable|local|existing|of|going|up)\b\s*)+",
    re.I,
)
_ANY = re.compile(r"business(?:es)?|compan(?:y|ies)|firms?|outfits?|concerns?|operations?", re.I)
_STOP = re.compile(
    r"\b(?:in|near|with|under|over|for|that|which|who|where|my|our|i|we|you|close|around|within"
    r"|not|at|on|to|from|by|because|so|as|without|like|but|it|would|could|can|is|are|if|when|than"
    r"|outside|of|somewhere|up|perhaps|maybe|possibly|please|preferably|ideally|probably|though)\b|[$£€\d,;.:()!?]|\s[-–—]",
    re.I,
)
_AFTER = re.compile(
    r"^\w*(?:\s+(?:business(?:es)?|compan(?:y|ies)|firms?|shops?|stores?|places?|services?"
    r"|outfits?|practices?|franchises?|operations?|concerns?|trade|work|field|line|industry|sector"
    r"|related|type|kind|sort|thing|things|stuff|routes?|parks?|centers?|centres?))*\s*"
    r"(?:$|(?:,|/|&|\bor\b|\band\b).*$)",
    re.I | re.S,
)


def thing_wished(
    ears: Ears, pieces: Sequence[Phrase], taken: Sequence[tuple[int, int]]
) -> Iterator[Reading]:
    """The readings of the attribute that says what the items are, from a thing named outright; of
    several that are alternatives one each.

    Args:
        ears: the readers of the pack.
        pieces: the phrases of an opening that tell no story.
        taken: stretches of the opening that were read as places.
    """
    attribute = _what_it_is(ears)
    whole = " ".join(piece.text for piece in pieces)
    for n, piece in enumerate(pieces) if attribute is not None else ():
        start, thing = _object(piece, first=n == 0)
        at = piece.span[0] + start
        inside = any(a < at + len(thing) and at < b for a, b in taken)
        doubted = any(_MAYBE.search(p.text) for p in pieces[n : n + 2])
        most = DOUBTED if doubted else MOST
        readings = [] if inside or not thing else _readings(ears, attribute, thing, whole, most)
        for reading in readings:
            span = reading.span or (0, len(thing))
            yield reading.model_copy(update={"span": (at + span[0], at + span[1])})
        if readings:
            return


def _what_it_is(ears: Ears) -> Attribute | None:
    """The first category with a closed vocabulary: packs begin with the line of work or kind."""
    listed = (a for a in ears.pack.attributes if a.type is Kind.CATEGORY and a.askable)
    return next((a for a in listed if a.choices), None)


def _object(piece: Phrase, *, first: bool) -> tuple[int, str]:
    """What a piece wishes for, without its articles and all that says where or how; where it
    starts.
    """
    text = piece.text
    if _ONCE.search(text) and not re.search(r"\balways wanted\b", text, re.I):
        return 0, ""
    cue = _CUE.search(text) if _WISHES.search(text) else None
    head = _STARTS.match(text)
    if cue is not None and not (head and head.end() < cue.start()):
        start = cue.end()
    elif head is not None and (first or len(text.split()) <= 8):
        start = head.end()
    elif first and not re.search(r"\b(?:i|we|my|our|me|us|i'\w+|he|she|they)\b", text, re.I):
        start = 0
    else:
        return 0, ""
    lead = _FIELD.match(text[start:]) or _LEAD.match(text[start:])
    start += lead.end() if lead else 0
    stop = _STOP.search(text[start:])
    return start, (text[start : start + stop.start()] if stop else text[start:]).rstrip()


def _readings(
    ears: Ears, attribute: Attribute | None, thing: str, whole: str, most: float
) -> list[Reading]:
    if attribute is None:
        return []
    meaning = ears.meanings[attribute.id]
    named = [
        m
        for m in meaning.named(thing)
        if _is_head(m, thing)
        and not _is_noun(ears, thing[slice(*m.span)])
        and not ears.belongs(thing, m.span, attribute.id)
    ]
    either = alternatives(meaning, thing, named)
    if either:
        return [_read(attribute, meant, most, meant.confidence, at) for at, meant in either]
    # "Business" and the like say nothing of which: only the words that name count.
    sense = thing[named[0].span[0] : named[-1].span[1]] if named else ""
    meant = meaning.weigh(thing, sense=sense) if named else None
    values = {m.value for m in named}
    if (
        meant is None
        or meant.value not in values
        or not _agreed(meaning, thing, whole, meant.value)
    ):
        return []
    sure = sum(w for v, w in meant.weights if v in values)
    return [_read(attribute, meant, most, sure, named[0].span)] if sure >= LEAST else []


def _read(
    attribute: Attribute, meant: Meant, most: float, sure: float, span: tuple[int, int]
) -> Reading:
    return Reading(
        attribute=attribute.id,
        value=meant.value,
        confidence=min(most, sure),
        weights=_tempered(meant, most),
        span=span,
    )


def _agreed(meaning: Meaning, thing: str, whole: str, value: str) -> bool:
    """Whether the sense of all that was said leaves it at that: "the smart kid" is no toy shop."""
    meant = meaning.weigh(thing, sense=whole)
    return meant is None or meant.value == value


def _is_noun(ears: Ears, name: str) -> bool:
    """Whether a name is only what any item may be called: "company", "outfit"."""
    called = {ears.pack.noun.one.casefold(), ears.pack.noun.many.casefold()}
    return name.casefold() in called or bool(_ANY.fullmatch(name))


def _is_head(match: Match, thing: str) -> bool:
    """Whether a name is what the thing is, not what it is for: no "restaurant supply house"."""
    if negated(thing, match.span[0]) or match.score < 0.9:
        return False
    return bool(_AFTER.match(thing[match.span[1] :]))


def _tempered(meant: Meant, most: float) -> tuple[tuple[str, float], ...]:
    scale = min(1.0, most / meant.confidence)
    return tuple((value, round(weight * scale, 4)) for value, weight in meant.weights)
