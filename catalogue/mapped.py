"""A version of a large catalogue as files that all processes of a machine map into memory.

Written once, whole or not at all, out of what the store holds; checked by digest when it is opened.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from catalogue.parts import Header

FORMAT = "mapped-1"
SEAL = "seal.json"
KEPT = 4
"""Versions of a pack whose files are kept; the oldest go first."""

BLOCK = 1 << 22
Arrays = dict[str, NDArray[Any]]


@dataclass(frozen=True)
class Label:
    """What a folder holds: a version of a pack, the set it is ranked with, and its content."""

    pack: str
    version: int
    set_id: int
    content_hash: str

    @property
    def folder(self) -> str:
        """The folder's name; versions of a pack sort by age."""
        return f"{self.pack}-{self.version:09}"


class Draft:
    """A folder being written: :meth:`add` arrays, or :meth:`blank` ones to fill, then seal it."""

    def __init__(self, root: Path) -> None:
        root.mkdir(parents=True, exist_ok=True)
        self._root = root
        self.path = Path(tempfile.mkdtemp(prefix=".draft-", dir=root))
        self._names: list[str] = []

    def add(self, name: str, array: NDArray[Any]) -> None:
        """Write an array."""
        self._names.append(name)
        np.save(self.path / f"{name}.npy", array, allow_pickle=False)

    def blank(self, name: str, shape: tuple[int, ...], dtype: Any) -> NDArray[Any]:
        """An array of zeros in the folder, to be filled."""
        self._names.append(name)
        path = self.path / f"{name}.npy"
        if 0 in shape:
            np.save(path, np.zeros(shape, dtype), allow_pickle=False)
            return np.zeros(shape, dtype)
        return np.lib.format.open_memmap(path, mode="w+", dtype=dtype, shape=shape)

    def seal(self, label: Label, header: Header) -> Path:
        """Name the folder for what it holds; another process may have been faster."""
        digests = {name: digest(self.path / f"{name}.npy") for name in self._names}
        told = {"format": FORMAT, "label": vars(label), "header": header, "arrays": digests}
        (self.path / SEAL).write_text(json.dumps(told), encoding="utf-8")
        final = self._root / label.folder
        try:
            self.path.rename(final)
        except OSError:
            shutil.rmtree(self.path)
        return final

    def discard(self) -> None:
        """Remove what was written so far."""
        shutil.rmtree(self.path, ignore_errors=True)


def open_mapped(root: Path, label: Label) -> tuple[Header, Arrays] | None:
    """Header and read-only arrays of a folder; None where there is none, or it is not sound.

    A folder that is not what its seal says is removed, so that it can be written anew.
    """
    folder = root / label.folder
    told = _sealed(folder, label)
    if told is None:
        shutil.rmtree(folder, ignore_errors=True)
        return None
    return told["header"], {name: _map(folder / f"{name}.npy") for name in told["arrays"]}


def tidy(root: Path, pack_id: str) -> None:
    """Remove the oldest versions of a pack; a process that has mapped them keeps them."""
    mine = (p for p in root.iterdir() if p.name.rpartition("-")[0] == pack_id)
    for old in sorted(mine)[:-KEPT]:
        shutil.rmtree(old, ignore_errors=True)


def digest(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    seen = sha256()
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            seen.update(block)
    return seen.hexdigest()


def _sealed(folder: Path, label: Label) -> Mapping[str, Any] | None:
    try:
        told: Mapping[str, Any] = json.loads((folder / SEAL).read_text(encoding="utf-8"))
        if told["format"] != FORMAT or told["label"] != vars(label):
            return None
        sound = (digest(folder / f"{n}.npy") == d for n, d in told["arrays"].items())
        return told if all(sound) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _map(path: Path) -> NDArray[Any]:
    """The array in a file; numpy cannot map one without elements."""
    found = np.load(path, mmap_mode="r" if os.path.getsize(path) > 1024 else None)
    return np.asarray(found)
