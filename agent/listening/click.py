"""Clicks on quick replies: what a choice id means."""

from __future__ import annotations

from collections.abc import Sequence

from agent.listening.pending import Pending
from core.errors import InvalidMessage
from core.model import Act, Heard, Kind, Place, PlaceKind, Range, Reading, WishValue
from domains import Attribute, Pack

ACTS: dict[str, Act] = {"show": "show", "why": "why", "yes": "yes", "no": "no"}
"""Choice ids that do something other than state a wish; "any" is the third that is always
understood.
"""

_KINDS: tuple[PlaceKind, ...] = ("city", "region", "state", "country")


def choice_id(attribute: str, value: WishValue) -> str:
    """The id of the quick reply that wishes this value of an attribute; :func:`read_choice` reads
    it.
    """
    return f"{attribute}={_written(value)}"


def _written(value: WishValue) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Range):
        return "..".join("" if end is None else f"{end:.12g}" for end in (value.min, value.max))
    if isinstance(value, Place):
        return f"{value.kind}:{value.name}"
    return value


def read_choice(pack: Pack, choice: str, pending: Pending | None) -> Reading:
    """The profile change that a clicked choice stands for.

    Raises:
        InvalidMessage: not a choice of the pending question; the message names those that are.
    """
    allowed = [c.id for c in pending.choices] if pending else []
    if pending is None or (choice not in allowed and choice != "any"):
        raise InvalidMessage(
            f"choices: {choice!r} is not one of: {', '.join([*allowed, 'any', 'show', 'why'])}."
        )
    if choice == "any":
        return Reading(attribute=pending.attribute, stance="any")
    id, _, written = choice.partition("=")
    attribute = next((a for a in pack.attributes if a.id == id), None)
    value = _value(attribute, written) if attribute else None
    if value is None:
        raise InvalidMessage(f"choices: {choice!r} names no value.")
    return Reading(attribute=id, value=value)


def _value(attribute: Attribute, written: str) -> WishValue | None:
    if attribute.type is Kind.FLAG:
        return {"yes": True, "no": False}.get(written)
    if attribute.type.numeric:
        return _range(written)
    if attribute.type is Kind.PLACE:
        kind, _, name = written.partition(":")
        known = next((k for k in _KINDS if k == kind), None)
        return Place(name=name, kind=known) if known and name else None
    return written or None


def _range(written: str) -> Range | None:
    low, dots, high = written.partition("..")
    try:
        ends = [float(end) if end else None for end in (low, high)]
        return Range(min=ends[0], max=ends[1]) if dots else None
    except ValueError:
        return None


def hear_choices(pack: Pack, choices: Sequence[str], pending: Pending | None) -> Heard:
    """What a click on one or several quick replies says.

    Raises:
        InvalidMessage: no choice, or one that the pending question does not have.
    """
    if not choices:
        raise InvalidMessage("choices: at least one is needed.")
    acts = [_act(choice, pending) for choice in choices]
    readings = [
        read_choice(pack, choice, pending)
        for choice, act in zip(choices, acts, strict=True)
        if act is None
    ]
    heard: list[Act] = [act for act in acts if act is not None]
    if readings:
        heard.append("any" if all(r.stance == "any" for r in readings) else "answer")
    return Heard(acts=tuple(dict.fromkeys(heard)), readings=tuple(readings), by="click")


def _act(choice: str, pending: Pending | None) -> Act | None:
    if choice == "any" and pending is None:
        return "any"
    if choice in ("yes", "no") and (pending is None or pending.purpose == "ask"):
        return None
    return ACTS.get(choice)
