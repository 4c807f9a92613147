from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readers.amount import Amount, settle
from readers.figures import find_figures
from readers.money import find_money

ROWS: list[dict[str, Any]] = [
    json.loads(line)
    for line in Path(__file__)
    .with_name("money_table.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]


def _said(amounts: list[Amount]) -> list[dict[str, Any]]:
    return [
        {
            "min": None if a.min is None else round(a.min, 2),
            "max": None if a.max is None else round(a.max),
            "around": a.around,
            "currency": a.currency,
            "per": a.per,
        }
        for a in amounts
    ]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row["text"]))
def test_every_amount_of_the_table_is_read(row: dict[str, Any]) -> None:
    found = find_money(row["text"], bare=row.get("bare", False), scale_hint=row.get("scale_hint"))
    expected = [{**a, "max": None if a["max"] is None else round(a["max"])} for a in row["amounts"]]
    assert _said(found) == expected


def test_the_table_is_large_and_holds_texts_without_money() -> None:
    assert len(ROWS) >= 300
    assert sum(not row["amounts"] for row in ROWS) >= 60


def test_a_dollar_is_the_usual_currency_where_that_is_a_dollar() -> None:
    assert [a.currency for a in find_money("$5,000", currency="CAD")] == ["CAD"]
    assert [a.currency for a in find_money("$5,000", currency="EUR")] == ["USD"]
    assert [a.currency for a in find_money("500k", currency="EUR")] == ["EUR"]


def test_a_bare_figure_is_money_only_when_asked_for() -> None:
    assert find_money("750") == []
    assert [a.exact for a in find_money("750", bare=True)] == [750]
    assert [a.exact for a in find_money("750", bare=True, scale_hint=1000)] == [750_000]


def test_the_span_covers_bound_and_currency() -> None:
    text = "I have, let us say, no more than $400k to spend"
    (found,) = find_money(text)
    assert text[slice(*found.span)] == "no more than $400k"


def test_the_last_amount_settles_what_was_said() -> None:
    last = settle(find_money("I said 500k. Make it 650k"))
    assert last is not None
    assert last.exact == 650_000
    assert settle([]) is None


@given(st.text(max_size=200), st.booleans(), st.sampled_from([None, 1000.0]))
def test_any_text_gives_ordered_amounts_inside_it(
    text: str, bare: bool, hint: float | None
) -> None:
    for amount in find_money(text, bare=bare, scale_hint=hint):
        assert 0 <= amount.span[0] < amount.span[1] <= len(text)
        assert amount.min is None or amount.max is None or amount.min <= amount.max


PIECES = st.sampled_from(
    [
        "$",
        "€",
        "k",
        "m",
        "million",
        "thousand",
        "hundred",
        "half",
        "a",
        "quarter",
        "of",
        "or",
        "to",
        "and",
        "between",
        "under",
        "over",
        "about",
        "two",
        "fifty",
        "5",
        "1.2",
        "1,000",
        "750",
        "1/2",
        "½",
        "crore",
        "dozen",
        "couple",
        "few",
        "six",
        "figures",
        "-",
        "–",
        "%",
        "+",
        ",",
        ".",
        "ish",
        "so",
        "max",
        "tops",
        "a",
        "month",
    ]
)


@given(st.lists(PIECES, max_size=14).map(" ".join))
def test_figures_in_any_order_never_fail(text: str) -> None:
    for amount in find_money(text, bare=True, scale_hint=1000):
        assert amount.min is None or amount.max is None or amount.min <= amount.max
        assert 0 <= amount.span[0] < amount.span[1] <= len(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("hundred quid, not a penny over", 100),
        ("hundred and fifty thousand", 150_000),
        ("hundred and twenty", 120),
        ("under hundred thousand", 100_000),
        ("hundred grand tops", 100_000),
        ("hundred dollars a night", 100),
        ("million dollars at the outside", 1_000_000),
        ("thousand pounds", 1_000),
        ("maximum million dollars", 1_000_000),
        ("hundred euros", 100),
    ],
)
def test_a_multiplier_may_stand_without_its_article(text: str, value: float) -> None:
    assert [figure.low for figure in find_figures(text)] == [value]


@pytest.mark.parametrize(
    "text",
    ["hundred percent sure", "hundreds and hundreds", "one of a million", "thousand islands"],
)
def test_a_multiplier_alone_counts_nothing(text: str) -> None:
    assert all(figure.low != 1000 for figure in find_figures(text))
