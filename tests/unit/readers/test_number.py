from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readers.number import find_numbers, settle

ROWS: list[dict[str, Any]] = [
    json.loads(line)
    for line in Path(__file__)
    .with_name("number_table.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row["text"]))
def test_every_count_of_the_table_is_read(row: dict[str, Any]) -> None:
    found = [{"min": a.min, "max": a.max, "around": a.around} for a in find_numbers(row["text"])]
    assert found == row["amounts"]


def test_the_last_count_settles() -> None:
    last = settle(find_numbers("We were nine at my place. Theirs is bigger, thirty or so."))
    assert last is not None
    assert (last.exact, last.around) == (30, True)


@given(st.text(max_size=200))
def test_any_text_gives_ordered_counts_inside_it(text: str) -> None:
    for amount in find_numbers(text):
        assert 0 <= amount.span[0] < amount.span[1] <= len(text)
        assert amount.min is None or amount.max is None or amount.min <= amount.max


@given(st.integers(0, 999_999))
def test_every_whole_number_in_digits_is_read(number: int) -> None:
    assert [a.exact for a in find_numbers(f"{number} people")] == [number]
    assert [a.exact for a in find_numbers(f"{number:,} people")] == [number]


UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
]
UNITS += ["fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
TENS = ["_", "_", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def _worded(number: int) -> str:
    if number < 20:
        return UNITS[number]
    if number < 100:
        return TENS[number // 10] + (f"-{UNITS[number % 10]}" if number % 10 else "")
    if number < 1000:
        rest = f" and {_worded(number % 100)}" if number % 100 else ""
        return f"{UNITS[number // 100]} hundred{rest}"
    rest = f" {_worded(number % 1000)}" if number % 1000 >= 100 else ""
    rest = f" and {_worded(number % 1000)}" if 0 < number % 1000 < 100 else rest
    return f"{_worded(number // 1000)} thousand{rest}"


@given(st.integers(2, 999_999))
def test_every_whole_number_in_words_is_read(number: int) -> None:
    assert [a.exact for a in find_numbers(f"{_worded(number)} people")] == [number]
