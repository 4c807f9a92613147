"""What a person does not want: "and no crypto", "anything but restaurants", "not in California"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from agent.listening.anecdote import is_story
from agent.listening.phrase import plain

_VERB = (
    r"(?:want(?: to)?|like|need|wish(?: for)?|care for|fancy|touch|do|consider|buy|take"
    r"|deal with|go (?:near|for|with|into)|look at|have|be in|live in|work (?:in|with)|move to"
    r"|get into|be involved (?:in|with))"
)
ALL_BUT = (
    r"(?:any(?:thing|where|one)|every(?:thing|where)|any \w+|all)(?: else)? (?:but|bar"
    r"|except(?:ing)?(?: for)?|other than|apart from|besides|save)"
)
"""How people name what they do not want by saying that all else will do."""

SOFTLY = (
    r"(?:(?:(?:i|we)(?:['’]d| would)? |id |wed )?rather not(?: (?:be|have|do|go|work))?"
    r"|(?:(?:i|we)(?:['’]d| would)? |id |wed )?prefer(?:ably)?,? (?:not(?: to)?|no|nothing"
    r"|to avoid)"
    r"|(?:ideally|if possible|hopefully),? (?:not|no|nothing)"
    r"|(?:(?:i|we)(?:['’]m|['’]re| am| are) |im )?not (?:so |too |very |that |really |overly )*"
    r"(?:keen on|fond of|big on|crazy about|wild about|mad about|sold on|into"
    r"|an? (?:big |great |huge )?fan of))"
)
"""How people say that they would like to do without."""

_CUE = (
    rf"(?:{SOFTLY}|{ALL_BUT}|(?:(?:i|we)['’](?:m|re) |(?:i|we) a(?:m|re) |im )?not interested in"
    rf"|no|not|nothing|never|none of|nowhere|without|minus|excluding"
    r"|except(?:ing)?(?: for)?|other than|apart from|"
    rf"(?:i|we|id|i'd|we'd|i would|we would)? ?(?:really |definitely |certainly |do "
    rf"|would )*(?:don'?t|do not|wouldn'?t|would not|won'?t|will not|can'?t|cannot"
    rf"|never) (?:really |ever |even )?{_VERB}|"
    r"(?:please )?avoid(?:ing)?"
    r"|(?:please )?(?:skip|exclude|leave out|rule out)|(?:keep|stay|steer)(?: me"
    r"| us)? (?:well |far )?(?:away|clear|out)(?: from| of)?|"
    r"(?:i|we) (?:really )?(?:hate|detest|dislike|loathe|refuse|can'?t stand))"
)
_START = re.compile(
    rf"^(?P<lead>(?:(?:and|but|also|oh|plus|just|only|please|or|well|so|ah|actually|one more thing"
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
    r"|(?:the )?(?:first|second|third|fourth|fifth|last)(?: one)?$|(?:number|no|#) ?\d|ones?$"
    r"|one|wait|hang on|hold on|sorry|actually|as you were|that is"
    r"|i |they|we |it |he |she |you|on your|to my|strong|real|specific|set"
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
    r"[,(]|\s[-–—]|\b(?:somewhere|ideally|preferably|because|since|please|thanks|thank you"
    r"|though|but|i've|i have|i'm|i am"
    r"|we've|if you|or i|or we|ever|either|at all|as i|as we|for me|for us|what?soever)\b",
    re.I,
)
_GOES_ON = re.compile(
    r"^(?:[,(]|\s?[-–—]+)?\s*(?:and |but |just |or |so |also |only )*(?:some(?:where|thing|body)"
    r"|any(?:where|thing)|in|near|around|close|within|under|up to|over|at least|an?|with|ideally"
    r"|preferably|must|has to|should|(?:i|we)(?:'d|’d| would)? (?:like|love|want|prefer|need)"
    r"|(?:i|we)(?:'m|’m| am|'re|’re| are) (?:after|looking)|looking|budget|price|maybe|perhaps"
    r"|less than|more than|no more than|not over|\$|\d|but)\b",
    re.I,
)
_NOR = re.compile(r"\s*(?:and |or )?(?:no|not|nothing|nor)(?: \w+){1,3}", re.I)
_ALL_BUT = re.compile(ALL_BUT, re.I)
_SOFTLY = re.compile(SOFTLY, re.I)
_WHERE = re.compile(r"\s+(?:in|near|around|within|under|outside|for under)\s+(?:the )?(?=[A-Z$\d])")
_MILDLY = re.compile(r"\bactually\b[,\s]*", re.I)
_UNDONE = re.compile(r"\b(?:after all|any ?more|any longer)\W*$", re.I)
_AFTERTHOUGHT = re.compile(
    r"(?<=\w)(?:[\s,]+(?:after all|any ?more|any longer|as well|though|thanks|thank you))+\W*$",
    re.I,
)
_SPLIT = re.compile(r"\s*(?:,|/|\bor\b|\band\b|\bnor\b)\s*(?:no\s+|not\s+|any\s+)?", re.I)


@dataclass(frozen=True)
class Exclusion:
    """Something ruled out: ``what`` in the person's words, ``parts`` its members, ``span`` to cut
    away.

    ``undone`` tells that it was wanted before: "not in Ohio after all". ``whole`` is True for a
    sentence of its own, ``joined`` when it began with "and", "but" or the like, ``soft`` when it
    was said as a preference: "I'd rather not".
    """

    what: str
    parts: tuple[str, ...]
    span: tuple[int, int]
    whole: bool
    joined: bool
    undone: bool = False
    soft: bool = False


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
    what, rest = _divided(start["what"], start["cue"])
    end = sentence.end() - (len(piece) - len(piece.rstrip())) - len(rest)
    span = (sentence.start() + indent, end if rest else sentence.end())
    joined = bool(_MILDLY.sub("", start["lead"]))
    soft = bool(_SOFTLY.match(start["cue"]))
    return [replace(e, soft=soft) for e in _made(what, span, whole=True, joined=joined)]


def _inside(sentence: re.Match[str]) -> list[Exclusion]:
    found: list[Exclusion] = []
    piece = sentence.group()
    for match in _INSIDE.finditer(piece):
        said = match["what"] or match["what2"] or ""
        cue = match["cue"] or match["cue2"] or ""
        what, rest = _divided(said, cue)
        if _NOT_EXCLUDED.match(f"{cue} {what}") or len(what.split()) > 6:
            continue
        span = (sentence.start() + match.start(), sentence.start() + match.end() - len(rest))
        found += _made(what, span, whole=False, joined=False)
    return found


def _divided(what: str, cue: str) -> tuple[str, str]:
    """What is ruled out, and the wish after it, which is "" when the rest explains or is nothing.

    "restaurants, somewhere in Texas" ends at the comma; "guns, tobacco or drink" is one list.
    """
    cuts = [m for m in [_CUT.search(what, _listed(what))] if m]
    cuts += [m for m in [_WHERE.search(what)] if m and _ALL_BUT.match(cue)]
    cut = min(cuts, key=lambda m: m.start(), default=None)
    if cut is None:
        return what, ""
    rest = what[cut.start() :]
    rests = (rest[m.start() :] for m in re.finditer(r"^|,", rest))
    wish = next((r for r in rests if _GOES_ON.match(r) and not is_story(plain(r))), "")
    return what[: cut.start()], wish


def _listed(what: str) -> int:
    """Where a list of short members ends: "guns, tobacco or drink"; 0 where there is no list."""
    members = what.split(",")
    end = 0
    for n, member in enumerate(members[1:], 1):
        if _NOR.fullmatch(member):
            end = len(",".join(members[: n + 1]))
            continue
        if len(member.split()) > 4 or _GOES_ON.match(member):
            return end
        if re.search(r"\b(?:or|nor)\b", member, re.I):
            return len(",".join(members[: n + 1]))
    return end


def _made(what: str, span: tuple[int, int], *, whole: bool, joined: bool) -> Iterator[Exclusion]:
    said = what.strip().strip(" .!?,;:'\"")
    kept = _AFTERTHOUGHT.sub("", said)
    undone = kept != said and bool(_UNDONE.search(said))
    bare = _TRIM.sub("", kept).strip() or kept
    parts = tuple(p for part in _SPLIT.split(bare) if (p := _TRIM.sub("", part.strip()).strip()))
    if bare and parts:
        yield Exclusion(bare, parts, span, whole, joined, undone)
