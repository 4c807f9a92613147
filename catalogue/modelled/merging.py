"""One set of attributes out of what the local rules read in a text and what a model read there."""

from __future__ import annotations

from collections.abc import Mapping

from catalogue.attributes import with_regions
from catalogue.extraction.rules import rules_of
from core.model import Place, Stated
from domains import Pack

Stateds = Mapping[str, Stated]


def merged(pack: Pack, local: Stateds, read: Stateds) -> dict[str, Stated]:
    """What is known of an item, in the pack's order.

    A field of the source speaks for itself; of two readings of the text the surer one counts, the
    local one where both are equally sure; what follows from silence counts least. A figure of the
    model that cannot be right beside the others is left out. What is looked up from another
    attribute is looked up again.
    """
    chosen = {
        id: with_regions(stated) for id, stated in read.items() if _better(stated, local.get(id))
    }
    for id in _implausible(pack, {**local, **chosen}, chosen):
        del chosen[id]
    found = {**local, **chosen}
    for id, derived in rules_of(pack).derived.items():
        if derived.source in chosen:
            found |= _looked_up(id, derived.table, found[derived.source])
    return {a.id: found[a.id] for a in pack.attributes if a.id in found}


def _better(read: Stated, local: Stated | None) -> bool:
    if local is None or local.default:
        return True
    return local.evidence is not None and local.confidence < read.confidence


def _implausible(pack: Pack, found: Stateds, chosen: Stateds) -> set[str]:
    """Those of the chosen figures that stand in an impossible ratio to another one."""
    wrong: set[str] = set()
    for ratio in rules_of(pack).ratios:
        pair = (ratio.attribute, ratio.over)
        one, over = (found[id].value if id in found else None for id in pair)
        if isinstance(one, float) and isinstance(over, float) and one > 0 and over > 0:
            fits = ratio.least <= one / over <= ratio.most
            wrong |= set() if fits else {id for id in pair if id in chosen}
    return wrong


def _looked_up(id: str, table: Mapping[str, str], source: Stated) -> dict[str, Stated]:
    first = source.value[0] if isinstance(source.value, tuple) else source.value
    value = table.get(first.name if isinstance(first, Place) else str(first))
    return {} if value is None else {id: source.model_copy(update={"value": value})}
