"""How utterances are read that the weights of listening were not trained on, by situation and kind.

Those of ``evaluation/learning/data`` whose files the weights do not name.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from typing import Any

from agent.listening import Listener
from evaluation.learning.packs import DATA
from evaluation.learning.scoring import Figures, Score, figures, score
from evaluation.predicting import predicted, read_cases

FEWEST = 5
"""Utterances of a kind, below which it is not shown by itself."""

Row = Mapping[str, Any]


def held_out(pack: str) -> list[Row]:
    """The labelled utterances of a pack that were kept out of training."""
    told = json.loads((files("agent") / "listening" / "weights.json").read_text("utf-8"))
    learned = {path.rsplit("/", 1)[-1] for path in told["data"]}
    kept = [file for file in sorted(DATA.glob("*.jsonl")) if file.name not in learned]
    return [row for file in kept for row in read_cases(file) if row["pack"] == pack]


def read_well(listener: Listener) -> Mapping[str, Figures]:
    """The figures of a pack's utterances: of all, by situation, and by kind of message."""
    kinds = {attribute.id: attribute.type for attribute in listener.domain.attributes}
    scores: dict[str, list[Score]] = defaultdict(list)
    for row in held_out(listener.domain.pack.id):
        found = score(row, predicted(row, listener), kinds)
        for name in ("all", situation(row), f"({row['act']})"):
            scores[name].append(found)
    return {name: figures(own) for name, own in _ordered(scores) if len(own) >= FEWEST}


def situation(row: Row) -> str:
    """When it was said."""
    if row.get("shown"):
        return "after the five"
    return "opening" if row.get("asked") in ("opening", None) else "answer"


def _ordered(scores: Mapping[str, Sequence[Score]]) -> Iterator[tuple[str, Sequence[Score]]]:
    return iter(sorted(scores.items(), key=lambda one: (one[0].startswith("("), -len(one[1]))))
