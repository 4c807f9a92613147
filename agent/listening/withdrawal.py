"""Taking a wish out of the profile: "forget the price", "never mind the location"."""

from __future__ import annotations

import re

_WITHDRAWAL = re.compile(
    r"^(?:(?:and|but|oh|please|you can|lets|well|also) )*(?:forget(?: about)?|drop|remove"
    r"|delete|ignore|never ?mind(?: about)?|cancel|disregard|leave out|take (?:out|off|away"
    r"|back)|get rid of|erase|clear|scrap|lose|skip|undo|strike)"
    r" (?:the |my |our |that |what i said about (?:the )?|that bit about (?:the )?"
    r"|about (?:the )?)*(?P<what>.+?)(?: (?:thing|part|bit|requirement|wish|limit|condition"
    r"|constraint|from (?:the list|my profile|it)|please|altogether|completely))*$"
)


def withdrawn(plain: str) -> str | None:
    """What a plain piece takes back, in the person's words; None when it takes back nothing."""
    found = _WITHDRAWAL.match(plain)
    return found["what"] if found else None
