"""The script that other sites load, and the visitors whom they name."""

from __future__ import annotations

import re
import time
from importlib.resources import files
from typing import Any

import jwt
import pytest
from pydantic import SecretStr

from ui.headers import policy
from ui.widget.visitors import visitor_of

SECRET = SecretStr("0123456789abcdef0123456789abcdef")
MOST = 15 * 1024
HOST = "https://www.example.org"


def token(secret: SecretStr = SECRET, **changes: Any) -> str:
    now = int(time.time())
    claims = {"aud": "firstfive", "sub": "visitor-7", "iat": now, "exp": now + 300, **changes}
    kept = {name: value for name, value in claims.items() if value is not None}
    return jwt.encode(kept, secret.get_secret_value(), algorithm="HS256")


def test_the_loader_is_small_and_names_no_host() -> None:
    text = files("ui.widget").joinpath("widget.js").read_text()
    assert len(text.encode()) <= MOST
    assert not re.search(r"https?://", text)
    assert "innerHTML" not in text
    assert 'setAttribute("style"' not in text


def test_a_visitor_whom_the_site_names() -> None:
    assert visitor_of(token(), SECRET) == "visitor-7"


@pytest.mark.parametrize(
    "changes",
    [
        {"aud": "other"},
        {"aud": None},
        {"sub": None},
        {"sub": " "},
        {"sub": "x" * 201},
        {"exp": None},
        {"iat": None},
        {"exp": int(time.time()) - 10},
        {"exp": int(time.time()) + 7200},
        {"secret": SecretStr("another secret of thirty-two signs")},
    ],
)
def test_a_token_that_does_not_count(changes: dict[str, Any]) -> None:
    assert visitor_of(token(**changes), SECRET) is None


def test_nobody_is_named_without_a_secret_or_a_signature() -> None:
    assert visitor_of(token(), None) is None
    unsigned = jwt.encode({"aud": "firstfive", "sub": "x"}, "", algorithm="none")
    assert visitor_of(unsigned, SECRET) is None
    assert visitor_of("nonsense", SECRET) is None


@pytest.mark.parametrize("path", ["/chat/", "/chat/summary", "/widget/door"])
def test_only_named_sites_may_frame_the_chat(path: str) -> None:
    assert policy(path, (HOST,))["Content-Security-Policy"].endswith(
        f"frame-ancestors 'self' {HOST}"
    )
    assert policy(path)["Content-Security-Policy"].endswith("frame-ancestors 'self'")


@pytest.mark.parametrize("path", ["/chat/login", "/", "/conversations", "/api/domains", "/review"])
def test_nothing_else_is_framed_by_others(path: str) -> None:
    assert HOST not in policy(path, (HOST,))["Content-Security-Policy"]
