"""What a model reads of unclear words stands beside what was read here, and hides it no more."""

from __future__ import annotations

import pytest

from agent.model_listening import TRUST, pooled
from core.model import Reading
from domains import load_pack

PACK = load_pack("businesses")
INDUSTRY, PRICE = PACK.attribute("industry"), PACK.attribute("asking_price")
MODEL = Reading(attribute="industry", value="Automotive")


def weights(*local: Reading) -> dict[str, float]:
    return dict(pooled(MODEL, local, INDUSTRY).weights)


def test_alone_it_leaves_room_for_others() -> None:
    assert weights() == {"Automotive": TRUST}


def test_a_local_opinion_keeps_its_part() -> None:
    guess = (("Pets & animals", 0.5), ("Automotive", 0.25))
    local = Reading(attribute="industry", value="Pets & animals", weights=guess)
    found = weights(local)
    assert found["Pets & animals"] == pytest.approx((1 - TRUST) * 0.5)
    assert found["Automotive"] == pytest.approx(TRUST + (1 - TRUST) * 0.25)
    assert sum(found.values()) <= 1


def test_what_is_said_of_others_has_no_part() -> None:
    avoid = Reading(attribute="industry", stance="avoid", value="Retail & e-commerce")
    other = Reading(attribute="state", value="Ohio")
    assert weights(avoid, other) == {"Automotive": TRUST}


def test_figures_exclusions_and_withdrawals_stay_as_they_are() -> None:
    price = Reading(attribute="asking_price")
    assert pooled(price, (), PRICE) == price
    for changed in ({"stance": "avoid"}, {"stance": "any", "value": None}, {"remove": True}):
        reading = MODEL.model_copy(update=changed)
        assert pooled(reading, (), INDUSTRY) == reading
