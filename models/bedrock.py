"""Amazon Bedrock: models by id or by ARN, what of a prompt its guardrail reads, and its cache."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage

from core.errors import BadSetting
from core.settings import Settings
from models.arn import region_of, resolved
from models.aws import aws_options, client_config
from models.client import Asked, Blocking
from models.price import published

CACHE_POINT = {"cachePoint": {"type": "default"}}
CACHING = ("anthropic.", "amazon.nova")
"""The families that take cache points; others refuse a request that has one."""

NOTHING_SAID = "Nothing was typed."
"""What a guardrail reads where all else is ours or a seller's: without anything marked for it, it
would read everything."""

_OPENS, _ENDS = re.compile(r"<said-([0-9a-f]{12})>\n"), re.compile(r"\n</said-([0-9a-f]{12})>")
"""What stands around the words that a person typed, where prompts quote them."""


class Bedrock(Blocking):
    """A model of Bedrock; ``guarded`` by a guardrail, ``caches`` what stays the same."""

    def __init__(self, chat: Any, native: bool, guarded: bool, caches: bool) -> None:
        super().__init__(chat, native)
        self._guarded = guarded
        self._caches = caches

    def _read(self, chat: Any, asked: Asked, deadline: float) -> AIMessage:
        messages = marked(asked.messages) if self._guarded else list(asked.messages)
        if self._caches and asked.tools:
            # The whole conversation so far comes again with the next step.
            chat = chat.bind(cache_control={"type": "ephemeral"})
        elif self._caches:
            messages = [_pointed(message) for message in messages]
        return super()._read(chat, replace(asked, messages=messages), deadline)


def _pointed(message: BaseMessage) -> BaseMessage:
    """A message after whose words a cache point stands, where it is the same from turn to turn."""
    if not isinstance(message, SystemMessage):
        return message
    return SystemMessage([{"type": "text", "text": message.text}, CACHE_POINT])


def marked(messages: Sequence[BaseMessage]) -> list[BaseMessage]:
    """Messages in which what the person typed is what a guardrail reads, and nothing else is."""
    found = [_marked(m) if isinstance(m, HumanMessage) else m for m in messages]
    if any(_guard(block) for message in found for block in message.content):
        return found
    last = max((n for n, m in enumerate(found) if isinstance(m, HumanMessage)), default=None)
    if last is not None:
        found[last] = HumanMessage([_text(found[last].text), _guarded(NOTHING_SAID)])
    return found


def _marked(message: HumanMessage) -> BaseMessage:
    text, blocks, at = message.text, [], 0
    for start, end in _said(text):
        blocks += [_text(text[at:start]), _guarded(text[start:end])]
        at = end
    return HumanMessage([*blocks, _text(text[at:])]) if blocks else message


def _said(text: str) -> Iterator[tuple[int, int]]:
    """Where words stand that were typed: each quote up to the first end of its name, which is the
    digest of the words.
    """
    ends: dict[str, list[int]] = defaultdict(list)
    for found in _ENDS.finditer(text):
        ends[found[1]].append(found.start())
    at = 0
    for opened in _OPENS.finditer(text):
        own = ends[opened[1]]
        first = bisect_left(own, opened.end())
        if opened.start() >= at and first < len(own):
            start, end = opened.end(), own[first]
            if _is_digest(opened[1], text[start:end]):
                yield start, end
                at = end


def _is_digest(digest: str, words: str) -> bool:
    return sha256(words.encode("utf-8", "replace")).hexdigest()[:12] == digest


def _text(text: str) -> dict[str, Any]:
    return {"type": "text", "text": text}


def _guarded(text: str) -> dict[str, Any]:
    return {"type": "guard_content", "text": text}


def _guard(block: Any) -> bool:
    return isinstance(block, dict) and block.get("type") == "guard_content"


def open_bedrock(model: str, settings: Settings) -> Bedrock:
    """The client of a model of Bedrock.

    Raises:
        BadSetting: a setting cannot be used, or it is not known what an ARN stands for.
    """
    from langchain_aws import ChatBedrockConverse
    from langchain_aws.utils import parse_model_provider

    base = resolved(model, settings)
    provider = parse_model_provider(base)
    family = base[base.index(f"{provider}.") :]
    options: dict[str, Any] = {
        **aws_options(settings, region_of(model)),
        "config": client_config(settings.answer_timeout),
    }
    if guardrail := _guardrail(settings.bedrock_guardrail):
        options["guardrail_config"] = guardrail
    if model != base:
        options |= {"provider": provider, "base_model_id": family}
    chat = ChatBedrockConverse(model=model, max_tokens=settings.model_tokens, **options)
    profile = chat.profile or {}
    if profile.get("temperature"):
        chat.temperature = 0.0
    caches = settings.bedrock_prompt_cache and family.startswith(CACHING) and _known_to_cache(base)
    return Bedrock(chat, bool(profile.get("structured_output")), bool(guardrail), caches)


def _known_to_cache(base: str) -> bool:
    return bool((published(base) or {}).get("supports_prompt_caching"))


def _guardrail(setting: str | None) -> dict[str, str]:
    if not setting:
        return {}
    id, _, version = setting.rpartition(":")
    if not id or not version:
        raise BadSetting(f"FIRSTFIVE_BEDROCK_GUARDRAIL = {setting!r}: write ID:VERSION.")
    return {"guardrailIdentifier": id, "guardrailVersion": version}
