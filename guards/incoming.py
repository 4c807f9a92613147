"""What a person typed, made safe to read: length, encoding, invisible characters, and flags."""

from __future__ import annotations

import re

from core.errors import InvalidMessage, MessageTooLong
from core.model import Frozen
from guards.instructions import find_instructions
from guards.personal import find_personal

LONGEST = 8_000
"""Characters of one message, counted before anything is removed."""

_INVISIBLE = re.compile(
    "["
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"  # controls but tab, line ends
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e"  # soft hyphen, fillers
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"  # zero width, direction
    "\U000e0000-\U000e0fff"  # tags and supplementary variation selectors
    "]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")


class Screened(Frozen):
    """A message ready to be read.

    ``flags`` say what was noticed, in a fixed order: ``invisible`` (characters were removed),
    ``personal`` (contact or account data), ``instructions`` (words that try to direct the
    program). Flags are kept with the turn; nobody is refused for them, since no rule of the product
    depends on a text being harmless.
    """

    text: str
    flags: tuple[str, ...] = ()


def screen(text: str) -> Screened:
    """Check and clean one message.

    Raises:
        MessageTooLong: more than LONGEST characters.
        InvalidMessage: not valid Unicode, or nothing to read remains.
    """
    if len(text) > LONGEST:
        raise MessageTooLong(f"{len(text):,} characters; at most {LONGEST:,} can be read.")
    if _SURROGATE.search(text):
        raise InvalidMessage("It is not valid Unicode.")
    visible = _INVISIBLE.sub("", text).strip()
    if not visible:
        raise InvalidMessage("It is empty.")
    noticed = {
        "invisible": len(_INVISIBLE.sub("", text)) < len(text),
        "personal": bool(find_personal(visible)),
        "instructions": find_instructions(visible) is not None,
    }
    return Screened(text=visible, flags=tuple(flag for flag, seen in noticed.items() if seen))
