"""Scores every item of a large catalogue against a query, in process, from vectors of bytes.

Symmetric scalar quantisation: each vector keeps a scale of its own, so that cosines are right to
about 0.001; whoever needs the best ones exactly reads those from the store.
"""

from __future__ import annotations

import os
from collections import OrderedDict
from dataclasses import dataclass, field
from functools import cache
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
MIDDLE, HIGHEST = 128, 127
QUERY_HIGHEST = 64
"""Bytes stand for -127..127 around 128. The query's stay within 64, so that two products of bytes
fit into 16 bits, in which some processors add them."""

FEW = 8
"""Where less than one item in so many is allowed, only those are read."""

THREADS = 2
INT8, UINT8, INT32, OPSET, IR_VERSION = 3, 2, 6, 20, 9


REMEMBERED = 8
"""Queries whose scores are kept: a click adds no words, and the next turn asks the same again."""


@dataclass(frozen=True, eq=False)
class Scan:
    """``codes`` (uint8, (n, dimension)) and ``scales`` (float32, n); a scale of 0: no vector."""

    codes: NDArray[np.uint8]
    scales: Floats
    _kept: OrderedDict[bytes, Floats] = field(default_factory=OrderedDict, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    def scores(self, vector: Floats, allowed: NDArray[np.bool_], unknown: float) -> Floats:
        """Cosine of each allowed item to a unit vector, float32[n]; ``unknown`` for the others."""
        if allowed.sum() * FEW < len(allowed):
            found = np.full(len(self.scales), unknown, np.float32)
            rows = np.flatnonzero(allowed)
            found[rows] = self._scored(self.codes[rows], self.scales[rows], vector, unknown)
            return found
        scored = self._all(vector, unknown).copy()
        if not allowed.all():
            scored[~allowed] = unknown
        return scored

    def _all(self, vector: Floats, unknown: float) -> Floats:
        key = vector.tobytes()
        with self._lock:
            kept = self._kept.get(key)
        scored = self._scored(self.codes, self.scales, vector, unknown) if kept is None else kept
        with self._lock:
            self._kept[key] = scored
            self._kept.move_to_end(key)
            if len(self._kept) > REMEMBERED:
                self._kept.popitem(last=False)
        return scored

    def _scored(
        self, codes: NDArray[np.uint8], scales: Floats, vector: Floats, unknown: float
    ) -> Floats:
        step = max(float(np.abs(vector).max()), 1e-9) / QUERY_HIGHEST
        query = np.rint(vector / step).astype(np.int8)
        (sums,) = _session().run(None, {"items": codes, "query": query[:, None]})
        around = np.float32(MIDDLE * int(query.sum(dtype=np.int64)))
        found: Floats = sums[:, 0].astype(np.float32)
        found -= around
        found *= scales
        found *= np.float32(step)
        if not scales.all():
            found[scales == 0] = unknown
        return found


def quantised(vectors: Floats) -> tuple[NDArray[np.uint8], Floats]:
    """Codes (uint8) and scales (float32) of some vectors; vectors of zeros have the scale 0."""
    scales = (np.abs(vectors).max(axis=1) / HIGHEST).astype(np.float32)
    steps = np.where(scales > 0, scales, 1)[:, None]
    return (np.rint(vectors / steps) + MIDDLE).astype(np.uint8), scales


@cache
def _session() -> Any:
    """One matrix product of bytes: ONNX Runtime has it for every processor, numpy has it not."""
    import onnxruntime
    from onnx import helper

    graph = helper.make_graph(
        [helper.make_node("MatMulInteger", ["items", "query"], ["sums"])],
        "scan",
        [
            helper.make_tensor_value_info("items", UINT8, ["items", "numbers"]),
            helper.make_tensor_value_info("query", INT8, ["numbers", 1]),
        ],
        [helper.make_tensor_value_info("sums", INT32, ["items", 1])],
    )
    model = helper.make_model(
        graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR_VERSION
    )
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = min(THREADS, os.cpu_count() or 1)
    options.enable_cpu_mem_arena = False
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(
        model.SerializeToString(), options, providers=["CPUExecutionProvider"]
    )
