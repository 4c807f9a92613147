"""Names of people in a message, where its words say that somebody is called so.

People write towns, firms and brands in the same way as names: so only what follows a cue is looked
at, and how sure the cue is decides what is taken for a name behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files

from guards.names import COMMON, MASCOTS, first_names

_PARTICLE = r"(?:van|von|der|den|de|del|della|da|dos|das|di|du|la|le|el|al|bin|ter|ten|mac|ni|ua)"
_PART = r"(?:[^\W\d_][\w'’-]*+)"
_TITLE = r"(?:(?:[Mm]rs?|M[Rr][Ss]?|Ms|Miss|Mister|[Dd]r|Prof|Rev|Herr|Frau|Monsieur|Madame|Señora?|Signora?)\b\.?)"
_TITLES = rf"(?:{_TITLE}(?:\s(?:and|&|und|et)\s{_TITLE})?\s)"
_TAIL = rf"(?P<name>{_TITLES}?{_PART}(?:[. ]{{1,2}}{_PART}){{0,5}})"
_KIN = (
    r"(?:husband|wife|spouse|partner|brother|sister|son|daughter|father|mother|dad|mom|mum|uncle|aunt|nephew|niece|cousin"
    r"|grandson|granddaughter|friend|neighbou?r|accountant|lawyer|solicitor|attorney|agent|assistant|secretary|colleague)"
)
_CALLED = re.compile(
    rf"""(?:\b(?:(?:my|his|her|our|the)\s{{1,2}}(?:(?:full|first|last|own|{_KIN}['’]?s)\s{{1,2}})?name(?:\s{{1,2}}is|['’]s|\s?:)
    |(?:^|(?<=[.!?,]\s))name(?:['’]s|\s{{1,2}}is|\s?:)|they\s{{1,2}}(?:all\s{{1,2}})?call\s{{1,2}}me|(?:can|may|just|please)\s{{1,2}}call\s{{1,2}}me
    |ich\s{{1,2}}heiße|mein\s{{1,2}}name\s{{1,2}}ist|je\s{{1,2}}m['’]appelle|mon\s{{1,2}}nom\s{{1,2}}est|me\s{{1,2}}llamo|mi\s{{1,2}}nombre\s{{1,2}}es|mi\s{{1,2}}chiamo
    |mijn\s{{1,2}}naam\s{{1,2}}is|ik\s{{1,2}}heet|jag\s{{1,2}}heter|jeg\s{{1,2}}hedder|jeg\s{{1,2}}heter|nazywam\s{{1,2}}si[ęe]|meu\s{{1,2}}nome\s{{1,2}}é|signed,?)
    |\bname['’]s)\s{{1,3}}{_TAIL}""",
    re.I | re.X,
)
"""Cues behind which a name stands, whatever it is."""

_SELF = re.compile(
    rf"""\b(?:I['’]?m|I\s{{1,2}}am|im|this\s{{1,2}}is|call\s{{1,2}}me|(?:my|our)\s{{1,2}}{_KIN}(?:,|\s{{1,2}}is|\s{{1,2}}called)?)\s{{1,3}}{_TAIL}""",
    re.I | re.X,
)
"""Cues that lead to names and to much else."""

_FAMILY = (
    r"(?:husband|wife|spouse|fianc[ée]e?|brother|sister|son|daughter|father|mother|dad|mom|mum|uncle|aunt|nephew|niece|cousin"
    r"|grandson|granddaughter|grandfather|grandmother|stepson|stepdaughter|widow)"
)
_OF_FAMILY = re.compile(
    rf"""\b(?:my|our|his|her|their)\s{{1,2}}(?:(?:late|eldest|oldest|older|elder|younger|youngest|middle|little|big|ex)[\s-])?
    {_FAMILY}(?:[\s-]in[\s-]law)?(?:,|\s{{1,2}}(?:called|named))?\s{{1,3}}{_TAIL}""",
    re.I | re.X,
)
"""A relative, and straight behind that what must be a name where two parts of it have capitals."""

_GOES_ON = re.compile(
    r"""\A\s{0,2}(?:about|with|at|on|in|for|or|and|to|too|as|owns?|owned|pays?|paid|buys?|bought|lives?|lived|decides?|started
    |helps?|helped|joins?|joined|comes?|came|uses?|used|plans?|asked|told|suggested|already|also|both|should|must|might|may|sold|left|gave|met|wrote|[a-z]{2,20}(?:s|ed))\b""",
    re.I | re.X,
)
_NO_SURNAME = re.compile(
    r"""(?:scouts?|league|force|corps|guards?|navy|army|war|nurse|teacher|doctor|officer|manager|director|coach|veteran|school|college
    |academy|church|club|yoga|yorker|seals?|baptist|catholic|marines?|dealer|engineer|instructor|canadian|american|indian|african|asian|islander|rican|testament|food|kitchen|coffee|pizza|store)""",
    re.I | re.X,
)
"""What two words with capitals behind a relative may end in and be no name."""

_ASKED = re.compile(
    rf"""\b(?:ask(?:ing)?\s{{1,2}}for|(?:speak|talk|write|spoke|talked)\s{{1,2}}(?:to|with)|contact|reach|attn:?|c/o|tell|meet|email|care\s{{1,2}}of)\s{{1,3}}
    (?:(?:my|our|the)\s{{1,2}}{_KIN},?\s{{1,2}})?{_TAIL}""",
    re.I | re.X,
)
_HERE = re.compile(
    rf"""(?:^|[.!?,\n]\s?|\b(?:hello|hi|hey|it['’]?s|this\s{{1,2}}is|g['’]day|morning|evening)\b,?\s{{1,2}}){_TAIL}""",
    re.I | re.X,
)
_SAYS_HERE = re.compile(r"\A,?\s{1,2}(?:here|speaking|again)\b(?!\s{1,2}(?:is|are|we|you))", re.I)
_GOODBYE = re.compile(
    rf"""(?:^|\n|\s)(?:thanks|thank\s{{1,2}}you|thx|(?:(?:kind|best|warm)\s{{1,2}})?(?:regards|wishes)|sincerely|cheers|best|yours(?:\s{{1,2}}\w{{3,10}})?|love|respectfully
    |(?:viele|liebe|beste)\s{{1,2}}grüße|cordialement|saludos|saluti|groeten|mvh)[,.!]?
    (?P<gap>[ \t]{{0,3}}\n\s{{0,3}}[-–—~]?\s?|[ \t]{{1,3}}[-–—~]?\s?){_TAIL}[.!]?\s{{0,3}}\Z""",
    re.I | re.X,
)
_DASH = re.compile(rf"(?:^|[\n.!?]\s{{0,2}})[-–—~]\s?{_TAIL}\.?\s{{0,3}}\Z")
_TITLED = re.compile(rf"(?<![\w'’.-])(?P<name>{_TITLES}{_PART}(?:[. ]{{1,2}}{_PART}){{0,3}})")
_AGED = re.compile(rf"(?:^|[.!?]\s){_TAIL}(?=,\s(?:aged\s)?[3-9]\d(?:,|\.|$))")

_ENDS = re.compile(
    r"""\A\s{0,2}(?:$|[,.!?;:)\n]|[-–—]\s|\[|(?:and|but)\s{1,2}(?:I|we|my)\b|from\b|here\b|again\b|looking\b|by\s{1,2}the\s{1,2}way\b|speaking\b
    |please\b|so\s{1,2}I\b|who\b|\()""",
    re.I | re.X,
)
"""What follows the name of somebody who speaks."""

_DOES = re.compile(
    r"""\A\s{0,2}(?:$|[,.!?;)\n]|(?:wants?|will|would|and\s{1,2}(?:I|me)|is|was|has|had|can|could|likes?|loves?|needs?|says|said|thinks|runs?|ran|works?|worked|knows|does
    |lives|died|passed)\b)""",
    re.I | re.X,
)
_BRANDED = re.compile(
    r"\A(?:['’]s\b|\s{1,2}(?:franchises?|kind|type|style|sort|like|boots?|museum|fitness|shows?|tours?|themed?|suite|bars?|party|gifts?|partner|distributor|shops?|stores?|cookies|bottling|brand|or|outlet|dealers?|&|and\s{1,2}(?:sons?|co|daughters?)\b))",
    re.I,
)
_TITLES_OF, _TITLED_SO = re.compile(_TITLES), re.compile(rf"\A{_TITLES}")
_A_PART, _A_PARTICLE = re.compile(_PART), re.compile(_PARTICLE)
_KINS = re.compile(r"(?:my|our)\b", re.I)
_MINE = re.compile(r"(?:my|mein|mon|mi|meu|mijn)\b", re.I)
_STREET = re.compile(r"(?<![\w.'’])[A-Z0-9][\w.'’]*\s\Z")
"""Before "Dr": a drive, not a doctor."""

_ARTICLE = re.compile(r"\b(?:an?|the|like|some|another|any|no)\s{1,2}\Z", re.I)


def _words(name: str) -> frozenset[str]:
    text = files("guards").joinpath("data", "names", f"{name}.txt").read_text("utf-8")
    return frozenset(text.split())


_BRANDS = re.compile(
    r"""jack\s+daniel['’]?s?|johnn(?:y|ie)\s+walker|jim\s+beam|sam(?:uel)?\s+adams|ralph\s+lauren|calvin\s+klein|tommy\s+\w+|john\s+deere|harley\s+davidson
    |martha\s+stewart|jimmy\s+john|tim\s+hortons?|papa\s+john|trader\s+joe|hugo\s+boss|paul\s+smith|peter\s+pan|father\s+christmas|jack\s+russell|charles\s+de\s+gaulle
    |est[ée]e\s+lauder|levi\s+strauss|jane\s+austen|walt\s+disney|warren\s+buffett|elvis\s+presley""",
    re.I | re.X,
)
_STOPS = _words("never")
_PLACES = _words("also_words")
"""Words that are a name only beside another part of one."""


def find_persons(text: str) -> list[tuple[int, int]]:
    """Spans of the names of people, in order, none overlapping."""
    found = [
        *_called(text), *_themselves(text), *_relatives(text), *_asked(text), *_here(text),
        *_goodbyes(text), *_titled(text), *_aged(text),
    ]  # fmt: skip
    kept: list[tuple[int, int]] = []
    for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return [(start, end) for start, end in kept if not _BRANDS.match(text, start)]


def _called(text: str) -> Iterator[tuple[int, int]]:
    for match in _CALLED.finditer(text):
        end = _end(match, said_to_be="my" if _MINE.match(match.group()) else "named")
        if end:
            yield match.start("name"), end


def _themselves(text: str) -> Iterator[tuple[int, int]]:
    for match in _SELF.finditer(text):
        kin = _KINS.match(match.group())
        speaker = match.group()[:1] in "Ii"
        end, start = _end(match, said_to_be="named" if speaker else ""), match.start("name")
        if end and (_DOES if kin else _ENDS).match(text[end : end + 40]):
            if _is_known(text[start:end]) or (_is_full(text[start:end]) and speaker):
                yield start, end
        elif end and not kin and _is_full(text[start:end]) and _is_known(text[start:end]):
            yield start, end


def _relatives(text: str) -> Iterator[tuple[int, int]]:
    for match in _OF_FAMILY.finditer(text):
        end, start = _end(match), match.start("name")
        if not end or not _is_full(text[start:end]):
            continue
        last, behind = text[start:end].rsplit(" ", 1)[-1], text[end : end + 40]
        goes_on = any(form.match(behind) for form in (_DOES, _ENDS, _GOES_ON))
        if goes_on and not _NO_SURNAME.fullmatch(last):
            yield start, end


def _asked(text: str) -> Iterator[tuple[int, int]]:
    for match in _ASKED.finditer(text):
        end, start = _end(match), match.start("name")
        known = end and _is_known(text[start:end])
        if end and known and (" " in text[start:end] or _ENDS.match(text[end : end + 40])):
            yield start, end


def _here(text: str) -> Iterator[tuple[int, int]]:
    for match in _HERE.finditer(text):
        end, start = _end(match, said_to_be="named"), match.start("name")
        if end and _SAYS_HERE.match(text[end : end + 20]) and _is_known(text[start:end]):
            yield start, end


def _goodbyes(text: str) -> Iterator[tuple[int, int]]:
    for form in (_GOODBYE, _DASH):
        for match in form.finditer(text):
            end, start = _end(match), match.start("name")
            below = "\n" in (match.groupdict().get("gap") or "")
            whole = end and not text[end:].strip(" .!\n")
            if end and whole and (below or _is_known(text[start:end])):
                yield start, end


def _titled(text: str) -> Iterator[tuple[int, int]]:
    for match in _TITLED.finditer(text):
        end, start = _end(match), match.start("name")
        bare = _TITLED_SO.sub("", text[start : end or start])
        before = text[max(0, start - 24) : start]
        drive = text[start : start + 2].lower() == "dr" and _STREET.search(before)
        if not end or not bare or drive or MASCOTS.match(bare):
            continue
        if text[start:].startswith("Miss") and bare.lower() in _PLACES:
            continue
        if not (_ARTICLE.search(before) or _BRANDED.match(text[end : end + 20])):
            yield start, end


def _aged(text: str) -> Iterator[tuple[int, int]]:
    for match in _AGED.finditer(text):
        end, start = _end(match), match.start("name")
        if end == match.end("name") and " " in text[start:end] and _is_known(text[start:end]):
            yield start, end


def _end(match: re.Match[str], *, said_to_be: str = "") -> int | None:
    """Where the name ends that begins in a match; None where none does.

    Its parts have capitals. ``said_to_be``: the first one or two need none where they are known, or
    where somebody says that it is their own ("my").
    """
    text, start = match.string, match.start("name")
    title = _TITLES_OF.match(text, start)
    end, parts = title.end() if title else start, 0
    for token in _A_PART.finditer(text, end, match.end("name")):
        word, plain = token.group(), token.group().lower()
        gap = text[end : token.start()]
        if (
            parts
            and "." in gap
            and not (len(text[max(0, end - 80) : end].split()[-1]) == 1 or _is_suffix(plain))
        ):
            break
        if COMMON.fullmatch(plain) and word[0].isupper() and parts:
            return None
        if word.endswith(("'s", "’s")) and text[token.end() : token.end() + 1] == " ":
            return None
        if plain in _STOPS or COMMON.fullmatch(plain):
            break
        if _A_PARTICLE.fullmatch(plain) and parts and word[0].islower():
            continue
        if not word[0].isupper() and not (
            said_to_be and _fits_lower(text, token, parts, said_to_be == "my")
        ):
            break
        end, parts = token.end(), parts + 1
    return end if parts else None


def _is_suffix(word: str) -> bool:
    return word in ("jr", "sr")


def _fits_lower(text: str, token: re.Match[str], parts: int, own: bool) -> bool:
    """Whether a word without a capital may be the next part of a name that was announced."""
    if parts == 0 and token.group() in first_names():
        return True
    ends = bool(_ENDS.match(text[token.end() : token.end() + 40]))
    if parts == 0:
        return ends and own
    before = text[max(0, token.start() - 80) : token.start()].split()[-1]
    return ends and parts == 1 and before.islower() and before not in _PLACES


def _is_known(name: str) -> bool:
    """Whether it begins as people are called."""
    bare = _TITLED_SO.sub("", name)
    first, _, rest = bare.partition(" ")
    if bare != name and bare:
        return not MASCOTS.match(bare)
    first = first.lower().replace("’", "'")
    if first.split("-")[0] not in first_names():
        return False
    return first not in _PLACES or (bool(rest) and not _has_thing(rest))


def _is_full(name: str) -> bool:
    """Whether it has two parts or more of which none is a word for places or things."""
    return " " in name and not _has_thing(name)


def _has_thing(words: str) -> bool:
    return any(word.lower() in _PLACES or COMMON.fullmatch(word) for word in words.split())
