"""What a person does not want: "and no crypto", "anything but restaurants", "not in California"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_VERB = (
    r"(?:want(?: to)?|like|need|wish(?: for)?|care for|fancy|touch|do|consider|buy|take"
    r"|deal with|go (?:near|for|with|into)|look at|have|be in|live in|work (?:in|with)|move to"
    r"|get into|be involved (?:in|with))"
)
_CUE = (
    r"(?:no|not|nothing|never|none of|nowhere|anything but|anywhere but|everything but"
    r"|any \w+ but|without|minus|excluding|except(?:ing)?(?: for)?|other than|apart from|"
    rf"(?:i|we|id|i'd|we'd|i would|we would)? ?(?:really |definitely |certainly |do "
    rf"|would )*(?:don'?t|do not|wouldn'?t|would not|won'?t|will not|can'?t|cannot"
    rf"|never) (?:really |ever |even )?{_VERB}|"
    r"(?:i|we)?(?:'d| would|d)? ?rather not(?: be| have| do| go)?|(?:please )?avoid(?:ing)?"
    r"|(?:please )?(?:skip|exclude|leave out|rule out)|(?:keep|stay|steer)(?: me"
    r"| us)? (?:well |far )?(?:away|clear|out)(?: from| of)?|"
    r"(?:i|we) (?:really )?(?:hate|detest|dislike|loathe|refuse|can'?t stand))"
)
_START = re.compile(
    rf"^(?P<lead>(?:(?:and|but|also|oh|plus|just|only|please|or|well|so|ah|one more thing"
    rf"|by the way)[,\s]+)*)(?P<cue>{_CUE})\b\s*(?P<what>.+)$",
    re.I | re.S,
)
_INSIDE = re.compile(
    r"(?:,\s*(?:and |but )?|\s(?:but|and)\s+|\s[-–—]+\s*)(?P<cue>not|no|nothing"
    r"|anything but|without)\s+(?P<what>[^,.;!?—]+)|\s(?P<cue2>except(?:ing)?(?: for)?"
    r"|anything but|other than|apart from|excluding)\s+(?P<what2>[^,.;!?—]+)",
    re.I,
)
_NOT_EXCLUDED = re.compile(
    r"^(?:no|not|nothing|never)[,\s]+(?:(?:a |the |at |so |too |very |really |that "
    r"|all )*(?:need(?:ed)?|problem|matter|worr\w+|bother\w*|idea|clue|preference|opinion"
    r"|view|feelings?|sure|certain|present|all|particular|fuss\w*|pick\w*|important"
    r"|necess\w+|required|limit|rush|hurry|thank\w*|factor|issue|comment|doubt|wonder|bad"
    r"|mind\w*|care|odds|difference|objection|yet|quite|far|exactly|only|much|more than"
    r"|less than|over|under|above|below|before|after|past|beyond|earlier|later|older|newer"
    r"|fewer|smaller|bigger|larger|cheaper|nearly|longer|special|fancy|else|likely|really"
    r"|one|that is|i |they|we |it |he |she |you|on your|to my|strong|real|specific|set"
    r"|fixed|who|afraid|gave|given|comes? to mind|to say|know|just|one in mind)|a (?:must"
    r"|bit|chance|deal)|no\b|more\b|necessarily)\b",
    re.I,
)
_SENTENCE = re.compile(r"[^.!?;\n—]+(?:[.](?=\d)[^.!?;\n—]+)*")
_TRIM = re.compile(
    r"^(?:(?:any|a|an|the|one|ones|company|companies|business(?:es)?|firms?|places?|stores?"
    r"|shops?|outfits?|something|anything|anyone|everything|stuff|things?|kinds?|sorts?"
    r"|types?|with|to do|to be|do|related|linked|connected|involv\w+|dealing|having|of|in"
    r"|from|near|around|based|located|into|for|that|which|who|is|are|works?|sells?|serves?"
    r"|like|about|on|at|down|by|up|over|another|too|my|all|more|being|more of|those|these"
    r"|them|please)\b[\s,]*)+",
    re.I,
)
_CUT = re.compile(
    r"[,(]|\s[-–—]|\b(?:because|since|please|thanks|thank you|though|but|i've|i have|i'm|i am"
    r"|we've|if you|or i|or we|ever|either|at all|as i|as we|for me|for us|what?soever)\b",
    re.I,
)
_SPLIT = re.compile(r"\s*(?:,|/|\bor\b|\band\b|\bnor\b)\s*(?:no\s+|not\s+|any\s+)?", re.I)


@dataclass(frozen=True)
class Exclusion:
    """Something ruled out: ``what`` in the person's words, ``parts`` its members, ``span`` to cut
    away.

    ``whole`` is True for a sentence of its own, ``joined`` when it began with "and", "but" or the
    like.
    """

    what: str
    parts: tuple[str, ...]
    span: tuple[int, int]
    whole: bool
    joined: bool


def exclusions(text: str) -> tuple[Exclusion, ...]:
    """The things that an utterance rules out, in order."""
    found: list[Exclusion] = []
    for sentence in _SENTENCE.finditer(text):
        found += _whole(sentence) or _inside(sentence)
    return tuple(found)


def _whole(sentence: re.Match[str]) -> list[Exclusion]:
    piece = sentence.group()
    indent = len(piece) - len(piece.lstrip())
    start = _START.match(piece.strip())
    if not start or _NOT_EXCLUDED.match(piece.strip()[start.start("cue") :]):
        return []
    span = (sentence.start() + indent, sentence.end())
    return list(_made(start["what"], span, whole=True, joined=bool(start["lead"])))


def _inside(sentence: re.Match[str]) -> list[Exclusion]:
    found: list[Exclusion] = []
    piece = sentence.group()
    for match in _INSIDE.finditer(piece):
        what = match["what"] or match["what2"] or ""
        cue = match["cue"] or match["cue2"] or ""
        if _NOT_EXCLUDED.match(f"{cue} {what}") or len(what.split()) > 6:
            continue
        span = (sentence.start() + match.start(), sentence.start() + match.end())
        found += _made(what, span, whole=False, joined=False)
    return found


def _made(what: str, span: tuple[int, int], *, whole: bool, joined: bool) -> Iterator[Exclusion]:
    kept = _CUT.split(what.strip(), maxsplit=1)[0].strip(" .!?,;:'\"")
    bare = _TRIM.sub("", kept).strip() or kept
    parts = tuple(p for part in _SPLIT.split(bare) if (p := _TRIM.sub("", part.strip()).strip()))
    if bare and parts:
        yield Exclusion(bare, parts, span, whole, joined)
