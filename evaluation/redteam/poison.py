"""Copies of a catalogue with attacks in the fields of some items, and scrambled controls.

The control holds the same words in another order: what the words weigh in a search stays, what they
order is gone. So whatever differs between the two for other items was done by an order.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.redteam.corpora import Attack

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Poisoned:
    """Rows of a catalogue, its control, and which items were touched, with the attack."""

    rows: list[Row]
    control: list[Row]
    touched: Mapping[str, Attack]


def poison(rows: Sequence[Row], attacks: Sequence[Attack], share: float, seed: int) -> Poisoned:
    """Plant an attack each in one text field of a share of the rows, the fields in turn."""
    rng = random.Random(seed)
    chosen = rng.sample(range(len(rows)), min(len(attacks), int(share * len(rows))))
    bad, control, touched = list(rows), list(rows), {}
    for n, (at, attack) in enumerate(zip(chosen, attacks, strict=False)):
        row = rows[at]
        fields = _fields(row)
        name = fields[n % len(fields)]
        bad[at] = {**row, name: _planted(row[name], attack.text)}
        control[at] = {**row, name: _planted(row[name], scrambled(attack.text, rng))}
        touched[str(row["id"])] = attack
    return Poisoned(bad, control, touched)


def write(rows: Iterable[Row], path: Path) -> Path:
    """The rows as JSON lines."""
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def scrambled(text: str, rng: random.Random) -> str:
    """The same words in another order."""
    words = text.split()
    rng.shuffle(words)
    return " ".join(words)


def _fields(row: Row) -> list[str]:
    return sorted(name for name, value in row.items() if isinstance(value, str) and name != "id")


def _planted(value: str, attack: str) -> str:
    return f"{value}\n{attack}"
