"""Corrections of what was said before, as changes of the profile."""

from __future__ import annotations

from agent.listening.answer import BOLD, read_answer
from agent.listening.correction import corrected, outright, suspects
from agent.listening.ears import Ears
from agent.listening.exclusion import exclusions
from agent.listening.refusal import refuse
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
    named = {m.value for m in ears.naming.find(body)}
    order = sorted(suspects(turn.wishes, pending), key=lambda id: id not in named)
    tries = [(id, False) for id in order] + [(id, True) for id in order[:1]]
    for id, soft in tries if turn.wishes else ():
        found = _again(ears, id, body, soft)
        if found and (id != pending or outright(turn.text)):
            return _heard(ears, turn, found, body)
    if not outright(turn.text):
        return None
    # Of what it takes back nothing is known: only what it names beyond doubt is heard.
    extra = strays(ears, body, None, freely=True)
    again = tuple(r.model_copy(update={"replace": True}) for r in extra)
    return Heard(acts=("answer",), readings=(*again, *_refused(ears, turn)), sure=False)


def _heard(ears: Ears, turn: Turn, found: tuple[Reading, ...], body: str) -> Heard:
    must = turn.parts.must
    again = tuple(
        r.model_copy(update={"replace": True, "must": r.must if must is None else must})
        for r in found
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
    whole = [e for e in turn.refused if e.whole and e.joined]
    return tuple(r for e in whole for r in refuse(ears, e, turn.asked))


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
