"""A catalogue of second-hand boats, an encoder that needs no weights, and sources to ingest."""

import hashlib
import json
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from domains import Pack

Row = dict[str, Any]
Write = Callable[[Sequence[Row | bytes]], str]

RIGS = ["sloop", "ketch", "yawl"]
GEAR = ["anchor", "radio", "raft", "stove", "awning"]
BERTHS = ["Worcester, MA, USA", "Toronto, ON, Canada", "Paris, France", "Oakland, CA, USA"]
WORDS = [
    "dry", "little", "fast", "old", "oak", "teak", "sails", "mast", "keel", "deck", "cabin",
    "family", "harbour", "race", "lake",
]  # fmt: skip


class HashingEncoder:
    """Counts words into 384 boxes; texts that share words are similar. ``calls`` is what it met."""

    dimension = 384

    def __init__(self, name: str = "hashing") -> None:
        self.name = name
        self.calls: list[str] = []

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.calls += texts
        out = np.zeros((len(texts), self.dimension), np.float32)
        for row, text in zip(out, texts, strict=True):
            for word in text.lower().split():
                row[int(hashlib.sha256(word.encode()).hexdigest(), 16) % self.dimension] += 1
        out /= np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-9)
        return out


@pytest.fixture
def encoder() -> HashingEncoder:
    return HashingEncoder()


@pytest.fixture
def boats() -> Pack:
    return Pack.model_validate(json.loads(PACK))


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes rows to the same file each time, and gives its path."""

    def rows_to_file(rows: Sequence[Row | bytes]) -> str:
        path = tmp_path / "boats.jsonl"
        data = (row if isinstance(row, bytes) else json.dumps(row).encode() for row in rows)
        path.write_bytes(b"\n".join(data))
        return str(path)

    return rows_to_file


@pytest.fixture
def fleet() -> list[Row]:
    """120 boats with some values missing, the same ones in every test."""
    dice = random.Random(7)

    def maybe(value: object) -> object:
        return value if dice.random() < 0.8 else None

    return [
        {
            "id": f"b{n}",
            "name": f"Boat {n}",
            "text": " ".join(dice.choices(WORDS, k=12)) + f" number {n}.",
            "rig": maybe(dice.choice(RIGS)),
            "gear": dice.sample(GEAR, dice.randint(0, 3)),
            "price": maybe(dice.randrange(500, 90_000, 250)),
            "built": maybe(dice.randrange(1950, 2024)),
            "berths": dice.sample(BERTHS, dice.randint(0, 2)),
            "engine": maybe(dice.random() < 0.5),
            "state": maybe(dice.choice(["for sale", "for sale", "sold"])),
        }
        for n in range(120)
    ]


PACK = """{
    "id": "boats", "title": "Boats", "noun": {"one": "boat", "many": "boats"},
    "fields": {"id": "id", "title": "name", "texts": ["text"]},
    "opening": {"greeting": "Hello.", "ask": "Which boat?", "examples": ["a dinghy"]},
    "disclosure": "AI", "notice": "No advice.", "human": "Call us.",
    "availability": {"attribute": "state", "shown": ["for sale"]},
    "embed": "{title}. {rig}. {cleaned}",
    "attributes": [
        {"id": "rig", "type": "category", "label": "Rig", "extract": {"field": "rig"}},
        {"id": "gear", "type": "categories", "label": "Gear", "extract": {"field": "gear"}},
        {"id": "price", "type": "money", "label": "Price", "extract": {"field": "price"}},
        {"id": "built", "type": "year", "label": "Built", "extract": {"field": "built"}},
        {"id": "berth", "type": "place", "label": "Berth", "extract": {"field": "berths"}},
        {"id": "engine", "type": "flag", "label": "Engine", "extract": {"field": "engine"}},
        {"id": "state", "type": "category", "label": "State",
         "extract": {"field": "state", "absent": "for sale"}},
        {"id": "use", "type": "text", "label": "Use"}
    ]
}"""
