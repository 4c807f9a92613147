"""Which figure is which: labels near an amount decide, the nearest and most specific one wins.

Every figure is scored for every money attribute by the labels before and after it, weighted and
damped by their distance. "Other" labels (rent, stock, fees) take figures out of the running. Then
the best pairs are taken first, each figure and each attribute once.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from catalogue.extraction.figures import Figure, figures
from catalogue.extraction.finding import Finding
from catalogue.extraction.past import YEAR_BEFORE, last_year, prior, year_of
from catalogue.extraction.text import Text
from catalogue.extraction.windows import (
    Weighted,
    labelled_after,
    labelled_before,
    left_of,
    right_of,
)

_LEAST = 0.4
_SERIES = re.compile(
    r"[\s|/→>,;():–—-]*+(?:\.{2,} ?)?(?:(?:and|then|to|now|in|fy) ?){0,6}(?:(?:19|20)\d\d|"
    r"fy ?'?\d\d|"
    r"'\d\d)?[\s:|,(–—-]*+"
    r"(?:(?:was|closed at|came in at|of|then) )?(?:about |around |~ ?)?"
)
_DASHED = re.compile(r"^[^.\d]*[–—|•-]\s{0,4}$")
_CLAUSE = re.compile(r"[,;|(\n•]|\.(?=\s)")
_HEADER = re.compile(r"\b(20\d\d)[\s|/]{1,6}(20\d\d)\b(?=[\s|/]*\n)")


@dataclass(frozen=True)
class FigureRules:
    """The labels of one money attribute.

    ``start`` is the weight of a figure without label that opens a sentence, ``after_start`` what
    must
    then follow it. ``zero`` and ``negative`` are phrases: the value is 0; the figure is a loss.
    ``absent``
    is a phrase that says the figure is withheld: then only a figure with a label of its own counts.
    Figures below ``least`` are none of this attribute, nor is one whose own clause, up to it,
    has a word of ``unless``.
    """

    before: Weighted = ()
    after: Weighted = ()
    start: float = 0.0
    after_start: re.Pattern[str] | None = None
    zero: re.Pattern[str] | None = None
    negative: re.Pattern[str] | None = None
    absent: re.Pattern[str] | None = None
    unless: re.Pattern[str] | None = None
    yearly: bool = False
    least: float = 0.0


@dataclass(frozen=True)
class MoneyRules:
    """The labels of all money attributes, and of figures that are none of them."""

    attributes: Mapping[str, FigureRules] = field(default_factory=dict)
    other: FigureRules = field(default_factory=FigureRules)


@dataclass(frozen=True)
class Labelled:
    """A figure with what its surroundings say: a score per attribute, its year, and whether it
    is past.

    ``last``: past because it is last year's, so it counts where no other figure does.
    """

    figure: Figure
    scores: Mapping[str, float]
    year: int | None
    prior: bool
    last: bool = False


@dataclass(frozen=True)
class Ledger:
    """All labelled figures of a text, and which attribute got which."""

    labelled: tuple[Labelled, ...]
    chosen: Mapping[str, Finding]


def assign(rules: MoneyRules, text: Text, year: int) -> Ledger:
    """Find the money attributes of a text; ``year`` is the year it was written in."""
    labelled = _label(_openable(rules, text), text, year)
    pairs = sorted(
        (
            (score, attribute, at)
            for at, one in enumerate(labelled)
            for attribute, score in _current(labelled, one, year)
        ),
        key=lambda pair: (labelled[pair[2]].prior, -pair[0]),
    )
    chosen: dict[str, Finding] = {}
    used: set[int] = set()
    for score, attribute, at in pairs:
        past = labelled[at].prior and not labelled[at].last
        if score < _LEAST or attribute in chosen or at in used or past:
            continue
        used.add(at)
        chosen[attribute] = _finding(rules.attributes[attribute], text, labelled[at].figure, score)
    for attribute, rule in rules.attributes.items():
        if rule.zero and attribute not in chosen and (match := rule.zero.search(text.low)):
            chosen[attribute] = Finding(0.0, 0.7, match.span())
    return Ledger(tuple(labelled), chosen)


def _openable(rules: MoneyRules, text: Text) -> MoneyRules:
    """The rules, without openings of what the text says is withheld."""
    return replace(
        rules,
        attributes={
            id: replace(rule, start=0.0)
            if rule.start and rule.absent is not None and rule.absent.search(text.low)
            else rule
            for id, rule in rules.attributes.items()
        },
    )


def _finding(rule: FigureRules, text: Text, figure: Figure, score: float) -> Finding:
    value = figure.yearly if rule.yearly else figure.value
    first, last = text.sentence(figure.start)
    if (
        rule.negative
        and value > 0
        and rule.negative.search(
            text.low, max(first, figure.start - 40), min(last, figure.end + 12)
        )
    ):
        value = -value
    return Finding(
        round(value, 2), round(1 - 0.5 * math.exp(-score / 1.2), 3), (figure.start, figure.end)
    )


def _current(labelled: Sequence[Labelled], one: Labelled, now: int) -> list[tuple[str, float]]:
    """The scores of a figure, without attributes for which a later year is stated as well."""
    kept = []
    for attribute, score in one.scores.items():
        rivals = [o for o in labelled if o.scores.get(attribute, 0.0) >= _LEAST and not o.prior]
        newest = max((o.year or 0 for o in rivals), default=0)
        undated = any(o.year is None and o is not one for o in rivals)
        if one.year is not None and one.year < now - 1 and undated:
            kept.append((attribute, score - 0.7))
        elif one.year is None or one.year >= newest:
            kept.append((attribute, score + (0.15 if one.year and one.year == newest else 0.0)))
    return kept


def _label(rules: MoneyRules, text: Text, year: int) -> list[Labelled]:
    found = figures(text)
    solid = [f for f in found if not f.implied]
    labelled: list[Labelled] = []
    raw: dict[str, float] = {}
    header = _HEADER.search(text.low)
    for figure in found:
        before = max((f.end for f in solid if f.end <= figure.start), default=0)
        after = min((f.start for f in solid if f.start >= figure.end), default=len(text.low))
        left, right = left_of(text, figure, before), right_of(text, figure, after)
        past, last = prior(text, figure, left), last_year(text, figure, left)
        scores = _scores(rules, figure, left, right)
        if figure.implied and max(scores.values(), default=0.0) < 1.5:
            dated = year_of(text, figure, year)
            labelled += [Labelled(figure, {}, dated, past)] if past or dated else []
            continue
        if (
            max(scores.values(), default=0.0) < 1.2
            and labelled
            and _in_series(text, labelled[-1].figure, figure)
        ):
            scores, past = (
                {a: 0.92 * s for a, s in raw.items()} or scores,
                past and not labelled[-1].prior,
            )
            _settle_row(labelled, text, figure, header)
        scores = scores or _openings(rules, text, figure, left, right)
        raw = scores
        trusted = _trusted(scores, text, figure, past and not last)
        labelled.append(Labelled(figure, trusted, year_of(text, figure, year), past, past and last))
    return labelled


def _settle_row(
    labelled: list[Labelled], text: Text, figure: Figure, header: re.Match[str] | None
) -> None:
    """In a row of cells or arrows the last figure counts, unless the years above run backwards."""
    last = labelled[-1]
    gap = text.low[last.figure.end : figure.start]
    above = header is not None and header.end() <= figure.start
    backwards = header is not None and above and int(header[1]) > int(header[2])
    if ("|" in gap or "→" in gap) and not YEAR_BEFORE.search(gap) and not backwards:
        scores = {a: 0.3 * s for a, s in last.scores.items()}
        labelled[-1] = Labelled(last.figure, scores, last.year, True)


def _scores(rules: MoneyRules, figure: Figure, left: str, right: str) -> dict[str, float]:
    if figure.small or figure.value == 0:
        return {}
    other = _elsewhere(rules, left, right)
    scores = {}
    for attribute, rule in rules.attributes.items():
        score = max(labelled_before(rule.before, left), 0.8 * labelled_after(rule.after, right))
        if (
            score > other
            and (figure.per == 1.0 or rule.yearly)
            and abs(figure.yearly) >= rule.least
            and not (rule.unless and rule.unless.search(_clause(left)))
        ):
            scores[attribute] = score
    return scores


def _clause(left: str) -> str:
    return _CLAUSE.split(left)[-1]


def _elsewhere(rules: MoneyRules, left: str, right: str) -> float:
    return max(labelled_before(rules.other.before, left), labelled_after(rules.other.after, right))


def _openings(
    rules: MoneyRules, text: Text, figure: Figure, left: str, right: str
) -> dict[str, float]:
    """Scores of a figure without any label: it opens a sentence, or stands in the title."""
    if figure.small or figure.implied or figure.per > 1 or _elsewhere(rules, left, right) > 0.9:
        return {}
    scores = {a: _opening(rule, text, figure) for a, rule in rules.attributes.items() if rule.start}
    return {a: s for a, s in scores.items() if s}


def _opening(rule: FigureRules, text: Text, figure: Figure) -> float:
    first, last = text.sentence(figure.start)
    lead = text.low[first : figure.start].strip(" \t|:.-–—•►*>=~(→")
    follows = (
        rule.after_start is not None
        and rule.after_start.match(text.low, figure.end, last) is not None
    )
    if lead in ("", "for", "at", "you"):
        return rule.start * (1.5 if follows else 1.0) * (1.0 if figure.explicit or follows else 0.6)
    alone = text.low[figure.end : figure.end + 1] in ("", "\n") and _DASHED.search(
        text.low[first : figure.start]
    )
    return rule.start * 0.9 if figure.explicit and (figure.end <= text.title or alone) else 0.0


def _trusted(
    scores: Mapping[str, float], text: Text, figure: Figure, prior: bool
) -> dict[str, float]:
    """More for precise figures, less for hedged, bare, past and headline ones."""
    bonus = (
        0.12 * min(figure.digits, 6)
        - (0.5 if figure.hedged else 0.0)
        - (0.0 if figure.explicit else 0.15)
    )
    bonus -= (0.25 if figure.end <= text.title else 0.0) + (0.4 if figure.implied else 0.0)
    return {a: s * (0.3 if prior else 1.0) + bonus for a, s in scores.items()}


def _in_series(text: Text, last: Figure, figure: Figure) -> bool:
    gap = text.low[last.end : figure.start]
    return len(gap) <= 30 and "\n" not in gap and _SERIES.fullmatch(gap) is not None
