"""Limits: so many a minute for each key, and when to come back."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest

from core.errors import Overloaded, TooManyRequests
from core.settings import read_settings
from ui.limits import Limits, address_of, behind_proxies, is_chat
from ui.metrics import Metrics


def limits(tmp_path: Path, metrics: Metrics | None = None) -> Limits:
    settings = read_settings(data_dir=tmp_path, turns_per_minute=2, requests_per_minute=3)
    return Limits(settings, metrics or Metrics())


async def test_each_conversation_has_its_own(tmp_path: Path) -> None:
    one = limits(tmp_path)
    for conversation in ("a", "a", "b", "b"):
        await one.turn(conversation, "10.0.0.1", 1)
    with pytest.raises(TooManyRequests) as refused:
        await one.turn("a", "10.0.0.1", 1)
    assert 55 < refused.value.retry_after <= 60
    assert "At most 2 turns" in str(refused.value)


async def test_turns_and_requests_are_counted_apart(tmp_path: Path) -> None:
    one = limits(tmp_path)
    for _ in range(2):
        await one.turn("10.0.0.1", "10.0.0.1", 0)
    for _ in range(3):
        await one.request("10.0.0.1")
    with pytest.raises(TooManyRequests):
        await one.request("10.0.0.1")


async def test_what_is_typed_is_bounded_per_address_in_whatever_conversations(
    tmp_path: Path,
) -> None:
    settings = read_settings(data_dir=tmp_path, characters_per_minute=20_000)
    metrics = Metrics()
    one = Limits(settings, metrics)
    for conversation in ("a", "b"):
        await one.turn(conversation, "10.0.0.1", 8_000)
    with pytest.raises(TooManyRequests) as refused:
        await one.turn("c", "10.0.0.1", 8_000)
    assert 0 < refused.value.retry_after <= 60
    with pytest.raises(TooManyRequests):
        await one.judgement("c", "10.0.0.1", 8_000)
    await one.turn("a", "10.0.0.2", 8_000)
    await one.judgement("a", "10.0.0.2", 8_000)
    await one.turn("a", "10.0.0.1", 0)
    assert b'firstfive_refused_total{limit="typed"} 2.0' in metrics.text()


async def test_refusals_are_counted(tmp_path: Path) -> None:
    metrics = Metrics()
    one = limits(tmp_path, metrics)
    for _ in range(3):
        await one.request("x")
    with pytest.raises(TooManyRequests):
        await one.request("x")
    assert b'firstfive_refused_total{limit="requests"} 1.0' in metrics.text()


async def test_a_flood_from_many_addresses_leaves_room_for_who_comes_once(tmp_path: Path) -> None:
    """120 addresses that come again and again took every place of every second."""
    one = Limits(read_settings(data_dir=tmp_path, chats_per_second=25), Metrics())
    flood = [f"127.0.1.{n}" for n in range(120)]
    opened = 0
    for address in flood:
        for _ in range(4):
            with suppress(Overloaded):
                await one.chat(address)
                opened += 1
    assert opened >= 25
    await asyncio.sleep(1.1)
    for address in flood:
        with suppress(Overloaded):
            await one.chat(address)
    for n in range(10):
        await one.chat(f"127.0.2.{n}")


async def test_a_crowd_comes_in_little_by_little(tmp_path: Path) -> None:
    settings = read_settings(data_dir=tmp_path, chats_per_second=2)
    one = Limits(settings, Metrics())
    await one.chat("10.0.0.1")
    await one.chat("10.0.0.2")
    with pytest.raises(Overloaded):
        await one.chat("10.0.0.3")


async def test_an_address_with_too_many_chats_takes_nothing_from_others(tmp_path: Path) -> None:
    settings = read_settings(data_dir=tmp_path, chats_per_second=3, chats_per_minute=2)
    metrics = Metrics()
    one = Limits(settings, metrics)
    for _ in range(2):
        await one.chat("10.0.0.1")
    for _ in range(50):
        with pytest.raises(TooManyRequests):
            await one.chat("10.0.0.1")
    await one.chat("10.0.0.2")
    assert b'firstfive_refused_total{limit="chats-each"} 50.0' in metrics.text()


@pytest.mark.parametrize(
    ("path", "query", "chat"),
    [
        ("/chat/ws/socket.io/", b"EIO=4&transport=websocket", True),
        ("/chat/ws/socket.io/", b"transport=websocket&EIO=4&t=x", True),
        ("/chat/ws/socket.io/", b"EIO=4&transport=polling", False),
        ("/chat/ws/socket.io/", b"EIO=3&transport=websocket", False),
        ("/chat/ws/socket.io/", b"", False),
        ("/chat/ws/socket.io/", b"EIO=4&transport=websocket&transport=polling", False),
        ("/chat/ws/socket.io/more", b"EIO=4&transport=websocket", False),
        ("/", b"EIO=4&transport=websocket", False),
        ("/chat/ws/socket.io/", b"\xff=%ff", False),
    ],
)
def test_which_sockets_are_the_chats(path: str, query: bytes, chat: bool) -> None:
    assert is_chat({"path": path, "query_string": query}) is chat


@pytest.mark.parametrize(
    ("client", "address"),
    [
        (("10.0.0.1", 5), "10.0.0.1"), (("::ffff:10.0.0.1", 5), "10.0.0.1"),
        (("2001:db8::1", 5), "2001:db8::/56"), (("2001:db8::ffff:2", 5), "2001:db8::/56"),
        (("fe80::1%eth0", 5), "fe80::/56"), (("no address", 0), "unknown"), (None, "unknown"),
    ],
)  # fmt: skip
def test_addresses(client: tuple[str, int] | None, address: str) -> None:
    assert address_of({"client": client}) == address
    assert address_of({}) == "unknown"


def asked(trusted: str, peer: str, *forwarded: str) -> tuple[str, str]:
    """The address and the scheme that the application sees."""
    seen: list[Any] = []

    async def app(scope: Any, _receive: Any, _send: Any) -> None:
        seen.append((address_of(scope), scope["scheme"]))

    settings = read_settings(trusted_proxies=trusted)
    headers = [(b"x-forwarded-for", one.encode()) for one in forwarded]
    headers.append((b"x-forwarded-proto", b"https"))
    scope = {"type": "http", "scheme": "http", "client": (peer, 1), "headers": headers}
    asyncio.run(run(behind_proxies(app, settings.trusted_proxies), scope))
    (found,) = seen
    address, scheme = found
    return str(address), str(scheme)


async def run(app: Any, scope: dict[str, Any]) -> None:
    await app(scope, None, None)


@pytest.mark.parametrize(
    ("trusted", "peer", "forwarded", "address"),
    [
        ("", "127.0.0.1", ["9.9.9.9"], "127.0.0.1"),
        ("10.0.0.0/8", "127.0.0.1", ["9.9.9.9"], "127.0.0.1"),
        ("127.0.0.1", "127.0.0.1", ["9.9.9.9"], "9.9.9.9"),
        ("127.0.0.1", "127.0.0.1", ["1.1.1.1, 9.9.9.9"], "9.9.9.9"),
        ("127.0.0.1", "127.0.0.1", ["1.1.1.1", "9.9.9.9"], "9.9.9.9"),
        ("127.0.0.1, 10.0.0.0/8", "127.0.0.1", ["9.9.9.9, 10.2.3.4"], "9.9.9.9"),
        ("10.0.0.0/8", "::ffff:10.0.0.1", ["9.9.9.9:4711"], "9.9.9.9"),
        ("2001:db8::/32", "2001:db8::1", ["[2001:db9::1]:80"], "2001:db9::/56"),
        ("127.0.0.1", "127.0.0.1", ["9.9.9.9, nonsense"], "unknown"),
        ("127.0.0.1", "127.0.0.1", [], "127.0.0.1"),
    ],
)
def test_only_trusted_proxies_say_for_whom_they_ask(
    trusted: str, peer: str, forwarded: list[str], address: str
) -> None:
    believed = ip_address(peer.removeprefix("::ffff:"))
    networks = read_settings(trusted_proxies=trusted).trusted_proxies
    scheme = "https" if any(believed in network for network in networks) else "http"
    assert asked(trusted, peer, *forwarded) == (address, scheme)
