"""Vectors of the catalogues' texts, encoded once a run, whichever process asks first."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.encoder import Encoder

Vectors = NDArray[np.float32]


class Remembering:
    """An encoder whose vectors are kept in a folder, a file for each text."""

    def __init__(self, encoder: Encoder, folder: Path) -> None:
        self.name = encoder.name
        self.dimension = encoder.dimension
        self._encoder = encoder
        self._folder = folder

    def encode(self, texts: Sequence[str]) -> Vectors:
        """As the encoder within, which is given what no process has encoded yet."""
        files = [self._file(text) for text in texts]
        fresh = {text: file for text, file in zip(texts, files, strict=True) if not file.exists()}
        if fresh:
            made = self._encoder.encode(list(fresh))
            for file, row in zip(fresh.values(), made, strict=True):
                _put(file, row)
        rows = [np.frombuffer(file.read_bytes(), np.float32) for file in files]
        return np.stack(rows) if rows else np.zeros((0, self.dimension), np.float32)

    def _file(self, text: str) -> Path:
        return self._folder / hashlib.sha256(f"{self.name}\n{text}".encode()).hexdigest()


def _put(file: Path, row: Vectors) -> None:
    """Whole or not at all: another process may be reading."""
    part = file.with_name(f"{file.name}.{os.getpid()}")
    part.write_bytes(row.astype(np.float32).tobytes())
    part.replace(file)
