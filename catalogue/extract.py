"""Attribute values out of the text of an item, by the rules of its pack and without a language
model.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache

from catalogue.extraction.cities import cities
from catalogue.extraction.counts import number
from catalogue.extraction.cues import Value, decide
from catalogue.extraction.finding import Finding
from catalogue.extraction.labels import Labelled, Ledger, assign
from catalogue.extraction.phrases import phrase
from catalogue.extraction.places import city, state
from catalogue.extraction.rules import rules_of
from catalogue.extraction.ruleset import Compare, Ratio, Rules
from catalogue.extraction.text import Text, plain
from catalogue.extraction.years import year
from core.model import Place, Stated
from domains import Pack
from readers.place import open_gazetteer

VERSION = "extract-6"
"""Changes whenever the same text and the same pack would give other values."""


def extract(
    pack: Pack, record: Mapping[str, object], title: str, cleaned: str
) -> dict[str, Stated]:
    """What the text of one record says about the attributes of its pack.

    Args:
        pack: its ``extract`` entries are the rules (see ``domains/README.md``).
        record: the raw record; only its date is read, to tell how old "now" is.
        title: the cleaned title.
        cleaned: the cleaned text, which begins with the title's line. All evidence spans refer to
        it.

    Returns:
        Values by attribute id, with the evidence they rest on and a confidence (0..1). Attributes
        of
        which the text says nothing are left out, unless the pack says what silence means.

    Raises:
        BadPack: the rules cannot be read.
    """
    rules = rules_of(pack)
    if rules.empty:
        return {}
    text = plain(cleaned, title=len(title) if cleaned.startswith(title) else 0)
    found = _read(rules, text, _written(rules, record))
    return {a.id: _stated(found[a.id], text) for a in pack.attributes if a.id in found}


def _read(rules: Rules, text: Text, now: int) -> dict[str, Finding]:
    ledger = assign(rules.money, text, now)
    counted = {id: number(rule, text) for id, rule in rules.counts.items()}
    known = {id: finding for id, finding in counted.items() if finding is not None}
    found: dict[str, Finding | None] = {**_plausible(rules, {**ledger.chosen, **known})}
    found |= {id: year(rule, text, now) for id, rule in rules.years.items()}
    for id, rule in rules.cues.items():
        found[id] = decide(rule, text, _moves(rules.compares.get(id), ledger, now))
    found |= {id: state(rule, text, cities()) for id, rule in rules.states.items()}
    for id, of in rules.cities.items():
        found[id] = city(rules.states[of], text, found.get(of), cities())
    found |= {id: phrase(rule, text) for id, rule in rules.phrases.items()}
    for id, derived in rules.derived.items():
        found[id] = _looked_up(derived.table, found.get(derived.source))
    return {id: finding for id, finding in found.items() if finding is not None}


_SURER = 0.02
"""By how much a figure's confidence must lead for it to stay beside one it contradicts."""


def _plausible(rules: Rules, figures: Mapping[str, Finding]) -> dict[str, Finding]:
    """Amounts and counts, without those that cannot be right beside the others.

    The figure in most conflicts goes first, the less certain one where that is equal; where
    neither is clearly the surer one, both go.
    """
    found = dict(figures)
    while conflicts := [r for r in rules.ratios if _conflict(r, found)]:
        names = [name for r in conflicts for name in (r.attribute, r.over)]
        ranked = sorted(set(names), key=lambda name: (-names.count(name), found[name].confidence))
        first, second = ranked[:2]
        gap = found[second].confidence - found[first].confidence
        even = names.count(first) == names.count(second) and gap < _SURER
        for name in (first, second) if even else (first,):
            del found[name]
    return found


def _conflict(ratio: Ratio, found: Mapping[str, Finding]) -> bool:
    one, over = (
        found[name].value if name in found else None for name in (ratio.attribute, ratio.over)
    )
    if not isinstance(one, float) or not isinstance(over, float) or one <= 0 or over <= 0:
        return False
    return not ratio.least <= one / over <= ratio.most


def _moves(
    compare: Compare | None, ledger: Ledger, now: int
) -> list[tuple[Value, float, tuple[int, int]]]:
    """How a figure moved against the newest earlier one of its kind."""
    chosen = ledger.chosen.get(compare.figure) if compare else None
    current = next(
        (o for o in ledger.labelled if chosen and (o.figure.start, o.figure.end) == chosen.span),
        None,
    )
    if compare is None or current is None:
        return []
    earlier = [o for o in ledger.labelled if _earlier(compare.figure, o, current, now)]
    if not earlier:
        return []
    last = max(earlier, key=lambda o: o.year or 0)
    change = current.figure.value / last.figure.value - 1
    value = (
        compare.up
        if change > compare.by
        else compare.down
        if change < -compare.by
        else compare.same
    )
    both = (current.figure, last.figure)
    return [(value, compare.weight, (min(f.start for f in both), max(f.end for f in both)))]


def _earlier(attribute: str, one: Labelled, current: Labelled, now: int) -> bool:
    """Whether a figure is the same attribute's of an earlier year: by its label, or next to the
    current one.
    """
    near = 0 < one.figure.start - current.figure.end < 60 and not one.scores
    past = one.prior or (one.year is not None and one.year < (current.year or now - 1))
    comparable = (
        one.figure.per == current.figure.per
        and 0.3 < one.figure.value / (current.figure.value or 1) < 3
    )
    return one is not current and past and comparable and (attribute in one.scores or near)


def _looked_up(table: Mapping[str, str], source: Finding | None) -> Finding | None:
    if source is None:
        return None
    name = source.value[0] if isinstance(source.value, tuple) else source.value
    value = table.get(name.name if isinstance(name, Place) else str(name))
    return None if value is None else Finding(value, source.confidence, source.span, source.default)


def _spelled(places: tuple[Place, ...]) -> str:
    first = places[0].name if places[0].kind == "state" else places[0].name.split(",")[0]
    return ", ".join([first, *(p.name for p in places[1:])])


@lru_cache(maxsize=4096)
def _canonical(places: tuple[Place, ...]) -> tuple[Place, ...]:
    """The chain of places as the gazetteer spells it, where it knows the first one there."""
    found = open_gazetteer().resolve(_spelled(places))
    outer, kinds = {p.name for p in places[1:]}, [p.kind for p in found[:1]]
    same = outer <= {p.name for p in found} and kinds == [places[0].kind]
    return found if same else places


def _stated(finding: Finding, text: Text) -> Stated:
    evidence = text.evidence(*finding.span) if finding.span else None
    value = finding.value
    if isinstance(value, tuple) and value and isinstance(value[0], Place):
        value = _canonical(tuple(p for p in value if isinstance(p, Place)))
    return Stated(
        value=value,
        evidence=evidence,
        confidence=finding.confidence,
        default=finding.default,
    )


_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def _written(rules: Rules, record: Mapping[str, object]) -> int:
    match = _YEAR.search(str(record.get(rules.date, ""))) if rules.date else None
    return int(match[0]) if match else datetime.now(UTC).year
