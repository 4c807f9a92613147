"""The guards of the test run do guard."""

from __future__ import annotations

import socket

import pytest

from core.settings import read_settings


def test_another_machine_cannot_be_reached(attempts: list[str]) -> None:
    with (
        socket.socket() as connection,
        pytest.raises(OSError, match=r"may not reach '192\.0\.2\.1'"),
    ):
        connection.connect(("192.0.2.1", 80))
    with pytest.raises(OSError, match=r"may not reach 'example\.org'"):
        socket.getaddrinfo("example.org", 443)
    assert attempts == ["192.0.2.1", "example.org"]
    attempts.clear()


def test_this_machine_can_be_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(("localhost", server.getsockname()[1]), timeout=5).close()


def test_settings_of_the_machine_do_not_reach_a_test() -> None:
    assert read_settings().port == 8000


def test_every_test_has_a_database_of_its_own(database_url: str, empty_url: str) -> None:
    assert database_url != empty_url
