"""What several changes of one message mean together, of which not all can be meant. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from agent.listening.change import Change, over
from agent.listening.domain import Domain
from agent.listening.mentions import Mentions
from agent.listening.wording import corrects
from core.model import Kind, Range

Span = tuple[int, int]


def settled(changes: Sequence[Change], mentions: Mentions, domain: Domain) -> list[Change]:
    """The changes of a message without those that another one takes the place of, and descriptions
    that go on from one to the next as one: "used bookshop".
    """
    kept = _corrected(_one_flag_each(_one_owner_each(changes, mentions)), mentions.text)
    texts = {a.id for a in domain.attributes if a.type is Kind.TEXT}
    found: list[Change] = []
    for change in kept:
        last = found[-1] if found else change
        same = (last.attribute, last.tag, last.must) == (change.attribute, "want", change.must)
        between = mentions.text[last.span[1] : change.span[0]]
        if found and same and change.attribute in texts and between.isspace():
            sure = min(last.confidence, change.confidence)
            value = f"{last.value} {change.value}"
            found[-1] = replace(
                last, value=value, span=(last.span[0], change.span[1]), confidence=sure
            )
        else:
            found.append(change)
    return found


def _one_owner_each(changes: Sequence[Change], mentions: Mentions) -> list[Change]:
    """Of several changes that rest on the same figure, the surest one."""
    kept = list(changes)
    for figure in mentions.figures:
        sharing = [c for c in kept if isinstance(c.value, Range) and over(c.span, figure.span)]
        best = max(sharing, key=lambda c: c.confidence, default=None)
        rivals = [
            c for c in sharing if best and (c.attribute, c.span) != (best.attribute, best.span)
        ]
        kept = [c for c in kept if not any(c is other for other in rivals)]
    return kept


def _one_flag_each(changes: Sequence[Change]) -> list[Change]:
    """Of a flag that is wished and refused in one breath, what is surer."""
    best: dict[str, Change] = {}
    for change in changes:
        if isinstance(change.value, bool):
            held = best.setdefault(change.attribute, change)
            best[change.attribute] = max(held, change, key=lambda c: c.confidence)
    return [
        c for c in changes
        if not (c.tag == "any" and c.attribute in best and best[c.attribute].must is False)
        and (not isinstance(c.value, bool) or c is best[c.attribute])
    ]  # fmt: skip


def _corrected(changes: Sequence[Change], text: str) -> list[Change]:
    """Figures without one that the next takes back: "a million ... no, scratch that, 300k"."""
    kept: list[Change] = []
    for change in changes:
        last = kept[-1] if kept else None
        figures = last and isinstance(change.value, Range) and isinstance(last.value, Range)
        if (
            last
            and figures
            and corrects(text[last.span[1] : change.span[0]], text[slice(*change.span)])
        ):
            kept[-1] = replace(change, attribute=last.attribute)
        elif none := next((c for c in kept if _none_or_few(c, change)), None):
            kept[kept.index(none)] = replace(change, value=Range(max=_most(change)))
        else:
            kept.append(change)
    return kept


def _none_or_few(none: Change, few: Change) -> bool:
    """Whether two figures are "none, maybe one or two"."""
    said = none.value.max if isinstance(none.value, Range) else None
    same = none.attribute == few.attribute
    return same and said == 0 and none.tag == few.tag == "want" and _most(few) is not None


def _most(change: Change) -> float | None:
    return change.value.max if isinstance(change.value, Range) else None


def currencies(mentions: Mentions, domain: Domain) -> list[tuple[Span, Span]]:
    """Sums in another currency than the catalogue's one: where they and its name stand."""
    sums = [a for a in domain.attributes if a.type is Kind.MONEY]
    if not sums or any(a.currency for a in sums):
        return []
    return [
        (figure.span, figure.unit) for figure in mentions.figures
        if figure.currency not in (None, domain.pack.currency)
    ]  # fmt: skip
