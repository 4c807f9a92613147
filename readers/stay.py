"""Reading how long somebody wants to stay: "3 to 10 May", "two weeks", "Friday to Monday"."""

from __future__ import annotations

import re
from calendar import day_abbr, day_name, month_abbr, month_name
from collections.abc import Iterator
from datetime import date

from readers.amount import Amount
from readers.number import find_numbers
from readers.text import fold

NIGHTS = "nights"
"""The unit of attributes that are read so."""

_MONTHS = {n.lower(): i for names in (month_name, month_abbr) for i, n in enumerate(names) if n}
_MONTHS["sept"] = 9
_DAYS = {n.lower(): i for names in (day_name, day_abbr) for i, n in enumerate(names)}
_MONTH = rf"(?:{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_DAY = r"(?:the )?(?P<d{0}>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?:,? ?20\d\d)?"
_TO = (
    r"\s{0,4}(?:-|–|—|to|until|till|til|through|thru|and|leaving|departing|checking out)"
    r"\s{0,4}(?:on )?"
)

_DATES = (
    rf"\b(?P<m1>{_MONTH}) {_DAY.format(1)}{_YEAR}{_TO}(?:(?P<m2>{_MONTH}) )?{_DAY.format(2)}\b",
    rf"\b{_DAY.format(1)}(?: (?:of )?(?P<m1>{_MONTH}))?{_YEAR}{_TO}{_DAY.format(2)}"
    rf" (?:of )?(?P<m2>{_MONTH})\b",
    rf"\b20\d\d-(?P<m1>\d\d)-{_DAY.format(1)}{_TO}20\d\d-(?P<m2>\d\d)-{_DAY.format(2)}\b",
)
_DATED = tuple(re.compile(pattern) for pattern in _DATES)
_SLASHED = re.compile(rf"\b(\d\d?)/(\d\d?)(?:/\d+)?{_TO}(\d\d?)/(\d\d?)\b")
_WEEKDAY = "|".join(sorted(_DAYS, key=len, reverse=True))
_WEEKDAYS = re.compile(rf"\b({_WEEKDAY})s?(?: (?:night|morning|evening))?{_TO}({_WEEKDAY})\b")
_WORDS: tuple[tuple[str, float], ...] = (
    (r"\blong weekend", 3),
    (r"\bweekend", 2),
    (r"\bfortnight", 14),
    (r"\bover ?night\b|\b(?:a|one|single) night\b", 1),
    (r"\b(?:a|one|whole|full|entire|first|second|third|last|next|christmas|easter) week\b", 7),
    (r"\b(?:for |a |one |whole )(?:month)\b", 30),
)
_NAMED = tuple((re.compile(pattern), nights) for pattern, nights in _WORDS)
_EVERY = re.compile(
    r"(?:\d|[$€£]|\b(?:dollars?|pounds?|euros?|bucks|quid|grand|hundred|thousand|per|each|every|once"
    r"|twice|times|hours|days|nights?|price|cost|rate))\s{0,4}$"
)
"""Before "a night" or "a week": what is paid or done in that time."""

_UNIT = re.compile(r"[ -]?(?P<unit>night|nite|nt|week|wk|month|mth)s?\b(?! old)")
_EACH = {
    "night": 1.0, "nite": 1.0, "nt": 1.0, "week": 7.0, "wk": 7.0, "month": 30.0, "mth": 30.0,
}  # fmt: skip
LONGEST = 366


def find_stays(text: str, *, today: date) -> list[Amount]:
    """The stays that a text speaks of, as numbers of nights, in order; not overlapping.

    Days are counted from the first to the last date, a range that ends before it begins into the
    next month or year. Without years, the calendar of the coming year counts.
    """
    folded = fold(text)
    found: list[Amount] = []
    for one in (*_between(folded, today), *_counted(text, folded), *_named(folded)):
        if not any(one.span[0] < a.span[1] and a.span[0] < one.span[1] for a in found):
            found.append(one)
    return sorted(found, key=lambda amount: amount.span)


def _between(folded: str, today: date) -> Iterator[Amount]:
    for pattern in _DATED:
        for match in pattern.finditer(folded):
            first, last = _month(match["m1"] or match["m2"]), _month(match["m2"] or match["m1"])
            ends = ((first, int(match["d1"])), (last, int(match["d2"])))
            yield from _nights(match, *ends, today)
    for match in _SLASHED.finditer(folded):
        a, b, c, d = map(int, match.groups())
        # 5/3 - 5/10 in May or 3/5 - 10/5: the month is what stays, or what can be none else.
        ends = ((a, b), (c, d)) if (a == c or b > 12 or d > 12) else ((b, a), (d, c))
        yield from _nights(match, *ends, today)
    for match in _WEEKDAYS.finditer(folded):
        nights = (_DAYS[match[2]] - _DAYS[match[1]]) % 7 or 7
        yield Amount(min=nights, max=nights, span=match.span())


def _month(written: str) -> int:
    return int(written) if written.isdigit() else _MONTHS[written.rstrip(".")]


def _nights(
    match: re.Match[str], first: tuple[int, int], last: tuple[int, int], today: date
) -> Iterator[Amount]:
    """The nights from a month and day to another, in the year that begins with this month."""
    try:
        begin = date(today.year + 1, *first)
        end = date(today.year + (1 if last >= first else 2), *last)
    except ValueError:
        return
    nights = (end - begin).days
    if 0 < nights <= LONGEST:
        yield Amount(min=nights, max=nights, span=match.span())


def _counted(text: str, folded: str) -> Iterator[Amount]:
    """Figures with a unit of time: "two weeks", "3-4 nights"."""
    for amount in find_numbers(text):
        unit = _UNIT.match(folded, amount.span[1])
        if unit is None:
            continue
        each, span = _EACH[unit["unit"]], (amount.span[0], unit.end())
        ends = {end: None if n is None else n * each for end, n in _ends(amount)}
        if (ends["max"] or ends["min"] or 0) <= LONGEST:
            yield amount.model_copy(update={**ends, "span": span})


def _ends(amount: Amount) -> tuple[tuple[str, float | None], ...]:
    return (("min", amount.min), ("max", amount.max))


def _named(folded: str) -> Iterator[Amount]:
    paid = {amount.span[1] for amount in find_numbers(folded)}
    for pattern, nights in _NAMED:
        for match in pattern.finditer(folded):
            before = folded[: match.start()]
            if len(before.rstrip()) not in paid and not _EVERY.search(before):
                yield Amount(min=nights, max=nights, span=match.span())
