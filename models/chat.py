"""The language model that the settings name, asked for structured answers only."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel

from core.errors import BadSetting, ModelFailed
from core.reply import Usage
from core.settings import Settings

Answer = TypeVar("Answer", bound=BaseModel)

NO_KEY = "none"
"""Sent to a server of one's own that asks for no key, so that a provider's key never goes there."""

CALLS_TOOLS = ("openai", "bedrock_converse", "ollama")
"""Providers asked by way of a tool call: the form of structured output most servers understand."""


class ChatModel:
    """One language model behind a LangChain client.

    ``name`` is the setting, as recorded with every turn. Nothing is tried twice: a caller that has
    no answer in time goes on without one.
    """

    def __init__(self, name: str, client: Any, timeout: float) -> None:
        self.name = name
        self._client = client
        self._timeout = timeout
        self._structured: dict[type[BaseModel], Any] = {}

    async def structured(
        self,
        prompt: str,
        schema: type[Answer],
        within: float | None = None,
    ) -> tuple[Answer, Usage]:
        """The model's answer to ``prompt`` as an instance of ``schema``, and what it cost.

        ``within`` is in seconds, by default that of the settings. ``cost_usd`` is None: prices are
        not known here.

        Raises:
            ModelFailed: too slow, unreachable, refused, empty, or an answer outside the schema. The
                message never holds the prompt, the answer or the key.
        """
        seconds = self._timeout if within is None else within
        try:
            async with asyncio.timeout(seconds):
                outcome = await self._runnable(schema).ainvoke(prompt)
        except TimeoutError:
            raise ModelFailed(f"No answer within {seconds:g} s.") from None
        except Exception as error:
            raise ModelFailed(_reason(error)) from None
        return _checked(outcome, schema), _usage(outcome.get("raw"))

    def _runnable(self, schema: type[BaseModel]) -> Any:
        if schema not in self._structured:
            by_tool = self.name.partition(":")[0] in CALLS_TOOLS
            options: dict[str, Any] = {"method": "function_calling"} if by_tool else {}
            self._structured[schema] = self._client.with_structured_output(
                schema, include_raw=True, **options
            )
        return self._structured[schema]


def open_chat(settings: Settings) -> ChatModel | None:
    """The chat model of these settings, None where none is named. Nothing is sent yet.

    Raises:
        BadSetting: the name has no provider, or its client is not installed or not configured.
    """
    name = settings.chat_model
    if not name:
        return None
    provider, _, model = name.partition(":")
    if not provider or not model:
        raise BadSetting(
            f"FIRSTFIVE_CHAT_MODEL = {name!r}: write provider:model, e.g. openai:NAME."
        )
    from langchain.chat_models import init_chat_model

    try:
        client = init_chat_model(model, model_provider=provider, **_options(settings, provider))
    except ImportError as error:
        raise BadSetting(f"FIRSTFIVE_CHAT_MODEL = {name!r}: {error}.") from error
    except Exception as error:
        raise BadSetting(
            f"FIRSTFIVE_CHAT_MODEL = {name!r} cannot be opened ({type(error).__name__}): check the "
            "provider's name and FIRSTFIVE_CHAT_API_KEY."
        ) from None
    return ChatModel(name, client, settings.model_timeout)


def _options(settings: Settings, provider: str) -> dict[str, Any]:
    options: dict[str, Any] = {} if provider == "ollama" else {"max_retries": 0}
    if settings.chat_base_url:
        options["base_url"] = settings.chat_base_url
    if settings.chat_api_key:
        options["api_key"] = settings.chat_api_key.get_secret_value()
    elif settings.chat_base_url and provider == "openai":
        options["api_key"] = NO_KEY
    return options


def _reason(error: Exception) -> str:
    """What went wrong without the provider's words, which may quote the prompt or the key."""
    status = getattr(error, "status_code", None)
    return f"{type(error).__name__}{f' (HTTP {status})' if isinstance(status, int) else ''}."


def _checked(outcome: Mapping[str, Any], schema: type[Answer]) -> Answer:
    raw, parsed = outcome.get("raw"), outcome.get("parsed")
    if getattr(raw, "additional_kwargs", {}).get("refusal"):
        raise ModelFailed("It refused.")
    if outcome.get("parsing_error") is not None or getattr(raw, "invalid_tool_calls", None):
        raise ModelFailed("Its answer does not follow the schema.")
    if not isinstance(parsed, schema):
        raise ModelFailed("Its answer is empty.")
    return parsed


def _usage(raw: Any) -> Usage:
    counted: Mapping[str, Any] = getattr(raw, "usage_metadata", None) or {}
    return Usage(
        model_calls=1,
        input_tokens=counted.get("input_tokens", 0),
        output_tokens=counted.get("output_tokens", 0),
        cost_usd=None,
    )
