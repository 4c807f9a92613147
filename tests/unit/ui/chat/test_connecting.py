"""A browser's first words over the socket: who it says it is."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from ui.chat.asked import Connecting


@pytest.mark.parametrize("thread", ["", None, "2f0c-11"])
def test_a_session_opens_with_or_without_a_thread(thread: str | None) -> None:
    read = Connecting.model_validate({"sessionId": "one", "threadId": thread})
    assert read.threadId == (thread or None)


@pytest.mark.parametrize("thread", ["a b", "x" * 101, 7])
def test_an_odd_thread_opens_none(thread: object) -> None:
    with pytest.raises(ValidationError):
        Connecting.model_validate({"sessionId": "one", "threadId": thread})
