"""The assembled graph as a file: written once, checked at every start, rebuilt when damaged."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

from core.errors import EncoderUnavailable
from models.weights import WEIGHTS_SHA256, checked, digest

GRAPH_VERSION = 1
"""Raise it with every change of the graph: a new file is then written beside the old one."""


def cached_graph(folder: Path, weights: Path) -> Path:
    """The ONNX file in ``folder``, assembled from the safetensors file ``weights`` when missing.

    A file whose SHA-256 is not the one written beside it is rebuilt. Several processes may do
    this at the same time: each writes a file of its own and renames it into place.

    Raises:
        EncoderUnavailable: the weights are not the published ones, or nothing can be written.
    """
    path = folder / f"all-minilm-l6-v2-{WEIGHTS_SHA256[:12]}-graph{GRAPH_VERSION}.onnx"
    if not _sound(path):
        checked(weights, WEIGHTS_SHA256)
        _build(path, weights)
    return path


def _seal(path: Path) -> Path:
    return path.with_suffix(".sha256")


def _sound(path: Path) -> bool:
    try:
        return _seal(path).read_text(encoding="ascii") == digest(path)
    except (OSError, UnicodeDecodeError):
        return False


def _build(path: Path, weights: Path) -> None:
    from safetensors.numpy import load_file

    from models.bert import bert_graph

    graph = bert_graph(load_file(weights))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, graph)
        _write(_seal(path), sha256(graph).hexdigest().encode("ascii"))
    except OSError as error:
        raise EncoderUnavailable(
            f"The model cannot be stored in {str(path.parent)!r} ({error.strerror}); "
            "set FIRSTFIVE_DATA_DIR to a folder that can be written."
        ) from error


def _write(path: Path, content: bytes) -> None:
    temporary = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        temporary.write_bytes(content)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
