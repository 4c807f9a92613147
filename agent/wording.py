"""Values as people read them: figures, ranges, places and wishes in plain words."""

from __future__ import annotations

from collections.abc import Sequence

from core.model import Item, ItemValue, Kind, Place, Range, Wish, WishValue
from domains import Attribute, Pack

SYMBOLS = {"USD": "$", "CAD": "C$", "GBP": "£", "EUR": "€", "INR": "₹"}
CURRENCIES = {
    "USD": "US dollars", "CAD": "Canadian dollars", "GBP": "British pounds", "EUR": "euros",
    "INR": "Indian rupees",
}  # fmt: skip
NARROWEST = ("city", "state", "region", "country")


def say_item(item: Item, attribute: Attribute, pack: Pack, of: ItemValue | None = None) -> str:
    """What an item states of an attribute, sums in the item's own currency where it names one.

    ``of`` is the part of its value to say; all of it by default.
    """
    value = item.attributes[attribute.id].value if of is None else of
    named = item.attributes.get(attribute.currency or "")
    if named is None or not isinstance(value, float):
        return say_item_value(value, attribute, pack)
    return figure(value, attribute, str(named.value))


def say_item_value(value: ItemValue, attribute: Attribute, pack: Pack) -> str:
    """What an item has, ready to read."""
    if isinstance(value, bool):
        return attribute.label_true if value else attribute.label_false
    if isinstance(value, float | int):
        return figure(float(value), attribute, pack.currency)
    if isinstance(value, tuple):
        return _several(value, attribute)
    return label(value, attribute)


def _several(values: Sequence[str | Place], attribute: Attribute) -> str:
    places = [v for v in values if isinstance(v, Place)]
    if not places:
        return ", ".join(label(str(v), attribute) for v in values[:6])
    narrowest = min((NARROWEST.index(p.kind) for p in places), default=0)
    return "; ".join(p.name for p in places if NARROWEST.index(p.kind) == narrowest)


def label(value: str, attribute: Attribute) -> str:
    """The label of a vocabulary value; the value itself where the pack gives none."""
    for choice in attribute.choices:
        if choice.value == value:
            return choice.shown
    return value


def figure(value: float, attribute: Attribute, currency: str) -> str:
    """One figure with its unit or currency: ``$1,450,000``, ``2014``, ``12 people``.

    ``currency`` is an ISO code; where it is empty, a sum is a bare figure.
    """
    if attribute.type is Kind.YEAR:
        return f"{value:.0f}"
    digits = f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}"
    if attribute.type is not Kind.MONEY and "." in digits:
        digits = digits.rstrip("0")
    if attribute.type is Kind.MONEY:
        return SYMBOLS.get(currency, f"{currency} ".lstrip()) + digits
    unit = attribute.unit_one if value == 1 and attribute.unit_one else attribute.unit
    return f"{digits} {unit}".strip()


def say_wish_value(value: WishValue | None, attribute: Attribute, pack: Pack) -> str:
    """What the person wants, ready to read."""
    if value is None:
        return "does not matter"
    if isinstance(value, bool):
        return attribute.label_true if value else attribute.label_false
    if isinstance(value, Range):
        return _range(value, attribute, pack)
    if isinstance(value, Place):
        return value.name
    return label(value, attribute)


def _range(value: Range, attribute: Attribute, pack: Pack) -> str:
    currency = "" if attribute.currency else pack.currency
    low = None if value.min is None else figure(value.min, attribute, currency)
    high = None if value.max is None else figure(value.max, attribute, currency)
    year = attribute.type is Kind.YEAR
    if low is None:
        return f"{'until' if year else 'up to'} {high}"
    if high is None:
        return f"{'since' if year else 'at least'} {low}"
    return low if low == high else f"{low} to {high}"


def say_wish(wish: Wish, pack: Pack) -> str:
    """One line of the profile: ``Asking price: up to $400,000 (must have)``."""
    attribute = pack.attribute(wish.attribute)
    value = say_wish_value(wish.value, attribute, pack)
    text = f"{attribute.label}: {'not ' if wish.stance == 'avoid' else ''}{value}"
    return text + (" (must have)" if wish.must and wish.stance == "want" else "")


def said_alternatives(wishes: Sequence[Wish], attribute: Attribute, pack: Pack) -> str:
    """What of several values any one will do; of figures the last that was said."""
    said = wishes[-1:] if attribute.type.numeric else wishes
    values = dict.fromkeys(say_wish_value(wish.value, attribute, pack) for wish in said)
    return joined([*values], "or")


def joined(parts: Sequence[str], last: str = "and") -> str:
    """``a, b and c``."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"
