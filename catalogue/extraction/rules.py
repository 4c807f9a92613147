"""Turns what a pack says under ``extract`` into rules, checking it on the way."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from catalogue.extraction.counting import NUMBER
from catalogue.extraction.counts import CountRules, Part
from catalogue.extraction.cues import Cue, CueRules, Steps
from catalogue.extraction.labels import FigureRules, MoneyRules
from catalogue.extraction.phrases import PhraseRules
from catalogue.extraction.place_rules import place_rules
from catalogue.extraction.ruleset import Compare, Derived, Ratio, Rules
from catalogue.extraction.windows import Weighted
from catalogue.extraction.years import YearRules, age_pattern, followed_pattern, label_pattern
from core.errors import BadPack
from domains import Attribute, Pack

_STARTS = r"(?:(?<![a-z0-9])|(?=\n))"
"""Where a pattern may begin: at a word, or at the line break that it asks for."""


@dataclass(frozen=True)
class _Same:
    """A key that is equal for the very same pack only, and keeps it alive."""

    pack: Pack

    def __hash__(self) -> int:
        return id(self.pack)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.pack is self.pack


def rules_of(pack: Pack) -> Rules:
    """The rules of a pack, compiled once.

    Raises:
        BadPack: an ``extract`` entry cannot be read; the message names the attribute.
    """
    return _compiled(_Same(pack))


@lru_cache(maxsize=8)
def _compiled(key: _Same) -> Rules:
    return _build(key.pack)


def _build(pack: Pack) -> Rules:
    reader = _Reader(pack.terms)
    made: dict[str, dict[str, Any]] = defaultdict(dict)
    ratios: list[Ratio] = []
    other: list[dict[str, Any]] = []
    for attribute in pack.attributes:
        try:
            for method, says in attribute.extract.items():
                made[method][attribute.id] = reader.read(method, says, attribute)
            ratios += _ratios(attribute)
            other += (
                [attribute.extract["figures"]["other"]]
                if "other" in attribute.extract.get("figures", {})
                else []
            )
        except (KeyError, TypeError, ValueError, re.error) as error:
            raise BadPack(f"{pack.id}/pack.yaml: extract of {attribute.id!r}: {error!r}") from error
    compares = {
        a.id: Compare(**a.extract["cues"]["compare"])
        for a in pack.attributes
        if "compare" in a.extract.get("cues", {})
    }
    merged = {
        side: [entry for says in other for entry in says.get(side, ())]
        for side in ("before", "after")
    }
    return Rules(
        money=MoneyRules(made["figures"], reader.figures(merged)),
        counts=made["count"],
        years=made["year"],
        cues=made["cues"],
        compares=compares,
        states=made["state"],
        cities=made["city"],
        phrases=made["phrase"],
        derived=made["derive"],
        ratios=tuple(ratios),
        date=pack.fields.date,
    )


def _ratios(attribute: Attribute) -> list[Ratio]:
    return [
        Ratio(attribute.id, says["over"], says["least"], says["most"])
        for says in attribute.extract.get("ratios", ())
    ]


class _Reader:
    def __init__(self, terms: Mapping[str, str]) -> None:
        self.terms = terms

    def read(self, method: str, says: Any, attribute: Attribute) -> Any:
        if method in ("field", "ratios"):
            return says
        readers = {
            "figures": self.figures,
            "count": self.count,
            "year": self.year,
            "phrase": self.phrase,
            "state": lambda s: place_rules(s, self.expand),
            "city": lambda s: str(s["state"]),
            "derive": _derived,
        }
        if method == "cues":
            return self.cues(says, attribute)
        return readers[method](says) if method in readers else says

    def pattern(self, source: str, *, named: bool = False) -> re.Pattern[str]:
        """A pattern of whole words; ``<name>`` is a term of the pack, ``#`` a number."""
        number = f"(?P<n>{NUMBER})" if named else NUMBER
        return re.compile(rf"{_STARTS}(?:{self.expand(source).replace('#', number)})(?![a-z0-9])")

    def expand(self, source: str) -> str:
        for _ in range(3):
            source = re.sub(r"(?<!P)<([a-z_]+)>", lambda m: f"(?:{self.terms[m[1]]})", source)
        return source

    def optional(self, source: str | None) -> re.Pattern[str] | None:
        return self.pattern(source) if source else None

    def blocker(self, source: str | None) -> re.Pattern[str] | None:
        """An ``unless`` pattern: it may end inside a word, so that a stem stands for all its
        forms.
        """
        return (
            re.compile(rf"{_STARTS}(?:{self.expand(source).replace('#', NUMBER)})")
            if source
            else None
        )

    def weighted(self, entries: Sequence[Sequence[Any]]) -> Weighted:
        return tuple((float(weight), self.pattern(str(source))) for weight, source in entries)

    def figures(self, says: Mapping[str, Any]) -> FigureRules:
        return FigureRules(
            before=self.weighted(says.get("before", ())),
            after=self.weighted(says.get("after", ())),
            start=float(says.get("start", 0.0)),
            after_start=re.compile(self.expand(says["after_start"]))
            if "after_start" in says
            else None,
            zero=self.optional(says.get("zero")),
            negative=self.optional(says.get("negative")),
            absent=self.optional(says.get("absent")),
            unless=self.optional(says.get("unless")),
            yearly=bool(says.get("yearly", False)),
            least=float(says.get("least", 0.0)),
        )

    def part(self, entry: Sequence[Any]) -> Part:
        times, source, *unless = entry
        return Part(
            float(times),
            self.pattern(str(source), named=True),
            self.blocker(unless[0] if unless else None),
        )

    def count(self, says: Mapping[str, Any]) -> CountRules:
        return CountRules(
            totals=tuple(
                (float(w), self.part((1.0, *rest))) for w, *rest in says.get("totals", ())
            ),
            parts=tuple(self.part(entry) for entry in says.get("parts", ())),
            zero=self.optional(says.get("zero")),
            most=float(says.get("most", 1e6)),
        )

    def year(self, says: Mapping[str, Any]) -> YearRules:
        labels = tuple(
            (float(weight), label_pattern(self.expand(source), int(reach), bool(loose)))
            for weight, source, reach, *loose in says.get("labels", ())
        )
        labels += tuple(
            (float(w), followed_pattern(self.expand(source))) for w, source in says.get("after", ())
        )
        ages = tuple(
            (float(weight), age_pattern(self.expand(source)))
            for weight, source in says.get("ages", ())
        )
        return YearRules(
            labels, ages, self.optional(says.get("unless")), float(says.get("least", 1.0))
        )

    def cues(self, says: Mapping[str, Any], attribute: Attribute) -> CueRules:
        cues = [
            self.cue(value, entry)
            for value, entries in says.get("for", {}).items()
            for entry in entries
        ]
        steps = [
            Steps(
                self.pattern(s["find"], named=True),
                tuple((float(b), v, float(w)) for b, v, w in s["steps"]),
                self.blocker(s.get("unless")),
            )
            for s in says.get("steps", ())
        ]
        known = {choice.value for choice in attribute.choices}
        wrong = {c.value for c in cues if known and c.value not in known} | {
            v for v in says.get("words", {}) if v not in known
        }
        if wrong:
            raise ValueError(f"no such choices: {sorted(map(str, wrong))}")
        return CueRules(
            tuple(cues),
            tuple(steps),
            _words(says.get("words", {})),
            float(says.get("title", 1.0)),
            float(says.get("least", 1.0)),
            says.get("otherwise"),
        )

    def cue(self, value: str | bool, entry: Sequence[Any]) -> Cue:
        weight, source, *more = entry
        unless = next((m for m in more if m != "title"), None)
        return Cue(
            value,
            float(weight),
            self.pattern(str(source)),
            self.blocker(unless),
            title="title" in more,
        )

    def phrase(self, says: Mapping[str, Any]) -> PhraseRules:
        return PhraseRules(
            tuple(self.pattern(p) for p in says.get("find", ())),
            self.blocker(says.get("unless")),
            bool(says.get("title", False)),
            tuple(self.pattern(p) for p in says.get("strip", ())),
            int(says.get("words", 14)),
        )


def _derived(says: Mapping[str, Any]) -> Derived:
    return Derived(
        str(says["from"]), {name: value for value, names in says["table"].items() for name in names}
    )


def _words(
    says: Mapping[str, Mapping[float, Sequence[str]]],
) -> dict[str, tuple[tuple[str | bool, float], ...]]:
    words: dict[str, list[tuple[str | bool, float]]] = defaultdict(list)
    for value, by_weight in says.items():
        for weight, entries in by_weight.items():
            for entry in entries:
                words[str(entry).lower()].append((value, float(weight)))
    return {entry: tuple(votes) for entry, votes in words.items()}
