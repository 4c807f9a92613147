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
    ("referer", "domain"),
    [
        ("http://h/chat/?pack=stays", "stays"),
        ("http://h/chat/?x=1&pack=stays", "stays"),
        ("http://h/chat/?pack=../etc", None),
        ("http://h/chat/?pack=", None),
        ("http://h/chat/", None),
        ("", None),
    ],
)
def test_domain(referer: str, domain: str | None) -> None:
    assert asked_domain({"HTTP_REFERER": referer}, ["stays", "businesses"]) == domain


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
