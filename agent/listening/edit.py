"""Edits of the profile: what a client sets or removes, checked against the pack."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isfinite
from typing import Any, TypeVar, get_args

from pydantic import ValidationError

from core.errors import InvalidMessage
from core.model import Heard, Kind, Place, Range, Reading, Stance, WishValue
from domains import Attribute, Pack

Vocabularies = Mapping[str, Mapping[str, int]]
_Value = TypeVar("_Value", Range, Place)
STANCES: tuple[Stance, ...] = get_args(Stance)


def hear_edits(
    pack: Pack, edits: Sequence[Mapping[str, Any]], vocabulary: Vocabularies | None = None
) -> Heard:
    """What a list of profile edits says.

    Raises:
        InvalidMessage: no edit, or one that is malformed.
    """
    if not edits:
        raise InvalidMessage("profile: at least one edit is needed.")
    readings = [reading for edit in edits for reading in read_edit(pack, edit, vocabulary)]
    return Heard(acts=("answer",), readings=tuple(readings), by="click")


def read_edit(
    pack: Pack, edit: Mapping[str, Any], vocabulary: Vocabularies | None = None
) -> tuple[Reading, ...]:
    """The profile changes of one edit: several when it lists several values.

    Args:
        pack: the domain.
        edit: ``{"attribute", "set": {"stance", "value", "must"}}`` or ``{"attribute", "remove":
        true}``,
            with a ``value`` to remove one of several.
        vocabulary: attribute id to the values of open vocabularies; they are not checked without
        it.

    Raises:
        InvalidMessage: names the field and the values it may have.
    """
    attribute = _attribute(pack, edit.get("attribute"))
    unknown = set(edit) - {"attribute", "set", "remove", "value"}
    if unknown:
        raise InvalidMessage(
            f"profile: unknown field {min(unknown)!r}; allowed: attribute, set, remove, value."
        )
    allowed = _allowed(attribute, vocabulary)
    if edit.get("remove") is True and "set" not in edit:
        values = _values(attribute, edit.get("value"), allowed) or (None,)
        return tuple(Reading(attribute=attribute.id, value=v, remove=True) for v in values)
    if not isinstance(edit.get("set"), Mapping):
        raise InvalidMessage("profile: an edit needs 'set' (an object) or 'remove' (true).")
    return _set(attribute, edit["set"], allowed)


def _attribute(pack: Pack, id: object) -> Attribute:
    found = next((a for a in pack.attributes if a.id == id), None)
    if found is None:
        names = ", ".join(a.id for a in pack.attributes)
        raise InvalidMessage(f"profile.attribute: {id!r} is not one of: {names}.")
    return found


def _allowed(attribute: Attribute, vocabulary: Vocabularies | None) -> frozenset[str]:
    """The values that may be wished; empty where anything may."""
    return frozenset(c.value for c in attribute.choices) | frozenset(
        (vocabulary or {}).get(attribute.id, ())
    )


def _set(
    attribute: Attribute, change: Mapping[str, Any], allowed: frozenset[str]
) -> tuple[Reading, ...]:
    unknown = set(change) - {"stance", "value", "must"}
    if unknown:
        raise InvalidMessage(
            f"profile.set: unknown field {min(unknown)!r}; allowed: stance, value, must."
        )
    stance = change.get("stance", "want")
    if stance not in STANCES:
        raise InvalidMessage(f"profile.set.stance: {stance!r} is not one of: {', '.join(STANCES)}.")
    if stance == "want" and "value" not in change and isinstance(change.get("must"), bool):
        return (Reading(attribute=attribute.id, must=change["must"]),)
    must = change.get("must", False)
    if not isinstance(must, bool):
        raise InvalidMessage(f"profile.set.must: {must!r} is not one of: true, false.")
    if stance == "any":
        return (Reading(attribute=attribute.id, stance="any"),)
    values = _values(attribute, change.get("value"), allowed)
    if not values:
        raise InvalidMessage(f"profile.set.value: {attribute.id} needs a value.")
    return tuple(
        Reading(attribute=attribute.id, stance=stance, value=v, must=must, replace=stance == "want")
        for v in values
    )


def _values(attribute: Attribute, given: object, allowed: frozenset[str]) -> tuple[WishValue, ...]:
    if given is None:
        return ()
    several = given if isinstance(given, list) and attribute.type.listed else [given]
    return tuple(_value(attribute, one, allowed) for one in several)


def _value(attribute: Attribute, given: object, allowed: frozenset[str]) -> WishValue:
    where = f"profile.set.value: {attribute.id}"
    if attribute.type is Kind.FLAG:
        if isinstance(given, bool):
            return given
        raise InvalidMessage(f"{where} takes true or false, not {given!r}.")
    if attribute.type.numeric:
        return _model(
            Range, given, f'{where} takes {{"min": number or null, "max": number or null}}'
        )
    if attribute.type is Kind.PLACE:
        return _model(
            Place, given, f'{where} takes {{"name", "kind": city, region, state or country}}'
        )
    if not isinstance(given, str) or not given.strip():
        raise InvalidMessage(f"{where} takes words, not {given!r}.")
    if allowed and attribute.type is not Kind.TEXT and given not in allowed:
        raise InvalidMessage(
            f"{where}: {given!r} is not one of: {', '.join(sorted(allowed)[:60])}."
        )
    return given.strip()


def _model(model: type[_Value], given: object, expected: str) -> _Value:
    if not isinstance(given, Mapping):
        raise InvalidMessage(f"{expected}, not {given!r}.")
    try:
        value = model.model_validate(dict(given), strict=False)
    except ValidationError as error:
        raise InvalidMessage(f"{expected}: {error.errors()[0]['msg']}.") from error
    if isinstance(value, Range):
        ends = [end for end in (value.min, value.max) if end is not None]
        if not ends or not all(map(isfinite, ends)):
            raise InvalidMessage(f"{expected}; at least one end, and finite.")
    return value
