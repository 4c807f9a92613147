"""Figures, names and quotations of a sentence against what is stored."""

from __future__ import annotations

import pytest

from guards.figures import figures, loose_digits
from guards.grounding import Grounds, ungrounded, words_of

STORED = Grounds(
    texts=(
        "Marino's Bakery",
        "Sales of $1.2 million in 2025, 14 employees, 70% wholesale, open 24/7, ovens by Bongard",
        "Boston, Massachusetts | New England",
    ),
    numbers=(("money", 1_450_000.0), ("plain", 4.8)),
    years=(1994.0,),
    this_year=2026,
    vocabulary=words_of(["Its field is .", "Asking price"]),
)


@pytest.mark.parametrize(
    "sentence",
    [
        "",
        "It costs $1,450,000.",
        "It costs $1.45M.",
        "It costs 1.45 million.",
        "It costs about $1.5M.",
        "Asking price: 1450000",
        "Rated 4.8.",
        "Fourteen people, 70 percent wholesale.",
        "Sales of $1,200,000 in 2025.",
        "In Boston, Massachusetts.",
        "In New England, 32 years old.",
        "Open 24/7 with Bongard ovens.",
        "Marino's is a bakery, one of a kind.",
        "It says: “14 employees, 70% wholesale”.",
        "It is listed as “Marino’s Bakery”.",
        "It costs US$1,450,000.",
    ],
)
def test_supported(sentence: str) -> None:
    assert ungrounded(sentence, STORED) == ()


@pytest.mark.parametrize(
    ("sentence", "strange"),
    [
        ("It costs $1,400,000.", "1,400,000"),
        ("It costs $2M.", "2M"),
        ("It costs $14.", "14"),
        ("It costs $1.45B.", "1.45B"),
        ("It costs 1,450.", "1,450"),
        ("Sales of 70 dollars.", "70"),
        ("It grew 14%.", "14"),
        ("Fifteen people.", "Fifteen"),
        ("Founded in 1995.", "1995"),
        ("For 40 years.", "40"),
        ("Open 23/7.", "23"),
        ("A W16 oven.", "W16"),
        ("In Chicago.", "Chicago"),
        ("It is near Boston and Salem.", "Salem"),
        ("Google is a customer.", "Google"),
        ("IBM likes it.", "IBM"),
        ("It says: “the best of all”.", "the best of all"),
        ("It sells to McDonald's.", "McDonald's"),
        ("They bake for O'Hare.", "O'Hare"),
    ],
)
def test_not_supported(sentence: str, strange: str) -> None:
    assert strange in ungrounded(sentence, STORED)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("$1.45M", {1_450_000}),
        ("$1,450,000", {1_450_000}),
        ("1.45 million dollars", {1_450_000}),
        ("€2k", {2000}),
        ("two hundred thousand", {200_000}),
        ("no figure at all", set()),
    ],
)
def test_values(text: str, values: set[float]) -> None:
    assert {figure.value for figure in figures(text)} == values


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("$5 and 6 dollars and USD 7", ["money"] * 3),
        ("8% and 9 percent", ["percent"] * 2),
        ("10 people", ["plain"]),
    ],
)
def test_kinds(text: str, kinds: list[str]) -> None:
    assert [figure.kind for figure in figures(text)] == kinds


@pytest.mark.parametrize(
    ("text", "rest"),
    [("a B2B firm", ["B2B"]), ("12 people", []), ("the 3D lab of W16", ["3D", "W16"])],
)
def test_no_digit_goes_unseen(text: str, rest: list[str]) -> None:
    assert loose_digits(text) == rest


@pytest.mark.parametrize(
    ("sentence", "strange"),
    [
        ("It employs 11 people; you wanted up to 9.", ()),
        ("It employs 11 people; you wanted up to 4.", ("4",)),
        ("It has 11 people since 2002.", ()),
        ("It employs 11 people and pays $4.10.", ()),
        ("It employs 11 people and pays 4.10.", ("4.10",)),
    ],
)
def test_a_sum_beside_a_figure_is_no_figure_of_it(sentence: str, strange: tuple[str, ...]) -> None:
    grounds = Grounds(
        texts=("It employs people and has and pays; you wanted up to since.",),
        numbers=(("plain", 11.0), ("plain", 9.0)),
        counted=(("plain", 2002.0), ("money", 4.1)),
    )
    assert ungrounded(sentence, grounds) == strange
