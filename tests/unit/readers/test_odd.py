from __future__ import annotations

from datetime import date

import pytest

from readers.money import find_money
from readers.number import find_numbers
from readers.year import find_years


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "piece", ["a@", "1 ", "and ", "$1,000,", "not ", "maybe ", "i would ", "-"]
)
def test_eight_thousand_odd_characters_are_read_to_the_end(piece: str) -> None:
    text = (piece * 8000)[:8000]
    find_money(text, bare=True, scale_hint=1000)
    find_numbers(text)
    find_years(text, today=date(2026, 6, 30))
