"""A model of known skill: what it answers, and what is measured of it."""

from __future__ import annotations

from random import Random
from typing import Any

from agent.model_heard import ModelHeard, heard_of
from core.model import Critique, Heard, Place, Range, Reading
from evaluation.held_out import held_out, situation
from evaluation.model_skill import answer, predicted

ROW: dict[str, Any] = {
    "pack": "businesses", "text": "no staff, and real estate", "act": "wish", "about": [],
    "unusable": [], "changes": [
        {"attribute": "employees", "stance": "want", "value": None, "min": 0, "max": 0,
         "must": True, "words": "no staff"},
        {"attribute": "remote", "stance": "want", "value": False, "must": None, "words": "x"},
    ],
}  # fmt: skip
OTHER = {**ROW, "act": "human", "changes": []}
IDS = ("employees", "remote", "state")


def read(skill: Any, seed: int = 1) -> ModelHeard:
    return heard_of(IDS).model_validate(answer(ROW, [OTHER], skill, Random(seed)))


def test_a_perfect_one_says_what_is_labelled() -> None:
    said = read("perfect")
    assert said.act == "answer"
    assert said.whole
    assert [(w.attribute, w.max, w.must, w.value) for w in said.wishes] == [
        ("employees", 0, True, None), ("remote", None, None, "false"),
    ]  # fmt: skip


def test_one_is_wrong_at_every_tenth_message() -> None:
    wrong = sum(read("a tenth wrong", seed).act == "human" for seed in range(400))
    assert 20 < wrong < 60


def test_one_leaves_half_of_the_fields_out() -> None:
    fields = [
        set(wish.model_fields_set) for n in range(50) for wish in read("half missing", n).wishes
    ]
    assert all("attribute" in own for own in fields)
    assert 0.3 < sum("must" in own for own in fields) / len(fields) < 0.7


def test_a_hearing_is_told_as_listening_tells_its_own() -> None:
    heard = Heard(
        acts=("like", "answer"),
        readings=(
            Reading(attribute="price", value=Range(max=5.0), must=True),
            Reading(attribute="city", value=Place(name="Akron, Ohio", kind="city")),
            Reading(attribute="state", remove=True),
        ),
        critiques=(Critique(attribute="price", direction="less", position=2),),
    )
    told = predicted(heard)
    assert [c.get("max") for c in told["changes"]] == [5.0, None, None, None]
    assert told["changes"][1]["value"] == "Akron"
    assert told["changes"][2]["remove"]
    assert (told["changes"][3]["relative"], told["changes"][3]["item"]) == ("less", 2)


def test_what_was_kept_out_of_training() -> None:
    rows = held_out("stays")
    assert len(rows) > 100
    assert {situation(row) for row in rows} == {"opening", "answer", "after the five"}
