"""What the bound of listening puts in the place of what was heard."""

from __future__ import annotations

from core.model import Heard, Place, Range, Reading
from evaluation.people.person import Person
from evaluation.playing.player import read_right

OHIO, TOLEDO = Place(name="Ohio", kind="state"), Place(name="Toledo, Ohio", kind="city")
PERSON = Person(
    target="x", accept=("x",), opening="a bakery", answers={"price": "about 200"},
    truth={"price": 210.0, "kind": ("cafe", "bakery"), "place": (OHIO, TOLEDO), "open": True},
)  # fmt: skip


def test_answers_are_what_the_item_is() -> None:
    heard = Heard(acts=("unsure",), text="about 200")
    found = read_right(heard, PERSON, "price")
    assert found.acts == ("answer",)
    assert found.readings == (Reading(attribute="price", value=Range(min=210.0, max=210.0)),)
    assert found.text == "about 200"


def test_what_was_read_wrongly_is_put_right_and_nothing_else_is_told() -> None:
    wrong = (Reading(attribute="kind", value="gym"), Reading(attribute="staff", value=Range(max=3)))
    found = read_right(Heard(acts=("answer",), readings=wrong), PERSON, "open")
    assert [(r.attribute, r.value) for r in found.readings] == [
        ("open", True), ("kind", "cafe"), ("kind", "bakery"),
    ]  # fmt: skip


def test_what_nobody_said_stays_unsaid() -> None:
    heard = Heard(acts=("any",))
    assert read_right(heard, PERSON, None) == heard.model_copy(update={"sure": True})
