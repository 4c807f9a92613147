"""What Postgres would refuse is replaced; everything else stays as it is."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.storable import storable, storable_text


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ("plain", "plain"),
        ("", ""),
        ("a\0b", "a\ufffdb"),
        ("caf\u00e9 \0", "caf\u00e9 \ufffd"),
        ("\ud800 lone", "\ufffd lone"),
        ("low \udc00", "low \ufffd"),
        ("\U0001f600 \u202e right to left", "\U0001f600 \u202e right to left"),
    ],
)
def test_text(given: str, stored: str) -> None:
    assert storable_text(given) == stored


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        (float("nan"), None),
        (float("inf"), None),
        ({"a\0": ["\0", 1, True, None, 2.5]}, {"a\ufffd": ["\ufffd", 1, True, None, 2.5]}),
        (("x", ("y",)), ["x", ["y"]]),
        ({1: 2}, {"1": 2}),
    ],
)
def test_values(given: Any, stored: Any) -> None:
    assert storable(given) == stored


@given(st.text(st.characters(codec=None)))
def test_any_text_becomes_utf_8_without_nul(text: str) -> None:
    stored = storable_text(text)
    stored.encode("utf-8")
    assert "\0" not in stored
    assert len(stored) == len(text)
    assert storable_text(stored) == stored


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(), st.lists, max_leaves=20))
def test_any_value_becomes_strict_json(value: Any) -> None:
    json.dumps(storable(value), allow_nan=False)
