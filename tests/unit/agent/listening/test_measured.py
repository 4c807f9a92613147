"""How well utterances of other writers are read, by the figures of their own scorer.

The floors lie a little below what the weights that ship reach. A lower figure means that
listening got worse: look at what is missed before a floor is moved.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from datetime import date
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any

import pytest

from agent.listening import Listener, Network
from domains import Pack, load_pack
from domains.brief import read_briefs
from evaluation.predicting import predicted, read_cases

FLOOR_CARS_ACT, FLOOR_CARS_CHANGES = 0.94, 0.69
FLOOR_SAMPLE_ACT, FLOOR_SAMPLE_CHANGES = 0.95, 0.85

SAMPLE, SEED = 150, 13
FILES = ("businesses", "startups", "stays")

Rows = list[dict[str, Any]]


@pytest.fixture(scope="module")
def scorer(test_data: Path) -> ModuleType:
    """The scorer that lies beside the utterances."""
    path = test_data / "listening" / "score.py"
    spec = spec_from_file_location("listening_score", path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    before, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        spec.loader.exec_module(module)
    finally:
        sys.dont_write_bytecode = before
    return module


def sample(folder: Path) -> Rows:
    """Always the same utterances of writers that nothing was learned from."""
    every = [dict(r) for name in FILES for r in read_cases(folder / f"{name}_c.jsonl")]
    return Random(SEED).sample(every, SAMPLE)


def predictions(rows: Rows, known: dict[str, Pack], network: Network) -> Rows:
    """What is heard of each, with nothing known of any catalogue."""
    found: dict[int, dict[str, Any]] = {}
    by_pack = defaultdict(list)
    for n, row in enumerate(rows):
        by_pack[row["pack"]].append(n)
    for id, numbers in by_pack.items():
        pack = known.get(id) or load_pack(id)
        listener = Listener(pack, {}, network, {}, lambda: date(2026, 1, 13))
        found |= {n: predicted(rows[n], listener) for n in numbers}
    return [found[n] for n in range(len(rows))]


def scored(name: str, rows: Rows, found: Rows, scorer: ModuleType) -> tuple[float, float]:
    """Share of acts right, and F1 of the changes; printed."""
    results = [scorer.one(gold, one) for gold, one in zip(rows, found, strict=True)]
    acts, changes = sum(r["act"] for r in results) / len(results), scorer.f1(results)
    print(json.dumps({"of": name, "n": len(rows), "act": round(acts, 3), "F1": round(changes, 3)}))
    return acts, changes


def test_a_pack_that_nothing_was_learned_from(
    test_data: Path, scorer: ModuleType, network: Network
) -> None:
    folder = test_data / "domains"
    rows = [dict(row) for row in read_cases(folder / "cars" / "utterances.jsonl")]
    found = predictions(rows, {"cars": load_pack("cars", folder)}, network)
    acts, changes = scored("cars", rows, found, scorer)
    assert acts >= FLOOR_CARS_ACT
    assert changes >= FLOOR_CARS_CHANGES


def test_a_sample_of_all_situations(test_data: Path, scorer: ModuleType, network: Network) -> None:
    folder = test_data / "listening"
    rows = sample(folder)
    found = predictions(rows, read_briefs(folder / "minipacks.json"), network)
    acts, changes = scored("sample", rows, found, scorer)
    assert acts >= FLOOR_SAMPLE_ACT
    assert changes >= FLOOR_SAMPLE_CHANGES
