from __future__ import annotations

import pytest

from agent.listening.merge import apply
from core.model import Heard, Place, Range, Reading, Wish
from domains import Pack, load_pack

PACK: Pack = load_pack("businesses")
TEXAS = Place(name="Texas", kind="state")
DALLAS = Place(name="Dallas, Texas", kind="city")


def say(wishes: tuple[Wish, ...], *readings: Reading, turn: int = 2) -> tuple[Wish, ...]:
    return apply(wishes, Heard(acts=("answer",), readings=readings), PACK, turn)[0]


def values(wishes: tuple[Wish, ...], attribute: str) -> list[object]:
    return [w.value for w in wishes if w.attribute == attribute and w.stance == "want"]


def test_listed_values_add_up() -> None:
    first = say((), Reading(attribute="industry", value="Automotive"), turn=1)
    both = say(first, Reading(attribute="industry", value="Manufacturing"))
    assert values(both, "industry") == ["Automotive", "Manufacturing"]


def test_a_correction_replaces_only_its_attribute() -> None:
    first = say(
        (),
        Reading(attribute="industry", value="Automotive"),
        Reading(attribute="state", value=TEXAS),
        turn=1,
    )
    after = say(first, Reading(attribute="industry", value="Manufacturing", replace=True))
    assert values(after, "industry") == ["Manufacturing"]
    assert values(after, "state") == [TEXAS]


def test_several_corrected_values_stay_together() -> None:
    first = say((), Reading(attribute="industry", value="Automotive"), turn=1)
    two = (
        Reading(attribute="industry", value=v, replace=True)
        for v in ("Manufacturing", "Hospitality")
    )
    assert values(say(first, *two), "industry") == ["Manufacturing", "Hospitality"]


def test_a_figure_takes_the_place_of_the_former() -> None:
    first = say((), Reading(attribute="asking_price", value=Range(max=2e5)), turn=1)
    after = say(first, Reading(attribute="asking_price", value=Range(max=4e5)))
    assert values(after, "asking_price") == [Range(max=4e5)]


@pytest.mark.parametrize(
    ("held", "kept"), [(Range(max=4e5), Range(max=2.9e5)), (Range(min=4e5), Range(min=2.9e5))]
)
def test_a_bare_figure_in_place_of_a_limit_is_one_on_the_same_side(
    held: Range, kept: Range
) -> None:
    first = say((), Reading(attribute="asking_price", value=held), turn=1)
    bare = Reading(attribute="asking_price", value=Range(min=2.9e5, max=2.9e5))
    assert values(say(first, bare), "asking_price") == [kept]
    exactly = bare.model_copy(update={"exact": True})
    assert values(say(first, exactly), "asking_price") == [bare.value]
    edited = apply(first, Heard(acts=("answer",), readings=(bare,)), PACK, 2, "edited")[0]
    assert values(edited, "asking_price") == [bare.value]
    avoided = Reading(attribute="asking_price", value=held, stance="avoid")
    assert bare.value in values(say(say((), avoided, turn=1), bare), "asking_price")


def test_two_bounds_become_a_range() -> None:
    first = say((), Reading(attribute="asking_price", value=Range(min=1e5)), turn=1)
    after = say(first, Reading(attribute="asking_price", value=Range(max=4e5)))
    assert values(after, "asking_price") == [Range(min=1e5, max=4e5)]


def test_it_does_not_matter_clears_and_is_cleared() -> None:
    first = say((), Reading(attribute="franchise", value=True), turn=1)
    open_now = say(first, Reading(attribute="franchise", stance="any"))
    assert [(w.stance, w.value) for w in open_now] == [("any", None)]
    assert values(
        say(open_now, Reading(attribute="franchise", value=False), turn=3), "franchise"
    ) == [False]


def test_exclusions_are_musts_and_stay_when_the_rest_does_not_matter() -> None:
    first = say((), Reading(attribute="state", stance="avoid", value=TEXAS), turn=1)
    after = say(first, Reading(attribute="state", stance="any"))
    assert [(w.stance, w.must) for w in after] == [("avoid", True), ("any", False)]


def test_words_are_never_a_must() -> None:
    for stance in ("avoid", "want"):
        said = Reading(attribute="activity", stance=stance, value="fryers", must=True)
        assert [w.must for w in say((), said)] == [False]
    held = say((), Reading(attribute="activity", value="fryers"), turn=1)
    assert [w.must for w in say(held, Reading(attribute="activity", must=True))] == [False]


def test_what_is_ruled_out_is_no_longer_wanted() -> None:
    first = say((), Reading(attribute="state", value=DALLAS), turn=1)
    heard = Heard(
        acts=("answer",), readings=(Reading(attribute="state", stance="avoid", value=TEXAS),)
    )
    after, contradictions = apply(first, heard, PACK, 2)
    assert values(after, "state") == []
    assert [c.before.value for c in contradictions] == [DALLAS]


def test_a_must_turned_round_is_a_contradiction_and_a_correction_is_none() -> None:
    first = say((), Reading(attribute="asking_price", value=Range(max=2e5), must=True), turn=1)
    other = Reading(attribute="asking_price", value=Range(min=5e5))
    assert len(apply(first, Heard(acts=("answer",), readings=(other,)), PACK, 2)[1]) == 1
    fixed = other.model_copy(update={"replace": True})
    assert apply(first, Heard(acts=("answer",), readings=(fixed,)), PACK, 2)[1] == ()


@pytest.mark.parametrize(
    ("first", "second", "asked", "left"),
    [
        (Range(max=2e5), Range(min=5e5), True, Range(min=5e5)),
        (Range(min=5e5), Range(max=2e5), True, Range(max=2e5)),
        (Range(min=3e5), Range(max=7e5), False, Range(min=3e5, max=7e5)),
        (Range(max=7e5), Range(min=3e5), False, Range(min=3e5, max=7e5)),
        (Range(max=2e5), Range(max=5e5), False, Range(max=5e5)),
    ],
)
def test_two_bounds_of_one_message_are_a_range_or_a_question(
    first: Range, second: Range, asked: bool, left: Range
) -> None:
    said = tuple(Reading(attribute="asking_price", value=value) for value in (first, second))
    wishes, found = apply((), Heard(acts=("answer",), readings=said), PACK, 1)
    assert values(wishes, "asking_price") == [left]
    assert [c.before.value for c in found] == ([first] if asked else [])


def test_a_guess_becomes_no_must() -> None:
    guess = Reading(attribute="industry", value="Automotive", must=True, confidence=0.3)
    sure = guess.model_copy(update={"confidence": 0.9})
    assert [w.must for w in say((), guess)] == [False]
    assert [w.must for w in say((), sure)] == [True]


def test_a_must_may_be_said_afterwards_or_of_the_same_value() -> None:
    first = say((), Reading(attribute="state", value=TEXAS), turn=1)
    assert say(first, Reading(attribute="state", must=True))[0].must
    assert say(first, Reading(attribute="state", value=TEXAS, must=True))[0].must
    assert say((), Reading(attribute="state", must=True)) == ()


def test_removal_of_one_value_and_of_all() -> None:
    first = say(
        (),
        *(Reading(attribute="industry", value=v) for v in ("Automotive", "Manufacturing")),
        turn=1,
    )
    one = say(first, Reading(attribute="industry", value="Automotive", remove=True))
    assert values(one, "industry") == ["Manufacturing"]
    assert say(first, Reading(attribute="industry", remove=True)) == ()


def test_unknown_attributes_are_ignored() -> None:
    assert say((), Reading(attribute="colour", value="red")) == ()


@pytest.mark.parametrize(
    ("attribute", "said", "meant"),
    [
        ("guests", Range(min=2, max=2), Range(min=2)),
        ("minimum_nights", Range(min=3, max=3), Range(max=3)),
        ("minimum_nights", Range(min=9, max=11), Range(max=11)),
        ("minimum_nights", Range(min=30, max=45), Range(min=30, max=45)),
        ("price_per_night", Range(min=60, max=85), Range(min=60, max=85)),
        ("price_per_night", Range(max=85), Range(max=85)),
        ("bedrooms", Range(min=2), Range(min=2)),
    ],
)
def test_one_figure_is_meant_as_the_pack_says(attribute: str, said: Range, meant: Range) -> None:
    heard = Heard(acts=("answer",), readings=(Reading(attribute=attribute, value=said),))
    (wish,) = apply((), heard, load_pack("stays"), 2)[0]
    assert wish.value == meant


@pytest.mark.parametrize("attribute", ["guests", "minimum_nights", "bedrooms"])
def test_exactly_is_meant_as_said(attribute: str) -> None:
    two = Reading(attribute=attribute, value=Range(min=2, max=2), exact=True)
    (wish,) = apply((), Heard(acts=("answer",), readings=(two,)), load_pack("stays"), 2)[0]
    assert wish.value == Range(min=2, max=2)


def test_of_years_only_near_ones_are_one_figure() -> None:
    decade = Reading(attribute="established", value=Range(min=1990, max=1999))
    exact = Reading(attribute="established", value=Range(min=1990, max=1990))
    assert values(say((), decade), "established") == [Range(min=1990, max=1999)]
    assert values(say((), exact), "established") == [Range(max=1990)]
