"""One settings object reads the environment, once; an explicit argument beats the environment."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from platformdirs import user_data_path
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from core.errors import BadSetting


class Settings(BaseSettings):
    """All settings, read from ``FIRSTFIVE_…`` variables."""

    model_config = SettingsConfigDict(env_prefix="FIRSTFIVE_", frozen=True, extra="forbid")

    data_dir: Path = Field(
        default_factory=lambda: user_data_path("firstfive", appauthor=False),
        description="Folder of the embedded database and cached models.",
    )
    database_url: str | None = Field(
        default=None, description="Postgres ≥ 16 with pgvector ≥ 0.8.4; embedded when unset."
    )
    host: str = Field(default="127.0.0.1", description="Address to listen on.")
    port: int = Field(default=8000, ge=1, le=65535, description="Port to listen on.")
    chat_model: str | None = Field(
        default=None, description="Language model, e.g. openai:gpt-4o-mini; none when unset."
    )
    chat_base_url: str | None = Field(
        default=None, description="Address of an OpenAI-compatible server."
    )
    chat_api_key: SecretStr | None = Field(
        default=None, description="Key of the chat model; the provider's own variable when unset."
    )
    embeddings: str = Field(default="local", description="Embedding model.")
    model_timeout: float = Field(
        default=1.5, gt=0, description="Seconds to wait for a language model before a question."
    )
    question_cap: int = Field(
        default=8, ge=0, le=20, description="Most questions in one interview."
    )
    turns_per_minute: int = Field(default=60, ge=1, description="Turns a minute per conversation.")
    requests_per_minute: int = Field(
        default=600, ge=1, description="Requests a minute per address."
    )
    database_pool: int = Field(default=10, ge=2, description="Database connections kept open.")


def read_settings(**explicit: object) -> Settings:
    """Settings from the environment, overridden by explicit values that are not None.

    Raises:
        BadSetting: a variable cannot be used; the message names it.
    """
    given: dict[str, Any] = {name: value for name, value in explicit.items() if value is not None}
    try:
        return Settings(**given)
    except ValidationError as error:
        first = error.errors()[0]
        name = "FIRSTFIVE_" + str(first["loc"][0]).upper()
        raise BadSetting(f"{name} = {first.get('input')!r}: {first['msg']}.") from error
