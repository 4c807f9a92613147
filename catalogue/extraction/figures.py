"""Amounts of money as listings write them, with what decides whether to trust them."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from operator import itemgetter

from catalogue.extraction.counting import NUMBER, count
from catalogue.extraction.periods import part_of_year, per_year
from catalogue.extraction.text import Text

_SCALES = {
    "k": 1e3,
    "thousand": 1e3,
    "thou": 1e3,
    "grand": 1e3,
    "g": 1e3,
    "m": 1e6,
    "mm": 1e6,
    "mil": 1e6,
    "mill": 1e6,
    "million": 1e6,
    "mln": 1e6,
    "mn": 1e6,
    "mio": 1e6,
    "b": 1e9,
    "bn": 1e9,
    "billion": 1e9,
}
_SCALE = r"(?:thousand|thou|grand|million|mln|mn|mill?|mio|mm|billion|bn|k|m)(?![a-z0-9])"
_AMOUNT = re.compile(
    r"(?<![\w#.])(?<!\d[-,/])(?P<minus>[-–](?=\$))?(?P<currency>us ?\$|usd ?\$?|"
    r"c(?:a|ad)? ?\$|cad ?\$?|a\$|£|€|\$)? ?"
    rf"(?P<number>\d{{1,3}}(?:,\d{{3}}){{1,6}}(?:\.\d+)?|\d+\.\d+|\d+|(?<=\$)\.\d+)(?: "
    rf"?(?P<scale>{_SCALE}))?"
    rf"(?P<usd> ?(?:usd|u\.s\. dollars?|us dollars?|dollars|bucks))?"
    rf"|(?<![\w-])(?P<words>(?:a |one )?(?:quarter|half)(?:(?: of)? an?)?|"
    rf"(?:{NUMBER}|an?(?= hundred| million| thousand| grand))(?: "
    r"point (?:one|two|three|four|five|six|seven|"
    rf"eight|nine)(?: five)?)?(?: and a half)?(?: hundred(?: and)?(?: {NUMBER})?)?) "
    r"(?P<wordscale>thousand|thou|grand|million|mil)(?![a-z])"
    rf"(?:,?(?: and)? (?P<thousands>{NUMBER}(?: hundred(?: and)?(?: {NUMBER})?)?)"
    r" thousand(?![a-z]))?"
)
_DIGITS_ELSEWHERE = re.compile(
    r"\(?\b\d{3}\)?[-. ]{1,2}\d{3}[-. –]\d{4}\b|\b\d{3}[-.]\d{4}\b|(?<!\S)[^\s@]++@\S+|"
    r"https?://\S+|\bwww\.\S+|#\s?[\w-]*\d[\w-]*"
    r"|\b(?:ref|id|ad|listing|lot|unit|no)[.:]? ?(?:no\.? |#|id "
    r")?[a-z]{0,3}-?\d[\d-]{2,}|\b\d{1,2}/\d{1,2}(?:/\d{2,4})?\b"
)
_NOT_MONEY_AFTER = re.compile(
    r"\s?(?:%|percent|pct|x\b|st\b|nd\b|rd\b|th\b|sq|sf\b|s\.f|ft\b|feet|foot|acre|"
    r"ac\b|hours?|hrs?\b|years?|yrs?\b|days?|"
    r"weeks?|months?|mos?\b|miles?|seats?|rooms?|bays?|units?|pads?|slips?|"
    r"customers?|clients?|accounts?|members?|subscribers?|"
    r"employees|staff|people|vans?|trucks?|techs?|[ap]m\b|o'clock|gallons?|tons?\b|"
    r"barrels?|bbl|lbs?\b|skus?|"
    r"followers|reviews|visitors|households|cars?\b|stops|beds?\b|chairs?|lanes|"
    r"machines|washers|dryers|fte|full|part|x\d|[-–]\d)"
)
_HEDGE = re.compile(
    r"(?:~|≈|around|about|roughly|approx\.?|approximately|nearly|almost|close to|"
    r"circa|c\.|some|say|maybe|"
    r"north of|over|under|upwards of|better than|just over|just under|more than|"
    r"less than|up to|"
    r"in the neighbou?rhood of|ballpark|give or take|quoted (?:by [\w ]{1,40} )?at)\W{0,6}$"
)
_THOUSANDS = re.compile(
    r"(?<![\d,.])\$? ?'?000'?s\b|\(\$? ?'?000'?s?\)|\bin thousands|\(\$ ?k\)|"
    r"(?:figures|numbers|amounts|all) in (?:\$ ?)?k\b"
)
_ALONE = re.compile(r"\s?(?:[.,;)/|\n]|$)(?!\d)")
_YEAR = range(1850, 2051)

MOST = 500
"""Amounts of one text that are weighed against each other; what comes later is no listing."""


@dataclass(frozen=True)
class Figure:
    """One amount. ``value`` in the listing's currency per year where ``per`` is 12 or 52 times it.

    ``explicit`` has a currency sign or a scale; ``scale`` is the factor written out (1.0 without);
    ``digits`` counts significant digits as a sign of precision; ``implied``: the scale was a
    neighbour's.
    """

    value: float
    start: int
    end: int
    explicit: bool
    scale: float
    digits: int
    hedged: bool
    per: float
    small: bool
    implied: bool = False

    @property
    def yearly(self) -> float:
        """The amount per year."""
        return self.value * self.per


def figures(text: Text) -> list[Figure]:
    """All amounts of the listing's own currency, in order; bare numbers only where they could be
    money.
    """
    taken = [m.span() for m in _DIGITS_ELSEWHERE.finditer(text.low)]
    thousands = bool(_THOUSANDS.search(text.low))
    read = (
        _read(text.low, match, thousands)
        for match in _AMOUNT.finditer(text.low)
        if not _is_taken(taken, match.start("number" if match["number"] else "words"))
    )
    found = islice((amount for amount in read if amount is not None), MOST)
    return list(_scaled(text.low, list(found)))


def _is_taken(taken: list[tuple[int, int]], at: int) -> bool:
    """Whether a place is in one of those stretches, which stand in order."""
    before = bisect(taken, at, key=itemgetter(0))
    return before > 0 and at < taken[before - 1][1]


def _read(low: str, match: re.Match[str], thousands: bool) -> Figure | None:
    if match["words"]:
        return _spelled(low, match)
    currency = (match["currency"] or "").replace(" ", "")
    if currency.startswith(("c", "a$", "£", "€")):
        return None
    number, scale = match["number"], _SCALES.get(match["scale"] or "", 1.0)
    explicit = bool(currency or match["scale"] or match["usd"])
    value = float(number.replace(",", ""))
    if not explicit:
        if not _could_be_money(low, match, value):
            return None
        if thousands and value >= 10:
            scale = 1e3
    if match["minus"]:
        value = -value
    return _amount(
        low,
        match,
        value * scale,
        explicit,
        scale,
        len(number.replace(",", "").replace(".", "").strip("0")),
    )


def _could_be_money(low: str, match: re.Match[str], value: float) -> bool:
    """A bare number that is not a year, a share, a size or a count of something."""
    number = match["number"]
    if "," not in number and value in _YEAR and value == int(value):
        return False
    if number.startswith("0") or low[match.end() : match.end() + 1].isalpha():
        return False
    return not _NOT_MONEY_AFTER.match(low, match.end())


def _spelled(low: str, match: re.Match[str]) -> Figure | None:
    words, scale = match["words"], _SCALES[match["wordscale"]]
    value: float | None
    if words.startswith(("half", "a half", "one half")):
        value = 0.5
    elif "quarter" in words:
        value = 0.25
    else:
        value = _mixed(words)
    if value is None:
        return None
    more = _mixed(match["thousands"]) if match["thousands"] and scale >= 1e6 else None
    return _amount(low, match, value * scale + (more or 0.0) * 1e3, True, scale, 1)


def _mixed(words: str) -> float | None:
    halves = 0.5 if words.endswith(" and a half") else 0.0
    whole, _, decimal = words.removesuffix(" and a half").partition(" point ")
    hundreds, _, rest = whole.partition(" hundred")
    base = 1.0 if hundreds in ("a", "an") else count(hundreds)
    tail = count(rest.replace(" and", "")) if rest.strip(" and") else 0.0
    if base is None or tail is None:
        return None
    if " hundred" in whole:
        base = base * 100 + tail
    digits = "".join(str(int(count(d) or 0)) for d in decimal.split())
    return base + halves + (float(f"0.{digits}") if digits else 0.0)


def _amount(
    low: str, match: re.Match[str], value: float, explicit: bool, scale: float, digits: int
) -> Figure:
    end = match.end()
    start = match.start() + (1 if low[match.start()] == " " else 0)
    around = low[max(0, start - 28, low.rfind("\n", 0, start)) : start]
    return Figure(
        value=value,
        start=start,
        end=end,
        explicit=explicit,
        scale=scale,
        digits=max(1, digits),
        hedged=bool(_HEDGE.search(low, max(0, start - 32), start)),
        per=per_year(low, around, end),
        small=part_of_year(low, around, end),
    )


def _scaled(low: str, found: list[Figure]) -> Iterator[Figure]:
    """Bare small numbers take the scale of a neighbour: "did 130 thousand, now maybe 84"."""
    millions = sum(a.value >= 1e6 for a in found if a.explicit) > 0
    for at, amount in enumerate(found):
        if amount.explicit or amount.scale > 1 or amount.value >= 10_000:
            yield amount
        elif (near := _neighbour(low, found, at)) is not None:
            yield replace(amount, value=amount.value * near, scale=near, implied=True)
        elif millions and amount.value < 1000 and amount.value != int(amount.value):
            yield replace(amount, value=amount.value * 1e6, scale=1e6, implied=True)


def _neighbour(low: str, found: list[Figure], at: int) -> float | None:
    """The scale that the nearest written-out amount lends, at most 160 characters away.

    One of the same shape lends its own; beside millions, and beside tens of thousands written in
    full, a whole number that nothing is counted with is in thousands ("revenue 1.16M, keep 244",
    "grossed 248,000. Asking 155.").
    """
    amount = found[at]
    fraction = amount.value != int(amount.value)
    if amount.value >= 1000:
        return None
    alone = amount.value >= 20 and _ALONE.match(low, amount.end) is not None
    written = (
        other for other in found if other.value >= 10_000 or (other.explicit and other.scale > 1)
    )
    for other in sorted(written, key=lambda other: abs(other.start - amount.start)):
        if abs(other.start - amount.start) > 160:
            return None
        if fraction and other.scale >= 1e6:
            return other.scale
        if not fraction and (
            (other.scale == 1e3 and amount.value >= 10) or (other.scale != 1e3 and alone)
        ):
            return 1e3
    return None
