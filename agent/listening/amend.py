"""Corrections of what was said before, as changes of the profile."""

from __future__ import annotations

from agent.listening.answer import BOLD, read_answer
from agent.listening.correction import corrected, outright, suspects
from agent.listening.ears import Ears
from agent.listening.exclusion import exclusions
from agent.listening.need import needed
from agent.listening.refusals import refusals
from agent.listening.stray import strays
from agent.listening.turn import Turn
from core.model import Heard, Kind, Reading

LIKELY = 0.35
"""Least confidence of a sense that may correct the answer just given."""

FIRM = 0.9
"""Confidence from which a year or place corrects the one just given without saying so."""


def amended(ears: Ears, turn: Turn) -> Heard | None:
    """The utterance as a correction of something said before; None when it corrects nothing.

    It is held against the attributes named in it, then those answered before, the last one first;
    the words must state a value. Failing that, the last answer may be corrected by sense.
    """
    body = _held(corrected(turn.parts.text))
    pending = turn.pending.attribute if turn.asked and turn.pending else None
    order = _suspected(ears, turn, body, pending)
    for id in order:
        found = _again(ears, id, body, soft=False)
        if found and (id != pending or outright(turn.text)):
            return amending(ears, turn, (*found, *_besides(ears, id, found, body)), body)
    # What was said before and is named beyond doubt goes before what the words may mean.
    extra = strays(ears, body, None, freely=True)
    if not {r.attribute for r in extra} & {w.attribute for w in turn.wishes}:
        found = _again(ears, order[0], body, soft=True) if order else ()
        if found and (order[0] != pending or outright(turn.text)):
            return amending(ears, turn, found, body)
    if not outright(turn.text):
        return None
    again = tuple(r.model_copy(update={"replace": True}) for r in needed(extra, body))
    return Heard(acts=("answer",), readings=(*again, *_refused(ears, turn)), sure=bool(extra))


def _suspected(ears: Ears, turn: Turn, body: str, pending: str | None) -> list[str]:
    """The attributes that a correction may be about: first those it names, then those of places
    where it names a place, then as they were answered.
    """
    if not turn.wishes:
        return []
    named = {m.value for m in ears.naming.find(body)}
    placed = {id for id, reader in ears.places.items() if reader.mention(body) is not None}
    order = suspects(turn.wishes, pending)
    return sorted(order, key=lambda id: (id not in named, id not in placed))


def _besides(ears: Ears, id: str, found: tuple[Reading, ...], body: str) -> tuple[Reading, ...]:
    """What else the same breath sets right; flags apart, whose words are said in passing."""
    others = strays(ears, body, ears.attribute(id), freely=True)
    told = {r.attribute for r in found} | set(ears.flags)
    return tuple(r for r in others if r.attribute not in told)


def amending(ears: Ears, turn: Turn, found: tuple[Reading, ...], body: str) -> Heard:
    """What was heard, when these readings take the place of what was said before."""
    must = turn.parts.must
    again = tuple(
        r.model_copy(update={"replace": True, "must": r.must if must is None else must})
        for r in needed(found, body)
    )
    attribute = ears.attribute(found[0].attribute)
    words = body if attribute is not None and attribute.type is Kind.TEXT else None
    return Heard(acts=("answer",), readings=(*again, *_refused(ears, turn)), text=words)


def _held(body: str) -> str:
    """The correction without the values it rejects: "Chattanooga, not Nashville"."""
    for rejected in exclusions(body):
        start, end = rejected.span
        body = body[:start] + " " * (end - start) + body[end:]
    return " ".join(body.split())


def _refused(ears: Ears, turn: Turn) -> tuple[Reading, ...]:
    """Exclusions said in sentences of their own."""
    return refusals(ears, turn, [e for e in turn.refused if e.whole and e.joined])


def _again(ears: Ears, id: str, body: str, soft: bool) -> tuple[Reading, ...]:
    attribute = ears.attribute(id)
    if attribute is None or not body.strip(" .,;!?"):
        return ()
    found = read_answer(ears, attribute, body, soft=soft)
    return tuple(r for r in found if r.confidence >= (LIKELY if soft else BOLD))


def restated(ears: Ears, turn: Turn, body: str) -> tuple[Reading, ...]:
    """Another year or place than the one just given: a correction without a word of apology."""
    order = suspects(turn.wishes, None)
    last = ears.attribute(order[0]) if order else None
    if last is None or last.type not in (Kind.YEAR, Kind.PLACE) or len(body.split()) < 3:
        return ()
    if turn.asked is not None and turn.asked.type is last.type:
        return ()
    held = [w.value for w in turn.wishes if w.attribute == last.id and w.value is not None]
    found = read_answer(ears, last, body, soft=False)[:1] if held else ()
    firm = [r for r in found if r.confidence >= FIRM and r.value not in held]
    return tuple(r.model_copy(update={"replace": True}) for r in firm)
