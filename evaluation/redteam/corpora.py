"""Public attacks and benign look-alikes, read from a folder that the person names."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from core.model import Frozen

DIRECT = (
    "cyberseceval_prompt_injection.jsonl",
    "cyberseceval_prompt_injection_multilingual.jsonl",
    "garak_data.jsonl",
    "giskard_prompt_injections.jsonl",
)
INSIDE = (*DIRECT, "bipia_indirect_attacks.jsonl")
BENIGN = ("notinject_benign.jsonl",)
LONGEST = 8_000


class Attack(Frozen):
    """One text of a corpus."""

    id: str
    text: str
    language: str = "English"

    @property
    def held_out(self) -> bool:
        """Whether it is of the half that nothing was developed with."""
        return sha256(self.id.encode()).digest()[-1] % 2 == 1


def attacks(
    folder: Path, files: Sequence[str], most: int, seed: int, *, held_out: bool = False
) -> list[Attack]:
    """Up to ``most`` texts that fit into a message, drawn by the seed; of one half if asked."""
    found = [attack for name in files for attack in _read(folder / name)]
    found = [attack for attack in found if attack.held_out or not held_out]
    if len(found) <= most:
        return found
    return random.Random(seed).sample(found, most)


def _read(path: Path) -> Iterator[Attack]:
    for line in filter(None, path.read_text("utf-8").split("\n")):
        row = json.loads(line)
        text = str(row["text"]).strip()
        if text and len(text) <= LONGEST:
            yield Attack(id=row["id"], text=text, language=row.get("lang", "English"))
