"""Faults done to the running product: nothing that was answered is lost, doubled or untrue."""

from __future__ import annotations

from random import Random

import pytest
from rich.console import Console
from rich.progress import track

from evaluation.faults.journal import Entry, Journal
from evaluation.faults.kinds import KINDS
from evaluation.faults.stage import Stage

SEEDS = 20
QUICK = (
    "database killed",
    "disk full",
    "silent network",
    "connection reset",
    "message sent twice",
    "two tabs",
    "huge body",
    "slow client",
    "handshake flood",
    "poisoned turn",
    "backup under load",
)
"""Kinds of every run, with one seed each; the others need ``--long``."""


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_lost(
    kind: str, stage: Stage, journal: Journal, pytestconfig: pytest.Config
) -> None:
    long = pytestconfig.getoption("--long")
    if not long and kind not in QUICK:
        pytest.skip("this kind of fault is done with --long")
    seeds = [seed for seed in range(SEEDS if long else 1) if not journal.holds(kind, seed)]
    for seed in track(seeds, description=f"{kind:24}", console=Console(stderr=True)):
        outcome = KINDS[kind](stage, Random(f"{kind}/{seed}"))
        journal.add(Entry(kind=kind, seed=seed, outcome=outcome))
    amiss = [entry for entry in journal.entries if entry.kind == kind and not entry.outcome.sound]
    assert not amiss
