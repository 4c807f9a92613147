"""Connections that ask for too much, too slowly, or in two ways at once."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from typing import Any

import pytest

from tests.emulators.chat_client import chatting
from tests.emulators.raw_client import (
    CHAT,
    HANDSHAKE,
    asked,
    closed,
    handshake,
    heard,
    opened,
)

STRANGER = "127.0.0.2"
HALVES = (
    b"",
    b"GET / HTTP/1.1\r\nHost: localhost\r\n",
    b"POST /api/conversations HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    b"Content-Length: 1000\r\n\r\n{",
    b"POST /chat/login HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nuser",
    b"POST /sign-out HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n{",
    b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\nGET /healthz HTTP/1.1\r\nHos",
)
MANY, PATIENCE = 10, 180
HUGE = 200 * 1024 * 1024
FEW = 40
SOCKET = HANDSHAKE.format(path=CHAT, host="localhost", origin="http://localhost").encode()


@pytest.fixture(scope="module")
def site(site_of: Any) -> Iterator[Any]:
    """A product with the limits on connections that it comes with."""
    with site_of(FIRSTFIVE_CHATS_PER_MINUTE="120") as started:
        yield started


@pytest.fixture(scope="module")
def narrow(site_of: Any) -> Iterator[Any]:
    """A product with room for few, that takes three chats a minute from an address."""
    with site_of(FIRSTFIVE_CONNECTIONS=str(FEW), FIRSTFIVE_CHATS_PER_MINUTE="3") as started:
        yield started


def figure(site: Any, name: str) -> float:
    """One of the product's own figures."""
    lines = site.browser().get("/metrics").text.splitlines()
    found = [float(line.rsplit(" ", 1)[1]) for line in lines if line.startswith(name)]
    return sum(found)


def test_a_flood_of_handshakes_shuts_nobody_out(site: Any) -> None:
    before = site.log_lines()
    for _ in range(60):
        assert handshake(site.base, "/anywhere", address=STRANGER) == 404
        assert handshake(site.base, "/chat/ws/socket.io/?EIO=4", address=STRANGER) == 404
        assert handshake(site.base, origin="https://elsewhere.example", address=STRANGER) == 403
    taken = [handshake(site.base, address=STRANGER) for _ in range(200)]
    assert set(taken) <= {101, 429, 503}
    assert taken.count(101) <= 130
    assert taken.count(429) >= 50
    with chatting(site.base, {}) as client:
        client.until("QuickReplies")
    assert figure(site, "firstfive_refused_total") >= 180 + taken.count(429)
    assert site.log_lines() - before < 10


def test_half_a_request_is_not_waited_for(site: Any) -> None:
    with ExitStack() as left:
        halves = []
        for half in HALVES * MANY:
            halves.append(left.enter_context(opened(site.base)))
            halves[-1].sendall(half)
        halves.append(left.enter_context(_not_reading(site.base)))
        assert site.browser().get("/healthz").status_code == 200
        assert closed(halves[:-1], PATIENCE) == len(halves) - 1
        assert not _open_to(halves[-1], PATIENCE)


@pytest.mark.parametrize("more", ["Content-Length: 5\r\n", "Transfer-Encoding: chunked\r\n",
                                  "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
                                  "X: " + "x" * 20_000 + "\r\n", "X: x\r\n" * 300])  # fmt: skip
def test_what_is_no_request_for_a_socket_is_refused(site: Any, more: str) -> None:
    answer = asked(site.base, SOCKET.removesuffix(b"\r\n") + more.encode() + b"\r\n")
    assert answer.startswith(b"HTTP/1.1 400 ")


def _not_reading(base: str) -> socket.socket:
    """Somebody who asks for much and reads nothing."""
    connection = opened(base)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    connection.sendall(b"GET /api/openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n" * 400)
    return connection


def _open_to(connection: socket.socket, seconds: float) -> bool:
    """Whether more can be sent to a server; a reset says no."""
    connection.settimeout(1)
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            connection.sendall(b"\r\n")
        except OSError:
            return False
        time.sleep(1)
    return True


def test_a_byte_now_and_then_is_not_enough(site: Any) -> None:
    with opened(site.base) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nX: ")
        connection.settimeout(1)
        begun, ended = time.monotonic(), False
        while not ended and time.monotonic() - begun < PATIENCE:
            try:
                connection.sendall(b"x")
                ended = connection.recv(1024) != b"x"
            except TimeoutError:
                continue
            except OSError:
                ended = True
    assert ended


@pytest.mark.parametrize("path", ["/api/conversations", "/widget/sign-in", "/chat/project/action"])
def test_two_lengths_are_refused(site: Any, path: str) -> None:
    smuggled = b"0\r\n\r\nGET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
    request = (
        f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(smuggled)}\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    answer = asked(site.base, request.encode() + smuggled)
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert answer.count(b"HTTP/1.1 ") == 1


@pytest.mark.parametrize("path", ["/widget/sign-in", "/chat/project/action", "/chat/login",
                                  "/chat/set-session-cookie", "/sign-out", "/api/conversations",
                                  "/conversations/x/erase"])  # fmt: skip
def test_a_huge_body_is_refused_wherever_it_goes(site: Any, path: str) -> None:
    head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    for length, part in (
        (f"Content-Length: {HUGE}", b"x" * 65536),
        ("Transfer-Encoding: chunked", b"10000\r\n" + b"x" * 65536 + b"\r\n"),
    ):
        with opened(site.base) as connection:
            connection.sendall(f"{head}{length}\r\n\r\n".encode())
            sent = 0
            with suppress(OSError):
                while sent < HUGE:
                    connection.sendall(part)
                    sent += 65536
            answer = heard(connection)
        assert sent < HUGE / 4
        assert answer[9:13] in (b"", b"413 ", b"404 ", b"422 ", b"303 "), answer[:80]
        assert b"xxxx" not in answer


def test_everything_that_changes_something_is_counted(site_of: Any) -> None:
    with site_of(FIRSTFIVE_REQUESTS_PER_MINUTE="5") as site:
        browser = site.browser()
        answers = [browser.post("/chat/set-session-cookie", json={}).status_code for _ in range(4)]
        answers += [browser.post("/widget/sign-in", json={}).status_code for _ in range(4)]
        answers += [browser.put("/chat/feedback", json={}).status_code for _ in range(2)]
        assert answers == [422] * 5 + [429] * 5
        assert browser.get("/healthz").status_code == 200


def test_polling_is_no_way_around(site: Any) -> None:
    browser = site.browser()
    polling = CHAT.replace("websocket", "polling")
    assert browser.get(polling).status_code == 404
    assert browser.post(polling, content="40").status_code == 404
    assert browser.get(CHAT).status_code == 404


def test_who_asks_for_nothing_makes_room(narrow: Any) -> None:
    with ExitStack() as left:
        idle = [left.enter_context(opened(narrow.base)) for _ in range(3 * FEW)]
        assert narrow.browser().get("/healthz").status_code == 200
        with chatting(narrow.base, {}) as client:
            client.until("QuickReplies")
        assert closed(idle, PATIENCE) == len(idle)


def test_only_so_many_chats_from_one_address(narrow: Any) -> None:
    answers = [handshake(narrow.base, address="127.0.0.3") for _ in range(10)]
    assert answers.count(101) == 3
    assert answers.count(429) == 7
    assert handshake(narrow.base, address="127.0.0.4") == 101


@pytest.fixture(scope="module")
def crowded(site_of: Any) -> Iterator[Any]:
    """A product with room for few, and no bound on how often an address comes."""
    with site_of(FIRSTFIVE_CONNECTIONS=str(FEW)) as started:
        yield started


@pytest.mark.parametrize("taking", [*HALVES[2:5], SOCKET])
def test_one_address_does_not_take_all_connections(crowded: Any, taking: bytes) -> None:
    with ExitStack() as left:
        for _ in range(3 * FEW):
            taken = left.enter_context(opened(crowded.base, STRANGER))
            with suppress(OSError):
                taken.sendall(taking)
            time.sleep(0.05 if taking == SOCKET else 0)
        with chatting(crowded.base, {}) as client:
            client.until("QuickReplies")
        for _ in range(FEW // 2):
            assert crowded.browser().get("/healthz").status_code == 200


def test_one_who_asks_for_nothing_is_not_all_that_makes_room(crowded: Any) -> None:
    with ExitStack() as left:
        for taking in [*[HALVES[2]] * FEW, b"", b""]:
            taken = left.enter_context(opened(crowded.base, STRANGER))
            with suppress(OSError):
                taken.sendall(taking)
            time.sleep(0.05)
        with chatting(crowded.base, {}) as client:
            client.until("QuickReplies")
