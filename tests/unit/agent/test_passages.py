"""Which stretch of a text answers a question."""

from __future__ import annotations

import pytest

from agent.passages import ANSWERS, SURELY, Passage, figure_asked, ranked
from core.model import Evidence


def passage(text: str, cosine: float | None = 0.3) -> Passage:
    return Passage(Evidence(text=text, start=0, end=len(text)), cosine)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("how many bolts are there", "number"), ("How far is the sea?", "far"),
        ("how heavy is it", "heavy"), ("how quickly do they answer", "quick"),
        ("what day does it come out", "day"), ("when did it open", "when"),
        ("what yr did it start", "when"), ("how full is it", "number"), ("is it open", None),
        ("who runs it", None),
    ],
)  # fmt: skip
def test_the_kind_of_figure_asked_for(question: str, kind: str | None) -> None:
    assert figure_asked(question) == kind


@pytest.mark.parametrize(
    ("question", "texts", "right"),
    [
        ("how many bolts of fabric", ("Fabric is sold at cost.", "There are 4,100 bolts."), 1),
        ("how far is the beach", ("The beach is lovely.", "The beach is 5 minutes off."), 1),
        ("how heavy is the motor", ("The motor has 335 HP.", "A motor of 18 kg."), 1),
        ("what day is market day", ("A market with 40 stalls.", "The market is on Thursdays."), 1),
        ("how old is the oven", ("The oven is large.", "The oven is from 1998."), 1),
        ("how long is the lease", ("The lease is cheap.", "The lease runs nine years."), 1),
        ("is there a sauna", ("We like the sauna.", "We like the garden."), 0),
    ],
)  # fmt: skip
def test_of_stretches_as_close_the_one_with_what_is_asked_for(
    question: str, texts: tuple[str, ...], right: int
) -> None:
    found = ranked([passage(text) for text in texts], question)[0]
    assert found.span.text == texts[right]


def test_an_irrelevant_stretch_answers_nothing() -> None:
    (found,) = ranked([passage("Two ladies work half weeks.", 0.12)], "is there a golf course")
    assert found.score < ANSWERS


def test_a_figure_beside_the_name_of_what_is_asked_for() -> None:
    texts = [passage("Grossed 248,000 last year.", 0.3), passage("Asking 155.", 0.3)]
    found = ranked(texts, "how much is it", called=("Asking price",))[0]
    assert found.span.text == "Asking 155."
    assert found.score >= SURELY


def test_words_that_only_name_the_item_tell_nothing() -> None:
    text = [passage("Harbourhill is a cottage.", 0.2)]
    (plain,) = ranked(text, "may dogs come to harbourhill")
    (known,) = ranked(text, "may dogs come to harbourhill", known={"harbourhil", "harbourhill"})
    assert known.score < plain.score


def test_no_text_no_answer() -> None:
    assert ranked([], "is it open") == []
