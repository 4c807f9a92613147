"""What a person typed, made safe to read and keep: length, encoding, private facts, and flags."""

from __future__ import annotations

import re
from typing import Any

from core.errors import InvalidMessage, MessageTooLong
from core.model import Frozen
from guards.dwellings import find_dwellings
from guards.health import find_health
from guards.instructions import find_instructions, without_instructions
from guards.needs import Need, find_need
from guards.personal import LABEL, redact
from guards.persons import find_persons
from guards.planted import planted
from readers.text import normalise

LONGEST = 8_000
"""Characters of one message, counted before anything is removed: as typed, and as they are read,
where one may stand for as many as eighteen ("ﷺ")."""

ASKING = 400
"""Characters up to which a message that also gives a program orders asks for advice or a human."""

_INVISIBLE = re.compile(
    "["
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"  # controls but tab, line ends
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e"  # soft hyphen, fillers
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"  # zero width, direction
    "\U000e0000-\U000e0fff"  # tags and supplementary variation selectors
    "]"
)
_LONG_GAP = re.compile(r"\s{4,}")
"""Blanks between which no pattern would see words as neighbours."""
_SURROGATE = re.compile("[\ud800-\udfff]")
_TAKEN_BACK = re.compile(
    r"\b(?:what|everything|all)\s+(?:that\s+)?(?:I|we)(?:['’]ve|\s+have)?\s+(?:just\s+)?(?:said|told|wrote|asked|answered)",
    re.I,
)
"""People change their minds in the words of those who mean to trick a program."""
_HEALTH = "[health removed]"
_NAME, _ADDRESS = "[name removed]", "[address removed]"


class Screened(Frozen):
    """A message ready to be read and kept: contact, account and health facts are labels in it.

    ``flags`` say what was noticed, in a fixed order: ``invisible`` (characters were removed),
    ``personal`` (contact or account data), ``health`` (facts about somebody's health),
    ``instructions`` (words that try to direct the program), ``orders`` (tasks for a program).
    Flags are kept with the turn; nobody is refused for them, since no rule of the product depends
    on a text being harmless. ``wishes`` is what of the text may be listened to, without labels and
    without what is meant for a program. ``need`` is what the message asks a prepared answer for.
    """

    text: str
    wishes: str
    flags: tuple[str, ...] = ()
    need: Need | None = None


def screen(text: str, *, before: bool = False) -> Screened:
    """Check, clean and redact one message; what was screened already stays as it is.

    Args:
        text: as typed; labels make what was screened longer than what may be typed.
        before: whether it was screened already.

    Raises:
        MessageTooLong: more than LONGEST characters.
        InvalidMessage: not valid Unicode, or nothing to read remains.
    """
    length = max(len(text), len(normalise(text)))
    if length > LONGEST and not before:
        raise MessageTooLong(f"{length:,} characters; at most {LONGEST:,} can be read.")
    if _SURROGATE.search(text):
        raise InvalidMessage("It is not valid Unicode.")
    visible = _INVISIBLE.sub("", text).strip()
    if not visible:
        raise InvalidMessage("It is empty.")
    kept = discreet(visible)
    noticed = {
        "invisible": len(_INVISIBLE.sub("", text)) < len(text),
        "personal": bool(LABEL.search(kept.replace(_HEALTH, ""))),
        "health": _HEALTH in kept,
        "instructions": find_instructions(visible) is not None,
        "orders": _without_orders(kept) != kept,
    }
    flags = tuple(flag for flag, seen in noticed.items() if seen)
    wishes = unlabelled(without_instructions(_without_orders(kept)))
    return Screened(text=kept, wishes=wishes, flags=flags, need=_need(visible, wishes, flags))


def _need(text: str, wishes: str, flags: tuple[str, ...]) -> Need | None:
    """What a message asks a prepared answer for; a plea counts wherever it stands, but a long text
    made of orders mentions advice and humans without asking for them.
    """
    need = find_need(text)
    mentioned = need in ("advice", "human") and "orders" in flags and len(text) > ASKING
    return find_need(wishes) if mentioned else need


def discreet(text: str, name: str = _NAME) -> str:
    """The text with contact, account and health facts replaced by labels.

    ``name`` is the label of people's names.
    """
    text = redact(_LONG_GAP.sub(_shortened, text))
    for label, find in (
        (_ADDRESS, find_dwellings),
        (name, find_persons),
        (_HEALTH, find_health),
    ):
        for start, end in reversed(find(text)):
            text = f"{text[:start]}{label}{text[end:]}"
    return text


def _shortened(gap: re.Match[str]) -> str:
    return "\n\n" if gap.group().count("\n") > 1 else gap.group()[:3]


def discreet_values(value: Any) -> Any:
    """A JSON-like value with every string in it made discreet, keys as they are."""
    if isinstance(value, str):
        return discreet(value)
    if isinstance(value, dict):
        return {key: discreet_values(inner) for key, inner in value.items()}
    return [discreet_values(inner) for inner in value] if isinstance(value, list) else value


def _without_orders(text: str) -> str:
    for start, end in reversed(planted(text)):
        if _TAKEN_BACK.search(text[start:end]):
            continue
        text = f"{text[:start]} {text[end:]}"
    return text.strip()


def unlabelled(text: str) -> str:
    """What is left to listen to: the text without the labels of what was removed."""
    return (
        re.sub(r"[^\S\n]+", " ", LABEL.sub(" ", text)).strip(" ,;\n")
        if LABEL.search(text)
        else text
    )
