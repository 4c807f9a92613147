"""Every answer says how browsers have to treat it, whichever door gives it and however it fails."""

from __future__ import annotations

from typing import Any

import pytest

from tests.emulators.raw_client import CHAT, HANDSHAKE, asked

HUGE = b"x" * 200_000
WRONG = {"data": {"username": "nobody", "password": "wrong"}}  # pragma: allowlist secret
NEEDED = (
    "x-content-type-options: nosniff",
    "referrer-policy: same-origin",
    "cross-origin-opener-policy: same-origin",
    "permissions-policy: ",
    "content-security-policy: ",
    "frame-ancestors ",
)
PAGES = (
    "/", "/conversations", "/healthz", "/readyz", "/metrics", "/api/domains", "/api/openapi.json",
    "/static/landing.css", "/chat", "/chat/", "/chat/login", "/chat/summary", "/chat/user",
    "/chat/project/settings", "/chat/assets/none.js", "/chat/nothing", "/widget.js", "/widget/door",
    "/widget/door.js", "/review", "/review/static/none.css", "/nothing", "/%00",
)  # fmt: skip
FAILING: tuple[tuple[str, str, dict[str, Any], int], ...] = (
    ("DELETE", "/", {}, 405),
    ("TRACE", "/api/domains", {}, 405),
    ("PUT", "/chat/login", {}, 405),
    ("POST", "/nothing", {"content": HUGE}, 413),
    ("POST", "/chat/project/action", {"json": {}}, 422),
    ("POST", "/api/conversations", {"content": b"{"}, 400),
    ("POST", "/api/conversations", {"json": {"domain": "none"}}, 422),
    ("POST", "/api/conversations", {"headers": {"Origin": "https://other.example"}}, 403),
    ("POST", "/chat/login", WRONG, 401),
    ("GET", "/chat", {"headers": {"Host": "rebound.example"}}, 421),
)


def _lacks(told: str) -> list[str]:
    return [one for one in NEEDED if one not in told.lower()]


def _head(answer: Any) -> str:
    return "".join(f"{name}: {value}\n" for name, value in answer.headers.items())


@pytest.mark.parametrize("path", PAGES)
def test_pages(site: Any, path: str) -> None:
    answer = site.browser().get(path)
    assert answer.status_code < 500
    assert _lacks(_head(answer)) == []


@pytest.mark.parametrize(("method", "path", "given", "status"), FAILING)
def test_failures(site: Any, method: str, path: str, given: dict[str, Any], status: int) -> None:
    answer = site.browser().request(method, path, **given)
    assert answer.status_code == status
    assert _lacks(_head(answer)) == []


def test_who_asks_too_often(site_of: Any) -> None:
    with site_of(FIRSTFIVE_REQUESTS_PER_MINUTE="1", FIRSTFIVE_CHATS_PER_MINUTE="1") as site:
        answers = [site.browser().get("/api/domains") for _ in range(2)]
        assert answers[1].status_code == 429
        assert _lacks(_head(answers[1])) == []
        told = [_refused(site, CHAT) for _ in range(3)]
        assert " 429 " in told[-1].partition("\r\n")[0]
        assert _lacks(told[-1]) == []


@pytest.mark.parametrize(
    ("path", "host", "origin", "status"),
    [
        (CHAT, "rebound.example", "http://rebound.example", 421),
        (CHAT, None, "https://other.example", 403),
        (CHAT, None, "null", 403),
        ("/api/domains", None, None, 404),
    ],
)
def test_sockets_that_are_refused(
    site: Any, path: str, host: str | None, origin: str | None, status: int
) -> None:
    told = _refused(site, path, host, origin)
    assert f" {status} " in told.partition("\r\n")[0]
    assert _lacks(told) == []


def _refused(site: Any, path: str, host: str | None = None, origin: str | None = None) -> str:
    """The head of what somebody is told who wants a socket."""
    own = site.base.removeprefix("http://")
    request = HANDSHAKE.format(path=path, host=host or own, origin=origin or site.base)
    return asked(site.base, request.encode()).partition(b"\r\n\r\n")[0].decode("latin-1")
