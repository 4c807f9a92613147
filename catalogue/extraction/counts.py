"""How many people work there: stated totals, else full-time and part-time parts added up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from catalogue.extraction.counting import count
from catalogue.extraction.finding import Finding
from catalogue.extraction.text import Text


@dataclass(frozen=True)
class Part:
    """A pattern with a number ``n``: each counts ``times``; ``unless`` in the sentence forbids
    it.
    """

    times: float
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None = None


@dataclass(frozen=True)
class CountRules:
    """How one number is read.

    ``totals`` are (weight, pattern with ``n``): the heaviest wins, the first among equals.
    ``parts``
    are added up per sentence, and over neighbours that count other kinds ("9 full-time. 4
    part-time."); parts that overlap count once, the first listed.
    ``zero`` is a phrase that means none at all.
    """

    totals: tuple[tuple[float, Part], ...] = ()
    parts: tuple[Part, ...] = ()
    parts_weight: float = 2.0
    zero: re.Pattern[str] | None = None
    most: float = 1e6


_LONE = 0.5
"""What a sum of one single person weighs less: a list that names others is surer."""

_Counted = tuple[int, int, float, Part]


@dataclass(frozen=True)
class _Candidate:
    weight: float
    value: float
    span: tuple[int, int]


def number(rules: CountRules, text: Text) -> Finding | None:
    """The number of people, rounded to a whole one."""
    candidates = [*_totals(rules, text), *_sums(rules, text)]
    if not candidates:
        zero = rules.zero.search(text.low) if rules.zero else None
        return Finding(0.0, 0.8, zero.span()) if zero else None
    best = max(candidates, key=lambda c: (c.weight, -c.span[0]))
    if best.value > rules.most:
        return None
    return Finding(
        float(int(best.value + 0.5)), round(min(0.95, 0.5 + best.weight / 12), 3), best.span
    )


def _totals(rules: CountRules, text: Text) -> Iterator[_Candidate]:
    for weight, part in rules.totals:
        for match in part.pattern.finditer(text.low):
            value = _value(part, match, text)
            if value is not None:
                penalty = 0.5 if match.start() < text.title else 0.0
                yield _Candidate(weight - penalty, value * part.times, match.span())


def _value(part: Part, match: re.Match[str], text: Text) -> float | None:
    if part.unless and part.unless.search(text.low, *text.sentence(match.start())):
        return None
    written = match["n"]
    value = count(written)
    is_year = len(written) == 4 and value is not None and 1900 <= value <= 2050
    is_money = match.start("n") > 0 and text.low[match.start("n") - 1] in "$€£"
    return None if is_year or is_money else value


def _sums(rules: CountRules, text: Text) -> Iterator[_Candidate]:
    """One candidate per passage that names parts."""
    by_sentence: dict[int, list[_Counted]] = {}
    for part in rules.parts:
        for match in part.pattern.finditer(text.low):
            value = _value(part, match, text)
            if value is None:
                continue
            taken = by_sentence.setdefault(text.sentence(match.start())[0], [])
            if all(match.end() <= a or match.start() >= b for a, b, _, _ in taken):
                taken.append((match.start(), match.end(), value * part.times, part))
    for parts in _passages(text, by_sentence):
        kinds = {part.times for *_, part in parts}
        weight = rules.parts_weight + 0.5 * (len(parts) - 1) + (0.5 if len(kinds) > 1 else 0.0)
        weight -= _LONE if len(parts) == 1 and parts[0][2] <= 1 else 0.0
        yield _Candidate(
            weight,
            sum(v for _, _, v, _ in parts),
            (min(p[0] for p in parts), max(p[1] for p in parts)),
        )


def _passages(text: Text, by_sentence: dict[int, list[_Counted]]) -> Iterator[list[_Counted]]:
    """The parts of each sentence, with those of the next where these count another kind."""
    passage: list[_Counted] = []
    end = -1
    for start, parts in sorted(by_sentence.items()):
        mixed = {part.times for *_, part in passage} & {part.times for *_, part in parts}
        if passage and (start != end or mixed):
            yield passage
            passage = []
        passage = passage + parts
        end = text.sentence(start)[1]
    if passage:
        yield passage
