"""What is not to be done all the time: "it does not need me every day" leaves the other ways."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agent.listening.ears import Ears
from agent.listening.meaning import LEFT
from core.model import Kind, Reading

SURE = 0.6
"""Confidence of such a reading: which of the other ways is meant stays open."""

_TIME = re.compile(
    r"\b(?:days?|daily|(?:full|half|part)[ -]?time|weeks?|hours?|nine to five|hands[ -]on)\b", re.I
)
_NOT = re.compile(
    r"(?:\b(?:not|never|no|nobody|without|cannot|hardly)\b|n['’]t\b|\b(?:dont|doesnt|cant|wont)\b)"
    r"(?![^.,;:!?]*\b(?:(?:more|less|fewer|longer) than|only|just|but|over|under|mind)\b)"
    r"[^.,;:!?]{0,40}$",
    re.I,
)
_OWN = re.compile(r"(?:not|never|no)\b|don['’]?t\b", re.I)
_HOW = re.compile(
    r"(?:there |here |in |at it |on site )*(?:(?:every|each|all|the whole|most)(?: single)?"
    r" (?:day|days|week|morning|evening|night|hour|the time|of the time|my time)s?(?: long)?"
    r"|daily|day in(?:,)? day out|(?:full|part)[ -]?time|all the time|\w+ (?:days|hours) a"
    r" (?:week|day)|hands[ -]on|after all|any ?more|any longer|again|there|here|now|yet|too much"
    r"|so much|that much|long|forever|alone|by (?:myself|ourselves))",
    re.I,
)


def adverbial(part: str) -> bool:
    """Whether words say how or when, and name no thing that an item could be or have."""
    return bool(_HOW.fullmatch(part.strip()))


def ways_left(ears: Ears, text: str, asked: str | None = None) -> Iterator[Reading]:
    """The values that remain of a category when a text says of one, a measure of time, that it is
    not to be; all of them, as weights. ``asked`` is an attribute that is read elsewhere.
    """
    for id, meaning in ears.meanings.items():
        if meaning.attribute.type is not Kind.CATEGORY or not meaning.paraphrased or id == asked:
            continue
        timed = [m for m in meaning.named(text) if _TIME.search(text[slice(*m.span)])]
        denied = [m for m in timed if _NOT.search(text[: m.span[0]])]
        weights = meaning.without({m.value for m in denied}) if denied else ()
        if not denied:
            # "Not every day" may itself be what people call a value.
            denied = [m for m in timed if _OWN.match(text[slice(*m.span)])]
            weights = tuple((m.value, round(LEFT / len(denied), 4)) for m in denied)
        if weights:
            yield Reading(
                attribute=id,
                value=weights[0][0],
                weights=weights,
                confidence=SURE,
                span=denied[0].span,
            )
