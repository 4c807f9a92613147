"""The tuned branch of the encoder: packed small, and without tuning the encoder itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from safetensors.numpy import load_file

from core.errors import EncoderUnavailable
from core.settings import read_settings
from models.bert import LAYERS, TRUNK, WIDTH
from models.branch import Branch, pack_weights, unpack_weights
from models.local import LocalEncoder, open_local
from models.weights import model_folder

Floats = NDArray[np.float32]
TEXTS = ["A bakery in Ohio, under 400k.", "no", "something rather longer " * 12]


@pytest.fixture(scope="module")
def encoder(data_folder: Callable[[str], Path]) -> LocalEncoder:
    return open_local(read_settings(data_dir=data_folder("branch")))


@pytest.fixture(scope="module")
def untuned() -> dict[str, Floats]:
    layers = tuple(f"encoder.layer.{i}." for i in range(TRUNK, LAYERS))
    weights = load_file(model_folder() / "model.safetensors")
    return {name: value for name, value in weights.items() if name.startswith(layers)}


def test_untuned_layers_give_what_the_encoder_gives(
    encoder: LocalEncoder, untuned: dict[str, Floats]
) -> None:
    tokens = encoder.states(TEXTS)
    states = Branch(untuned).run(tokens.trunk, tokens.mask)
    assert states.shape == (len(TEXTS), tokens.mask.shape[1], WIDTH)
    held = tokens.mask.astype(bool)
    np.testing.assert_allclose(states[held], tokens.hidden[held], atol=1e-4)


def test_the_states_of_tokens_have_the_encoding_as_their_mean(encoder: LocalEncoder) -> None:
    tokens = encoder.states(TEXTS)
    for row, text in enumerate(TEXTS):
        mean = tokens.hidden[row][tokens.mask[row] == 1].mean(axis=0)
        (encoded,) = encoder.encode([text])
        np.testing.assert_allclose(mean / np.linalg.norm(mean), encoded, atol=1e-4)


def test_the_offsets_are_those_of_the_text(encoder: LocalEncoder) -> None:
    tokens = encoder.states(TEXTS)
    text, n = TEXTS[0], int(tokens.mask[0].sum())
    assert tokens.offsets[0][0] == tokens.offsets[0][n - 1] == (0, 0)
    pieces = [text[a:b] for a, b in tokens.offsets[0][1 : n - 1]]
    assert "".join(pieces) == text.replace(" ", "")


def test_packed_layers_are_nearly_the_same(
    encoder: LocalEncoder, untuned: dict[str, Floats]
) -> None:
    tokens = encoder.states(TEXTS)
    held = tokens.mask.astype(bool)
    states = Branch(unpack_weights(pack_weights(untuned))).run(tokens.trunk, tokens.mask)[held]
    plain = tokens.hidden[held]
    norms = np.linalg.norm(states, axis=1) * np.linalg.norm(plain, axis=1)
    assert ((states * plain).sum(axis=1) / norms).min() > 0.97


def test_matrices_are_packed_as_bytes_and_the_rest_as_halves() -> None:
    rng = np.random.default_rng(7)
    weights: dict[str, Floats] = {
        "large": rng.normal(size=(64, 48)).astype(np.float32),
        "zeros": np.zeros((64, 48), np.float32),
        "small": rng.normal(size=(4, 6)).astype(np.float32),
        "bias": rng.normal(size=300).astype(np.float32),
    }
    packed = pack_weights(weights)
    assert {name: str(value.dtype) for name, value in packed.items()} == {
        "large:int8": "int8", "large:scale": "float32", "zeros:int8": "int8",
        "zeros:scale": "float32", "small": "float16", "bias": "float16",
    }  # fmt: skip
    found = unpack_weights(packed)
    assert found.keys() == weights.keys()
    step = np.abs(weights["large"]).max(axis=1, keepdims=True) / 127
    assert (np.abs(found["large"] - weights["large"]) <= 0.51 * step).all()
    assert not found["zeros"].any()
    for name in ("small", "bias"):
        assert found[name].dtype == np.float32
        np.testing.assert_allclose(found[name], weights[name], rtol=1e-3, atol=1e-4)
    assert sum(v.nbytes for v in packed.values()) < 0.4 * sum(v.nbytes for v in weights.values())


def test_what_cannot_be_run_is_told() -> None:
    wrong = {f"encoder.layer.{i}.x": np.zeros((2, 2), np.float32) for i in range(TRUNK, LAYERS)}
    with pytest.raises(EncoderUnavailable, match="branch"):
        Branch(wrong)
