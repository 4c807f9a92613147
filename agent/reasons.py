"""Why an item matches and where it does not: sentences bound to stored evidence."""

from __future__ import annotations

from collections.abc import Sequence

from agent.wording import joined, said_alternatives, say_item
from core.model import Evidence, Item, Kind, Place, Stated, Wish, WishValue
from core.reply import Compromise, Reason
from domains import Attribute, Pack
from guards.meets import meets, to_meet
from readers.place import open_gazetteer

MOST_REASONS = 4
MOST_COMPROMISES = 4
CLOSE_SECOND = 0.5
"""A soft reading's second meaning counts as met when it is this likely against the first."""


def judge(item: Item, wish: Wish, attribute: Attribute) -> bool | None:
    """Whether the item meets the wish, soft readings included; None when it does not say."""
    stated = item.attributes.get(attribute.id)
    met = meets(wish, stated, attribute.type)
    if met is not False or wish.stance != "want" or wish.must or not wish.weights or not stated:
        return met
    names, around = _names(stated), _around(wish.value)
    meant = [(name, weight) for name, weight in wish.weights if name not in around]
    top = max((weight for _, weight in meant), default=0.0)
    return any(name in names and weight >= CLOSE_SECOND * top for name, weight in meant)


def _around(value: WishValue | None) -> set[str]:
    """What contains a place: to be somewhere in it is close to what was wished, and not that."""
    if not isinstance(value, Place):
        return set()
    return {place.name for place in open_gazetteer().containing(value)}


def _names(stated: Stated) -> set[str]:
    value = stated.value
    if isinstance(value, tuple):
        return {v if isinstance(v, str) else v.name for v in value}
    return {str(value)}


def reasons(
    item: Item, wishes: Sequence[Wish], quote: Evidence | None, pack: Pack
) -> tuple[Reason, ...]:
    """What of the person's wishes the item meets, and the sentence closest to their words."""
    found: list[Reason] = []
    for attribute, group in _wanted(wishes, pack):
        stated = item.attributes.get(attribute.id)
        if stated and any(judge(item, wish, attribute) for wish in group):
            found.append(_reason(attribute, item, pack, _wished(stated, group)))
    if quote is not None:
        text = f"In its own words: “{quote.text}”"
        found.insert(0, Reason(text=text, attribute=None, evidence=quote))
    return tuple(found[:MOST_REASONS]) or _plain(item, pack)


def _plain(item: Item, pack: Pack) -> tuple[Reason, ...]:
    """Where nothing was wished that the item states: what it is, from its first stated facts."""
    for attribute in pack.attributes:
        stated = item.attributes.get(attribute.id)
        if stated and attribute.fact and attribute.type is not Kind.TEXT:
            return (_reason(attribute, item, pack),)
    return (Reason(text=f"It is listed as “{item.title}”."),)


def _wished(stated: Stated, wishes: Sequence[Wish]) -> tuple[str, ...] | None:
    """Of an item's several values those that were wished; None where that is none, or all."""
    names = {wish.value for wish in wishes}
    values = stated.value if isinstance(stated.value, tuple) else ()
    return tuple(v for v in values if isinstance(v, str) and v in names) or None


def _reason(
    attribute: Attribute, item: Item, pack: Pack, of: tuple[str, ...] | None = None
) -> Reason:
    stated = item.attributes[attribute.id]
    value = say_item(item, attribute, pack, of)
    template = attribute.reason
    if stated.value is False:
        template = attribute.reason_false or "{label}: {value}."
    text = (template or "{label}: {value}.").format(label=attribute.label, value=value, wish="")
    return Reason(text=text, attribute=attribute.id, evidence=stated.evidence)


def compromises(item: Item, wishes: Sequence[Wish], pack: Pack) -> tuple[Compromise, ...]:
    """Wishes that the item does not meet, or does not speak of."""
    found = []
    for attribute, group in _wanted(wishes, pack):
        if attribute.type is Kind.TEXT:
            continue
        unmet = [
            alternatives
            for alternatives in to_meet(group, attribute.type)
            if not any(judge(item, wish, attribute) for wish in alternatives)
        ]
        if unmet:
            asked = [said_alternatives(one, attribute, pack) for one in unmet]
            found.append(_compromise(attribute, item, joined(asked), pack))
    return tuple(found[:MOST_COMPROMISES])


def _compromise(attribute: Attribute, item: Item, wish: str, pack: Pack) -> Compromise:
    if attribute.id not in item.attributes:
        text = f"{attribute.label}: it does not say (you asked for {wish})."
        return Compromise(text=text, attribute=attribute.id)
    value = say_item(item, attribute, pack)
    template = attribute.compromise or "{label}: {value}, and you asked for {wish}."
    text = template.format(label=attribute.label, value=value, wish=wish)
    return Compromise(text=text, attribute=attribute.id)


def _wanted(wishes: Sequence[Wish], pack: Pack) -> list[tuple[Attribute, list[Wish]]]:
    groups: dict[str, list[Wish]] = {}
    for wish in wishes:
        if wish.stance == "want" and wish.value is not None:
            groups.setdefault(wish.attribute, []).append(wish)
    return [(pack.attribute(id), group) for id, group in groups.items()]
