"""One settings object reads the environment, once; an explicit argument beats the environment."""

from __future__ import annotations

import re
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Annotated, Any, Literal

from platformdirs import user_data_path
from pydantic import Field, IPvAnyNetwork, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from core.errors import BadSetting

HOST = re.compile(r"[A-Za-z0-9._-]+|\[?[0-9A-Fa-f:.]+\]?")
"""A name or an address, without a scheme, a port and a path."""


class Settings(BaseSettings):
    """All settings, read from ``FIRSTFIVE_…`` variables."""

    model_config = SettingsConfigDict(env_prefix="FIRSTFIVE_", frozen=True, extra="forbid")

    data_dir: Path = Field(
        default_factory=lambda: user_data_path("firstfive", appauthor=False),
        description="Folder of the embedded database and cached models.",
    )
    packs_dir: Path = Field(
        default_factory=lambda: user_data_path("firstfive", appauthor=False) / "packs",
        description="Folder of your own domain packs, one folder each.",
    )
    database_url: str | None = Field(
        default=None, description="Postgres ≥ 16 with pgvector ≥ 0.8.4; embedded when unset."
    )
    host: str = Field(default="127.0.0.1", description="Address to listen on.")
    port: int = Field(default=8000, ge=1, le=65535, description="Port to listen on.")
    chat_model: str | None = Field(
        default=None,
        description="Language model that listens and explains: `openai:NAME`, `ollama:NAME` or "
        "`bedrock_converse:ID`; several, separated by commas, in the order they are tried. None "
        "when unset.",
    )
    listen_model: str | None = Field(
        default=None,
        description="Reads what local listening is unsure of; may also be `sagemaker:ENDPOINT`. "
        "FIRSTFIVE_CHAT_MODEL when unset.",
    )
    explain_model: str | None = Field(
        default=None, description="Answers questions about items; FIRSTFIVE_CHAT_MODEL when unset."
    )
    word_model: str | None = Field(
        default=None, description="Words questions and reasons. Templates when unset."
    )
    judge_model: str | None = Field(
        default=None, description="Ranks the best twenty again before the five; off when unset."
    )
    extract_model: str | None = Field(
        default=None,
        description="Reads attributes out of the texts of items while a catalogue is ingested; off "
        "when unset.",
    )
    extract_budget: float | None = Field(
        default=None, ge=0, description="US dollars that one ingest may spend on it."
    )
    extract_calls_per_minute: int = Field(
        default=60, ge=1, description="Calls a minute of one ingest, all its workers together."
    )
    extract_tokens_per_minute: int = Field(
        default=100_000, ge=1, description="Tokens a minute of one ingest, read and written."
    )
    chat_base_url: str | None = Field(
        default=None, description="Address of an OpenAI-compatible server for `openai:` models."
    )
    chat_api_key: SecretStr | None = Field(
        default=None, description="Key of `openai:` models; the provider's own variable when unset."
    )
    ollama_url: str = Field(
        default="http://127.0.0.1:11434/v1", description="Where `ollama:` models are served."
    )
    aws_region: str | None = Field(
        default=None, description="Region of Bedrock and SageMaker; AWS's own setting when unset."
    )
    aws_endpoint_url: str | None = Field(
        default=None, description="Address of Bedrock and SageMaker, such as a VPC endpoint's."
    )
    bedrock_guardrail: str | None = Field(
        default=None,
        description="Bedrock Guardrail for what the person and the model say, as `ID:VERSION`.",
    )
    bedrock_prompt_cache: bool = Field(
        default=False,
        description="Let Bedrock cache the part of a prompt that stays the same, where the model "
        "can do that.",
    )
    bedrock_base_models: Annotated[tuple[tuple[str, str], ...], NoDecode] = Field(
        default=(),
        description="Which models ARNs stand for that do not say so themselves: `ARN=MODEL-ID`, "
        "separated by commas. Amazon is asked about application inference profiles when unset.",
    )
    embeddings: str = Field(
        default="local",
        description="Embedding model: `local`, the smaller `local:int8`, `openai:NAME`, "
        "`bedrock:ID` or `sagemaker:ENDPOINT`.",
    )
    embeddings_base_url: str | None = Field(
        default=None, description="Address of an OpenAI-compatible server for embeddings."
    )
    embeddings_api_key: SecretStr | None = Field(
        default=None, description="Its key; the provider's own variable when unset."
    )
    model_timeout: float = Field(
        default=1.5, gt=0, description="Seconds to wait for a language model before a question."
    )
    listen_timeout: float = Field(
        default=4.5, gt=0, description="Seconds to wait for one that reads what was typed."
    )
    listen_when: Literal["unsure", "always"] = Field(
        default="unsure",
        description="When a model reads what was typed: where local listening is not sure of it, "
        "or always.",
    )
    answer_timeout: float = Field(
        default=8.0,
        gt=0,
        description="Seconds to wait for one that ranks, words the five or answers a question.",
    )
    model_tokens: int = Field(
        default=1000, ge=1, description="Most tokens that a language model may write in one call."
    )
    model_calls: int = Field(
        default=60, ge=0, description="Most calls of a language model in one conversation."
    )
    model_calls_per_minute: int = Field(
        default=600, ge=1, description="Most calls a minute, of all processes together."
    )
    model_prices: Annotated[tuple[tuple[str, float, float], ...], NoDecode] = Field(
        default=(),
        description="US dollars for a million tokens in and out, by model: "
        "`openai:NAME=0.15/0.60`, separated by commas. A published table where none is given.",
    )
    budget_per_conversation: float | None = Field(
        default=None, ge=0, description="US dollars that one conversation's calls may cost."
    )
    budget_per_day: float | None = Field(
        default=None, ge=0, description="US dollars that all calls of a day (UTC) may cost."
    )
    trace_words: bool = Field(
        default=False,
        description="Let LangSmith and OpenTelemetry have what people and models say, where their "
        "own variables switch them on; they get steps and times only when unset.",
    )
    question_cap: int = Field(
        default=8, ge=0, le=20, description="Most questions in one interview."
    )
    turns_per_minute: int = Field(
        default=60, ge=1, description="Turns, and verdicts, a minute per conversation."
    )
    characters_per_minute: int = Field(
        default=40_000,
        ge=8_000,
        description="Characters written a minute per address: words, choices, edits, notes.",
    )
    chats_per_second: int = Field(
        default=25, ge=1, description="Connections of the chat that one process takes in a second."
    )
    chats_per_minute: int = Field(
        default=120, ge=1, description="Connections of the chat, a minute per address."
    )
    connections: int = Field(
        default=1000,
        ge=10,
        description="Connections that one process keeps open, chats included; further ones are "
        "refused.",
    )
    turns_at_once: int = Field(
        default=32,
        ge=1,
        description="Turns in work in one process, those that wait for a language model not "
        "counted; others are refused.",
    )
    requests_per_minute: int = Field(
        default=600, ge=1, description="Requests a minute per address."
    )
    sign_ins_per_minute: int = Field(
        default=20,
        ge=1,
        description="Passwords that one address may try in a minute, whatever the names; those "
        "that have signed in from there before are not stopped by it.",
    )
    database_pool: int = Field(default=10, ge=2, description="Database connections kept open.")
    source_megabytes: int = Field(
        default=10_000,
        ge=1,
        description="Most megabytes of a source, when it is fetched and when it is unpacked.",
    )
    source_seconds: int = Field(
        default=3600, ge=1, description="Seconds that fetching a source may take in all."
    )
    source_networks: Annotated[tuple[IPv4Network | IPv6Network, ...], NoDecode] = Field(
        default=(),
        description="Networks that are not public and that a source may be fetched from "
        "(10.1.0.0/16), separated by commas; none when unset.",
    )
    mode: Literal["development", "production"] = Field(
        default="development",
        description="`production` refuses to start without safe secrets and origins.",
    )
    origins: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(),
        description="Addresses of this site as browsers see it (https://advisor.example.org), "
        "separated by commas; the address that was asked for when unset.",
    )
    hosts: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(),
        description="Further names and addresses that this site is asked by (advisor.example.org, "
        "192.168.1.20), separated by commas, without a port. Those of FIRSTFIVE_ORIGINS and of "
        "this machine itself need not be named.",
    )
    trusted_proxies: Annotated[tuple[IPvAnyNetwork, ...], NoDecode] = Field(
        default=(),
        description="Addresses and networks (10.0.0.5, 10.1.0.0/16) of your own proxies, separated "
        "by commas: `X-Forwarded-For` and `X-Forwarded-Proto` are believed of these alone.",
    )
    widget_hosts: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(),
        description="Sites that may embed the chat (https://www.example.org), separated by commas; "
        "none when unset.",
    )
    widget_secret: SecretStr | None = Field(
        default=None,
        description="Verifies the tokens with which such a site's server names its visitors, 32 "
        "characters or more; visitors have no name when unset.",
    )
    auth_secret: SecretStr | None = Field(
        default=None,
        description="Signs the cookies of people who sign in, 32 characters or more; when unset, "
        "one is made in the data folder (not in production).",
    )
    metrics_token: SecretStr | None = Field(
        default=None,
        description="Whoever reads `/metrics` names it as a bearer token; when unset, anybody may, "
        "but in production nobody.",
    )
    sign_in: Literal["optional", "required"] = Field(
        default="optional",
        description="`required`: the chat and the API are for people who signed in.",
    )
    session_idle_minutes: int = Field(
        default=60, ge=1, description="Minutes without use after which a sign-in ends."
    )
    session_hours: int = Field(
        default=12, ge=1, description="Hours after which a sign-in ends in any case."
    )
    oidc_issuer: str | None = Field(
        default=None,
        description="An OpenID Connect provider (https://login.example.org), where people may sign "
        "in; what else must be known of it is found there. None when unset.",
    )
    oidc_client_id: str | None = Field(default=None, description="This site's id at that provider.")
    oidc_client_secret: SecretStr | None = Field(
        default=None, description="Its secret at that provider."
    )
    oidc_scopes: str = Field(default="openid email", description="What is asked of it.")
    oidc_name_claim: str = Field(
        default="email", description="The claim by which people are named here."
    )
    keep_at_least_days: int = Field(
        default=0, ge=0, description="Days that conversations must be kept; erasure waits for it."
    )
    keep_conversations_days: int = Field(
        default=365, ge=1, description="Days after its last turn that a conversation is kept."
    )
    keep_feedback_days: int = Field(default=365, ge=1, description="Days that feedback is kept.")
    keep_checkpoints_days: int = Field(
        default=90, ge=1, description="Days after its last turn that a conversation can go on."
    )
    keep_logs_days: int = Field(
        default=30, ge=1, description="Days that the log of the embedded database is kept."
    )
    keep_exports_days: int = Field(
        default=30, ge=1, description="Days that exports in the data folder are kept."
    )
    keep_audit_days: int = Field(
        default=1826, ge=366, description="Days that the audit is kept; never less than a year."
    )

    backup_days: int = Field(
        default=1,
        ge=0,
        description="Days between the copies of the embedded database that a server makes in "
        "its data folder, where the last three are kept; 0 makes none.",
    )

    @field_validator("model_prices", mode="before")
    @classmethod
    def _priced(cls, given: object) -> object:
        return prices_of(given) if isinstance(given, str) else given

    @field_validator("bedrock_base_models", mode="before")
    @classmethod
    def _paired(cls, given: object) -> object:
        return pairs_of(given) if isinstance(given, str) else given

    @field_validator("origins", "hosts", "widget_hosts", "source_networks", mode="before")
    @classmethod
    def _origins(cls, given: object) -> object:
        return tuple(part.rstrip("/") for part in parts(given)) if isinstance(given, str) else given

    @field_validator("oidc_issuer")
    @classmethod
    def _an_issuer(cls, given: str | None) -> str | None:
        if given and not given.startswith(("https://", "http://")):
            raise ValueError("an issuer begins with https://")
        return given.rstrip("/") if given else None

    @field_validator("trusted_proxies", mode="before")
    @classmethod
    def _listed(cls, given: object) -> object:
        return tuple(parts(given)) if isinstance(given, str) else given

    @field_validator("trusted_proxies")
    @classmethod
    def _not_everybody(cls, given: tuple[IPvAnyNetwork, ...]) -> tuple[IPvAnyNetwork, ...]:
        if any(network.prefixlen == 0 for network in given):
            raise ValueError("to trust every address is to let everybody invent theirs")
        return given

    @field_validator("hosts")
    @classmethod
    def _named(cls, given: tuple[str, ...]) -> tuple[str, ...]:
        for host in given:
            if not HOST.fullmatch(host):
                raise ValueError(f"{host!r} is no name or address alone")
        return given


def parts(text: str) -> list[str]:
    """What stands between the commas."""
    return [part.strip() for part in text.split(",") if part.strip()]


def prices_of(text: str) -> tuple[tuple[str, float, float], ...]:
    """``openai:NAME=0.15/0.60, …`` as name, dollars for a million tokens in, and out.

    Raises:
        ValueError: a part is not NAME=IN/OUT.
    """
    found = []
    for part in parts(text):
        name, equals, figures = part.rpartition("=")
        read, slash, written = figures.partition("/")
        if not (name and equals and slash):
            raise ValueError(f"{part!r} is not MODEL=IN/OUT")
        found.append((name.strip(), float(read), float(written)))
    return tuple(found)


def pairs_of(text: str) -> tuple[tuple[str, str], ...]:
    """``NAME=VALUE, …`` as pairs.

    Raises:
        ValueError: a part is not NAME=VALUE.
    """
    found = []
    for part in parts(text):
        name, equals, value = part.partition("=")
        if not (name and equals and value):
            raise ValueError(f"{part!r} is not NAME=VALUE")
        found.append((name.strip(), value.strip()))
    return tuple(found)


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
