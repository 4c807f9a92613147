from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readers.year import find_ages, find_years

TODAY = date(2026, 6, 30)
ROWS: list[dict[str, Any]] = [
    json.loads(line)
    for line in Path(__file__)
    .with_name("year_table.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row["text"]))
def test_every_year_of_the_table_is_read(row: dict[str, Any]) -> None:
    found = find_years(row["text"], today=TODAY)
    assert [{"min": a.min, "max": a.max, "around": a.around} for a in found] == row["amounts"]


def test_ages_follow_the_day_they_are_read() -> None:
    assert [a.exact for a in find_ages("ten years old", today=date(2030, 1, 1))] == [2020]


def test_the_owner_s_own_years_are_no_age_of_the_firm() -> None:
    assert find_years("I taught school for thirty years", today=TODAY) == []
    assert find_years("I drove a truck for 25 years, so", today=TODAY) == []


@given(st.text(max_size=200))
def test_any_text_gives_ordered_years_inside_it(text: str) -> None:
    for amount in find_years(text, today=TODAY):
        assert 0 <= amount.span[0] < amount.span[1] <= len(text)
        assert amount.min is None or amount.max is None or amount.min <= amount.max


@given(st.integers(1900, 2026))
def test_every_year_since_1900_is_read(year: int) -> None:
    for text in (f"since {year}", f"founded in {year}.", f"Est. {year}", f"{year}"):
        assert [a.exact for a in find_years(text, today=TODAY)] == [year]


PIECES = st.sampled_from(
    [
        "since",
        "before",
        "after",
        "in",
        "the",
        "late",
        "early",
        "mid",
        "nineties",
        "80s",
        "'88",
        "1990",
        "2015",
        "-",
        "to",
        "or",
        "between",
        "and",
        "years",
        "old",
        "year",
        "ago",
        "ten",
        "20+",
        "over",
        "under",
        "at",
        "least",
        "five",
        "decade",
        "last",
        "brand",
        "new",
        "covid",
        "pandemic",
        "summer",
        "of",
    ]
)


@given(st.lists(PIECES, max_size=12).map(" ".join))
def test_words_of_time_in_any_order_never_fail(text: str) -> None:
    for amount in find_years(text, today=TODAY):
        assert amount.min is None or amount.max is None or amount.min <= amount.max
        assert 0 <= amount.span[0] < amount.span[1] <= len(text)
