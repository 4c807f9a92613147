"""Categories and flags from weighted cues: regular expressions, graded figures and word lists."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from catalogue.extraction.counting import count
from catalogue.extraction.finding import Finding
from catalogue.extraction.text import Text

Value = str | bool


@dataclass(frozen=True)
class Cue:
    """A pattern that speaks for (or, with a negative weight, against) a value, once per text."""

    value: Value
    weight: float
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None = None
    title: bool = False


@dataclass(frozen=True)
class Steps:
    """A pattern with a number ``n``; the first step whose bound is not exceeded names the value."""

    pattern: re.Pattern[str]
    steps: tuple[tuple[float, Value, float], ...]
    unless: re.Pattern[str] | None = None


@dataclass(frozen=True)
class CueRules:
    """How one attribute is decided: cues, graded figures, word weights, and what silence means."""

    cues: tuple[Cue, ...] = ()
    steps: tuple[Steps, ...] = ()
    words: Mapping[str, tuple[tuple[Value, float], ...]] = field(default_factory=dict)
    title: float = 1.0
    least: float = 1.0
    otherwise: Value | None = None


@dataclass
class _Tally:
    score: float = 0.0
    best: float = 0.0
    span: tuple[int, int] | None = None

    def add(self, weight: float, span: tuple[int, int]) -> None:
        self.score += weight
        if weight > self.best:
            self.best, self.span = weight, span


def decide(
    rules: CueRules, text: Text, hints: Sequence[tuple[Value, float, tuple[int, int]]] = ()
) -> Finding | None:
    """The value with the highest sum of weights, if it reaches ``least``; else what silence means.

    ``hints`` are further (value, weight, span) votes, found by other rules. Confidence is the
    logistic of the lead over the runner-up.
    """
    tallies: dict[Value, _Tally] = defaultdict(_Tally)
    for value, weight, span in [*_votes(rules, text), *hints]:
        tallies[value].add(weight, span)
    ranked = sorted(tallies.items(), key=lambda pair: -pair[1].score)
    if not ranked or ranked[0][1].score < rules.least:
        return _silence(rules)
    (value, first), second = ranked[0], ranked[1][1].score if len(ranked) > 1 else 0.0
    lead = first.score - max(0.0, second)
    return Finding(value, round(1 / (1 + math.exp(-0.9 * lead)), 3), first.span)


def _silence(rules: CueRules) -> Finding | None:
    if rules.otherwise is None:
        return None
    return Finding(rules.otherwise, 0.8, None, default=True)


def _votes(rules: CueRules, text: Text) -> Iterator[tuple[Value, float, tuple[int, int]]]:
    for cue in rules.cues:
        if (span := _first(cue.pattern, cue.unless, text, title=cue.title)) is not None:
            yield cue.value, cue.weight * (rules.title if span[0] < text.title else 1.0), span
    for steps in rules.steps:
        yield from _graded(steps, text)
    if rules.words:
        yield from _worded(rules, text)


def _first(
    pattern: re.Pattern[str], unless: re.Pattern[str] | None, text: Text, *, title: bool
) -> tuple[int, int] | None:
    end = text.title if title else len(text.low)
    for match in pattern.finditer(text.low, 0, end):
        if unless is None or not unless.search(text.low, *text.sentence(match.start())):
            return match.span()
    return None


def _graded(steps: Steps, text: Text) -> Iterator[tuple[Value, float, tuple[int, int]]]:
    for match in steps.pattern.finditer(text.low):
        number = count(match["n"])
        if number is None or (
            steps.unless and steps.unless.search(text.low, *text.sentence(match.start()))
        ):
            continue
        for bound, value, weight in steps.steps:
            if number <= bound:
                yield value, weight, match.span()
                return


_WORD = re.compile(r"[a-zà-ÿ0-9&'+-]+")


def _worded(rules: CueRules, text: Text) -> Iterator[tuple[Value, float, tuple[int, int]]]:
    """Votes of one to three words in a row; each entry counts once, in the title ``title`` fold."""
    words = [(m.group().strip("'-"), m.start(), m.end()) for m in _WORD.finditer(text.low)]
    seen: set[str] = set()
    for at, (_, start, _) in enumerate(words):
        for length in (3, 2, 1):
            run = words[at : at + length]
            if len(run) < length:
                continue
            entry = _entry(rules.words, " ".join(word for word, _, _ in run))
            if entry is None or entry in seen:
                continue
            seen.add(entry)
            factor = rules.title if start < text.title else 1.0
            for value, weight in rules.words[entry]:
                yield value, weight * factor, (start, run[-1][2])


def _entry(words: Mapping[str, object], phrase: str) -> str | None:
    for form in (
        phrase,
        phrase.replace("-", " ").strip(),
        phrase.replace("-", ""),
        _singular(phrase),
    ):
        if form in words:
            return form
    return None


def _singular(phrase: str) -> str:
    if phrase.endswith("'s"):
        return phrase[:-2]
    if phrase.endswith("ies") and len(phrase) > 5:
        return phrase[:-3] + "y"
    if phrase.endswith(("ches", "shes", "sses", "xes")):
        return phrase[:-2]
    return phrase[:-1] if phrase.endswith("s") and not phrase.endswith("ss") else phrase
