"""Attacks planted into items are noticed; a seeded part of what the evaluation measures in full."""

from __future__ import annotations

import random
from pathlib import Path

from catalogue.neutral import AIMED_AT_MACHINES
from domains import load_pack
from evaluation.planted import Counts, attacks, flags_of, known, listings, noticed, planted

PART = 200


def test_known_attacks_are_all_noticed() -> None:
    counts = known()
    assert counts.items >= 5
    assert counts.share(AIMED_AT_MACHINES) == 1.0


def test_honest_listings_are_left_alone() -> None:
    pack, counts = load_pack("businesses"), Counts()
    for record in listings(pack, injected=False):
        counts.add(flags_of(pack, record))
    assert counts.items > 150
    assert counts.share() <= 0.01


def test_planted_attacks_are_noticed(test_data: Path) -> None:
    found = random.Random(11).sample(list(attacks(test_data / "redteam")), PART)
    assert noticed(found)["all attacks"].share() >= 0.93


def test_an_attack_stands_in_its_host() -> None:
    host = {"text": "One. Two. Three."}
    made = {planted(host, "text", "X", random.Random(n))["text"] for n in range(30)}
    assert all("X" in text and "Two." in text for text in made)
    assert len(made) > 4
