"""The port is taken first, and a refusal says what to do."""

from __future__ import annotations

import asyncio
import socket
from pathlib import Path

import pytest

from core.errors import CannotListen
from core.settings import read_settings
from ui.serving import address, listening


def test_a_port_in_use() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(
            CannotListen, match=rf"Port {port} is in use; set FIRSTFIVE_PORT or --port\."
        ):
            listening("127.0.0.1", port).__enter__()


def test_a_free_port_is_held_and_let_go() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with listening("127.0.0.1", port), pytest.raises(CannotListen):
        listening("127.0.0.1", port).__enter__()
    with listening("127.0.0.1", port):
        pass


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://localhost:8000"), ("0.0.0.0", "http://localhost:8000"),
        ("example.org", "http://example.org:8000"), ("fe80::1", "http://[fe80::1]:8000"),
    ],
)  # fmt: skip
def test_what_to_type_into_a_browser(tmp_path: Path, host: str, url: str) -> None:
    assert address(read_settings(data_dir=tmp_path, host=host)) == url


async def test_no_answer_waits_for_the_last_one_to_be_acknowledged() -> None:
    """Small writes go out at once: an answer is two, and the second would wait 40 ms."""
    at_once: asyncio.Future[bool] = asyncio.get_running_loop().create_future()

    def met(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connection = writer.get_extra_info("socket")
        at_once.set_result(bool(connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)))
        writer.close()

    with listening("127.0.0.1", 0) as taken:
        async with await asyncio.start_server(met, sock=taken):
            _, writer = await asyncio.open_connection(*taken.getsockname())
            assert await at_once
            writer.close()
