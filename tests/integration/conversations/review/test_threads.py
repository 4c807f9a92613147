"""Hiding personal data takes time: others are served meanwhile."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from conversations.review import labels, veil
from conversations.review.queue import Filter, read_queue
from conversations.review.reading import open_conversation
from conversations.review.redactions import redact_words
from conversations.review.transfer import exported
from core.database import Pool


async def test_no_text_is_veiled_on_the_event_loop(
    pool: Pool, made: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: dict[str, int] = {}

    def noticed(text: str) -> list[tuple[int, int]]:
        assert threading.current_thread() is not threading.main_thread(), text
        seen[step] = seen.get(step, 0) + 1
        return []

    step = "turn"
    monkeypatch.setattr(veil, "find_names", noticed)
    async with pool.connection() as connection:
        id = await made.talk(connection, ("a bakery for Ruth", made.shows()))
        step = "queue"
        (row,) = await read_queue(connection, Filter(), "rita")
        assert row.first_words == "a bakery for Ruth"
        step = "page"
        opened = await open_conversation(connection, id, "rita")
        assert opened.turns[0]["said"] == {"text": "a bakery for Ruth"}
        step = "redaction"
        await redact_words(connection, id, "Ruth", "rita")
        step = "export"
        await labels.judge(connection, id, "rita", "of no use to Ruth")
        lines = [line async for line in exported(connection, Filter(), "jsonl", "rita")]
        assert "of no use to [redacted]" in "".join(lines)
    assert {"turn", "queue", "page", "redaction", "export"} == set(seen)
