"""Taking a wish out of the profile: "forget the price", "drop Indiana"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agent.listening.ears import Ears
from agent.listening.phrase import Phrase
from agent.listening.valued import value_spans
from core.model import Reading, Wish

_WITHDRAWAL = re.compile(
    r"^(?:(?:and|but|oh|please|you can|lets|well|also) )*(?:forget(?: about)?|drop|remove"
    r"|delete|ignore|never ?mind(?: about)?|cancel|disregard|leave out|take (?:out|off|away"
    r"|back)|get rid of|erase|clear|scrap|lose|skip|undo|strike)"
    r" (?:the |my |our |that |what i said about (?:the )?|that bit about (?:the )?"
    r"|about (?:the )?)*(?P<what>.+?)(?: (?:thing|part|bit|requirement|wish|limit|condition"
    r"|constraint|from (?:the list|my profile|it)|please|altogether|completely))*$"
)


def taken_out(ears: Ears, piece: Phrase, wishes: Sequence[Wish]) -> tuple[Reading, ...]:
    """What a piece takes back: the values that it names of those wished, or else an attribute."""
    what = withdrawn(piece.plain)
    if not what:
        return ()
    # As typed, since names of places are told by their capitals.
    values = tuple(
        Reading(attribute=wish.attribute, value=wish.value, remove=True)
        for wish in wishes
        if wish.stance == "want" and any(value_spans(ears, wish, piece.text))
    )
    named = None if values else ears.naming.first(what)
    return (Reading(attribute=named, remove=True),) if named else values


def withdrawn(plain: str) -> str | None:
    """What a plain piece takes back, in the person's words; None when it takes back nothing."""
    found = _WITHDRAWAL.match(plain)
    return found["what"] if found else None
