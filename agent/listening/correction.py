"""Taking something back: "actually, scrap that — it's Chattanooga, not Nashville"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.model import Wish
from readers.clause import clauses

_STRONG = re.compile(
    r"\b(?:(?:scrap|scratch|strike|cancel|disregard|ignore|forget) (?:that|it|this"
    r"|what i (?:just )?said|my last)"
    r"|(?:i |ive |i've |i have |we )?(?:got|had|have|put|gave|told you|said) (?:that|it"
    r"|this|them|you)?(?: all| the)? ?(?:backwards?|wrong|mixed up|muddled|the wrong (?:way"
    r"|one|thing|answer|number|figure)|confused)"
    r"|(?:i )?(?:misspoke|misread|mistyped|misremembered|misheard)|my mistake|my (?:bad"
    r"|error)|i made a mistake|i (?:was|am|'m|m) (?:wrong|mistaken|confused"
    r"|thinking of (?:a |another|some|the )\w*)|i'?m thinking of"
    r"|i meant(?: to say)?|i should have said|i take (?:that|it) back|take (?:that|it) back"
    r"|on second thoughts?|come to think of it|(?:i(?:'?ve)? )?(?:changed|change"
    r"|changing) my mind|let me (?:correct|change|fix|rephrase)|correction|change (?:that"
    r"|it|my answer) to|make (?:that|it) (?=\w+ instead)|that was wrong|that'?s (?:wrong"
    r"|not right)|not what i (?:meant|said)|sorry,? (?:no|i meant|not)|i (?:was|am"
    r"|'m) (?:off|out) by|i (?:gave|told) you (?:the )?wrong|i (?:was )?(?:misinformed"
    r"|mixed up|muddled)|(?:i |i've |ive )?(?:mixed|muddled|jumbled|confused) (?:that|it"
    r"|them|this|two|up)|not (?:that|what i said)|the other way (?:a)?round|no,? wait"
    r"|wait,? no|hang on|hold on|or rather|instead)\b",
    re.I,
)
_MILD = re.compile(
    r"^\W*(?:(?:oh|well|um|sorry|no|wait|but)[,\s]+)*(?:actually|sorry|wait|correction|oops"
    r"|whoops|apologies|my apologies)\b"
    r"|\b(?:turns out|looked (?:it|that) up|double[- ]checked|just checked|checked again"
    r"|(?:i|we|now) (?:just )?(?:remember(?:ed)?|recall(?:ed)?)(?: now)?\b(?=,| (?:it|that))"
    r"|(?:now|when) (?:that )?i (?:think|come to think) (?:of|about) (?:it|that)|on reflection"
    r"|thinking (?:again|about it|it over)|(?:earlier|before),? (?:i|we) (?:said|put|told|wrote)"
    r"|(?:i|we) (?:said|put|told you|wrote|typed) .{1,40}\b(?:but|though|it['’]?s|it is|really)\b"
    r"|should (?:read|be|say|have (?:been|said|put|written))\b(?=.{0,40}$)|should['’]ve (?:said"
    r"|put)"
    r"|make (?:that|it)\b(?= \w)|change (?:the|my|our) (?:\w+ ){1,3}to|switch (?:it |that )?to"
    r"|(?:raise|lower|increase|reduce|update|amend|adjust|revise|move|bump) (?:the|my|our|it"
    r"|that)\b"
    r"|(?:talked|thought|discussed|went) (?:it |this |that )?over|have decided"
    r"|we(?:['’]ve)? decided"
    r"|(?:come|came) (?:a)?round to|(?:has|have|['’]s) (?:been )?changed|changed(?=,|\.|$)"
    r"|mis(?:counted|judged|calculated|heard|took|typed|stated)|typo|slip of the|(?:got|had|have)"
    r" (?:the|my) (?:\w+ ){1,3}wrong|(?:was|were|been) wrong about|(?:going|go|getting) back to"
    r"|(?:about|regarding|as for|concerning) (?:the|my|our|that) \w+(?: \w+)?(?:,|:| i\b| we\b)"
    r"|(?:remind|told|tell|correct|put)(?:ed|s|ing)? (?:me|us) (?:right|straight|otherwise|wrong)"
    r"|remind(?:ed|s) (?:me|us)\b|i tell a lie|tell a lie\b|as you were\b|^\W*no,? no\b"
    r"|excuse me\b|pardon me\b|beg your pardon"
    r"|after all\b|more like\b.*\bnow\b|can go (?:higher|lower|up|down))",
    re.I,
)
_OPENING = re.compile(
    rf"^\W*(?:(?:oh|well|um|sorry|no|wait|but|and|actually|oops|whoops|hang on"
    rf"|hold on)\b[,\s—–-]*)*(?:{_STRONG.pattern}[\s,.:;—–-]*)?(?:(?:no|sorry"
    rf"|actually)[,\s—–-]+)*",
    re.I,
)


def corrects(text: str) -> bool:
    """Whether an utterance takes back something said before."""
    return outright(text) or bool(_MILD.search(text)) or any(c.correction for c in clauses(text))


def outright(text: str) -> bool:
    """Whether it says so in so many words, not with a mere "actually"."""
    return bool(_STRONG.search(text))


def corrected(text: str) -> str:
    """The utterance without the words that take back; what is to hold instead."""
    return _OPENING.sub("", text, count=1).strip()


def suspects(wishes: Sequence[Wish], pending: str | None) -> list[str]:
    """The attributes that a correction may be about, the one answered last first, the pending one
    last.
    """
    said = sorted((w for w in wishes if w.stance != "avoid"), key=lambda w: -w.turn)
    ids = list(dict.fromkeys(w.attribute for w in said if w.attribute != pending))
    return [*ids, *([pending] if pending else [])]
