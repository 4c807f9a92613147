"""The five: the likeliest items, one of each group, with facts, reasons and compromises."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import islice

import numpy as np

from agent.belief import Belief
from agent.reasons import compromises, judge, reasons
from agent.wording import say_item
from catalogue.snapshot import Snapshot
from core.model import Evidence, Item, Wish
from core.reply import Fact, Recommendation
from domains import Pack

FIVE = 5
RESERVE = 10
MOST_FACTS = 6
LONGEST_SUMMARY = 220


def shortlist(
    snapshot: Snapshot, belief: Belief, exclude: Collection[str] = (), most: int = FIVE + RESERVE
) -> list[str]:
    """Ids of the likeliest items, more than five, so that blocked ones can be replaced."""
    ids = (snapshot.ids[row] for row in belief.candidates.rows if belief.posterior[row] > 0)
    return list(islice((id for id in ids if id not in exclude), most))


def one_of_each_group(items: Sequence[Item]) -> list[Item]:
    """The first item of each group of reposts; items without a group all stay."""
    seen: set[str] = set()
    kept = []
    for item in items:
        if item.group is None or item.group not in seen:
            kept.append(item)
            seen.add(item.group or item.id)
    return kept


def placed(
    items: Sequence[Item],
    slots: Sequence[str | None],
    new: Sequence[Wish],
    pack: Pack,
) -> list[Item]:
    """Items in the order to show, where some keep their places.

    Args:
        items: the likeliest first.
        slots: by place the id of the item that keeps it, None where another one comes.
        new: what was wished of the others just now; those that meet it come first.
        pack: the domain.
    """
    stay = {item.id: item for item in items if item.id in slots}
    rest = [item for item in items if item.id not in stay]
    rest.sort(key=lambda item: not all(judge(item, w, pack.attribute(w.attribute)) for w in new))
    others = iter(rest)
    chosen = [stay[id] if id in stay else next(others, None) for id in slots]
    return [*(item for item in chosen if item is not None), *others]


def draft(
    item: Item, match: float, wishes: Sequence[Wish], quote: Evidence | None, pack: Pack
) -> Recommendation:
    """One card, not yet checked."""
    return Recommendation(
        item_id=item.id,
        title=item.title,
        url=item.url,
        summary=shortened(item.summary),
        facts=facts(item, pack),
        match=round(float(np.clip(match, 0, 1)), 4),
        reasons=reasons(item, wishes, quote, pack),
        compromises=compromises(item, wishes, pack),
    )


def drafts(
    items: Sequence[Item],
    snapshot: Snapshot,
    belief: Belief,
    wishes: Sequence[Wish],
    quoted: Mapping[str, Evidence],
    pack: Pack,
) -> tuple[Recommendation, ...]:
    """Cards for the shortlist, in its order; ``quoted`` is the sentence to quote by item id."""
    match: Mapping[str, float] = {
        item.id: float(belief.posterior[snapshot.row[item.id]]) for item in items
    }
    return tuple(draft(item, match[item.id], wishes, quoted.get(item.id), pack) for item in items)


def facts(item: Item, pack: Pack) -> tuple[Fact, ...]:
    """The key facts that the pack marks, in its order."""
    found = []
    for attribute in pack.attributes:
        if attribute.fact and attribute.id in item.attributes:
            value = say_item(item, attribute, pack)
            found.append(Fact(attribute=attribute.id, label=attribute.label, value=value))
    return tuple(found[:MOST_FACTS])


def shortened(text: str) -> str:
    """A summary of at most one or two lines, cut between words."""
    if len(text) <= LONGEST_SUMMARY:
        return text
    return text[:LONGEST_SUMMARY].rsplit(" ", 1)[0].rstrip(",;: ") + " …"
