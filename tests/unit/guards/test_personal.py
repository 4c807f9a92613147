"""Contact and account data are found; figures, years and prices are not."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guards.personal import find_personal, redact


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Write to jo.doe+x@mail.example.co.uk today", "e-mail"),
        ("jo (at) shops (dot) com", "e-mail"),
        ("jo at shops dot com", "e-mail"),
        ("(617) 555-0134", "phone"),
        ("617-555-0134", "phone"),
        ("617.555.0134", "phone"),
        ("1-800-555-0199", "phone"),
        ("+44 20 7946 0958", "phone"),
        ("+1 617 555 0134", "phone"),
        ("call 6175550134", "phone"),
        ("Tel: 020 7946 0958", "phone"),
        ("my cell is down, text me at 555 0134 99", "phone"),
        ("IBAN DE89 3704 0044 0532 0130 00", "account"),
        ("GB82WEST12345698765432", "account"),
        ("account number 12345678", "account"),
        ("card 4111 1111 1111 1111", "card"),
        ("SSN 078-05-1120", "id number"),
    ],
)
def test_found_and_redacted(text: str, kind: str) -> None:
    (found,) = find_personal(text)
    assert found.kind == kind
    assert text[found.start : found.end] not in redact(text)
    assert f"[{kind} removed]" in redact(text)
    assert find_personal(redact(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "$1,450,000",
        "between 300,000 and 450,000",
        "from 1998 to 2024",
        "established 1987-1990",
        "10-20 people, 3-5 years, 1,140 contracts",
        "2400 sq ft, zip 18015",
        "open 24/7, 7-5 on weekdays",
        "2026-04-14",
        "$2.31M (2025)",
        "listing A-001, 88213",
        "revenue 1 200 000 and profit 300 000",
        "meet at noon, dot your i",
        "4.8 of 5 (1234 reviews)",
        "part number 1234-5678-9012-3456",
    ],
)
def test_figures_are_left_alone(text: str) -> None:
    assert find_personal(text) == []
    assert redact(text) == text


def test_several_in_one_text() -> None:
    text = "Jo, 617-555-0134 or jo@shops.example, asks $500,000."
    assert redact(text) == "Jo, [phone removed] or [e-mail removed], asks $500,000."


@given(st.text(alphabet="0123456789 .-()+@aA", max_size=60))
def test_any_text(text: str) -> None:
    spans = [(f.start, f.end) for f in find_personal(text)]
    assert spans == sorted(spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
