"""Embeddings of other providers, through the real clients over real sockets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from core.errors import BadSetting, EncoderUnavailable
from core.settings import read_settings
from models.encoder import open_encoder
from models.hosted import BATCH, pooled

if TYPE_CHECKING:
    from tests.emulators.aws_server import AwsServer
    from tests.emulators.openai_server import OpenAIServer

KEY = "sk-canary-of-embeddings"
TEXTS = ["a bakery", "", "a laundromat in Ohio"]
BEDROCK = ["bedrock:amazon.titan-embed-text-v2:0", "bedrock:cohere.embed-english-v3"]


def check(vectors: np.ndarray[tuple[int, ...], np.dtype[np.float32]]) -> None:
    assert vectors.shape == (3, 3)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1)
    wanted = np.array([20.0, 1.0, 0.0])
    assert np.allclose(vectors[2], wanted / np.linalg.norm(wanted), atol=1e-5)


def test_openai(openai_server: OpenAIServer) -> None:
    given = {"embeddings": "openai:embedder", "embeddings_base_url": openai_server.url}
    encoder = open_encoder(read_settings(**given, embeddings_api_key=KEY))
    assert (encoder.name, encoder.dimension) == ("openai:embedder", 3)
    check(encoder.encode(TEXTS))
    assert openai_server.requests[-1]["input"] == ["a bakery", " ", "a laundromat in Ohio"]
    assert set(openai_server.keys) == {KEY}


def test_many_texts_keep_their_order(openai_server: OpenAIServer) -> None:
    given = {"embeddings": "openai:embedder", "embeddings_base_url": openai_server.url}
    vectors = open_encoder(read_settings(**given)).encode(["x" * n for n in range(1, 3 * BATCH)])
    assert len(openai_server.requests) == 3
    assert np.all(np.diff(vectors[:, 0]) > 0)


@pytest.mark.parametrize("name", [*BEDROCK, "sagemaker:endpoint"])
def test_amazon(aws_server: AwsServer, name: str) -> None:
    given = {"aws_endpoint_url": aws_server.url, "aws_region": "eu-west-1"}
    encoder = open_encoder(read_settings(embeddings=name, **given))
    check(encoder.encode(TEXTS))
    assert encoder.dimension == 3
    assert {request.model for request in aws_server.requests} == {name.partition(":")[2]}


def test_what_fails_for_a_moment_is_tried_again(aws_server: AwsServer) -> None:
    aws_server.fail(429, "ThrottlingException")
    given = {"aws_endpoint_url": aws_server.url, "aws_region": "eu-west-1"}
    encoder = open_encoder(read_settings(embeddings="sagemaker:endpoint", **given))
    with pytest.raises(EncoderUnavailable, match="HTTP 429"):
        encoder.encode(["x"])
    assert len(aws_server.requests) == 5


@pytest.mark.parametrize("status", [401, 404])
def test_a_mistake_is_said_without_its_words(openai_server: OpenAIServer, status: int) -> None:
    openai_server.fail(status, f"Incorrect key {KEY} for bakery")
    given = {"embeddings": "openai:embedder", "embeddings_base_url": openai_server.url}
    with pytest.raises(EncoderUnavailable) as caught:
        open_encoder(read_settings(**given)).encode(["bakery"])
    assert str(status) in str(caught.value)
    assert KEY not in str(caught.value)
    assert len(openai_server.requests) == 1


def test_vectors_that_are_none(openai_server: OpenAIServer) -> None:
    openai_server.embed = lambda text: [float("nan")]
    given = {"embeddings": "openai:embedder", "embeddings_base_url": openai_server.url}
    with pytest.raises(EncoderUnavailable):
        open_encoder(read_settings(**given)).encode(["bakery"])


@pytest.mark.parametrize("name", ["openai", "openai:", "nobody:x"])
def test_a_name_that_cannot_be_used(name: str) -> None:
    with pytest.raises(BadSetting, match="FIRSTFIVE_EMBEDDINGS"):
        open_encoder(read_settings(embeddings=name))


def test_token_vectors_are_averaged() -> None:
    assert pooled([1.0, 3.0]).tolist() == [1.0, 3.0]
    assert pooled([[[1.0, 3.0], [3.0, 5.0]]]).tolist() == [2.0, 4.0]
    assert pooled([[1.0, 3.0], [3.0, 5.0]]).tolist() == [2.0, 4.0]
