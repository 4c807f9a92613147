"""An encoder that remembers: a text of one turn is encoded once, whoever asks."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile
from threading import Lock
from time import perf_counter
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from models.encoder import Encoder

Vectors = NDArray[np.float32]


class CachedEncoder:
    """Wraps an encoder with a memory; safe for threads.

    What people say is kept for a while (the ``size`` texts used last), and never written anywhere.
    What packs say is learned for good, and may be written to a file for the next start.
    ``encoder`` is the one within; ``seconds`` the time it has spent encoding so far.
    """

    def __init__(self, encoder: Encoder, size: int = 4096) -> None:
        self.encoder = encoder
        self.seconds = 0.0
        self._size = size
        self._memory: OrderedDict[str, Vectors] = OrderedDict()
        self._learned: dict[str, Vectors] = {}
        self._lock = Lock()

    @property
    def name(self) -> str:
        """The name of the encoder within."""
        return self.encoder.name

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        return self.encoder.dimension

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of the texts, shape (n, dimension); only unknown texts are encoded."""
        fresh = self._fresh(texts)
        with self._lock:
            rows = [self._found(text, fresh) for text in texts]
            while len(self._memory) > self._size:
                self._memory.popitem(last=False)
        return np.stack(rows) if rows else np.zeros((0, self.dimension), dtype=np.float32)

    def learn(self, texts: Sequence[str]) -> Vectors:
        """As :meth:`encode`, for texts of a pack: they are kept for good."""
        vectors = self.encode(texts)
        with self._lock:
            self._learned.update(zip(texts, vectors, strict=True))
        return vectors

    def prime(self, text: str, vector: Vectors) -> None:
        """Remember a vector that was computed elsewhere, by the same encoder, for a text."""
        with self._lock:
            self._memory[text] = vector
            self._memory.move_to_end(text)

    def forget(self) -> None:
        """Forget what people said; packs stay learned."""
        with self._lock:
            self._memory.clear()

    def recall(self, path: Path) -> None:
        """Learn what an earlier process wrote; a file that does not fit is ignored."""
        try:
            with np.load(path, allow_pickle=False) as stored:
                texts, vectors = stored["texts"].tolist(), stored["vectors"]
        except (OSError, ValueError, KeyError, BadZipFile):
            return
        if vectors.shape == (len(texts), self.dimension):
            with self._lock:
                self._learned.update(zip(texts, vectors, strict=True))

    def remember(self, path: Path) -> None:
        """Write what was learned to a file, whole or not at all."""
        with self._lock:
            texts, vectors = list(self._learned), list(self._learned.values())
        if not texts:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, suffix=".npz", delete=False) as file:
            np.savez(file, texts=np.array(texts), vectors=np.stack(vectors))
        Path(file.name).replace(path)

    def _fresh(self, texts: Sequence[str]) -> dict[str, Vectors]:
        unknown = (t for t in texts if t not in self._memory and t not in self._learned)
        missing = list(dict.fromkeys(unknown))
        if not missing:
            return {}
        begin = perf_counter()
        encoded = self.encoder.encode(missing)
        self.seconds += perf_counter() - begin
        return dict(zip(missing, encoded, strict=True))

    def _found(self, text: str, fresh: dict[str, Vectors]) -> Vectors:
        row = self._learned.get(text)
        if row is not None:
            return row
        row = fresh.get(text)
        if row is None:
            row = self._memory.get(text)
        if row is None:  # pushed out by another thread since it was looked up
            row = self.encoder.encode([text])[0]
        self._memory[text] = row
        self._memory.move_to_end(text)
        return row
