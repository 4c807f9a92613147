"""How people fall short of the truth: slips of the finger, and how often each thing happens."""

from __future__ import annotations

import random

from core.model import Frozen

NEAR = {
    "a": "sq", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj",
    "i": "uo", "j": "hk", "k": "jl", "l": "k", "m": "n", "n": "bm", "o": "ip", "p": "o",
    "q": "wa", "r": "et", "s": "ad", "t": "ry", "u": "yi", "v": "cb", "w": "qe", "x": "zc",
    "y": "tu", "z": "x",
}  # fmt: skip
"""Neighbours on the keyboard."""
SHORTEST = 4


class Noise(Frozen):
    """Shares (0..1) of answers that are wrong, not known, vague, or taken back a message later.

    ``slip`` is the share of words of four letters or more with a slip of the finger.
    """

    wrong: float = 0.07
    unknown: float = 0.12
    vague: float = 0.35
    change: float = 0.04
    slip: float = 0.03


def slipped(text: str, share: float, rng: random.Random) -> str:
    """The text with slips of the finger in some of its words."""
    return " ".join(
        _slip(word, rng)
        if len(word) >= SHORTEST and word.isalpha() and rng.random() < share
        else word
        for word in text.split(" ")
    )


def _slip(word: str, rng: random.Random) -> str:
    """One letter swapped with the next, left out, doubled, or replaced by its neighbour."""
    at = rng.randrange(1, len(word) - 1)
    match rng.randrange(4):
        case 0:
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        case 1:
            return word[:at] + word[at + 1 :]
        case 2:
            return word[: at + 1] + word[at:]
    beside = NEAR.get(word[at].lower(), word[at])
    return word[:at] + rng.choice(beside) + word[at + 1 :]
