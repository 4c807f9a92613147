"""Whether what an item says of itself meets a wish."""

from __future__ import annotations

from collections.abc import Sequence

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


def to_meet(wishes: Sequence[Wish], kind: Kind) -> list[list[Wish]]:
    """The wanted values of one attribute in groups, of each of which an item is to have one.

    An item has but one value of most kinds of attribute: there all are alternatives. Where it has
    several, each counts, apart from those that were said to be alternatives.
    """
    wanted = [w for w in wishes if w.stance == "want"]
    if kind is not Kind.CATEGORIES:
        return [wanted] if wanted else []
    either = [w for w in wanted if w.either]
    return [*([either] if either else []), *([w] for w in wanted if not w.either)]


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
