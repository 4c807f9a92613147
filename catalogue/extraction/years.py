"""The year something began, from labels before (or after) a year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from catalogue.extraction.counting import NUMBER, count
from catalogue.extraction.finding import Finding
from catalogue.extraction.text import Text

_YEAR = r"(?P<y>(?:1[789]|20)\d\d(?!\d|,\d|\+)|'\d\d\b(?!\d))"
_LOOSE = (
    r"(?P<y>(?:1[789]|20)\d\d(?!\d|,\d|\+)|'?\d\d\b(?!\d|[,.]\d|%|k\b| ?(?:years|"
    r"yrs|%|percent|hours|hrs|days|staff|people)))"
)
_GAP = r"(?:\.{2,}+|[^.;!?\n\d$%]){0,REACH}?"


@dataclass(frozen=True)
class YearRules:
    """``labels`` are (weight, words before the year); ``ages`` are patterns with a number of
    years ``n``.
    """

    labels: tuple[tuple[float, re.Pattern[str]], ...] = ()
    ages: tuple[tuple[float, re.Pattern[str]], ...] = ()
    unless: re.Pattern[str] | None = None
    least: float = 1.0


def label_pattern(label: str, reach: int, loose: bool) -> re.Pattern[str]:
    """A label, at most ``reach`` characters of other words, then a year ("opened its doors in
    '87").
    """
    year = _LOOSE if loose else _YEAR
    gap = _GAP.replace("REACH", str(reach))
    return re.compile(
        rf"(?<![\w-])(?:{label})(?![a-z])(?P<gap>{gap})(?<![\d$,])(?<![^.]\.)\(?{year}"
    )


def followed_pattern(label: str) -> re.Pattern[str]:
    """A year with its label after it ("a 2006 start")."""
    return re.compile(rf"(?<![\d$.,]){_YEAR}(?P<gap> )(?:{label})(?![a-z])")


def age_pattern(pattern: str) -> re.Pattern[str]:
    """An age pattern with ``#`` for the number of years."""
    return re.compile(pattern.replace("#", rf"(?P<n>{NUMBER})"))


def year(rules: YearRules, text: Text, now: int) -> Finding | None:
    """The best-labelled year, the earliest among equals; ``now`` bounds it and dates ages."""
    candidates = sorted(_labelled(rules, text, now), key=lambda c: (-c[0], c[1]))
    candidates = [c for c in candidates if c[0] >= rules.least] or [
        c for c in _aged(rules, text, now) if c[0] >= rules.least
    ]
    if not candidates:
        return None
    weight, value, span = candidates[0]
    return Finding(float(value), round(min(0.97, 0.5 + weight / 8), 3), span)


def _labelled(
    rules: YearRules, text: Text, now: int
) -> Iterator[tuple[float, int, tuple[int, int]]]:
    for weight, pattern in rules.labels:
        for match in pattern.finditer(text.low):
            value = _full(match["y"], now)
            first = text.sentence(match.start())[0]
            around = text.low[max(first, match.start() - 60) : match.end()]
            if value > now or (rules.unless and rules.unless.search(around)):
                continue
            yield weight - len(match["gap"]) / 60, value, match.span()


def _aged(rules: YearRules, text: Text, now: int) -> list[tuple[float, int, tuple[int, int]]]:
    return [
        (weight, now - int(age), match.span())
        for weight, pattern in rules.ages
        for match in pattern.finditer(text.low)
        if (age := count(match["n"])) is not None and age >= 2
    ]


def _full(written: str, now: int) -> int:
    digits = int(written.lstrip("'"))
    if digits >= 100:
        return digits
    return digits + (2000 if digits <= now % 100 else 1900)
