from __future__ import annotations

import pytest

from agent.evidence import CLOSE_ENOUGH, descriptions, found_by_words, quotes
from agent.state import Spoken
from catalogue.likeness import Likened
from core.model import Evidence
from domains import Pack


def likened(text: str, *cosines: float) -> Likened:
    return Likened(Evidence(text=text, start=0, end=len(text)), cosines)


def test_the_sentence_closest_to_anything_said_is_quoted() -> None:
    found = {"1": [likened("Bread is baked at dawn.", 0.5, 0.1), likened("We make tea.", 0.2, 0.6)]}
    assert quotes(found, ["bread", "something hot"])["1"].text == "We make tea."


def test_rare_words_in_common_decide_between_sentences_of_like_meaning() -> None:
    found = {"1": [likened("We sell good things.", 0.5), likened("We sell Zymurgy kits.", 0.5)]}
    assert quotes(found, ["zymurgy, that is my life"])["1"].text == "We sell Zymurgy kits."


def test_of_equals_the_earlier_sentence_is_quoted() -> None:
    found = {"1": [likened("The first of two.", 0.6), likened("The second of two.", 0.6)]}
    assert quotes(found, ["bread"])["1"].text == "The first of two."


def test_an_item_without_a_close_sentence_is_not_quoted_whatever_words_it_shares() -> None:
    far = likened("Our zymurgist has left.", CLOSE_ENOUGH - 0.01)
    near = likened("Bread is baked at dawn.", CLOSE_ENOUGH + 0.01)
    assert quotes({"1": [far], "2": [near]}, ["a zymurgist's oven"]).keys() == {"2"}


def test_answers_about_places_and_figures_support_no_sentence(pack: Pack) -> None:
    spoken = [
        Spoken(attribute="opening", text="a bakery", turn=1),
        Spoken(attribute="price", text="the price of my old house", turn=2),
        Spoken(attribute="kind", text="one that smells good", turn=3),
        Spoken(attribute="more", text="with an oven", turn=4),
    ]
    assert descriptions(spoken, pack) == ["a bakery", "one that smells good", "with an oven"]


TEXT = ("An 8% royalty is paid.", "Asking 155.", "Stock sits in a unit.", "A shop for forty years.")
SPANS = [Evidence(text=text, start=n, end=n + len(text)) for n, text in enumerate(TEXT)]


@pytest.mark.parametrize(
    ("question", "called", "figures", "found"),
    [
        ("is the 8% royalty in it", (), False, 0), ("how high is the royalty", (), False, 0),
        ("what does it cost", ("Asking price", "asking"), True, 1),
        ("what does it cost", (), False, None), ("is there a garden", (), False, None),
        ("is it for forty people with a swimming pool and sauna", (), False, None),
        ("what are the takings", ("stock",), True, None),
    ],
)  # fmt: skip
def test_an_answer_is_found_by_words(
    question: str, called: tuple[str, ...], figures: bool, found: int | None
) -> None:
    told = found_by_words(SPANS, question, called, figures)
    assert told == (None if found is None else SPANS[found])
