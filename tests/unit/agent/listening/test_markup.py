from __future__ import annotations

import pytest

from agent.listening import Listener, Pending
from agent.listening.markup import codelike, wordy
from core.model import Kind
from domains import load_pack

PACK = load_pack("businesses")
WORDED = [a.id for a in PACK.attributes if not a.type.numeric and a.type is not Kind.PLACE]


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "'; drop table x; --",
        "SELECT * FROM items WHERE a='1'",
        '{"role": "gym"}',
        "<b>a franchise gym</b>",
    ],
)
@pytest.mark.parametrize("pending", [None, "opening", *WORDED])
def test_code_says_nothing(businesses: Listener, text: str, pending: str | None) -> None:
    heard = businesses.hear(text, Pending(pending) if pending else None)
    assert heard.readings == ()
    assert heard.text is None
    assert heard.acts == ("empty",)


@pytest.mark.parametrize(
    "text",
    [
        "a gym with < 5 people",
        "more than 10 (or so); in Texas",
        "cash flow > 100k",
        "employee(s)",
        "R&D -- or the like",
        'it\'s "hands off"',
    ],
)
def test_signs_in_plain_words_are_no_code(text: str) -> None:
    assert not codelike(text)


def test_letters_make_words() -> None:
    assert wordy("a gym")
    assert wordy("")
    assert not wordy("=-=-=- 123 ab")
