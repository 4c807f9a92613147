from __future__ import annotations

import numpy as np

from models.branch import pack_weights, unpack_weights


def test_packed_weights_come_back_within_half_a_step() -> None:
    random = np.random.default_rng(3)
    weights = {
        "matrix": (random.normal(size=(64, 48)) * random.uniform(0.01, 9, (64, 1))).astype("f4"),
        "empty": np.zeros((40, 40), np.float32),
        "small": random.normal(size=(8, 8)).astype("f4"),
        "bias": random.normal(size=384).astype("f4"),
    }
    packed = pack_weights(weights)
    found = unpack_weights(packed)
    assert packed["matrix:int8"].dtype == np.int8
    assert found.keys() == weights.keys()
    assert {value.dtype for value in found.values()} == {np.dtype(np.float32)}
    step = np.abs(weights["matrix"]).max(axis=1, keepdims=True) / 127
    assert (np.abs(found["matrix"] - weights["matrix"]) <= 0.501 * step).all()
    assert (found["empty"] == 0).all()
    for name in ("small", "bias"):
        assert np.allclose(found[name], weights[name], rtol=1e-3)
