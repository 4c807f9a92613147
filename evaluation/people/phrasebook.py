"""The simulated people's own words: phrase tables, written apart from those of the packs."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from core.model import Frozen

Phrases = tuple[str, ...]


class Phrasebook(Frozen):
    """What simulated people say.

    ``values`` are paraphrases by attribute and value ("yes" and "no" for flags; a value without
    any is said as it is). ``hints`` are the attributes an opening may hint at, ``described`` the
    attributes that a description in free words is made of. The templates hold ``{}``.
    """

    values: Mapping[str, Mapping[str, Phrases]] = {}
    units: Mapping[str, str] = {}
    hints: Phrases = ()
    described: Mapping[str, Phrases] = {}
    openings: Phrases = ("Something with {}.",)
    answers: Phrases = ("{}",)
    unknown: Phrases = ("not sure",)
    unmoved: Phrases = ("doesn't matter",)
    corrections: Phrases = ("I meant {}",)
    around: Phrases = ("about {}",)
    between: Phrases = ("between {} and {}",)
    at_least: Phrases = ("at least {}",)
    at_most: Phrases = ("at most {}",)
    somewhere: Phrases = ("somewhere in {}",)


@cache
def phrasebook(pack_id: str) -> Phrasebook:
    """The phrases for a pack: those for every pack, and its own where it has a file."""
    return Phrasebook.model_validate({**_read("everyone"), **_read(pack_id)})


def _read(name: str) -> dict[str, Any]:
    file = files("evaluation").joinpath("data", f"{name}.yaml")
    if not file.is_file():
        return {}
    return dict(yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader))
