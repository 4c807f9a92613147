"""Which headers a part of the site gets."""

from __future__ import annotations

import pytest

from ui.headers import API, CHAT, PAGES, REVIEW, policy, secure


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/", PAGES), ("/chat", CHAT), ("/chat/", CHAT), ("/chat/ws/socket.io", CHAT),
        ("/chatter", PAGES), ("/api/domains", API), ("/apix", PAGES), ("/healthz", PAGES),
        ("/review", REVIEW), ("/review/conversations/x", REVIEW), ("/reviews", PAGES),
    ],
)  # fmt: skip
def test_policy(path: str, expected: str) -> None:
    assert policy(path)["Content-Security-Policy"] == expected


def test_what_the_api_says_is_not_cached() -> None:
    assert policy("/api/conversations/x")["Cache-Control"] == "no-store"
    assert policy("/chat/user")["Cache-Control"] == "no-store"
    assert "Cache-Control" not in policy("/chat/")


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ((b"set-cookie", b"a=1; Path=/"), b"a=1; Path=/; Secure"),
        ((b"Set-Cookie", b"a=1; Path=/; Secure"), b"a=1; Path=/; Secure"),
        ((b"content-type", b"text/plain"), b"text/plain"),
    ],
)
def test_cookies_over_https(header: tuple[bytes, bytes], expected: bytes) -> None:
    assert secure(header)[1] == expected


@pytest.mark.parametrize("path", ["/chat/", "/chat/login", "/widget/door", "/", "/review"])
def test_a_page_connects_to_this_site_alone(path: str) -> None:
    rules = policy(path, ("https://www.example.org",))["Content-Security-Policy"].split("; ")
    found = {rule.split()[0]: rule.split()[1:] for rule in rules}
    assert found.get("connect-src", found["default-src"]) in (["'self'"], ["'none'"])
