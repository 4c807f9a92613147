"""Figures, staff and founding years in sentences of many owners and brokers, and the guards."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from catalogue.extract import extract
from domains import load_pack
from evaluation.extraction import MONEY, plain_values, same

PACK = load_pack("businesses")
FIELDS = (*MONEY, "employees", "established")
TABLE = Path(__file__).with_name("figures_said.jsonl")


def read(said: str) -> dict[str, object]:
    return plain_values(
        PACK, extract(PACK, {"scraped_at": "2026-06-01"}, "A business", f"A business\n{said}")
    )


@cache
def pairs() -> tuple[tuple[str, str, object, object], ...]:
    """Each value that is stated or was read: the words, the field, what was read, what is meant."""
    return tuple(_pairs())


def _pairs() -> Iterator[tuple[str, str, object, object]]:
    for row in map(json.loads, TABLE.read_text(encoding="utf-8").splitlines()):
        mine = read(row["said"])
        for name in FIELDS:
            if name in mine or name in row["means"]:
                yield row["said"], name, mine.get(name), row["means"].get(name)


def test_stated_values_are_read() -> None:
    stated = [p for p in pairs() if p[3] is not None]
    lost = [p for p in stated if not same(p[1], p[2], p[3])]
    assert len(lost) <= 0.05 * len(stated), lost


def test_no_amount_of_money_is_wrong() -> None:
    wrong = [p for p in pairs() if p[1] in MONEY and p[2] is not None and not same(*p[1:])]
    assert wrong == []


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("We charge fees. The owner's cash last year was $38,000.", "revenue"),
        ("Sales are private. Our net last year was $51,000.", "revenue"),
        ("Yearly fees vary. He kept $44,000 last year.", "revenue"),
        ("Asking $900,000. Last year $40,000.", "revenue"),
        ("What I keep is about $900.", "cash_flow"),
        ("Showroom of 1,900 ft on the main road.", "employees"),
    ],
)
def test_rather_no_value_than_a_doubtful_one(said: str, name: str) -> None:
    assert name not in read(said)


def test_a_loss_is_negative() -> None:
    assert read("EBITDA of minus $45,000 on revenue of $604,000.")["cash_flow"] == -45_000
