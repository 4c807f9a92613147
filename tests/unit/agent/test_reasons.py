from __future__ import annotations

import pytest

from agent.reasons import compromises, judge, reasons
from core.model import Evidence, Item, Kind, Place, Range, Stated, Wish
from domains import Attribute, Pack

TEXT = "Corner bakery\nBread baked before dawn in a brick oven. Price $300,000. Parking is free."


def item(**attributes: Stated) -> Item:
    return Item(
        id="1",
        pack="shops",
        title="Corner bakery",
        url=None,
        summary="Bread",
        cleaned=TEXT,
        attributes=attributes,
        available=True,
    )


def test_a_met_wish_is_a_reason_with_its_evidence(pack: Pack) -> None:
    span = Evidence(text="$300,000", start=TEXT.index("$"), end=TEXT.index("$") + 8)
    found = item(price=Stated(value=300_000.0, evidence=span))
    wish = Wish(attribute="price", value=Range(max=400_000))
    (reason,) = reasons(found, [wish], None, pack)
    assert reason.attribute == "price"
    assert reason.evidence == span
    assert compromises(found, [wish], pack) == ()


def test_an_unmet_and_an_unstated_wish_are_compromises(pack: Pack) -> None:
    found = item(kind=Stated(value="bakery"))
    wishes = [Wish(attribute="kind", value="garage"), Wish(attribute="open", value=True)]
    texts = [c.text for c in compromises(found, wishes, pack)]
    assert texts == [
        "Kind: bakery, and you asked for garage.",
        "Open: it does not say (you asked for Yes).",
    ]


def test_a_soft_reading_is_met_by_its_second_meaning() -> None:
    attribute = Attribute(id="kind", type=Kind.CATEGORY, label="Kind")
    soft = Wish(attribute="kind", value="garage", weights=(("garage", 0.5), ("bakery", 0.4)))
    found = item(kind=Stated(value="bakery"))
    assert judge(found, soft, attribute) is True
    assert judge(found, soft.model_copy(update={"must": True}), attribute) is False


def test_what_only_contains_the_wished_place_does_not_meet_the_wish() -> None:
    attribute = Attribute(id="place", type=Kind.PLACE, label="Place")
    paris, around = Place(name="Paris, France", kind="city"), Place(name="France", kind="country")
    wish = Wish(attribute="place", value=paris, weights=(("France", 0.5), ("Paris, Texas", 0.4)))
    nearby = (Place(name="Lille, France", kind="city"), around)
    assert judge(item(place=Stated(value=nearby)), wish, attribute) is False
    other = (Place(name="Paris, Texas", kind="city"),)
    assert judge(item(place=Stated(value=other)), wish, attribute) is True


def test_there_is_always_a_reason(pack: Pack) -> None:
    assert reasons(item(), [], None, pack)


PLACE = Attribute(
    id="place", type=Kind.PLACE, label="Place", compromise="It is in {value}; you asked for {wish}."
)


def unmet(pack: Pack, wishes: list[Wish], **stated: Stated) -> list[str]:
    """The compromises of an item, for a pack that has places, too."""
    with_place = pack.model_copy(update={"attributes": (*pack.attributes, PLACE)})
    return [c.text for c in compromises(item(**stated), wishes, with_place)]


def places(*names: str) -> list[Wish]:
    return [Wish(attribute="place", value=Place(name=name, kind="country")) for name in names]


def tags(*values: str, either: bool = False) -> list[Wish]:
    return [Wish(attribute="tags", value=value, either=either) for value in values]


CANADA = Stated(value=(Place(name="Canada", kind="country"),))
MEXICO = Stated(value=(Place(name="Mexico", kind="country"),))
COSY = Stated(value=("cosy",))


@pytest.mark.parametrize(
    ("wishes", "stated", "texts"),
    [
        (places("Canada", "France"), {"place": CANADA}, []),
        (places("France", "Canada"), {"place": CANADA}, []),
        (places("Canada", "France"), {"place": MEXICO},
         ["It is in Mexico; you asked for Canada or France."]),
        (places("Canada", "France", "Spain"), {"place": MEXICO},
         ["It is in Mexico; you asked for Canada, France or Spain."]),
        (places("Canada", "France"), {},
         ["Place: it does not say (you asked for Canada or France)."]),
        (tags("cosy", "cheap", either=True), {"tags": COSY}, []),
        (tags("cheap", "cosy", either=True), {"tags": COSY}, []),
        (tags("cosy", "cheap"), {"tags": COSY}, ["Tags: cosy, and you asked for cheap."]),
        (tags("cheap", "quiet", either=True), {"tags": COSY},
         ["Tags: cosy, and you asked for cheap or quiet."]),
        (tags("cheap", "quiet"), {"tags": COSY},
         ["Tags: cosy, and you asked for cheap and quiet."]),
        ([*tags("cosy", "cheap", either=True), *tags("quiet")], {"tags": COSY},
         ["Tags: cosy, and you asked for quiet."]),
    ],
)  # fmt: skip
def test_one_of_several_alternatives_is_enough(
    pack: Pack, wishes: list[Wish], stated: dict[str, Stated], texts: list[str]
) -> None:
    assert unmet(pack, wishes, **stated) == texts
