"""What an audition says of a model: of paired outcomes, of questions, and of labelled messages."""

from __future__ import annotations

from typing import Any

import pytest

from core.reply import Fact, Recommendation
from core.settings import read_settings
from evaluation.audition import (
    CALLS,
    ENOUGH,
    Case,
    Tried,
    estimate_of,
    jobs_of,
    labelled,
    only,
    questions,
    tells,
)
from evaluation.held_out import held_out
from models.call import Call

BETTER, WORSE, SAME = Case(False, True), Case(True, False), Case(True, True)


def tried(*cases: Case, outcome: Any = "answered") -> Tried:
    call = Call(job="listen", model="m", outcome=outcome, attempts=1)
    return Tried("listen", list(cases), [call] * len(cases))


@pytest.mark.parametrize(
    ("cases", "verdict"),
    [
        ([BETTER] * 20 + [SAME] * 180, "helps"),
        ([WORSE] * 20 + [SAME] * 180, "harms"),
        ([SAME] * 200, "no difference"),
        ([BETTER] * 12 + [WORSE] * 9 + [SAME] * 179, "no difference"),
        ([BETTER] * 199, f"too few cases to say (at least {ENOUGH})"),
    ],
)
def test_the_verdict_is_that_of_the_paired_difference(cases: list[Case], verdict: str) -> None:
    assert tried(*cases).verdict() == verdict


def test_a_model_that_never_answers_did_not_pass() -> None:
    assert tried(*[SAME] * 200, outcome="unavailable").verdict() == "never answered"


def test_the_interval_holds_the_difference() -> None:
    found = tried(*[BETTER] * 40, *[WORSE] * 10, *[SAME] * 150).difference
    assert found.value == pytest.approx(0.15)
    assert 0.07 < found.low < 0.15 < found.high < 0.23


def test_only_what_is_set_is_tried_and_by_itself() -> None:
    settings = read_settings(chat_model="openai:a", word_model="openai:b")
    assert jobs_of(settings) == ["listen", "explain", "word"]
    assert jobs_of(only(settings, None)) == []
    for job in jobs_of(settings):
        assert jobs_of(only(settings, job)) == [job]


def test_what_it_takes_grows_with_the_cases() -> None:
    for job in CALLS:
        assert estimate_of(job, 400) == 2 * estimate_of(job, 200) > 0


def test_messages_that_were_not_learned_from_come_first() -> None:
    rows, kept = labelled("businesses"), held_out("businesses")
    assert rows[: len(kept)] == kept
    assert len(rows) >= 4 * ENOUGH
    assert {row["pack"] for row in rows} == {"businesses"}


def test_every_fact_on_the_screen_is_asked_for() -> None:
    facts = (
        Fact(attribute="asking_price", label="Asking price", value="$450,000"),
        Fact(attribute="state", label="State", value="Maine"),
    )
    cards = [Recommendation.model_construct(facts=facts)] * 2
    asked = questions(cards)
    assert asked[0] == ("What is the asking price of the first one?", "$450,000")
    assert asked[3] == ("What is the state of the second one?", "Maine")


@pytest.mark.parametrize(
    ("text", "value", "told"),
    [
        ("The price is $450,000.", "$450,000", True),
        ("They ask 450,000 dollars.", "$450,000", True),
        ("It lies in maine.", "Maine", True),
        ("It does not say.", "$450,000", False),
        ("It does not say.", "Maine", False),
    ],
)
def test_a_value_is_told_by_its_words_or_its_figures(text: str, value: str, told: bool) -> None:
    assert tells(text, value) is told
