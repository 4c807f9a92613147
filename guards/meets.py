"""Whether what an item says of itself meets a wish."""

from __future__ import annotations

from core.model import ItemValue, Kind, Place, Range, Stated, Wish, WishValue


def meets(wish: Wish, stated: Stated | None, kind: Kind) -> bool | None:
    """True or False; None when the item does not say, or the wish is words to match by meaning.

    An attribute that does not matter (stance "any") is always met. A place is met by any place
    that lies in it, since an item's places name all that contain it.
    """
    if wish.stance == "any":
        return True
    if stated is None or wish.value is None or kind is Kind.TEXT:
        return None
    same = _same(wish.value, stated.value, kind)
    return same if same is None or wish.stance == "want" else not same


def _same(wished: WishValue, value: ItemValue, kind: Kind) -> bool | None:
    if kind.numeric:
        return _inside(wished, value)
    if kind is Kind.FLAG:
        return value is wished if isinstance(value, bool) and isinstance(wished, bool) else None
    if kind is Kind.PLACE:
        return _within(wished, value)
    if not isinstance(wished, str):
        return None
    if kind is Kind.CATEGORIES:
        return wished in value if isinstance(value, tuple) else None
    return value == wished if isinstance(value, str) else None


def _inside(wished: WishValue, value: ItemValue) -> bool | None:
    if not isinstance(wished, Range) or isinstance(value, bool):
        return None
    return wished.holds(value) if isinstance(value, int | float) else None


def _within(wished: WishValue, value: ItemValue) -> bool | None:
    if not isinstance(wished, Place) or not isinstance(value, tuple) or not value:
        return None
    return wished in value
