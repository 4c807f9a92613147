"""Opens the client of a model by its name. A provider is one more line in ``OPENERS``."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any

from pydantic import SecretStr

from core.errors import BadSetting
from core.settings import Settings
from models.aws import aws_client
from models.client import Client, Streaming
from models.name import ModelName
from models.tracing import hide_words

NO_KEY = "none"
"""Sent to a server of one's own that asks for no key, so that a provider's key never goes there."""


CLIENTS = ("openai", "httpx", "httpx2", "httpcore", "boto3", "botocore", "urllib3", "langchain")
"""Whose loggers tell of requests, and at the level DEBUG of their bodies and heads."""


def open_client(name: ModelName, settings: Settings) -> Client:
    """The client of a model. Nothing is sent yet, but for asking Amazon which model an inference
    profile of an application stands for, where the settings do not say so.

    Raises:
        BadSetting: the provider is not known, or its client is not installed or not configured.
    """
    hush()
    hide_words(settings)
    opener = OPENERS.get(name.provider)
    if opener is None:
        raise BadSetting(f"{str(name)!r}: the providers are {', '.join(OPENERS)}.")
    try:
        return opener(name.model, settings)
    except (ImportError, BadSetting) as error:
        raise BadSetting(f"{str(name)!r}: {error}") from error
    except Exception as error:
        raise BadSetting(
            f"{str(name)!r} cannot be opened ({type(error).__name__}): check its name, and the key "
            f"(FIRSTFIVE_CHAT_API_KEY) or the AWS credentials and FIRSTFIVE_AWS_REGION."
        ) from None


def hush() -> None:
    """Keep the clients' own logs free of what they send: warnings and worse are all they may say.

    LangChain's of AWS say even failures with the provider's words, one of them in the root's name.
    """
    for name in CLIENTS:
        logger = logging.getLogger(name)
        logger.setLevel(max(logger.level, logging.WARNING))
    logging.getLogger("langchain_aws").setLevel(logging.CRITICAL + 1)
    logging.getLogger().addFilter(_not_of_sagemaker)


def _not_of_sagemaker(record: logging.LogRecord) -> bool:
    return record.module != "sagemaker_endpoint"


def key_for(key: SecretStr | None, base_url: str | None) -> dict[str, str]:
    """The key to send, where it is not the provider's own variable that holds it."""
    if key is not None:
        return {"api_key": key.get_secret_value()}
    return {"api_key": NO_KEY} if base_url else {}


def _openai(model: str, settings: Settings) -> Client:
    base = settings.chat_base_url
    where = {"base_url": base, **key_for(settings.chat_api_key, base)}
    return _compatible(model, settings, where, own=bool(base))


def _ollama(model: str, settings: Settings) -> Client:
    # Every model can be bound to a shape there, and few can call tools.
    where = {"base_url": settings.ollama_url, "api_key": NO_KEY}
    return _compatible(model, settings, where, own=True, native=True)


def _compatible(
    model: str, settings: Settings, where: Mapping[str, Any], own: bool, native: bool = False
) -> Client:
    """A server that speaks OpenAI's protocol; one of our ``own`` takes a temperature for sure."""
    from langchain_openai import ChatOpenAI

    limits: dict[str, Any] = {"max_retries": 0, "max_tokens": settings.model_tokens}
    chat = ChatOpenAI(model=model, stream_usage=True, **where, **limits)
    profile = chat.profile or {}
    if own or profile.get("temperature"):
        chat.temperature = 0.0
    return Streaming(chat, native or bool(profile.get("structured_output")))


def _bedrock(model: str, settings: Settings) -> Client:
    from models.bedrock import open_bedrock

    return open_bedrock(model, settings)


def _sagemaker(model: str, settings: Settings) -> Client:
    from models.sagemaker_text import Endpoint

    client = aws_client("sagemaker-runtime", settings, settings.answer_timeout)
    return Endpoint(model, client, settings.model_tokens)


OPENERS: Mapping[str, Callable[[str, Settings], Client]] = {
    "openai": _openai,
    "ollama": _ollama,
    "bedrock_converse": _bedrock,
    "sagemaker": _sagemaker,
}
"""What the part of a model's name before the first colon may be, and how it is opened."""
