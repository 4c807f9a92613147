"""What stretch of time an amount is meant for: a year, a month, a week, or less."""

from __future__ import annotations

import re

_OF_THAT = r"(?: of (?:that|it|which))?"
_MONTHLY = re.compile(
    rf"{_OF_THAT}\s?(?:/ ?mo\b|/ ?month|per month|an? mo\b|an? month|monthly|each month|every "
    r"month|mrr\b|/ ?m\b|pm\b)"
)
_WEEKLY = re.compile(
    rf"{_OF_THAT}\s?(?:/ ?wk|/ ?week|per week|an? week|a wk\b|weekly|each wk|each week|every week)"
)
_SMALLER = re.compile(
    r"\s?(?:/ ?(?:sf|sq|ft|hr|hour|day|night|unit|key|ea|each)|per (?:hour|day|"
    r"night|unit|key|head|job|sq|slip|door|room|"
    r"stop|visit|call|customer|client|acre|ton)|an hour|a day|a night|a head|a slot|"
    r"a pop|a key|apiece|each\b|nightly|daily)"
)
_PER_BEFORE = re.compile(
    r"\b(?P<month>monthly|each month|per month|mrr)|\b(?P<week>weekly|each week|per "
    r"week)"
)
_PART_YEAR = re.compile(
    r"\b(?:ytd|year to date|first half|first (?:six|nine) months|(?:six|nine) "
    r"months|quarter(?!s|er)|q[1-4]|through (?:june|july|august|sept))"
)


def per_year(low: str, before: str, end: int) -> float:
    """How many times a year the amount is meant: 12 for a month, 52 for a week, else once.

    ``before`` are the words just before the amount, ``end`` is where it ends in ``low``.
    """
    if _MONTHLY.match(low, end):
        return 12.0
    if _WEEKLY.match(low, end):
        return 52.0
    said = _PER_BEFORE.search(before)
    near = said is not None and not any(mark in before[said.end() :] for mark in ",;.|$")
    return (12.0 if said["month"] else 52.0) if said is not None and near else 1.0


def part_of_year(low: str, before: str, end: int) -> bool:
    """Whether the amount is for less than a week, for one piece, or for a part of a year."""
    return bool(
        _SMALLER.match(low, end) or _PART_YEAR.search(before) or _PART_YEAR.match(low, end + 1)
    )
