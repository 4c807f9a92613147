from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readers.clause import clauses

ROWS: list[dict[str, Any]] = [
    json.loads(line)
    for line in Path(__file__)
    .with_name("clause_table.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row["text"]))
def test_every_clause_of_the_table_is_read(row: dict[str, Any]) -> None:
    assert [clause.model_dump(exclude={"span"}) for clause in clauses(row["text"])] == row[
        "clauses"
    ]


@given(st.text(max_size=200))
def test_clauses_are_stretches_of_the_text_in_order(text: str) -> None:
    end = 0
    for clause in clauses(text):
        assert text[slice(*clause.span)] == clause.text
        assert clause.span[0] >= end
        end = clause.span[1]


@given(st.text(alphabet="ab ,.;-", max_size=60))
def test_no_word_is_lost(text: str) -> None:
    kept = "".join(clause.text for clause in clauses(text))
    assert [c for c in kept if c in "ab"] == [c for c in text if c in "ab"]
