"""What a browser says of itself when it connects."""

from __future__ import annotations

import pytest

from ui.chat.visitor import (
    Kept,
    address,
    asked_domain,
    cookie_name,
    cookie_value,
    kept_conversation,
)


@pytest.mark.parametrize(
    ("query", "domain"),
    [
        ("?pack=stays", "stays"),
        ("?x=1&pack=stays", "stays"),
        ("?pack=../etc", None),
        ("?pack=", None),
        ("", None),
    ],
)
def test_domain(query: str, domain: str | None) -> None:
    assert asked_domain(query, ["stays", "businesses"]) == domain


def test_the_cookie_comes_back() -> None:
    kept = Kept("id-1", "to:ken;= ü")
    header = f"other=1; {cookie_name('stays')}={cookie_value(kept)}; bad"
    assert kept_conversation({"HTTP_COOKIE": header}, "stays") == kept
    assert kept_conversation({"HTTP_COOKIE": header}, None) is None


@pytest.mark.parametrize("value", ["", "x", ":", "id:", ":token", "%", "id"])
def test_a_broken_cookie_is_no_conversation(value: str) -> None:
    assert kept_conversation({"HTTP_COOKIE": f"firstfive_default={value}"}, None) is None


def test_address() -> None:
    assert address({"asgi.scope": {"client": ("10.0.0.7", 4)}}) == "10.0.0.7"
    assert address({}) == "unknown"
