"""Dialogues are played whole, and each expectation stands after the reply that it is about."""

from __future__ import annotations

from pathlib import Path

import pytest

from agent.session import open_agent
from core.errors import BadCases
from core.settings import Settings
from evaluation.dialogues import played, read_dialogues


async def test_a_dialogue_becomes_a_transcript(evaluated: Settings) -> None:
    dialogue = {
        "id": "a", "pack": "businesses", "say": ["a bakery under 300k", "just show me"],
        "expect": [{"after": 1, "what": "first"}, {"after": 2, "what": "second"}],
    }  # fmt: skip
    async with open_agent(evaluated) as agent:
        told = await played(agent, dialogue)
    assert told.index("**1. a bakery") < told.index("[ ] first") < told.index("**2. just show me")
    assert told.index("[ ] second") > told.index("> 1. ")
    assert "Noted: " in told
    assert "Asking price: … to 300,000" in told


def test_those_that_ship_can_be_read() -> None:
    found = read_dialogues(None)
    assert len(found) == 40
    assert len({one["id"] for one in found}) == 40


@pytest.mark.parametrize(
    "line",
    [
        "no json", "{}", '{"say": ["a"], "expect": [{"after": 2, "what": "b"}]}',
        '{"say": ["a"], "expect": [{"after": 0, "what": "b"}]}', '{"say": 3, "expect": []}',
    ],
)  # fmt: skip
def test_a_line_that_is_none_is_named(line: str, tmp_path: Path) -> None:
    file = tmp_path / "some.jsonl"
    file.write_text(line)
    with pytest.raises(BadCases, match="line 1"):
        read_dialogues(file)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadCases, match=r"none\.jsonl"):
        read_dialogues(tmp_path / "none.jsonl")
