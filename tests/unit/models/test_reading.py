"""Values are found in answers however a model wraps them."""

from __future__ import annotations

from typing import Any

import pytest
from langchain_core.messages import AIMessage
from pydantic import BaseModel

from models.call import CallFailed
from models.reading import read, tokens_of


class Mood(BaseModel):
    """How somebody feels."""

    mood: str
    degree: int = 0


SAD = Mood(mood="sad", degree=2)


@pytest.mark.parametrize(
    "text",
    [
        '{"mood": "sad", "degree": 2}',
        'Certainly!\n```json\n{"mood": "sad", "degree": 2}\n```\nI hope this helps.',
        '{"name": "Mood", "parameters": {"mood": "sad", "degree": 2}}',
        '[{"name": "Mood", "arguments": {"mood": "sad", "degree": 2}}]',
        'First {a thought}, then {"thought": 1}, then {"mood": "sad", "degree": 2}.',
        '<think>{"mood": "happy"}</think>{"mood": "sad", "degree": 2}',
        '{"degree": 7} is not whole, {"mood": "sad", "degree": "2"} is',
    ],
)
def test_a_value_in_a_text(text: str) -> None:
    assert read(AIMessage(text), Mood) == SAD


@pytest.mark.parametrize(
    "text",
    [
        "", "   ", "I feel fine.", "{", '{"mood": "sa', "{'mood': 'sad'}", '{"other": 1}',
        "<think>{\"mood\": \"sad\"}", "[1, 2]", '{"mood": {"deep": {}}}', "{" * 500,
    ],
)  # fmt: skip
def test_no_value_in_a_text(text: str) -> None:
    with pytest.raises(CallFailed) as caught:
        read(AIMessage(text), Mood)
    assert caught.value.outcome == "unusable"


def called(name: str, args: dict[str, Any]) -> AIMessage:
    return AIMessage("Well,", tool_calls=[{"name": name, "args": args, "id": "1"}])


def test_a_call_counts_before_words() -> None:
    assert read(called("Mood", {"mood": "sad", "degree": 2}), Mood) == SAD
    with pytest.raises(CallFailed, match="does not exist"):
        read(called("Moods", {"mood": "sad"}), Mood)
    with pytest.raises(CallFailed, match="schema"):
        read(called("Mood", {"degree": 2}), Mood)


@pytest.mark.parametrize("key", ["stopReason", "finish_reason"])
def test_a_refusal(key: str) -> None:
    with pytest.raises(CallFailed) as caught:
        read(AIMessage("{}", response_metadata={key: "content_filter"}), Mood)
    assert caught.value.outcome == "refused"


def test_tokens() -> None:
    assert tokens_of(AIMessage("x")) is None
    usage = {"input_tokens": 20, "output_tokens": 5, "total_tokens": 25,
             "input_token_details": {"cache_read": 5, "cache_creation": 3}}  # fmt: skip
    counted = tokens_of(AIMessage("x", usage_metadata=usage))
    assert counted is not None
    assert counted.model_dump() == {"input": 20, "output": 5, "cache_read": 5, "cache_write": 3}
