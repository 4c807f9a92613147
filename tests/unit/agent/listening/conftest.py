from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from hashlib import blake2b

import numpy as np
import pytest
from numpy.typing import NDArray

from agent.listening import Listener
from core.model import Place
from domains import load_pack


class SharedWords:
    """Texts that share words are alike."""

    name = "shared words"
    dimension = 256

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = np.full((len(texts), self.dimension), 1e-3, dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in text.lower().replace(",", " ").replace(".", " ").split():
                row[int.from_bytes(blake2b(word.encode(), digest_size=1).digest())] += 1
        lengths: NDArray[np.float32] = np.linalg.norm(rows, axis=1, keepdims=True)
        return np.asarray(rows / lengths, dtype=np.float32)


def _state(name: str) -> Place:
    return Place(name=name, kind="state")


_STATES = {
    _state(name): 5
    for name in ("Texas", "Ohio", "Pennsylvania", "Michigan", "Massachusetts", "New York")
}
_REGIONS = {Place(name=name, kind="region"): 9 for name in ("Northeast", "Midwest")}
_TOWNS = {
    Place(name=name, kind="city"): 2
    for name in ("Quincy, Massachusetts", "Dallas, Texas", "Akron, Ohio", "Columbus, Ohio")
}


@pytest.fixture(scope="session")
def businesses() -> Listener:
    """A listener of the shipped businesses pack, for a catalogue of a few states and towns."""
    pack = load_pack("businesses")
    vocabulary = {a.id: {c.value: 10 for c in a.choices} for a in pack.attributes if a.choices}
    places = {"state": _STATES | _REGIONS, "city": _STATES | _REGIONS | _TOWNS}
    figures = {
        "asking_price": (99_000.0, 385_000.0, 695_000.0, 1_700_000.0, 6_800_000.0),
        "employees": (1.0, 4.0, 7.0, 16.0, 71.0),
        "established": (1948.0, 1978.0, 1998.0, 2011.0, 2017.0),
    }
    return Listener(pack, vocabulary, SharedWords(), places, lambda: date(2026, 1, 13), figures)
