from __future__ import annotations

import pytest

from agent.wording import joined, say_item, say_item_value, say_wish, say_wish_value
from core.model import Item, ItemValue, Kind, Place, Range, Stated, Wish, WishValue
from domains import Attribute, Choice, Pack

PRICE = Attribute(id="price", type=Kind.MONEY, label="Price")
STAFF = Attribute(id="staff", type=Kind.NUMBER, label="Staff", unit="people", unit_one="person")
YEAR = Attribute(id="year", type=Kind.YEAR, label="Founded")
FLAG = Attribute(id="open", type=Kind.FLAG, label="Open", label_false="Closed")
PLACE = Attribute(id="place", type=Kind.PLACE, label="Place")
KIND = Attribute(
    id="kind", type=Kind.CATEGORY, label="Kind", choices=(Choice(value="b", label="Bakery"),)
)
OHIO = Place(name="Ohio", kind="state")
TOWN = Place(name="Dayton, Ohio", kind="city")


@pytest.mark.parametrize(
    ("attribute", "value", "said"),
    [
        (PRICE, 1_450_000.0, "$1,450,000"),
        (PRICE, 12.5, "$12.50"),
        (STAFF, 1.0, "1 person"),
        (STAFF, 12.0, "12 people"),
        (STAFF, 2.5, "2.5 people"),
        (YEAR, 1994.0, "1994"),
        (FLAG, False, "Closed"),
        (FLAG, True, "Yes"),
        (KIND, "b", "Bakery"),
        (KIND, "unlisted", "unlisted"),
        (PLACE, (OHIO, TOWN), "Dayton, Ohio"),
    ],
)
def test_item_values(pack: Pack, attribute: Attribute, value: ItemValue, said: str) -> None:
    assert say_item_value(value, attribute, pack) == said


@pytest.mark.parametrize(
    ("attribute", "value", "said"),
    [
        (PRICE, Range(max=400_000), "up to $400,000"),
        (PRICE, Range(min=1, max=2), "$1 to $2"),
        (STAFF, Range(min=5, max=5), "5 people"),
        (YEAR, Range(min=1990), "since 1990"),
        (YEAR, Range(max=1990), "until 1990"),
        (PLACE, OHIO, "Ohio"),
        (FLAG, True, "Yes"),
        (KIND, None, "does not matter"),
    ],
)
def test_wished_values(
    pack: Pack, attribute: Attribute, value: WishValue | None, said: str
) -> None:
    assert say_wish_value(value, attribute, pack) == said


def test_a_line_of_the_profile(pack: Pack) -> None:
    wish = Wish(attribute="price", value=Range(max=400_000), must=True)
    assert say_wish(wish, pack) == "Price: up to $400,000 (must have)"
    avoid = Wish(attribute="kind", stance="avoid", value="bakery", must=True)
    assert say_wish(avoid, pack) == "Kind: not bakery"


def test_lists() -> None:
    assert [joined(parts) for parts in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]


def test_sums_are_said_in_the_items_own_currency(pack: Pack) -> None:
    price = PRICE.model_copy(update={"currency": "money"})
    stated = {"price": Stated(value=79.0), "money": Stated(value="GBP")}
    item = Item(
        id="1", pack="p", title="T", url=None, summary="", cleaned="T", attributes=stated,
        available=True,
    )  # fmt: skip
    assert say_item(item, price, pack) == "£79"
    assert say_wish_value(Range(max=100), price, pack) == "up to 100"
    assert say_item(item, PRICE, pack) == "$79"
