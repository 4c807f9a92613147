"""What drafts are judged by: stored items, the person's wishes, the pack's policy, and the day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from core.model import Evidence, Item, Kind, Range, Stated, Wish
from guards.figures import FigureFound, FigureKind, figures
from guards.grounding import Grounds
from guards.meets import meets
from guards.policy import Policy

YEARS = range(1700, 2100)


def _sort(figure: FigureFound) -> str:
    """What a figure is: money, percent, a year, or a plain figure."""
    year = figure.kind == "plain" and figure.digits == 4 and figure.value in YEARS
    return "year" if year else figure.kind


@dataclass(frozen=True)
class Case:
    """One list of drafts under judgement. ``items`` are as stored, by id."""

    policy: Policy
    items: Mapping[str, Item]
    wishes: Sequence[Wish]
    today: date
    _grounds: dict[tuple[str, str, bool, str], Grounds] = field(default_factory=dict)

    def wanted(self, attribute: str) -> list[Wish]:
        """What the person said of an attribute, "does not matter" left out."""
        return [w for w in self.wishes if w.attribute == attribute and w.value is not None]

    def met(self, wish: Wish, item: Item) -> bool | None:
        """Whether an item meets a wish; None when it does not say."""
        kind = self.policy.attributes[wish.attribute].type
        return meets(wish, item.attributes.get(wish.attribute), kind)

    def grounds(
        self, item: Item, attribute: str | None, evidence: Evidence | None, *, wishes: bool
    ) -> Grounds:
        """What a sentence about an attribute of an item (None: about all) may rest on.

        ``wishes`` adds what the person asked for. Evidence is part of it once, whichever way given.
        """
        text = evidence.text if evidence else ""
        key = (item.id, attribute or "", wishes, text)
        if key not in self._grounds:
            named = [attribute] if attribute else list(self.policy.attributes)
            self._grounds[key] = self._build(item, named, text, wishes)
        return self._grounds[key]

    def _build(self, item: Item, attributes: Sequence[str], evidence: str, wishes: bool) -> Grounds:
        stated = {a: item.attributes[a] for a in attributes if a in item.attributes}
        asked = [w for a in attributes for w in self.wanted(a)] if wishes else []
        texts = [item.title, evidence, self.policy.currency]
        texts += [self.policy.wording[a] for a in attributes]
        texts += [self.policy.said_value(a, s.value) for a, s in stated.items()]
        texts += [s.evidence.text for s in stated.values() if s.evidence]
        texts += [self.policy.meant(w) for w in asked]
        told = self._told(stated, evidence)
        return Grounds(
            texts=tuple(text for text in texts if text),
            numbers=(*self._numbers(stated), *self._bounds(asked)),
            years=tuple(y for a, s in stated.items() for y in self._years(a, s)),
            this_year=self.today.year,
            vocabulary=self.policy.vocabulary,
            counted=told,
        )

    def _told(
        self, stated: Mapping[str, Stated], evidence: str
    ) -> tuple[tuple[FigureKind, float], ...] | None:
        """The figures of texts that a sentence on one attribute may say; None: those of all texts.

        Where a figure is stored, another that its evidence happens to hold is not what is meant:
        "11 installers, 2 in the office" does not let 13 people be 11. Only other sorts of figures
        may be taken from there, such as the year of a sum.
        """
        numeric = [a for a in stated if self.policy.attributes[a].type.numeric]
        if len(stated) != 1 or not numeric:
            return None
        sort = self._sort(numeric[0])
        texts = [s.evidence.text for s in stated.values() if s.evidence]
        found = [f for text in (evidence, *texts) for f in figures(text)]
        return tuple((f.kind, f.value) for f in found if _sort(f) != sort)

    def _sort(self, attribute: str) -> str:
        kind = self.policy.attributes[attribute].type
        return {Kind.MONEY: "money", Kind.YEAR: "year"}.get(kind, "plain")

    def _kind(self, attribute: str) -> FigureKind:
        return "money" if self.policy.attributes[attribute].type is Kind.MONEY else "plain"

    def _numbers(self, stated: Mapping[str, Stated]) -> Iterable[tuple[FigureKind, float]]:
        for attribute, s in stated.items():
            if isinstance(s.value, int | float) and not isinstance(s.value, bool):
                yield self._kind(attribute), s.value

    def _bounds(self, wishes: Iterable[Wish]) -> Iterable[tuple[FigureKind, float]]:
        for wish in wishes:
            if isinstance(wish.value, Range):
                for end in (wish.value.min, wish.value.max):
                    if end is not None:
                        yield self._kind(wish.attribute), end

    def _years(self, attribute: str, stated: Stated) -> Iterable[float]:
        year = self.policy.attributes[attribute].type is Kind.YEAR
        if year and isinstance(stated.value, int | float):
            yield stated.value
