"""Words of a question that are names of items, shown or not."""

from __future__ import annotations

import pytest

from agent.listening.items import positions
from agent.listening.naming import by_name, placed, terms
from readers.text import fold, stem, words


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(token.text) for token in words(fold(text)))


CALLED = tuple(
    map(_stems, ("Fitchburg laundry", "Kingston Signs", "Quilts of Nashua", "Charge", "H3X Motors"))
)
TEXTS = tuple(
    map(_stems, ("a brick building", "Luanne runs it", "longarm machines", "robots", "motors"))
)
SHOWN = [one | other for one, other in zip(CALLED, TEXTS, strict=True)]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("what yr did fitchburg start", (1,)), ("Kingston - how long does the lease run?", (2,)),
        ("price of nashua again?", (3,)), ("how many people are at Charge?", (4,)),
        ("what does H3X do", (5,)), ("who is Luanne", (2,)), ("And Kingston? I heard of it", (2,)),
        ("what do they charge for it", ()), ("is there something in Nashua?", ()),
        ("what about Kingston?", ()), ("a laundry in Fitchburg", ()),
    ],
)  # fmt: skip
def test_a_question_calls_an_item_by_its_name(question: str, expected: tuple[int, ...]) -> None:
    assert positions(by_name(question, CALLED, TEXTS)) == expected


@pytest.mark.parametrize(
    ("question", "term"),
    [
        ("Does Kidato count as a nonprofit?", "kidato"), ("hows the shinkei one do it", "shinkei"),
        ("how many souls does the gym in Mobile employ", "gym mobile"),
        ("price of worcester again?", "worcester"),
    ],
)  # fmt: skip
def test_what_may_be_the_name_of_an_item_that_is_not_shown(question: str, term: str) -> None:
    assert term in terms(question, SHOWN)


@pytest.mark.parametrize(
    "question", ["who is Luanne", "do you have Kidato?", "Kidato please", "is it open now"]
)
def test_what_names_none_that_is_not_shown(question: str) -> None:
    assert terms(question, SHOWN) == []


def test_where_a_name_stands() -> None:
    assert placed(["gym mobile"], "the gym in Mobile") == [("gym mobile", (11, 17))]
    assert placed(["gone"], "the gym in Mobile") == [("gone", (0, 0))]
