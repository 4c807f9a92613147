"""The ONNX graph of a BERT encoder, assembled from its weights.

Architecture: Devlin et al. 2019 (post-norm transformer encoder, exact GELU), sizes of
all-MiniLM-L6-v2: 6 layers, 12 heads, width 384.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

LAYERS, HEADS, WIDTH, EPSILON = 6, 12, 384, 1e-12
TRUNK = 2
"""Layers shared by retrieval and listening."""

OPSET, IR_VERSION = 20, 9
HIDDEN = -1e9

Weights = Mapping[str, NDArray[Any]]


class _Graph:
    """Collects nodes and constants; every method returns the name of its output."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self.nodes: list[Any] = []
        self.constants: list[Any] = []
        self._known: set[str] = set()

    def op(self, kind: str, *inputs: str, **attributes: Any) -> str:
        from onnx import helper

        name = f"t{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], **attributes))
        return name

    def constant(self, name: str, value: NDArray[Any]) -> str:
        from onnx import numpy_helper

        if name not in self._known:
            self._known.add(name)
            array = np.asarray(value, order="C")
            self.constants.append(numpy_helper.from_array(array, name))
        return name

    def weight(self, name: str) -> str:
        return self.constant(name, self.weights[name])

    def sizes(self, name: str, *values: int) -> str:
        return self.constant(name, np.array(values, np.int64))

    def dense(self, x: str, *names: str) -> str:
        """One product for one or several dense layers side by side."""
        key = "+".join(names)
        matrix = np.concatenate([self.weights[f"{n}.weight"] for n in names]).T
        bias = np.concatenate([self.weights[f"{n}.bias"] for n in names])
        product = self.op("MatMul", x, self.constant(f"{key}.matrix", matrix))
        return self.op("Add", product, self.constant(f"{key}.bias", bias))

    def norm(self, x: str, name: str) -> str:
        return self.op(
            "LayerNormalization",
            *(x, self.weight(f"{name}.weight"), self.weight(f"{name}.bias")),
            axis=-1,
            epsilon=EPSILON,
        )


def _embedded(g: _Graph) -> str:
    words = g.op("Gather", g.weight("embeddings.word_embeddings.weight"), "input_ids")
    length = g.op("Shape", "input_ids", start=1, end=2)
    positions = g.op(
        "Slice",
        *(g.weight("embeddings.position_embeddings.weight"), g.sizes("zero", 0), length),
        g.sizes("zero", 0),
    )
    first_type = g.weights["embeddings.token_type_embeddings.weight"][0]
    typed = g.op("Add", words, g.constant("first_type", first_type))
    return g.norm(g.op("Add", typed, positions), "embeddings.LayerNorm")


def _mask(g: _Graph) -> str:
    """(n, 1, 1, length): 0 where a token is, a large negative number where padding is."""
    wide = g.op("Unsqueeze", "attention_mask", g.sizes("axes", 1, 2))
    number = g.op("Cast", wide, to=1)
    inverse = g.op("Sub", g.constant("one", np.array(1, np.float32)), number)
    return g.op("Mul", inverse, g.constant("hidden", np.array(HIDDEN, np.float32)))


def _attention(g: _Graph, x: str, mask: str, layer: str) -> str:
    own = f"{layer}.attention.self"
    together = g.dense(x, f"{own}.query", f"{own}.key", f"{own}.value")
    split = g.op("Reshape", together, g.sizes("heads", 0, 0, 3, HEADS, WIDTH // HEADS))
    stacked = g.op("Transpose", split, perm=[2, 0, 3, 1, 4])
    query, key, value = (
        g.op("Gather", stacked, g.constant(f"part{i}", np.array(i, np.int64)), axis=0)
        for i in range(3)
    )
    scores = g.op("MatMul", query, g.op("Transpose", key, perm=[0, 1, 3, 2]))
    scale = g.constant("scale", np.array((WIDTH // HEADS) ** -0.5, np.float32))
    weights = g.op("Softmax", g.op("Add", g.op("Mul", scores, scale), mask), axis=-1)
    mixed = g.op("Transpose", g.op("MatMul", weights, value), perm=[0, 2, 1, 3])
    joined = g.op("Reshape", mixed, g.sizes("joined", 0, 0, WIDTH))
    out = g.dense(joined, f"{layer}.attention.output.dense")
    return g.norm(g.op("Add", out, x), f"{layer}.attention.output.LayerNorm")


def _feed_forward(g: _Graph, x: str, layer: str) -> str:
    inner = g.op("Gelu", g.dense(x, f"{layer}.intermediate.dense"))
    out = g.dense(inner, f"{layer}.output.dense")
    return g.norm(g.op("Add", out, x), f"{layer}.output.LayerNorm")


def _layers(g: _Graph, x: str, mask: str, layers: Iterable[int]) -> str:
    for i in layers:
        layer = f"encoder.layer.{i}"
        x = _feed_forward(g, _attention(g, x, mask, layer), layer)
    return x


def _output(g: _Graph, x: str, name: str) -> None:
    g.op("Identity", x)
    g.nodes[-1].output[0] = name


def bert_graph(weights: Weights) -> bytes:
    """The serialised model.

    Inputs ``input_ids`` and ``attention_mask``, int64 (n, length); outputs ``hidden_states`` and,
    after the first ``TRUNK`` layers, ``trunk_states``, both float32 (n, length, 384). ``weights``
    by the names of the published safetensors file.
    """
    g = _Graph(weights)
    mask = _mask(g)
    trunk = _layers(g, _embedded(g), mask, range(TRUNK))
    _output(g, trunk, "trunk_states")
    _output(g, _layers(g, trunk, mask, range(TRUNK, LAYERS)), "hidden_states")
    return _serialised(g, ("input_ids",), ("hidden_states", "trunk_states"))


def branch_graph(weights: Weights) -> bytes:
    """The layers after the trunk alone, tuned for another task.

    Inputs ``trunk_states`` float32 (n, length, 384) and ``attention_mask``; output
    ``hidden_states``. ``weights`` hold ``encoder.layer.N.…`` for N from ``TRUNK`` on.
    """
    g = _Graph(weights)
    _output(g, _layers(g, "trunk_states", _mask(g), range(TRUNK, LAYERS)), "hidden_states")
    return _serialised(g, ("trunk_states",), ("hidden_states",))


def _serialised(g: _Graph, inputs: Sequence[str], outputs: Sequence[str]) -> bytes:
    from onnx import TensorProto, helper

    shape: list[Any] = ["texts", "length"]

    def states(name: str) -> Any:
        return helper.make_tensor_value_info(name, TensorProto.FLOAT, [*shape, WIDTH])

    def whole(name: str) -> Any:
        return helper.make_tensor_value_info(name, TensorProto.INT64, shape)

    graph = helper.make_graph(
        g.nodes,
        "all-MiniLM-L6-v2",
        [
            *(whole(name) if name == "input_ids" else states(name) for name in inputs),
            whole("attention_mask"),
        ],
        [states(name) for name in outputs],
        initializer=g.constants,
    )
    model = helper.make_model(
        graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR_VERSION
    )
    return bytes(model.SerializeToString(deterministic=True))
