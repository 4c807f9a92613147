from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date

import pytest

from readers.clause import clauses
from readers.money import find_money
from readers.number import find_numbers
from readers.year import find_years

TEXT = (
    "I'd like a steady company with ten to fifteen people, not a franchise, for no more than "
    "750k, maybe 800 thousand if the building comes with it, founded before 1990 and clearing at "
    "least $150,000 a year, ideally run by a manager who stays on, because "
    "I was a machinist for thirty years and my wife says I should not be working weekends "
    "any more at my age."
)


@pytest.mark.parametrize(
    "read",
    [find_money, find_numbers, clauses, lambda text: find_years(text, today=date(2026, 6, 30))],
    ids=["money", "numbers", "clauses", "years"],
)
def test_sixty_words_are_read_in_two_milliseconds(read: Callable[[str], object]) -> None:
    read(TEXT)
    began = time.process_time()
    for _ in range(50):
        read(TEXT)
    assert (time.process_time() - began) / 50 < 0.002


@pytest.mark.parametrize(
    "piece", ["a@", "1 ", "and ", "$1,000,", "not ", "maybe ", "i would ", "-"]
)
def test_eight_thousand_odd_characters_are_read_in_seconds(piece: str) -> None:
    text = (piece * 8000)[:8000]
    began = time.process_time()
    find_money(text, bare=True, scale_hint=1000)
    find_numbers(text)
    clauses(text)
    find_years(text, today=date(2026, 6, 30))
    assert time.process_time() - began < 5
