"""Simulated people with an agenda (Schatzmann et al. 2007): a goal, and words decided beforehand.

The goal is an item's stored attributes, never its title, its id or its text. Another item, drawn
by chance, lends the values of wrong answers and of first thoughts that are taken back.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass

from core.model import ItemValue, Kind
from evaluation.people.noise import Noise, slipped
from evaluation.people.person import Change, Person
from evaluation.people.phrasebook import Phrasebook
from evaluation.people.saying import say

Values = Mapping[str, ItemValue]


@dataclass(frozen=True)
class World:
    """What simulating needs to know of a pack: kinds by attribute, phrases, and the noise."""

    kinds: Mapping[str, Kind]
    book: Phrasebook
    noise: Noise


def simulate(
    target: str, accept: tuple[str, ...], goal: Values, other: Values, world: World, seed: str
) -> Person:
    """One person who looks for the item with these values; the same seed gives the same person."""
    rng = random.Random(seed)
    answers: dict[str, str] = {}
    clicks: dict[str, ItemValue] = {}
    changes: dict[str, Change] = {}
    for attribute, kind in world.kinds.items():
        if kind is Kind.TEXT:
            answers[attribute] = _description(attribute, goal, world, rng)
        elif attribute in goal:
            _decide(attribute, goal, other, world, rng, (answers, clicks, changes))
    opening = _opening(goal, world, rng)
    return Person(
        target=target,
        accept=accept,
        opening=opening,
        answers={id: text for id, text in answers.items() if text},
        clicks=clicks,
        changes=changes,
        unmoved=rng.choice(world.book.unmoved),
    )


def _decide(
    attribute: str,
    goal: Values,
    other: Values,
    world: World,
    rng: random.Random,
    into: tuple[dict[str, str], dict[str, ItemValue], dict[str, Change]],
) -> None:
    """What is said and clicked for one attribute: the truth, an error, or nothing."""
    answers, clicks, changes = into
    chance = rng.random()
    decoy = other.get(attribute, goal[attribute])
    if chance < world.noise.unknown:
        answers[attribute] = rng.choice(world.book.unknown)
        return
    value = decoy if chance < world.noise.unknown + world.noise.wrong else goal[attribute]
    answers[attribute] = _answer(attribute, value, world, rng)
    clicks[attribute] = value
    if decoy != value and rng.random() < world.noise.change:
        correction = rng.choice(world.book.corrections)
        first = _answer(attribute, decoy, world, rng)
        changes[attribute] = Change(first, correction.format(answers[attribute]), decoy)


def _answer(attribute: str, value: ItemValue, world: World, rng: random.Random) -> str:
    vague = rng.random() < world.noise.vague
    said = say(attribute, world.kinds[attribute], value, vague, world.book, rng)
    return slipped(rng.choice(world.book.answers).format(said), world.noise.slip, rng)


def _description(attribute: str, goal: Values, world: World, rng: random.Random) -> str:
    """Free words made of other attributes, one or two of them."""
    if rng.random() < world.noise.unknown:
        return rng.choice(world.book.unknown)
    parts = [id for id in world.book.described.get(attribute, ()) if id in goal][:2]
    said = [say(id, world.kinds[id], goal[id], False, world.book, rng) for id in parts]
    return slipped(", ".join(said), world.noise.slip, rng)


def _opening(goal: Values, world: World, rng: random.Random) -> str:
    """One or two vague hints."""
    stated = [id for id in world.book.hints or world.kinds if id in goal]
    chosen = rng.sample(stated, min(len(stated), rng.choice((1, 2))))
    hints = [say(id, world.kinds[id], goal[id], True, world.book, rng) for id in chosen]
    said = rng.choice(world.book.openings).format(", ".join(hints) or "something good")
    return slipped(said, world.noise.slip, rng)
