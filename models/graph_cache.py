"""The assembled graph as a file: written once, checked at every start, rebuilt when damaged."""

from __future__ import annotations

import logging
import os
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from core.errors import EncoderUnavailable
from models.weights import WEIGHTS_SHA256, checked, digest

Precision = Literal["fp32", "int8"]

GRAPH_VERSION = 2
"""Raise it with every change of the graph: a new file is then written beside the old one."""


def cached_graph(folder: Path, weights: Path, precision: Precision = "fp32") -> Path:
    """The ONNX file in ``folder``, assembled from the safetensors file ``weights`` when missing.

    ``int8`` keeps the weights of the matrix products as bytes: twice as fast, a quarter of the
    size, and slightly other vectors.

    A file whose SHA-256 is not the one written beside it is rebuilt. Several processes may do
    this at the same time: each writes a file of its own and renames it into place.

    Raises:
        EncoderUnavailable: the weights are not the published ones, or nothing can be written.
    """
    kind = "" if precision == "fp32" else f"-{precision}"
    path = folder / f"all-minilm-l6-v2-{WEIGHTS_SHA256[:12]}-graph{GRAPH_VERSION}{kind}.onnx"
    if not _sound(path):
        checked(weights, WEIGHTS_SHA256)
        _build(path, weights, precision)
    return path


def _seal(path: Path) -> Path:
    return path.with_suffix(".sha256")


def _sound(path: Path) -> bool:
    try:
        return _seal(path).read_text(encoding="ascii") == digest(path)
    except (OSError, UnicodeDecodeError):
        return False


def _build(path: Path, weights: Path, precision: Precision) -> None:
    from safetensors.numpy import load_file

    from models.bert import bert_graph

    graph = bert_graph(load_file(weights))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if precision == "int8":
            graph = _quantised(graph, path.parent)
        _write(path, graph)
        _write(_seal(path), sha256(graph).hexdigest().encode("ascii"))
    except OSError as error:
        raise EncoderUnavailable(
            f"The model cannot be stored in {str(path.parent)!r} ({error.strerror}); "
            "set FIRSTFIVE_DATA_DIR to a folder that can be written."
        ) from error


def _quantised(graph: bytes, folder: Path) -> bytes:
    """The graph with weights of matrix products as bytes, those of activations found as it runs."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    logging.getLogger().addFilter(_no_advice)  # it advises a step for graphs made by hand
    try:
        with TemporaryDirectory(dir=folder) as scratch:
            before, after = Path(scratch, "before.onnx"), Path(scratch, "after.onnx")
            before.write_bytes(graph)
            quantize_dynamic(before, after, per_channel=True, weight_type=QuantType.QInt8)
            return after.read_bytes()
    finally:
        logging.getLogger().removeFilter(_no_advice)


def _no_advice(record: logging.LogRecord) -> bool:
    return "pre-processing" not in record.getMessage()


def _write(path: Path, content: bytes) -> None:
    temporary = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        temporary.write_bytes(content)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
