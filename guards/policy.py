"""What the guards need to know of a domain pack, without importing the packs' room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from core.model import ItemValue, Kind, Place, Wish, WishValue
from guards.grounding import words_of


class ChoiceLike(Protocol):
    """A value of a vocabulary."""

    @property
    def value(self) -> str: ...
    @property
    def shown(self) -> str: ...


class AttributeLike(Protocol):
    """An attribute, as a pack describes it."""

    @property
    def id(self) -> str: ...
    @property
    def type(self) -> Kind: ...
    @property
    def label(self) -> str: ...
    @property
    def words(self) -> Sequence[str]: ...
    @property
    def told(self) -> Sequence[str]: ...
    @property
    def choices(self) -> Sequence[ChoiceLike]: ...
    @property
    def label_true(self) -> str: ...
    @property
    def label_false(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def unit_one(self) -> str: ...
    @property
    def reason(self) -> str: ...
    @property
    def reason_false(self) -> str: ...
    @property
    def compromise(self) -> str: ...
    @property
    def extract(self) -> Mapping[str, Any]: ...


class AvailabilityLike(Protocol):
    """Which attribute says whether an item may be shown."""

    @property
    def attribute(self) -> str: ...


class CareLike(Protocol):
    """What is said to people who need something other than an item."""

    @property
    def distress(self) -> str: ...
    @property
    def fraud(self) -> str: ...
    @property
    def advice(self) -> str: ...


class PackLike(Protocol):
    """A domain pack."""

    @property
    def id(self) -> str: ...
    @property
    def currency(self) -> str: ...
    @property
    def forbidden(self) -> Sequence[str]: ...
    @property
    def human(self) -> str: ...
    @property
    def care(self) -> CareLike: ...
    @property
    def notice(self) -> str: ...
    @property
    def availability(self) -> AvailabilityLike | None: ...
    @property
    def attributes(self) -> Sequence[AttributeLike]: ...


@dataclass(frozen=True)
class Policy:
    """A pack, prepared for checking.

    ``wording`` is each attribute's own text (label, templates), ``vocabulary`` the words of all of
    it, ``own`` the pack's notices, whose contact data may be said, ``known_as`` what it calls
    states besides their names.
    """

    pack: str
    currency: str
    forbidden: tuple[str, ...]
    own: str
    availability: str | None
    attributes: Mapping[str, AttributeLike]
    wording: Mapping[str, str]
    vocabulary: frozenset[str]
    known_as: Mapping[str, str]

    def said_value(self, id: str, value: ItemValue | WishValue | None) -> str:
        """Everything a value may be called in a sentence."""
        attribute = self.attributes[id]
        if isinstance(value, bool):
            return attribute.label_true if value else attribute.label_false
        if isinstance(value, Place):
            return value.name
        if isinstance(value, tuple):
            return " | ".join(self.said_value(id, part) for part in value)
        if isinstance(value, str):
            labels = [c.shown for c in attribute.choices if c.value == value]
            return " | ".join((value, *labels))
        return ""

    def meant(self, wish: Wish) -> str:
        """A wish's value as words, other meanings that its words left open included."""
        others = (self.said_value(wish.attribute, name) for name, _ in wish.weights)
        return " | ".join((self.said_value(wish.attribute, wish.value), *others))


def prepared(care: CareLike) -> tuple[str, ...]:
    """Every prepared answer."""
    return (care.distress, care.fraud, care.advice)


def policy_of(pack: PackLike) -> Policy:
    """The policy of a pack."""
    wording = {attribute.id: _wording(attribute) for attribute in pack.attributes}
    return Policy(
        pack=pack.id,
        currency=pack.currency,
        forbidden=tuple(pack.forbidden),
        own="\n".join((pack.human, pack.notice, *prepared(pack.care))),
        availability=pack.availability.attribute if pack.availability else None,
        attributes={attribute.id: attribute for attribute in pack.attributes},
        wording=wording,
        vocabulary=words_of(wording.values()),
        known_as=_known_as(pack.attributes),
    )


CLEAR = 0.7
"""Weight from which a nickname in a pack means one state alone."""


def _known_as(attributes: Sequence[AttributeLike]) -> dict[str, str]:
    told = [a.extract.get("state", {}).get("nicknames", {}) for a in attributes]
    return {
        nick: name
        for nicknames in told
        for nick, (name, weight) in nicknames.items()
        if weight >= CLEAR
    }


def _wording(attribute: AttributeLike) -> str:
    templates = (attribute.reason, attribute.reason_false, attribute.compromise)
    said = " | ".join((attribute.label, attribute.unit, attribute.unit_one, *templates))
    return said.replace("{value}", "").replace("{wish}", "").replace("{label}", "")
