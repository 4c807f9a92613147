"""What a pack's rules are once they are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from catalogue.extraction.counts import CountRules
from catalogue.extraction.cues import CueRules
from catalogue.extraction.labels import MoneyRules
from catalogue.extraction.mentions import PlaceRules
from catalogue.extraction.phrases import PhraseRules
from catalogue.extraction.years import YearRules


@dataclass(frozen=True)
class Compare:
    """Votes from how a figure moved: by more than ``by`` (a share) it went up or down, else it
    is the same.
    """

    figure: str
    up: str
    same: str
    down: str
    by: float = 0.05
    weight: float = 1.5


@dataclass(frozen=True)
class Derived:
    """A value looked up in a table by the value of another attribute."""

    source: str
    table: Mapping[str, str]


@dataclass(frozen=True)
class Ratio:
    """Bounds of ``attribute / over``; outside them one of the two was misread."""

    attribute: str
    over: str
    least: float
    most: float


@dataclass(frozen=True)
class Rules:
    """All rules of a pack, by attribute."""

    money: MoneyRules = field(default_factory=MoneyRules)
    counts: Mapping[str, CountRules] = field(default_factory=dict)
    years: Mapping[str, YearRules] = field(default_factory=dict)
    cues: Mapping[str, CueRules] = field(default_factory=dict)
    compares: Mapping[str, Compare] = field(default_factory=dict)
    states: Mapping[str, PlaceRules] = field(default_factory=dict)
    cities: Mapping[str, str] = field(default_factory=dict)
    phrases: Mapping[str, PhraseRules] = field(default_factory=dict)
    derived: Mapping[str, Derived] = field(default_factory=dict)
    ratios: tuple[Ratio, ...] = ()
    date: str | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing is read out of text."""
        return not (
            self.money.attributes
            or self.counts
            or self.years
            or self.cues
            or self.states
            or self.phrases
        )
