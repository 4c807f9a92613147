"""Whether each figure of a sentence is one of the figures it rests on, in any spelling. Pure.

A figure is the same in digits and in words, rounded where the sentence says so, in another unit of
time, as a share ("a fifth" is 20 %), and where the source leaves "thousand" or "million" out. What
follows from two figures by one step (a difference, a sum, a share of a sum, twelve months) is told
too; everything else is not.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import permutations

from guards.figures import FigureFound, figures
from readers.tables import word_set
from readers.text import fold

WIDE = 0.06
"""How far a figure that is told as rounded may be from the stored one."""

BEYOND = 0.12
"""The same where it is told as a bound ("more than 80" of 86)."""

_UNITS = {
    "minute": r"minutes?|mins?",
    "hour": r"hours?|hrs?",
    "day": r"days?",
    "week": r"weeks?|wks?",
    "month": r"months?|mos?",
    "year": r"years?|yrs?|seasons?",
    "area": r"sf|sq\.?\s?ft|square\s{1,3}f(?:ee|oo)t|sqft"
    r"|acres?|ac|ft|feet|foot|miles?|lbs?|pounds\b",
}
_UNIT = re.compile(
    r"[\s-]{0,2}(?:" + "|".join(f"(?P<{n}>(?:{p})\\b)" for n, p in _UNITS.items()) + ")", re.I
)
_RATE = re.compile(
    r"\s?(?:(?:[\w$]{1,20}\s){0,3}?(?:/|an?\s|per\s|each\s|every\s|in\s(?:a|one)\s)\s?"
    r"(?P<per>hours?|hr|days?|weeks?|wk|months?|mo|years?|yr|season)\b"
    r"|\s?(?P<adverb>daily|weekly|monthly|yearly|annually|annual)\b)",
    re.I,
)
_DAYS = {
    "minute": 1 / 1440,
    "hour": 1 / 24,
    "day": 1.0,
    "week": 7.0,
    "month": 30.4375,
    "year": 365.25,
}
_SHARES = {"half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6,
           "eighth": 8, "tenth": 10}  # fmt: skip
_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "": 1}
_SHARE = re.compile(
    r"(?<![\w,.$])(?<!['’]s )(?:(?P<n>an?|one|two|three|four)[\s-]|(?=half|quarter))"
    r"(?P<d>half|halves|thirds?|quarters?|fourths?|fifths?|sixths?|eighths?|tenths?)\b"
    r"(?!\s{1,3}(?:past|of\s{1,3}a\s{1,3}million|an?\b|the\s{1,3}year|hour|day|year))(?!-)",
    re.I,
)
_OF_TEN = re.compile(
    r"\b(\w{1,9})\s{1,3}(?:\w{1,20}\s{1,3})?(?:in|out\s{1,3}of|of)\s{1,3}(?:every\s{1,3})?(three|four|five|six|ten)\b"
    r"(?!\s{1,3}(?:hundred|thousand|million|years|months|weeks|days))",
    re.I,
)
_PLACE = re.compile(r"(?:an?\s)?(?:one|first|second|once|both|a|few|several|single)\b", re.I)
_STUCK = re.compile(r"(?<=\d)(?=(?:yrs?|mos?|wks?|hrs?|days?|ac|ft|lbs?)\b)", re.I)
_DATED = re.compile(r"(?<!\S)((?:19|20)\d\d)(?=\s[$€£]\d)")
_AND_HALF = re.compile(
    r"\b(?P<n>\w{1,12})\s{1,3}(?P<unit>hours?|days?|weeks?|months?|years?)\s{1,3}and\s{1,3}a"
    r"\s{1,3}half\b",
    re.I,
)
_CLOCK = re.compile(r"\bhalf\s{1,3}past\s{1,3}(\w{1,9})\b", re.I)
_SCALE_SAID = re.compile(r"\b(?:million|thousand)|\d\s?[kKmM]\b")
_TWO = re.compile(r"\b(?:couple|pair|both|twins?|twice|husband and wife)\b", re.I)
_HALVES = re.compile(r"\bsplit|\bhalf\b|\bfifty[- ]fifty\b", re.I)
_LESS = re.compile(
    r"\b(?:by|more|less|fewer|above|below|over|under|off|rise|rose|risen|grew|grown|up|down|fell"
    r"|fallen|dropped|slipped|gap|difference|left|free|open|room|vacant|short|remain(?:s|ed|der|ing)?)\b",
    re.I,
)
_BOTH = re.compile(
    r"\b(?:together|both|all|total|altogether|with|combined|people|staff|in\s+sum|overall)\b", re.I
)
_TIMES = re.compile(r"\btimes?\b|\bmultiple\b|\d\s?x\b", re.I)
_LEAST = re.compile(
    r"\b(?:over|more than|above|upwards of|at least|well over)\s{1,3}[$€£a-z]{0,3}$"
)
_MOST = re.compile(
    r"\b(?:under|less than|fewer than|below|nearly|almost|not quite)\s{1,3}[$€£a-z]{0,3}$"
)
_AGO = re.compile(
    r"\b(?:for|in|after|over|some|about|of|around|nearly|than)\b|\bold\b|\bago\b", re.I
)


@dataclass(frozen=True)
class Amount:
    """A figure with what it counts: ``unit`` of time or measure, ``per`` which time, if told.

    ``bound`` is 1 where it is told to be at least this much, -1 where at most.
    """

    value: float
    kind: str
    start: int
    end: int
    digits: int
    unit: str = ""
    per: str = ""
    rounded: bool = False
    bound: int = 0

    @property
    def bare(self) -> bool:
        """Whether nothing says what it counts."""
        return self.kind == "plain" and not self.unit


def spaced(text: str) -> str:
    """The text with units apart from their figures ("5yr"), years apart from sums beside them.

    Half hours are written in digits.
    """
    halves = _AND_HALF.sub(_and_half, _CLOCK.sub(_half_past, text))
    return _DATED.sub(r"\1:", _STUCK.sub(" ", halves))


def _and_half(match: re.Match[str]) -> str:
    counted = [f.value for f in figures(match["n"])] or [1.0]
    return f"{counted[0] + 0.5:g} {match['unit']}"


def _half_past(match: re.Match[str]) -> str:
    hours = [f.value for f in figures(match.group(1))]
    return f"{hours[0]:.0f}:30" if hours else match.group()


@lru_cache(maxsize=4096)
def amounts(text: str) -> tuple[Amount, ...]:
    """The figures of a text, shares in words included, in order."""
    shares = list(_shares(text))
    taken = [(s.start, s.end) for s in shares]
    found = [
        _amount(text, figure)
        for figure in figures(text)
        if not any(start < figure.end and figure.start < end for start, end in taken)
        and not _named(text, figure)
    ]
    return tuple(sorted((*_ranged(text, found), *shares), key=lambda a: (a.start, a.value)))


def _named(text: str, figure: FigureFound) -> bool:
    """Whether it is part of a name: "Two Hands"."""
    word = text[figure.start : figure.end]
    return word.istitle() and bool(re.match(r"\s[A-Z][a-z]", text[figure.end :]))


def _shares(text: str) -> Iterator[Amount]:
    for match in _SHARE.finditer(text):
        under = _SHARES[match["d"].lower().removesuffix("s").replace("halve", "half")]
        value = 100 * _COUNTS[(match["n"] or "").lower()] / under
        yield Amount(value, "percent", match.start(), match.end(), 0, rounded=True)
    for match in _OF_TEN.finditer(text):
        counted = [f.value for part in match.groups() for f in figures(part)]
        if len(counted) == 2 and counted[0] < counted[1]:
            share = 100 * counted[0] / counted[1]
            yield Amount(share, "percent", match.start(), match.end(), 0, rounded=True)


def _amount(text: str, figure: FigureFound) -> Amount:
    kind: str = figure.kind
    unit = _UNIT.match(text, figure.end)
    rate = _RATE.match(text, figure.end)
    per = (rate["per"] or rate["adverb"] or "") if rate else ""
    if kind == "plain" and figure.digits == 4 and 1700 <= figure.value <= 2100 and not unit:
        kind = "year" if "," not in text[figure.start : figure.end] else kind
    return Amount(
        figure.value,
        kind,
        figure.start,
        figure.end,
        figure.digits,
        unit=str(unit.lastgroup) if unit and kind == "plain" else "",
        per=_period(per),
        rounded=_rounds(text, figure.start, figure.end),
        bound=_bound(text, figure.start),
    )


def _bound(text: str, start: int) -> int:
    before = fold(text[max(0, start - 24) : start])
    if _LEAST.search(before):
        return 1
    return -1 if _MOST.search(before) else 0


def _period(word: str) -> str:
    word = word.lower()
    for name, starts in (("hour", "h"), ("day", "da"), ("week", "we wk"), ("month", "mo"),
                         ("year", "ye yr an se")):  # fmt: skip
        if word and word.startswith(tuple(starts.split())):
            return name
    return ""


def _rounds(text: str, start: int, end: int) -> bool:
    before = re.findall(r"[\w'~]+", fold(text[max(0, start - 28) : start]))[-3:]
    after = fold(text[end : end + 14])
    hedges = word_set("meanings", "rounding")
    told = any(word in hedges for word in before) or "~" in text[max(0, start - 3) : start]
    return told or bool(re.match(r"\s?-?(?:odd|or so|or thereabouts|plus|\+)", after))


def _ranged(text: str, found: Sequence[Amount]) -> list[Amount]:
    """With the kind and unit of the second figure for the first of "six to seven percent"."""
    told = list(found)
    for i in range(len(told) - 2, -1, -1):
        here, following = told[i], told[i + 1]
        between = text[here.end : following.start]
        tells = following.kind in ("percent", "money") or following.unit
        if tells and here.bare and re.fullmatch(r"\s?(?:-|–|to|and|or)\s?\$?", between):
            told[i] = replace(here, kind=following.kind, unit=following.unit, per=following.per)
    return told


@dataclass(frozen=True)
class Founded:
    """The figures of a sentence that nothing supports, and each other with where it stands."""

    lacking: tuple[Amount, ...]
    pairs: tuple[tuple[Amount, str, Amount], ...]


def founded(
    sentence: str, sources: Sequence[str], stored: Iterable[tuple[str, float]], this_year: int
) -> Founded:
    """What supports the figures of a sentence.

    ``sources`` are the texts it rests on, ``stored`` further figures by kind.
    """
    given = [(text, amount) for text in sources for amount in (*amounts(text), *_meant(text))]
    given += [("", Amount(value, kind, -1, -1, 0)) for kind, value in stored]
    lacking, pairs = [], []
    for amount in amounts(sentence):
        same = [(t, g) for t, g in given if is_same(amount, g, sentence, this_year)]
        pairs += [(amount, text, figure) for text, figure in same]
        known = same or _pronoun(sentence, amount)
        if not known and not _derived(amount, [g for _, g in given], sentence):
            lacking.append(amount)
    return Founded(tuple(lacking), tuple(pairs))


def _meant(text: str) -> Iterator[Amount]:
    """Figures that words without a number mean: a couple are two, who splits pays half."""
    if _TWO.search(text):
        yield Amount(2, "plain", -1, -1, 0)
    if _HALVES.search(text):
        yield Amount(50, "percent", -1, -1, 0)


def _pronoun(sentence: str, amount: Amount) -> bool:
    return bool(_PLACE.fullmatch(sentence[amount.start : amount.end].strip()))


def is_same(told: Amount, given: Amount, sentence: str, this_year: int) -> bool:
    """Whether a figure of a sentence is a given one, however each is written."""
    if told.kind == "percent" or given.kind == "percent":
        loose = given.kind == "plain" and given.bare and given.value == told.value
        return (told.kind == given.kind and _close(told, given.value)) or loose
    if given.kind == "year" or told.kind == "year":
        if told.kind == given.kind:
            return told.value == given.value
        aged = told.unit == "year" and _AGO.search(sentence)
        return bool(aged) and abs(this_year - given.value - told.value) <= (
            1 + 2 * (told.rounded and told.value > 20)
        )
    if told.unit in _DAYS or given.unit in _DAYS:
        return _same_time(told, given)
    if told.kind == "money" and (given.unit or given.kind not in ("money", "plain")):
        return False
    if told.unit == "area" and given.kind == "money":
        return False
    return _same_rate(told, given) or _same_scaled(told, given, sentence)


def _same_rate(told: Amount, given: Amount) -> bool:
    if told.per and given.per and told.per != given.per:
        return _close(told, given.value * _DAYS[told.per] / _DAYS[given.per])
    return _close(told, given.value)


def _same_time(told: Amount, given: Amount) -> bool:
    if told.unit == given.unit or (given.bare and told.unit) or (told.bare and given.unit):
        return _close(told, given.value)
    if told.unit not in _DAYS or given.unit not in _DAYS:
        return False
    days, meant = told.value * _DAYS[told.unit], given.value * _DAYS[given.unit]
    return abs(days - meant) <= 0.09 * meant


def _same_scaled(told: Amount, given: Amount, sentence: str) -> bool:
    """Whether the source, or the sentence, leaves "thousand" or "million" out."""
    scales = (1e3, 1e6)
    shortened = (given.bare or given.kind == "money") and given.value < 2000 <= 2 * told.value
    if shortened and any(_close(told, given.value * scale) for scale in scales):
        return True
    small = told.value < 1000 and bool(_SCALE_SAID.search(sentence))
    return small and any(_close(replace(told, value=told.value * s), given.value) for s in scales)


def _close(told: Amount, value: float) -> bool:
    if math.isclose(told.value, value, rel_tol=1e-6):
        return True
    if not told.value or not value:
        return False
    apart = abs(told.value - value)
    if told.kind == "percent":
        return apart <= (2.5 if not told.digits else 0.6 + told.rounded)
    if told.bound and 0 <= told.bound * (value - told.value) <= BEYOND * abs(value):
        return True
    if told.rounded and apart <= WIDE * abs(value):
        return not (told.kind == "plain" and abs(value) < 10 and apart >= 1)
    if told.digits and apart <= 0.05 * abs(value):
        unit = 10.0 ** (math.floor(math.log10(abs(told.value))) - told.digits + 1)
        return apart <= unit / 2 * (1 + 1e-9)
    return False


def _derived(told: Amount, given: Sequence[Amount], sentence: str) -> bool:
    """Whether one step of reckoning with two of the given figures makes this one."""
    yearly = told.per == "year" or re.search(r"\b(?:a year|per year|yearly|annual)", sentence)
    if yearly and any(g.per == "month" and _close(told, g.value * 12) for g in given):
        return True
    near = fold(sentence[max(0, told.start - 40) : told.end + 40])
    scaled = [replace(g, value=g.value * s) for g in given for s in _scales(g)]
    if told.kind in ("year", "percent"):
        steps = [(a, b) for a, b in permutations(scaled, 2) if a.kind == b.kind == told.kind]
        return bool(_LESS.search(near)) and any(_close(told, a.value - b.value) for a, b in steps)
    return _difference(told, scaled, near) or _product(told, scaled, near)


def _scales(given: Amount) -> tuple[float, ...]:
    if given.kind in ("percent", "year") or given.unit:
        return (1.0,)
    return (1.0, 1e3, 1e6) if given.value < 2000 else (1.0,)


def _difference(told: Amount, given: Sequence[Amount], near: str) -> bool:
    plain = [g for g in given if g.kind not in ("percent", "year") and g.unit == told.unit]
    for a, b in permutations(plain, 2):
        if _LESS.search(near) and a.value > b.value and _close(told, a.value - b.value):
            return True
        if _BOTH.search(near) and _close(told, a.value + b.value):
            return True
    return False


def _product(told: Amount, given: Sequence[Amount], near: str) -> bool:
    for a, b in permutations(given, 2):
        share = a.kind == "percent" and b.kind in ("money", "plain") and not b.unit
        if share and _close(told, a.value / 100 * b.value):
            return True
        ratio = _TIMES.search(near) and b.value and a.kind == b.kind == "money"
        if ratio and _close(told, a.value / b.value):
            return True
    return False
