"""Which of several wanted values will do instead of each other: "payments or farming". Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from core.model import Heard, Kind, Reading
from domains import Pack

_OR = r"(?:\b(?:or|otherwise|alternatively|failing that)\b|/)"
OR = re.compile(
    rf"{_OR}(?:[\s,]{{1,4}}(?:else|an?|the|some|something|anything|maybe|even|perhaps|possibly|also|then|"
    r"rather|another|with|in|for|about|that|has|have|does|do|is)){0,8}\s{0,4}$",
    re.IGNORECASE,
)
"""What stands between alternatives, right before the later one."""

OPENS = re.compile(rf"{_OR}\s", re.IGNORECASE)
"""What the stretch of the later one may begin with."""

LISTED = re.compile(r"\s{0,4}[,;]\s{0,4}(?:an?|the|some)?\s{0,4}", re.IGNORECASE)
"""What stands between the earlier ones of a list whose last two have "or" between them."""

_GOOD = r"(?:fine|ok|okay|good|great|alright|all right)"
ELSE = re.compile(
    r"^\W*(?:or|otherwise|alternatively|failing that)\b"
    rf"|\b(?:also|too|as well|then|equally)\b.{{0,24}}\b(?:{_GOOD}|do|works?)\b"
    rf"|\b(?:{_GOOD}|do|works?|does it)\b.{{0,12}}\b(?:too|also|as well)\b"
    rf"|\b(?:would|will|might|'d|'ll)(?: also)? (?:do|work|be {_GOOD})\b",
    re.IGNORECASE,
)
"""What says of a value that it will do instead of what was wished before."""


def with_alternatives(heard: Heard, text: str, pack: Pack) -> Heard:
    """What was heard, with the alternatives among the values of what has several values marked as
    such; the values of other attributes are alternatives by themselves.
    """
    marked: set[int] = set()
    for attribute in pack.attributes:
        wanted = [
            n
            for n, r in enumerate(heard.readings)
            if r.attribute == attribute.id and r.stance == "want" and r.value and not r.remove
        ]
        if attribute.type is Kind.CATEGORIES and wanted:
            marked |= _alternatives(wanted, _words(attribute.id, wanted, heard), text)
    if not marked:
        return heard
    readings = tuple(_either(r) if n in marked else r for n, r in enumerate(heard.readings))
    return heard.model_copy(update={"readings": readings})


def _either(reading: Reading) -> Reading:
    return reading.model_copy(update={"either": True})


def _words(id: str, wanted: Sequence[int], heard: Heard) -> list[str]:
    """The stretches in which the values were said, as far as that is known; else the values."""
    said = [words for attribute, words in heard.understood if attribute == id]
    if len(said) == len(wanted):
        return said
    return [str(heard.readings[n].value) for n in wanted]


def _alternatives(wanted: Sequence[int], words: Sequence[str], text: str) -> set[int]:
    """Which of some readings are alternatives to each other, or one of them to what was before."""
    if len(wanted) == 1:
        return set(wanted) if ELSE.search(text) else set()
    found: set[int] = set()
    linked = [_between(text, one, other) for one, other in pairwise(words)]
    for k in reversed(range(len(linked))):
        listed = k + 2 <= len(linked) and wanted[k + 1] in found and LISTED.fullmatch(linked[k])
        if OR.search(linked[k]) or listed:
            found |= {wanted[k], wanted[k + 1]}
    return found


def _between(text: str, one: str, other: str) -> str:
    """What stands between two stretches of a text, and what the later one begins with; nothing
    where they are not found.
    """
    folded, first, second = text.lower(), one.lower(), other.lower()
    start = folded.find(first)
    end = folded.find(second, start + len(first)) if start >= 0 else -1
    if end < 0:
        return ""
    opening = OPENS.match(second)
    return folded[start + len(first) : end + (opening.end() if opening else 0)]
