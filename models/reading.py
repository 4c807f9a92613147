"""Reads the value that was asked for out of a model's answer, however the model wrapped it. Pure.

Families differ: most call the tool that they were given, some write its arguments as text, between
fences, inside a wrapper that names the tool, or with a sentence before and after.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from langchain_core.messages import AIMessage
from pydantic import BaseModel, ValidationError

from models.call import CallFailed, Tokens

Value = TypeVar("Value", bound=BaseModel)

WRAPPED = ("arguments", "parameters", "input")
"""Under what key families put a tool's arguments when they write a call as text."""

REFUSING = ("content_filter", "content_filtered", "guardrail_intervened", "refusal")
MOST_TRIES = 20
_THINKING = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL)
"""What some families say to themselves first."""


def read(message: AIMessage, schema: type[Value]) -> Value:
    """The value of a schema that an answer holds.

    Raises:
        CallFailed: it refuses, is empty, or holds nothing of this schema.
    """
    check_not_refused(message)
    for call in message.tool_calls:
        if call["name"] == schema.__name__:
            return _valid(call["args"], schema)
    if message.tool_calls:
        raise CallFailed("unusable", "It calls a tool that does not exist.")
    if message.invalid_tool_calls:
        raise CallFailed("unusable", "Its answer does not follow the schema.")
    return _written(message.text, schema)


def check_not_refused(message: AIMessage) -> None:
    """Check that an answer is no refusal.

    Raises:
        CallFailed: the model refuses, or its provider's guardrail stepped in.
    """
    told = message.response_metadata
    reason = told.get("stopReason") or told.get("finish_reason")
    if message.additional_kwargs.get("refusal") or reason in REFUSING:
        raise CallFailed("refused", "It refused.")


def tokens_of(message: AIMessage) -> Tokens | None:
    """The tokens as the provider counted them; None where it did not."""
    counted: Mapping[str, Any] | None = message.usage_metadata
    if not counted:
        return None
    details = counted.get("input_token_details") or {}
    return Tokens(
        input=counted["input_tokens"],
        output=counted["output_tokens"],
        cache_read=details.get("cache_read") or 0,
        cache_write=details.get("cache_creation") or 0,
    )


def _written(text: str, schema: type[Value]) -> Value:
    """The first JSON object of a text that is a value of the schema."""
    text = _THINKING.sub("", text)
    if not text.strip():
        raise CallFailed("unusable", "Its answer is empty.")
    for found in _objects(text):
        inner = next((found[key] for key in WRAPPED if isinstance(found.get(key), dict)), found)
        try:
            return _valid(inner, schema)
        except CallFailed:
            continue
    raise CallFailed("unusable", "Its answer does not follow the schema.")


def _objects(text: str) -> Iterator[dict[str, Any]]:
    """The JSON objects in a text, whatever stands around them."""
    decoder, at = json.JSONDecoder(), -1
    for _ in range(MOST_TRIES):
        at = text.find("{", at + 1)
        if at < 0:
            return
        try:
            found, end = decoder.raw_decode(text, at)
        except ValueError:
            continue
        yield found
        at = end - 1


def _valid(given: Any, schema: type[Value]) -> Value:
    # A schema whose fields all have defaults would find itself in any object.
    if not isinstance(given, dict) or not set(given) & set(schema.model_fields):
        raise CallFailed("unusable", "Its answer does not follow the schema.")
    try:
        return schema.model_validate(given)
    except ValidationError:
        message = "Its answer does not follow the schema."
        raise CallFailed("unusable", message) from None
