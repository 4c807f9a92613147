"""Fits how sure listening is: ``python -m evaluation.learning.certainty --cases FILE``.

Labelled utterances that the shipped weights were not trained on are read; a logistic model with a
ridge penalty (le Cessie & van Houwelingen 1992) tells the wholly right readings from the others.
Printed are its coefficients, for ``agent/listening/certainty.py``, and what share of the surest
readings is wrong, each utterance judged by a model of the other folds.
"""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.progress import track

from agent.listening import Listener, Network, Pending
from agent.listening.certainty import Signs
from core.settings import read_settings
from evaluation.learning.scoring import score
from evaluation.predicting import FIVE, held_of, listener_of, predicted, read_cases
from models.local import open_local

FOLDS, RIDGE, STEPS = 5, 3.0, 40
SHARES = (0.3, 0.4, 0.5, 0.6, 0.7)

Doubles = NDArray[np.float64]


def signs_of(row: Mapping[str, Any], listener: Listener) -> tuple[Signs, bool]:
    """The signs of a row's reading, and whether it is wholly right."""
    pending = Pending(row["asked"]) if row.get("asked") else None
    titles = [f"stand-in title {n}" for n in range(1, FIVE + 1)] if row.get("shown") else []
    read = listener.read(row["text"], pending, titles, held_of(row))
    kinds = {attribute.id: attribute.type for attribute in listener.domain.attributes}
    found = score(row, predicted(row, listener), kinds)
    assert read.signs is not None
    return read.signs, not (found.wrong or found.missed)


def fitted(signs: Doubles, right: Doubles) -> Doubles:
    """Coefficients (signs + 1), the intercept last: Newton's method."""
    scale = signs.std(axis=0) + 1e-9
    x = np.c_[signs / scale, np.ones(len(signs))]
    penalty = np.diag([RIDGE] * signs.shape[1] + [0.0])
    found = np.zeros(x.shape[1])
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ found))
        slope = (x * (p * (1 - p))[:, None]).T @ x + penalty
        found -= np.linalg.solve(slope, x.T @ (p - right) + penalty @ found)
    return np.asarray(found / np.append(scale, 1.0))


def out_of_fold(signs: Doubles, right: Doubles) -> Doubles:
    """For each utterance the probability by a model of the other folds."""
    fold = np.random.default_rng(0).integers(0, FOLDS, len(right))
    found = np.zeros(len(right))
    for k in range(FOLDS):
        own = fitted(signs[fold != k], right[fold != k])
        found[fold == k] = 1 / (1 + np.exp(-(signs[fold == k] @ own[:-1] + own[-1])))
    return found


def wrong_at(probability: Doubles, right: Doubles, share: float) -> tuple[float, float]:
    """Of the surest share, what part is wrong, and the least probability among it."""
    surest = np.argsort(-probability)[: round(share * len(right))]
    return float(1 - right[surest].mean()), float(probability[surest].min())


async def measure(cases: Sequence[Path], data_dir: Path | None, console: Console) -> None:
    """Read, fit and print."""
    settings = read_settings(data_dir=data_dir)
    network = Network(open_local(settings.model_copy(update={"embeddings": "local"})))
    rows = [row for file in cases for row in read_cases(file)]
    ids = dict.fromkeys(str(row["pack"]) for row in rows)
    listeners = {id: await listener_of(id, {}, network, settings) for id in ids}
    told = [signs_of(r, listeners[r["pack"]]) for r in track(rows, "Reading", console=console)]
    signs = np.array([own for own, _ in told], np.float64)
    right = np.array([well for _, well in told], np.float64)
    whole, apart = fitted(signs, right), out_of_fold(signs, right)
    for name, value in zip((*Signs._fields, "intercept"), whole, strict=True):
        console.print(f"{name}={value:.3f}")
    for share in SHARES:
        wrong, least = wrong_at(apart, right, share)
        console.print(f"surest {share:.0%}: {wrong:.3f} wrong, from {least:.2f}")


def main() -> None:
    """Read the arguments and fit."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--cases", type=Path, required=True, nargs="+", help="labelled utterances")
    parser.add_argument("--data-dir", type=Path, help="the data folder, for ingested catalogues")
    given = parser.parse_args()
    asyncio.run(measure(given.cases, given.data_dir, Console()))


if __name__ == "__main__":
    main()
