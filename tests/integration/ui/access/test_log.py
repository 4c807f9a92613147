"""Words that people write reach no log, through whichever door and whatever fails on them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit
from uuid import uuid4

import jwt
import pytest
from websockets.exceptions import WebSocketException
from websockets.sync.client import connect

from tests.emulators.chat_client import ChatClient, chatting
from tests.emulators.raw_client import CHAT

SECRET = "a secret of the two sites, long enough"  # pragma: allowlist secret
LETTERS = str.maketrans("0123456789", "ghijklmnop")


class Canaries:
    """Words that nothing else contains, each made once."""

    def __init__(self) -> None:
        self.made: list[str] = []

    def __call__(self, around: str = "{}") -> str:
        self.made.append("canary" + uuid4().hex.translate(LETTERS))
        return around.format(self.made[-1])


@pytest.fixture(scope="module")
def watched(site_of: Any, oidc_server: Any) -> Iterator[Any]:
    """A product with every door open, and its log."""
    with site_of(FIRSTFIVE_WIDGET_SECRET=SECRET, **oidc_server.settings()) as started:
        started.add("paul")
        yield started


def test_no_word_of_anybody(watched: Any) -> None:
    canary = Canaries()
    for door in (over_the_chat, over_the_socket, over_the_api, by_signing_in, by_bad_bodies):
        door(watched, canary)
    said, log = len(canary.made), watched.log()
    assert said >= 60
    assert [word for word in canary.made if word in log] == []
    assert "  File " not in log


def over_the_chat(site: Any, canary: Canaries) -> None:
    """What people type, and what their clicks carry."""
    session = str(uuid4())
    with chatting(site.base, {}, session) as client:
        client.until("QuickReplies")
        for text in ("{}", "I want {} in Ohio", "\0{}", "{0} " * 300, "<b>{}</b>"):
            client.heard.clear()
            client.say(canary(text))
            client.until('"task_end"', patience=120)
        browser = site.browser()
        for payload in clicks(canary):
            for name in ("feedback", "find", "compare", canary()):
                action = {"name": name, "payload": payload, canary(): canary()}
                browser.post("/chat/project/action", json={"sessionId": session, "action": action})


def clicks(canary: Canaries) -> Iterator[dict[str, Any]]:
    """What our callbacks are not given by our pages."""
    yield {"attribute": canary(), "typed": canary()}
    yield {"attribute": "industry", "typed": canary("\0{}")}
    yield {"attribute": canary("\0{}"), "typed": ""}
    yield {"item": canary("\0{}"), "verdict": "interested"}
    yield {"item": canary(), "verdict": canary()}
    yield {"items": [canary("\0{}"), canary()]}
    yield {"items": [{canary(): canary()}]}


def over_the_socket(site: Any, canary: Canaries) -> None:
    """Packets that no page sends."""
    auth = {"sessionId": str(uuid4()), "clientType": "webapp", "userEnv": "{}"}
    strange: tuple[Any, ...] = (
        None, [], canary(), {canary(): canary()}, {**auth, "sessionId": [canary()]},
        {**auth, "userEnv": canary()}, {**auth, "clientType": canary()},
        {**auth, "threadId": canary(), "chatProfile": canary()},
    )  # fmt: skip
    for one in strange:
        with suppress(WebSocketException, TimeoutError), raw(site) as socket:
            socket.send("40" + json.dumps(one))
            socket.recv(timeout=5)
            socket.send('42["connection_successful"]')
    for event in ("client_message", "edit_message", "window_message", "chat_settings_change",
                  "audio_chunk", "message_favorite", "stop", canary()):  # fmt: skip
        for data in packets(canary):
            with suppress(WebSocketException, TimeoutError), raw(site) as socket:
                client = ChatClient(socket)
                client.greet(str(uuid4()))
                socket.send("42" + json.dumps([event, data]))
                client.until('"task_end"', patience=5)
    for packet in ("42" + canary(), "45" + canary(), canary(), "42[" + canary(), "4", "9" * 99):
        with suppress(WebSocketException, TimeoutError), raw(site) as socket:
            socket.send(packet)
            socket.recv(timeout=2)


def packets(canary: Canaries) -> Iterator[Any]:
    """Data of events."""
    yield canary()
    yield {"message": {"id": canary(), "output": canary(), "createdAt": canary()}}
    yield {"message": {"id": str(uuid4()), "output": {canary(): canary()}, "createdAt": 1}}


def raw(site: Any) -> Any:
    """A socket of the chat on which nothing has been said."""
    address = site.base.replace("http", "ws", 1) + CHAT
    return connect(address, additional_headers={"Origin": site.base})


def over_the_api(site: Any, canary: Canaries) -> None:
    """Messages, edits and judgements that cannot be used, and some that can."""
    browser = site.browser()
    begun = browser.post("/api/conversations", json={}).json()
    path = f"/api/conversations/{begun['id']}"
    owner = {"Authorization": f"Bearer {begun['token']}"}
    for body in (
        {"text": canary()}, {"text": canary("\0{}")}, {"choices": [canary()]}, {canary(): 1},
        {"profile": [{"attribute": canary(), "set": {"value": canary()}}]},
        {"profile": [{"attribute": "industry", "set": {"value": {"name": canary(), "kind": "x"}}}]},
        {"text": "hello", "client_message_id": canary("\0{}")}, {"text": [canary()]},
    ):  # fmt: skip
        browser.post(f"{path}/messages", json=body, headers=owner)
    note = {"verdict": "helpful", "note": canary("\0{}"), "item_id": canary("\0{}")}
    browser.post(f"{path}/feedback", json=note, headers=owner)
    browser.get(f"{path}/choices?attribute=%00{canary()}&typed={canary()}", headers=owner)
    browser.get(f"{path}/compare?item_id=%00{canary()}&item_id={canary()}", headers=owner)
    browser.get(f"/api/conversations/%00{canary()}", headers={"Authorization": canary("Bearer {}")})
    browser.post("/api/conversations", json={"domain": canary(), "locale": canary()})
    browser.post("/api/conversations", json={"looking_at": canary("\0{}")})


def by_signing_in(site: Any, canary: Canaries) -> None:
    """Names, passwords, tokens, cookies, and what a provider is said to have answered."""
    browser = site.browser()
    for name in (canary(), canary("\0{}"), "paul"):
        browser.post("/chat/login", data={"username": name, "password": canary()})
    browser.post("/chat/login", files={canary(): canary(), "username": canary()})
    browser.post("/widget/sign-in", json={"token": canary(), canary(): canary()})
    claims = {"aud": "firstfive", "sub": canary("\0{}"), "iat": 1, "exp": 2}
    for token in (canary("{}.{}.x".format("{}", "y")), jwt.encode(claims, SECRET, "HS256")):
        browser.post("/widget/sign-in", json={"token": token})
    back = "/chat/auth/oauth/generic/callback"
    browser.get(f"{back}?error={canary()}")
    browser.get(f"{back}?code={canary()}&state={canary()}")
    there = browser.get("/chat/auth/oauth/generic").headers["Location"]
    (state,) = parse_qs(urlsplit(there).query)["state"]
    assert browser.get(f"{back}?code={canary()}&state={state}").status_code == 302
    there = browser.get("/chat/auth/oauth/generic").headers["Location"]
    (state,) = parse_qs(urlsplit(there).query)["state"]
    browser.get(f"{back}?error={canary()}&error_description={canary()}&state={state}")
    for name in ("firstfive_sign_in", "firstfive_default", "X-Chainlit-Session-id"):
        browser.get("/chat/user", headers={"Cookie": f"{name}={canary()}"})
        browser.get("/chat/", headers={"Cookie": f"{name}={canary()}"})


def by_bad_bodies(site: Any, canary: Canaries) -> None:
    """Bodies, headers and addresses that are no such thing."""
    browser = site.browser()
    for path in ("/chat/project/action", "/chat/set-session-cookie", "/chat/login",
                 "/widget/sign-in", "/api/conversations", "/chat/logout"):  # fmt: skip
        for body in ("{}", '{{"session_id": "\u4e2d{}"}}', '["{}"', "\udcff{}", '{{"{}": 1}}'):
            content = canary(body).encode("utf-8", "surrogateescape")
            for kind in ("application/json", "multipart/form-data; boundary=" + canary(), canary()):
                browser.post(path, content=content, headers={"Content-Type": kind})
    for path in ("/{}", "/chat/public/{}", "/chat/logo?theme={}", "/static/{}", "/chat/avatars/{}"):
        browser.get(path.format(quote(canary("\0{}"))))
        browser.get(path.format(canary()), headers={"Accept-Language": canary(), "Range": canary()})
