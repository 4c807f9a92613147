"""What was refused is filtered out where the catalogue can tell, and nothing else is."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from agent.hearing import musts
from agent.listening import apply
from core.model import Heard, Place, Range, Reading, Wish, WishValue
from domains import load_pack

PACK = load_pack("businesses")


def state(name: str) -> Place:
    return Place(name=name, kind="state")


def wanted(*names: str) -> tuple[Wish, ...]:
    return tuple(Wish(attribute="state", value=state(n), turn=1) for n in names)


def after(held: Sequence[Wish], *readings: Reading, source: str = "said") -> list[tuple[str, str]]:
    heard = Heard(acts=("answer",), readings=readings)
    wishes, _ = apply(tuple(held), heard, PACK, 2, "edited" if source == "edited" else "said")
    return [
        (w.stance, w.value.name)
        for w in wishes
        if isinstance(w.value, Place) and w.must is not None
    ]


def taken(name: str | None, confidence: float = 0.7) -> Reading:
    value = state(name) if name else None
    return Reading(attribute="state", value=value, remove=True, confidence=confidence)


def test_one_of_several_that_is_taken_out_is_refused() -> None:
    found = after(wanted("Texas", "New Mexico"), taken("New Mexico"))
    assert found == [("want", "Texas"), ("avoid", "New Mexico")]


def test_the_only_one_that_is_taken_out_is_just_withdrawn() -> None:
    assert after(wanted("Texas"), taken("Texas")) == []


def test_what_was_never_wished_and_is_taken_out_is_refused() -> None:
    found = after(wanted("Texas"), taken("Ohio"))
    assert found == [("want", "Texas"), ("avoid", "Ohio")]


def test_a_refusal_that_is_taken_back_is_gone() -> None:
    held = Wish(attribute="state", stance="avoid", value=state("Ohio"), must=True, turn=1)
    assert after((*wanted("Texas"), held), taken("Ohio")) == [("want", "Texas")]


def test_what_holds_a_wished_place_is_not_refused() -> None:
    austin = Wish(attribute="state", value=Place(name="Austin, Texas", kind="city"), turn=1)
    assert after((*wanted("Texas"), austin), taken("Texas")) == [("want", "Austin, Texas")]


def test_a_button_takes_out_and_refuses_nothing() -> None:
    held = wanted("Texas", "New Mexico")
    assert after(held, taken("New Mexico"), source="edited") == [("want", "Texas")]


@pytest.mark.parametrize("first", [True, False])
def test_what_is_taken_out_for_another_is_refused_and_the_other_stays(first: bool) -> None:
    other = Reading(attribute="state", value=state("Ohio"), replace=True, confidence=0.7)
    readings = (taken(None), other) if first else (other, taken(None))
    assert sorted(after(wanted("Texas"), *readings)) == [("avoid", "Texas"), ("want", "Ohio")]


def refused(attribute: str, value: WishValue, **more: object) -> list[tuple[str, str, object]]:
    wish = Wish.model_validate({"attribute": attribute, "value": value, "turn": 1, **more})
    return [(w.attribute, w.stance, w.value) for w in musts((wish,), PACK)]


def test_no_franchise_keeps_franchises_out_and_the_silent_in() -> None:
    assert refused("franchise", False) == [("franchise", "avoid", True)]


def test_nobody_on_the_payroll_keeps_out_who_has_staff() -> None:
    assert refused("employees", Range(min=0, max=0)) == [("employees", "avoid", Range(min=1))]
    assert refused("employees", Range(max=0)) == [("employees", "avoid", Range(min=1))]


@pytest.mark.parametrize(
    ("attribute", "value"),
    [
        ("franchise", True),
        ("relocatable", False),
        ("seller_financing", False),
        ("employees", Range(max=3)),
        ("asking_price", Range(max=100_000)),
    ],
)
def test_what_is_merely_not_needed_filters_nothing(attribute: str, value: WishValue) -> None:
    assert refused(attribute, value) == []


def test_a_refusal_filters_even_where_it_is_no_must() -> None:
    found = refused("state", state("Ohio"), stance="avoid")
    assert found == [("state", "avoid", state("Ohio"))]


def test_words_that_refuse_filter_nothing_here() -> None:
    assert refused("activity", "shops", stance="avoid") == []


def test_a_figure_of_the_pack_that_was_clicked_filters_as_well() -> None:
    assert refused("franchise", False, source="chosen") == [("franchise", "avoid", True)]
