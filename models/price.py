"""What tokens cost: from the settings, else from the table that the package litellm publishes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.metadata import distribution
from pathlib import Path
from typing import Any, NamedTuple

from core.settings import Settings
from models.arn import resolved
from models.call import Tokens
from models.name import ModelName

TABLE = "litellm/model_prices_and_context_window_backup.json"
MILLION = 1_000_000
CHARACTERS_PER_TOKEN = 3
"""Fewer than any tokenizer needs for English: an estimate from characters is not too low."""


class Price(NamedTuple):
    """US dollars for one token."""

    read: float
    written: float
    cache_read: float
    cache_write: float


def price_of(settings: Settings, name: ModelName) -> Price | None:
    """The price of a model; None where it is not known.

    A server of one's own has its own prices, whatever its models are called: only the settings
    tell them.

    Raises:
        BadSetting: it is not known what an ARN stands for.
    """
    for known, read, written in settings.model_prices:
        if known == str(name):
            per_token = (read / MILLION, written / MILLION)
            return Price(*per_token, cache_read=per_token[0], cache_write=per_token[0])
    own = name.provider in ("ollama", "sagemaker")
    if own or (name.provider == "openai" and settings.chat_base_url):
        return None
    bedrock = name.provider == "bedrock_converse"
    return _in_table(resolved(name.model, settings) if bedrock else name.model)


def published(model: str) -> Mapping[str, Any] | None:
    """What the table knows; of Bedrock's regional names (``us.``, ``eu.``) also without region."""
    return _table().get(model) or _table().get(model.partition(".")[2])


def _in_table(model: str) -> Price | None:
    row = published(model)
    if row is None or "input_cost_per_token" not in row:
        return None
    read, written = row["input_cost_per_token"], row.get("output_cost_per_token", 0.0)
    return Price(
        read,
        written,
        row.get("cache_read_input_token_cost", read),
        row.get("cache_creation_input_token_cost", read),
    )


@cache
def _table() -> Mapping[str, Mapping[str, Any]]:
    # Read as a file: importing the package takes seconds, and it would fetch a newer table.
    path = Path(str(distribution("litellm").locate_file(TABLE)))
    table: dict[str, dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return table


def cost(tokens: Tokens | None, price: Price | None) -> float | None:
    """US dollars of a call; None where the price or the count is unknown."""
    if tokens is None or price is None:
        return None
    fresh = tokens.input - tokens.cache_read - tokens.cache_write
    return (
        fresh * price.read
        + tokens.cache_read * price.cache_read
        + tokens.cache_write * price.cache_write
        + tokens.output * price.written
    )


def most(characters: int, written: int, price: Price | None) -> float | None:
    """What a call may cost at most: a prompt of so many characters, and all that may be written."""
    if price is None:
        return None
    tokens = characters / CHARACTERS_PER_TOKEN
    return tokens * max(price.read, price.cache_write) + written * price.written
