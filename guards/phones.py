"""Telephone numbers in a text: runs of digits that are grouped, led in or numbered as such."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import phonenumbers

FEWEST, MOST = 7, 15
"""Digits of a telephone number."""

WIDEST, WIDEST_ALONE = 14, 5
"""Groups of digits that one number may be written in, and one with nothing that announces it."""

DOMESTIC = (
    "GB", "DE", "FR", "IT", "NL", "IE", "AU", "NZ", "IN", "CH", "AT", "BE", "SE", "ZA", "JP", "IL",
    "FI", "RO", "TR",
)  # fmt: skip
"""Countries in which a number is dialled with a leading 0, those that are written most first."""

REMEMBERED = 4_096

_RUN = re.compile(r"(?<![\w$€£.,])(?:\+|＋)?\(?\d(?:[ \t\xa0.‐‑–—/·_()-]{0,3}+\d)*+")
_GROUP = re.compile(r"\d+")
_JOINED = re.compile(r"(?!x\d|ext)[^\W\d]", re.I)
"""A letter at the last digit: a code of some kind, and no extension."""

_DATE = re.compile(
    r"(?<![\d./-])(?:\d{1,2}([./-])\d{1,2}\1(?:(?:19|20)\d\d|\d\d(?!\d))(?!\1\d)"
    r"|(?:19|20)\d\d([./-])\d{1,2}\2\d{1,2}(?!\d))"
)

_WHO = r"(?:my|our|his|her|their|the|a|your)"
_DEVICE = (
    r"(?:(?:tele)?phone|tel|mobile|mob|cell(?:phone|\s{1,3}phone)?|landline|fax|hotline|whats\s?app|sms"
    r"|handy|portable|m[óo]vil|tel[ée]fono|telefon|t[ée]l(?:[ée]phone)?|telefono|cellulare|celular"
    r"|telem[óo]vel|gsm|natel|ph|txt|text|call|ring|dial|phone|bel|reach|contact|ll[áa]mame|chiamami|viber|signal|telegram)"
)
_NUMBER = r"(?:number|numbers|nummer|numer|numero|num[ée]ro|n[úu]mero|num|no|nr|digits|line)"
_FILLER = (
    r"(?:me|us|him|her|back|anytime|please|at|on|to|under|number|nummer|num|no|nr|is|are|it|line|or|der|die"
    r"|e|é|est|es|er|to|le|al|meg|p[åa]|è|ist|il|o|the|my|s)"
)
_LED = re.compile(
    rf"""(?:
      \b{_DEVICE}\b(?:[^\w\n+(]{{1,3}}{_FILLER}\b){{0,4}}+
    | \b(?:my|our|his|her|their|wife's|husband's|the|contact|home|work|office|meine|mon|mi|mio|mijn
        |mitt|mit|m[óo]j|meu)\s{{1,3}}(?:\w{{2,12}}\s{{1,3}})?{_NUMBER}\b(?:[^\w\n+(]{{1,3}}{_FILLER}\b){{0,3}}+
    | (?:^|[.!?\n]\s{{0,3}}){_NUMBER}\s{{0,3}}:
    | \b(?:get|reach|catch|find|got|hold)\s{{1,3}}(?:of\s{{1,3}})?(?:me|us)\s{{1,3}}(?:on|at|under)
    | \bgive\s{{1,3}}(?:me|us)\s{{1,3}}a\s{{1,3}}(?:ring|call|bell|buzz|shout|tinkle)\s{{1,3}}(?:on|at)
    | \b(?:I['’]?m|we['’]?re|I\s{{1,3}}am)\s{{1,3}}on
    | \bwa\.me
    )[^\w\n+(]{{0,4}}\Z""",
    re.I | re.X,
)
_FOLLOWED = re.compile(
    rf"""\A\W{{1,3}}(?:
      (?:is|that's|are)\s{{1,3}}(?:{_WHO}\s{{1,3}})?(?:\w{{2,10}}\s{{1,3}})?(?:phone|mobile|cell|landline|number|line|mob|fax)\b
    | is\s{{1,3}}(?:how|where)\s{{1,3}}(?:to|you)\b
    | (?:mobile|cell|landline|home|office|work)\b(?=\s{{0,3}}(?:[).,;]|$))
    | (?:please\s{{1,3}})?(?:call|ring|text|phone)\s{{1,3}}(?:me|us|any|after|before)\b
    )""",
    re.I | re.X,
)
_COUNTED = re.compile(
    r"""(?:[$€£]\s{0,3}|\b(?:revenues?|sales|profits?|prices?|priced|budget|asking|asks|turnover|income|worth|ebitda|sde
    |cash\s{1,3}flow|rates?|fees?|rent|usd|eur|gbp|chf|euros?|dollars|sizes?|ages?|seats|models?|listings?|items?|parts?|ref
    |reference|sku|order|mls|machines?|units|boeing|peugeot|numbers|naics|sic|rooms?|lots?|blocks?|flats?|zips?|capacity|series|tickets|between|from|id|ids|version|serial|isbn|lat|lon)
    (?:\s{1,3}(?:number|numbers|no|nr|code|id|ids)\b)?(?:\s{1,3}(?:of|is|at|about|around|under|over|from|up|to|than|was)){0,2}\W{0,3})\Z""",
    re.I | re.X,
)
_MEASURED = re.compile(
    r"""\A(?:[,.]\d|\s{0,3}(?:[%€$£]|[km]\b|(?:thousand|grand|million|billion|mn|bn|mio|sq|square|feet|foot|ft|met(?:er|re)s?|miles|km
    |euros?|eur|usd|gbp|chf|dollars|pounds|guests|people|seats|units|acres|ha|hectares|bedrooms|reviews|parts|bottles|employees
    |staff|customers|members|parking|cars|pitches|(?:a|per)\s{1,3}(?:night|week|month|year)|in\s{1,3}(?:sales|revenue|profit|value)
    |revenue|sales|turnover|market)\b))""",
    re.I | re.X,
)
_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_NOUGHTS = ("zero", "oh", "o", "nought")
_TIMES = {"double": 1, "treble": 2, "triple": 2}
"""How many digits more such a word makes of the one behind it."""
_TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
          "eighteen", "nineteen")  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_BIG = {"hundred": 2, "thousand": 3}
_SAID = rf"(?:{'|'.join((*_ONES, *_NOUGHTS, *_TIMES, *_TEENS, *_TENS, *_BIG))}|\d{{1,4}})"
_SPOKEN = re.compile(
    rf"(?<![\w$€£.,])(?:plus[ \t]{{1,3}})?{_SAID}\b"
    rf"(?:(?=[ \t,.-])[ \t]{{0,2}}[,.-]?[ \t]{{0,2}}{_SAID}\b){{4,24}}+",
    re.I,
)
"""A number said word by word, some of it perhaps in figures."""
_WORD = re.compile(r"\w+")

SAID_SINGLY, SAID_AT_ALL = 5, 3
"""Words for one digit that such a number has, and fewer where it has a nought or a double one and
figures besides."""

_BEFORE, _BEHIND = 80, 40
"""Characters around a run of digits that tell what it is."""


@dataclass(frozen=True)
class _Run:
    """Digits that stand together, by groups, with the words around them."""

    text: str
    groups: list[tuple[int, int]]
    led: bool
    counted: bool

    def digits(self, first: int, last: int) -> str:
        return "".join(self.text[a:b] for a, b in self.groups[first:last])

    def lengths(self, first: int, last: int) -> tuple[int, ...]:
        return tuple(b - a for a, b in self.groups[first:last])

    def between(self, first: int, last: int) -> str:
        """What separates the groups."""
        ends = self.groups[first:last]
        return "".join(self.text[a[1] : b[0]] for a, b in pairwise(ends))


def find_phones(text: str) -> list[tuple[int, int]]:
    """Spans of telephone numbers, in order, none overlapping."""
    found = [match.span() for match in _SPOKEN.finditer(text) if _is_said(match.group())]
    masked = _DATE.sub(lambda date: "x" * len(date.group()), text)
    for match in _RUN.finditer(masked):
        if match.end() - match.start() >= FEWEST:
            found += _in_run(masked, *match.span())
    return sorted(found)


def _is_said(words: str) -> bool:
    """Whether words that stand together say a telephone number, and no amounts."""
    digits, singly, figures, after_tens = 0, 0, False, False
    for word in map(str.lower, _WORD.findall(words)):
        single = word in _ONES or word in _NOUGHTS or word in _TIMES
        singly += single and not after_tens
        if word.isdecimal():
            digits, figures = digits + len(word), True
        elif word in _TEENS or word in _TENS:
            digits += 2
        else:
            digits += _TIMES.get(word, int(single and not after_tens)) + _BIG.get(word, 0)
        after_tens = word in _TENS
    if not FEWEST <= digits <= MOST:
        return False
    marked = not {*_NOUGHTS, *_TIMES}.isdisjoint(_WORD.findall(words.lower()))
    return singly >= (SAID_AT_ALL if figures and marked else SAID_SINGLY)


def _in_run(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    groups = [match.span() for match in _GROUP.finditer(text, start, end)]
    if _JOINED.match(text, end):
        del groups[-1]
    before, behind = text[max(0, start - _BEFORE) : start], text[end : end + _BEHIND]
    led = bool(_LED.search(before) or _FOLLOWED.match(behind))
    counted = bool(_COUNTED.search(before) or _MEASURED.match(behind))
    run = _Run(text, groups, led, counted)
    at = 0
    while at < len(groups):
        last = _number(run, at)
        if last is None:
            at += 1
            continue
        opened = groups[at][0]
        while opened > start and text[opened - 1] in "(+＋":
            opened -= 1
        yield opened, groups[last - 1][1]
        at = last


def _number(run: _Run, first: int) -> int | None:
    """Behind which group a number ends that begins with this one; None where none begins."""
    total, ends = 0, []
    start = run.groups[first][0]
    announced = run.led or run.text[start] in "0０" or run.text[max(0, start - 1)] in "+＋("
    most = WIDEST if announced else WIDEST_ALONE
    for last in range(first + 1, min(len(run.groups), first + most) + 1):
        begin, end = run.groups[last - 1]
        total += end - begin
        if total > MOST:
            break
        if total >= FEWEST:
            ends.append(last)
    for last in reversed(ends):
        if _is_number(run, first, last):
            return last
    if first == 0 and run.led and ends and ends[-1] == len(run.groups):
        digits = run.digits(first, ends[-1])
        return None if run.counted or digits.endswith("000") else ends[-1]
    return None


def _is_number(run: _Run, first: int, last: int) -> bool:
    digits, lengths = _plain(run.digits(first, last)), run.lengths(first, last)
    begin, end = run.groups[first][0], run.groups[last - 1][1]
    if "+" in run.text[max(0, begin - 2) : begin].replace("＋", "+"):
        return _possible(f"+{digits}", _no_trunk(run.text[begin:end]))
    if digits.startswith("00") and digits[2:3] not in ("", "0") and len(digits) >= 10:
        return _possible(f"+{digits[2:]}")
    if run.counted:
        return False
    if digits.startswith("0"):
        return _is_domestic(run, first, digits, lengths, run.between(first, last))
    return _is_grouped(digits, lengths, run.between(first, last), run.text[max(0, begin - 1)])


def _is_domestic(
    run: _Run, first: int, digits: str, lengths: tuple[int, ...], between: str
) -> bool:
    """A number with a leading 0, which no sum or year has."""
    if digits[1] == "0" or not 9 <= len(digits) <= 12 or (lengths[0] == 1 and "." in between[:1]):
        return False
    if lengths == (5, 5) and digits[5] == "0":
        return False
    return any(_possible_in(digits, country) for country in DOMESTIC)


def _is_grouped(digits: str, lengths: tuple[int, ...], between: str, opening: str) -> bool:
    """A number without a leading 0: told by its groups, or as ten digits that are no round sum."""
    if lengths[:1] == (1,) and digits[0] == "1" and len(digits) == 11:
        digits, lengths, between = digits[1:], lengths[1:], between[1:]
    if lengths == (3, 3, 4):
        parts = digits[:3], digits[3:6], digits[6:]
        if all(part.endswith(("00", "50")) for part in parts):
            return False
        tight = opening == "(" or any(sign in between for sign in ")-.‐‑–—/·_")
        return _valid_in(digits, "US") or (tight and digits[0] not in "01")
    if lengths in ((10,), (3, 7), (6, 4)):
        return digits[0] not in "01" and digits[3] not in "0" and not digits.endswith("000")
    if lengths in ((3, 2, 2, 2), (2, 3, 2, 2)):
        return _valid_in(digits, "ES")
    if lengths in ((2, 5, 4), (2, 4, 4)) and opening == "(":
        return _valid_in(digits, "BR")
    return False


def _plain(digits: str) -> str:
    return str(phonenumbers.normalize_digits_only(digits))


def _no_trunk(written: str) -> str:
    """A number with its country, without the 0 that is dialled inside it only."""
    return f"+{_plain(written.replace('(0)', ''))}"


def _possible(*numbers: str) -> bool:
    return any(_possible_in(number, None) for number in numbers)


@lru_cache(maxsize=REMEMBERED)
def _possible_in(number: str, country: str | None) -> bool:
    try:
        parsed = phonenumbers.parse(number, country)
    except phonenumbers.NumberParseException:
        return False
    return bool(phonenumbers.is_possible_number(parsed))


@lru_cache(maxsize=REMEMBERED)
def _valid_in(number: str, country: str) -> bool:
    try:
        parsed = phonenumbers.parse(number, country)
    except phonenumbers.NumberParseException:
        return False
    return bool(phonenumbers.is_valid_number_for_region(parsed, country))
