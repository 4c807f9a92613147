"""Corrections without an apology: "not Boston, Denver", "about the building, we would lease it"."""

from __future__ import annotations

import re

from agent.listening.amend import LIKELY, amending
from agent.listening.answer import read_answer
from agent.listening.correction import suspects
from agent.listening.ears import Ears
from agent.listening.turn import Turn
from agent.listening.valued import value_spans
from core.model import Heard, Kind, Wish

FIRM = 0.8
"""Confidence of a reading that changes an earlier answer, said while another question waits."""

_DENIED_BEFORE = re.compile(
    r"(?:\b(?:not|no|isn['’]?t|is not|wasn['’]?t|was not|forget|scrap|scratch|drop|lose|instead of"
    r"|rather than|never ?mind|wrong about(?: it being| being)?|put|typed|wrote)\s+(?:in |near |at"
    r" |an? |the |any )*)$",
    re.I,
)
_ADDS = re.compile(
    r"^\W*(?:(?:and|oh|yes|please|you can|or)[,\s]+)*(?:also|add|plus|include|put in)\b"
    r"|\b(?:too|as well|in addition)\W*$",
    re.I,
)
"""What puts a value beside those said before, instead of in their place."""

_DENIED_AFTER = re.compile(
    r"^\s*(?:(?:was|is|were) (?:a (?:slip|mistake|typo|error)|wrong|out|off|no good)|after all)\b",
    re.I,
)


def contrasted(ears: Ears, turn: Turn) -> Heard | None:
    """The change that an utterance asks for by turning down a value said before and naming
    another; None where it does not.
    """
    for wish in turn.wishes:
        attribute = ears.attribute(wish.attribute)
        if attribute is None or wish.stance != "want" or attribute is turn.asked:
            continue
        for start, end in value_spans(ears, wish, turn.text):
            before, after = turn.text[:start], turn.text[end:]
            denied = _DENIED_BEFORE.search(before)
            if denied is None and not _DENIED_AFTER.match(after):
                continue
            left = before[: denied.start()] if denied else before
            rest = " ".join((left + " " + _DENIED_AFTER.sub("", after)).split()).strip(" .,;:!?-–—")
            found = read_answer(ears, attribute, rest) if rest else ()
            other = [r for r in found if r.value != wish.value and r.confidence >= LIKELY]
            if other and attribute.type is not Kind.TEXT:
                return amending(ears, turn, tuple(other), rest)
    return None


def reopened(ears: Ears, turn: Turn) -> Heard | None:
    """The change of an answer given before, whose attribute the utterance names, or of the last
    answer, by another of its values, where nothing of what is asked is named; None otherwise.
    """
    if turn.asked is None or turn.asked.type is Kind.TEXT:
        return None
    body = turn.parts.body
    named = {m.value for m in ears.naming.find(body)}
    held: dict[str, list[Wish]] = {}
    for wish in turn.wishes:
        if wish.stance == "want" and wish.value is not None:
            held.setdefault(wish.attribute, []).append(wish)
    order = suspects(turn.wishes, None)
    last = order if _ADDS.search(turn.text) else order[:1] if len(body.split()) > 2 else []
    ids = [id for id in order if id in held and (id in named or id in last)]
    for id in ids:
        attribute = ears.attribute(id)
        if attribute is None or attribute.type is Kind.TEXT or attribute is turn.asked:
            continue
        if id not in named and not attribute.type.listed:
            continue
        found = read_answer(ears, attribute, body, soft=False)[:1]
        values = [w.value for w in held[id]]
        firm = tuple(r for r in found if r.confidence >= FIRM and r.value not in values)
        if firm and not _answers(ears, turn, body):
            heard = amending(ears, turn, firm, body)
            # A must against a must is no slip of the tongue: merging finds the contradiction.
            insisted = any(w.must for w in held[id]) and any(r.must for r in heard.readings)
            return _beside(heard) if insisted or _ADDS.search(turn.text) else heard
    return None


def _beside(heard: Heard) -> Heard:
    added = tuple(r.model_copy(update={"replace": False}) for r in heard.readings)
    return heard.model_copy(update={"readings": added})


def _answers(ears: Ears, turn: Turn, body: str) -> bool:
    """Whether the words name a value of what was asked."""
    return bool(turn.asked and read_answer(ears, turn.asked, body, soft=False))
