"""A branch of the embedded encoder: its last layers, tuned for listening, run on its trunk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.errors import EncoderUnavailable
from models.bert import branch_graph

Floats = NDArray[np.float32]


class Branch:
    """Runs tuned layers on the states after the trunk; may be called from any thread.

    Raises:
        EncoderUnavailable: ONNX Runtime cannot run the layers.
    """

    def __init__(self, weights: Mapping[str, Floats]) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        try:
            self._session: Any = onnxruntime.InferenceSession(
                branch_graph(weights), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:
            raise EncoderUnavailable(f"ONNX Runtime cannot run the branch: {error}") from error

    def run(self, trunk: Floats, mask: NDArray[np.int64]) -> Floats:
        """States float32 (n, length, 384) of the tuned last layer."""
        (states,) = self._session.run(None, {"trunk_states": trunk, "attention_mask": mask})
        return np.asarray(states, np.float32)


def pack_weights(weights: Mapping[str, Floats]) -> dict[str, NDArray[Any]]:
    """Matrices as bytes with a scale a row, the rest as half precision."""
    packed: dict[str, NDArray[Any]] = {}
    for name, value in weights.items():
        if value.ndim == 2 and value.size >= 1024:
            scale = np.maximum(np.abs(value).max(axis=1, keepdims=True), 1e-9) / 127
            packed[f"{name}:int8"] = np.round(value / scale).astype(np.int8)
            packed[f"{name}:scale"] = scale.astype(np.float32)
        else:
            packed[name] = value.astype(np.float16)
    return packed


def unpack_weights(packed: Mapping[str, NDArray[Any]]) -> dict[str, Floats]:
    """The weights that :func:`pack_weights` packed, float32."""
    found: dict[str, Floats] = {}
    for name, value in packed.items():
        if name.endswith(":scale"):
            continue
        plain = name.removesuffix(":int8")
        whole = value.astype(np.float32)
        found[plain] = whole * packed[f"{plain}:scale"] if plain != name else whole
    return found
