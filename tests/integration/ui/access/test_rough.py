"""Bodies that no page of ours sends, to every door: refused, forgotten, and never a failure."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest

CANARY = "kumquat-under-the-viaduct"
JSON = {"Content-Type": "application/json"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
PARTS = {"Content-Type": "multipart/form-data; boundary=x"}
DOORS = (
    ("POST", "/chat/project/action"),
    ("POST", "/chat/set-session-cookie"),
    ("POST", "/chat/login"),
    ("POST", "/chat/logout"),
    ("POST", "/chat/project/threads"),
    ("PUT", "/chat/project/thread"),
    ("DELETE", "/chat/project/thread"),
    ("PUT", "/chat/project/thread/share"),
    ("PUT", "/chat/project/element"),
    ("DELETE", "/chat/project/element"),
    ("POST", "/chat/project/file"),
    ("PUT", "/chat/feedback"),
    ("DELETE", "/chat/feedback"),
    ("POST", "/chat/mcp"),
    ("POST", "/chat/auth/jwt"),
    ("POST", "/chat/auth/header"),
    ("POST", "/chat/auth/oauth/generic/callback"),
    ("POST", "/chat/ws/socket.io/?EIO=4&transport=polling"),
    ("POST", "/widget/sign-in"),
    ("POST", "/sign-out"),
    ("POST", "/api/conversations"),
)
BODIES: tuple[Any, ...] = (
    b"",
    b"{",
    b"\xff\xfe" + CANARY.encode(),
    CANARY.encode(),
    b'{"a":' * 20_000,
    b"null",
    b"[]",
    [CANARY],
    CANARY,
    7,
    {CANARY: CANARY},
    {"session_id": 7},
    {"session_id": None},
    {"session_id": CANARY + "\r\nSet-Cookie: a=b"},
    {"session_id": "\u4e2d\ud800" + CANARY},
    {"session_id": [CANARY]},
    {"sessionId": CANARY, "action": {}},
    {"sessionId": CANARY, "action": {"name": "find", "payload": {}}},
    {"sessionId": CANARY, "action": {"name": CANARY, "payload": CANARY, CANARY: 1}},
    {"sessionId": CANARY, "action": CANARY},
    {"sessionId": [CANARY], "action": [CANARY]},
    {"token": [CANARY]},
    {"token": CANARY + "\0"},
    {"token": CANARY, CANARY: CANARY},
    {"domain": {"kind": CANARY}, "locale": CANARY + " "},
)
FORMS: tuple[tuple[dict[str, str], bytes], ...] = (
    (FORM, b""),
    (FORM, b"username=%00&password=%00"),
    (FORM, b"username=%ff%fe&password=%ed%a0%80"),
    (FORM, b"username=" + CANARY.encode() + b"&password=" + CANARY.encode() * 4000),
    (FORM, b"username=a&password=b&grant_type=" + CANARY.encode()),
    (FORM, b"&" * 90_000),
    (PARTS, b"--x\r\nContent-Disposition: form-data; name=\"username\"\r\n\r\n\xff\r\n--x--"),
    (PARTS, b"--x\r\nContent-Disposition: form-data; name=\"username\"; filename=\"" +
     CANARY.encode() + b"\"\r\n\r\n1\r\n--x--"),
    ({"Content-Type": "multipart/form-data"}, CANARY.encode()),
)  # fmt: skip
LOOKS = (
    "/chat/project/settings?language={}", "/chat/project/translations?language={}",
    "/chat/logo?theme={}", "/chat/avatars/{}", "/chat/public/{}", "/chat/assets/{}", "/chat/{}",
    "/chat/project/thread/{}", "/chat/project/share/{}", "/chat/project/file/{}",
    "/chat/auth/oauth/{}", "/chat/auth/oauth/generic?state={}",
    "/chat/auth/oauth/generic/callback?code={}&state={}",
    "/chat/auth/oauth/generic/callback?error={}",
    "/chat/ws/socket.io/?EIO=4&transport=polling&sid={}", "/chat/ws/socket.io/?EIO={}",
    "/chat/summary?conversation={}", "/chat/?pack={}&item={}", "/static/{}",
    "/widget/door?x={}", "/{}",
    "/chat/health/{}", "/chat/user?x={}", "/review/{}", "/conversations/{}",
)  # fmt: skip
ODD = (CANARY, "\0" + CANARY, CANARY * 250, "../" * 30 + CANARY, "\udcff", "%", "{0}[")


@pytest.fixture(scope="module")
def rough(site_of: Any) -> Iterator[Any]:
    """A product where nobody is refused for asking too often."""
    with site_of(FIRSTFIVE_SIGN_INS_PER_MINUTE="100000") as started:
        yield started


def bodies() -> Iterator[tuple[dict[str, str], bytes]]:
    for body in BODIES:
        yield JSON, body if isinstance(body, bytes) else json.dumps(body).encode()
    yield from FORMS


def test_bodies(rough: Any) -> None:
    browser, amiss = rough.browser(), []
    for method, path in DOORS:
        for headers, body in bodies():
            answer = browser.request(method, path, content=body, headers=headers)
            if answer.status_code >= 500 or CANARY in answer.text:
                amiss.append((method, path, body[:80], answer.status_code, answer.text[:100]))
    assert amiss == []


def test_addresses(rough: Any) -> None:
    browser, amiss = rough.browser(), []
    for path in LOOKS:
        for odd in ODD:
            asked = path.replace("{}", quote(odd, safe="", errors="surrogateescape"))
            answer = browser.get(asked)
            if answer.status_code >= 500 or CANARY in answer.text:
                amiss.append((asked[:100], answer.status_code, answer.text[:100]))
    assert amiss == []
