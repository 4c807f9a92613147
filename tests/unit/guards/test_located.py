from datetime import date

import pytest

from core.model import Evidence, Item, Place, Stated
from core.reply import Recommendation
from domains import Pack
from guards.case import Case
from guards.located import unlocated
from guards.policy import policy_of
from guards.rules import grounded


def located(state: str, city: str | None = None) -> tuple[Place, ...]:
    town = (Place(name=f"{city}, {state}", kind="city"),) if city else ()
    return (*town, Place(name=state, kind="state"), Place(name="United States", kind="country"))


def judged(state: str, evidence: str, city: str | None = None) -> str:
    """What is wrong with "It is in (the first place)"."""
    places = located(state, city)
    span = Evidence(text=evidence, start=0, end=len(evidence))
    return unlocated(f"It is in {places[0].name}.", places, span, {"acadiana": "Louisiana"})


@pytest.mark.parametrize(
    ("state", "evidence"),
    [
        ("California", "Third-Generation Shore Pizza Landmark – Long Beach Island, NJ"),
        ("New York", "Colorado Springs HVAC/plumbing, 1,100+ agreements"),
        ("Texas", "41-Site RV Park with Hot Spring Tubs • Truth or Consequences NM"),
        ("North Carolina", "Old time barber shop for sale, Fayetteville Ark."),
        ("California", "28 ROOM MOTEL WALK TO PARKWAY!!"),
        ("Florida", "The shop is in Dayton, Ohio; the owner has a house in Florida."),
        ("Indiana", "SHOP IN TOWN"),
    ],
)
def test_a_place_that_its_evidence_does_not_bear_out_is_refused(state: str, evidence: str) -> None:
    assert judged(state, evidence)


@pytest.mark.parametrize(
    ("state", "evidence"),
    [
        ("New Jersey", "Third-Generation Shore Pizza Landmark – Long Beach Island, NJ"),
        ("Colorado", "Colorado Springs HVAC/plumbing, 1,100+ agreements"),
        ("New Mexico", "41-Site RV Park with Hot Spring Tubs • Truth or Consequences NM"),
        ("Arkansas", "Old time barber shop for sale, Fayetteville Ark."),
        ("Pennsylvania", "Care franchise in Chester and Delaware Counties, PA"),
        ("Massachusetts", "Landscaping in Worcester with nine men"),
        ("Pennsylvania", "Heating and air in the Lehigh Valley"),
        ("Louisiana", "An agency in Acadiana"),
    ],
)
def test_a_place_named_by_its_name_short_form_town_or_region_is_accepted(
    state: str, evidence: str
) -> None:
    assert judged(state, evidence) == ""


def test_a_city_needs_its_own_name() -> None:
    assert judged("Massachusetts", "A laundry in Worcester", "Worcester") == ""
    assert judged("Massachusetts", "A laundry in Massachusetts", "Worcester")


def test_a_field_of_the_source_needs_no_evidence() -> None:
    assert unlocated("It is in Texas.", located("Texas"), None) == ""
    assert unlocated("It is in food.", "food", Evidence(text="Ohio", start=0, end=4)) == ""


@pytest.mark.parametrize(("written", "kept"), [("Salem, Mass.", 1), ("Salem, Oregon", 0)])
def test_an_unsupported_place_reason_is_dropped_and_the_card_stays(
    pack: Pack, item: Item, card: Recommendation, written: str, kept: int
) -> None:
    place = next(a.id for a in pack.attributes if a.type == "place")
    span = Evidence(text=written, start=0, end=len(written))
    stated = Stated(value=located("Massachusetts"), evidence=span)
    told = item.model_copy(
        update={"cleaned": f"{written} {item.cleaned}", "attributes": {place: stated}}
    )
    reason = card.reasons[0].model_copy(
        update={"attribute": place, "text": "It is in Massachusetts.", "evidence": span}
    )
    draft = card.model_copy(update={"facts": (), "compromises": (), "reasons": (reason,)})
    case = Case(policy_of(pack), {item.id: told}, (), date(2026, 5, 1))
    ruling = grounded(draft, case, [])
    assert ruling.draft is not None
    assert len(ruling.draft.reasons) == kept
    assert ("the evidence names Oregon" in ruling.detail) == (not kept)
