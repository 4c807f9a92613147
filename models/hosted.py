"""Embedding models that somebody else runs: OpenAI's protocol, Bedrock, SageMaker."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tenacity import Retrying, retry_if_exception, stop_after_attempt

from core.errors import BadSetting, EncoderUnavailable
from core.settings import Settings
from models.aws import aws_client, aws_options, client_config
from models.fault import failure, worth_repeating
from models.opening import hush, key_for
from models.repeat import wait

Vectors = NDArray[np.float32]
Embed = Callable[[list[str]], Any]
"""Texts to one vector each, as nested lists."""

SECONDS = 20.0
"""How long one request may take."""

ATTEMPTS = 5
BATCH, SIDE_BY_SIDE = 64, 4
"""Texts of a request, and requests at the same time."""

SPACE = " "
"""Stands for an empty text, which most providers refuse."""


class HostedEncoder:
    """Texts to unit vectors by way of a provider; may be called from any thread."""

    def __init__(self, name: str, embed: Embed) -> None:
        self.name = name
        self._embed = embed

    @cached_property
    def dimension(self) -> int:
        """Numbers in a vector, as the provider makes them now.

        Raises:
            EncoderUnavailable: as :meth:`encode`.
        """
        return int(self.encode(["dimension"]).shape[1])

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row per text, float32 (n, dimension), L2 norm 1.

        Raises:
            EncoderUnavailable: the provider cannot be reached, refuses, or answers with something
                else; what failed for a moment is tried again before.
        """
        if not texts:
            return np.zeros((0, self.dimension), np.float32)
        batches = [list(texts[at : at + BATCH]) for at in range(0, len(texts), BATCH)]
        with ThreadPoolExecutor(min(SIDE_BY_SIDE, len(batches))) as pool:
            return np.concatenate(list(pool.map(self._rows, batches)))

    def _rows(self, texts: list[str]) -> Vectors:
        again = Retrying(
            retry=retry_if_exception(worth_repeating),
            wait=wait,
            stop=stop_after_attempt(ATTEMPTS),
            reraise=True,
        )
        try:
            made = again(self._embed, [text.strip() or SPACE for text in texts])
            rows = np.array(made, np.float32)
        except Exception as error:
            # Not chained: the provider's words may quote the texts or the key.
            raise EncoderUnavailable(f"{self.name!r}: {failure(error).detail}") from None
        if rows.ndim != 2 or len(rows) != len(texts) or not np.isfinite(rows).all():
            raise EncoderUnavailable(f"{self.name!r} gave no vector for each text.")
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        return np.asarray(rows / np.maximum(lengths, 1e-12), np.float32)


def open_hosted(settings: Settings) -> HostedEncoder:
    """The encoder that ``provider:model`` names. Nothing is sent yet.

    Raises:
        BadSetting: there is no model, or its client cannot be opened.
    """
    name = settings.embeddings
    provider, _, model = name.partition(":")
    hush()
    try:
        if not model:
            raise BadSetting("write provider:model")
        return HostedEncoder(name, HOSTS[provider](model, settings))
    except BadSetting as error:
        raise BadSetting(f"FIRSTFIVE_EMBEDDINGS = {name!r}: {error.detail}.") from None
    except Exception as error:
        raise BadSetting(
            f"FIRSTFIVE_EMBEDDINGS = {name!r} cannot be opened ({type(error).__name__}): check its "
            "name, and FIRSTFIVE_EMBEDDINGS_API_KEY or the AWS credentials and "
            "FIRSTFIVE_AWS_REGION."
        ) from None


def _openai(model: str, settings: Settings) -> Embed:
    from langchain_openai import OpenAIEmbeddings

    base = settings.embeddings_base_url
    where: dict[str, Any] = {"base_url": base, **key_for(settings.embeddings_api_key, base)}
    # Texts go out as they are, not as OpenAI's token numbers, which other servers cannot read.
    limits: dict[str, Any] = {"check_embedding_ctx_length": False, "max_retries": 0}
    opened = OpenAIEmbeddings(model=model, timeout=SECONDS, **where, **limits)
    return opened.embed_documents


def _bedrock(model: str, settings: Settings) -> Embed:
    from langchain_aws import BedrockEmbeddings

    options: dict[str, Any] = dict(aws_options(settings))
    opened = BedrockEmbeddings(model_id=model, config=client_config(SECONDS), **options)
    return opened.embed_documents


def _sagemaker(model: str, settings: Settings) -> Embed:
    client = aws_client("sagemaker-runtime", settings, SECONDS)

    def embed(texts: list[str]) -> Any:
        """What Hugging Face's containers give: a vector per text, or one per token of it."""
        answer = client.invoke_endpoint(
            EndpointName=model,
            ContentType="application/json",
            Body=json.dumps({"inputs": texts, "truncate": True}).encode(),
        )
        return [pooled(one) for one in json.loads(answer["Body"].read())]

    return embed


def pooled(vectors: Any) -> Any:
    """One vector of a text: its own, or the mean of those of its tokens."""
    inner = vectors[0] if isinstance(vectors, list) and len(vectors) == 1 else vectors
    rows = np.array(inner, np.float32)
    return rows if rows.ndim == 1 else rows.mean(axis=0)


HOSTS: dict[str, Callable[[str, Settings], Embed]] = {
    "openai": _openai,
    "bedrock": _bedrock,
    "sagemaker": _sagemaker,
}
"""What may stand before the first colon of FIRSTFIVE_EMBEDDINGS, and who embeds then."""
