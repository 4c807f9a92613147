"""A crowd at the chat's socket: so many pass in each second, the others hear so at once."""

from __future__ import annotations

from typing import Any

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from tests.emulators.raw_client import CHAT


def knock(base: str) -> int:
    """The status of the answer to somebody who wants to connect."""
    address = base.rstrip("/").replace("http", "ws", 1) + CHAT
    with pytest.raises(InvalidStatus) as refused, connect(address):
        pass
    return refused.value.response.status_code


def test_no_more_than_so_many_in_a_second(serve: Any) -> None:
    with serve(chats_per_second=1) as running:
        base = str(running.http.base_url)
        answers = [knock(base) for _ in range(3)]
        assert running.http.get("/healthz").status_code == 200
    assert answers[0] not in (429, 503)  # passed, to where this server has no chat
    assert {429, 503} & set(answers[1:])
