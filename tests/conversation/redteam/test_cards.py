"""Wrong cards handed to the guard: none of what is wrong in them may come through."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from agent.recommending import draft
from core.model import Range, Wish
from core.settings import read_settings
from evaluation.redteam.mutants import MUTATIONS, Stock, Trial, passed
from evaluation.room import open_room

TABLES = Path(__file__).parents[2] / "unit" / "guards" / "tables"
WISHES = (
    Wish(attribute="asking_price", value=Range(max=600_000)),
    Wish(attribute="employees", value=Range(max=9)),
    Wish(attribute="established", value=Range(min=1990)),
)
SEED = 20261120
AT_ONCE = 5


@pytest.fixture
async def stock(businesses_url: str, encoder_folder: Path) -> Any:
    settings = read_settings(database_url=businesses_url, data_dir=encoder_folder)
    phrases = (TABLES / "never_said.txt").read_text("utf-8").splitlines()
    async with open_room(settings, "businesses") as room:
        context = room.context
        ids = list(context.desk.snapshot.ids)
        items = await context.desk.items(ids)
        shown = [item for item in items if item.available]
        cards = [draft(item, 0.2, WISHES, None, context.pack) for item in shown]
        stored = {item.id: item for item in items}
        yield Stock(context.pack, cards, stored, WISHES, phrases), context.guard


@pytest.mark.parametrize("kind", MUTATIONS)
def test_nothing_wrong_comes_through(
    stock: tuple[Stock, Any],
    kind: str,
    trials: Callable[[int, int], int],
    tallied: Callable[..., Any],
) -> None:
    made, guard = stock
    rng, tally = random.Random(f"{SEED}/{kind}"), tallied(f"guard: {kind}")
    while tally.trials < trials(150, 3000):
        batch = _batch(kind, made, rng)
        cards = [card for trial in batch for card in trial.cards]
        checked = guard.check(cards, made.items, batch[0].wishes)
        for trial in batch:
            through = passed(trial, checked.kept)
            tally.add(bool(through), f"{trial.cards[0].item_id}: {through}")
    assert tally.met, tally.examples


def _batch(kind: str, made: Stock, rng: random.Random) -> list[Trial]:
    """Trials of different items that share their wishes; alone where each has its own."""
    drawn = rng.sample(list(made.cards), AT_ONCE)
    found = [rng.choice(MUTATIONS[kind])(card, made, rng) for card in drawn]
    trials = [trial for trial in found if trial is not None]
    alike = [trial for trial in trials if trial.wishes == made.wishes]
    return alike or trials[:1] or _batch(kind, made, rng)


def test_true_cards_come_through(stock: tuple[Stock, Any], tallied: Callable[..., Any]) -> None:
    """What the guard takes from cards nobody changed."""
    made, guard = stock
    tally = tallied("true cards withheld by the guard", bar=0.01)
    for card in made.cards:
        checked = guard.check([card], made.items, made.wishes)
        why = [f"{v.guard}: {v.detail}" for v in checked.verdicts if v.verdict != "allow"]
        tally.add(not checked.kept, f"{card.item_id} {why}")
    assert tally.met, tally.examples
