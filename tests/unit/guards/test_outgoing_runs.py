"""How the guard behaves: failing checks, threads, loops, time, and sentences about no item."""

from __future__ import annotations

import asyncio
import statistics
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from core.model import Item, Range, Wish
from core.reply import Recommendation
from domains import Pack
from guards import validators
from guards.outgoing import Checked, Guard
from guards.rules import RULES, Ruling


def decisions(checked: Checked) -> list[tuple[str, str]]:
    return [(v.guard, v.verdict) for v in checked.verdicts if v.verdict != "allow"]


def test_a_rule_that_fails_withholds_the_card(pack: Pack, item: Item, card: Recommendation) -> None:
    def broken(*_: object) -> Ruling:
        raise RuntimeError("broken")

    built = Guard(pack, {**RULES, "links": broken})
    checked = built.check([card], {"b1": item}, [])
    assert checked.kept == ()
    assert ("links", "error") in decisions(checked)


def test_a_guard_that_fails_shows_nothing(
    pack: Pack, item: Item, card: Recommendation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(validators, "run_guard", broken)
    checked = Guard(pack).check([card], {"b1": item}, [])
    assert checked.kept == ()
    assert decisions(checked) == [("guard", "error")]


def test_a_rule_that_does_not_run_shows_nothing(
    pack: Pack, item: Item, card: Recommendation, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = validators.build_guard
    monkeypatch.setattr(validators, "build_guard", lambda names: whole(names[:-1]))
    checked = Guard(pack).check([card], {"b1": item}, [])
    assert checked.kept == ()
    assert "did not run: reasons" in checked.verdicts[-1].detail


def test_nothing_to_check(guard: Guard) -> None:
    assert guard.check([], {}, []) == Checked(kept=(), verdicts=())


def test_the_order_stays(guard: Guard, item: Item, card: Recommendation) -> None:
    ids = [f"b{n}" for n in range(15)]
    items = {id: item.model_copy(update={"id": id}) for id in ids}
    cards = [card.model_copy(update={"item_id": id}) for id in ids]
    checked = guard.check(cards, items, [Wish(attribute="price", value=Range(max=1_000_000))])
    assert [kept.item_id for kept in checked.kept] == ids


def five(
    item: Item, card: Recommendation, n: int = 5
) -> tuple[list[Recommendation], dict[str, Item]]:
    ids = [f"b{i}" for i in range(n)]
    items = {id: item.model_copy(update={"id": id}) for id in ids}
    return [card.model_copy(update={"item_id": id}) for id in ids], items


def test_several_threads_at_the_same_time(
    guard: Guard, item: Item, card: Recommendation, wishes: list[Wish]
) -> None:
    good = five(item, card)
    bad = [c.model_copy(update={"item_id": "unknown"}) for c in good[0]]

    def run(n: int) -> int:
        return len(guard.check(bad if n % 2 else good[0], good[1], wishes).kept)

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(run, range(60))) == [0 if n % 2 else 5 for n in range(60)]


async def test_inside_a_running_loop(
    guard: Guard, item: Item, card: Recommendation, wishes: list[Wish]
) -> None:
    cards, items = five(item, card)
    assert len(guard.check(cards, items, wishes).kept) == 5
    apart = await asyncio.gather(
        *(asyncio.to_thread(guard.check, cards, items, wishes) for _ in range(10))
    )
    assert [len(checked.kept) for checked in apart] == [5] * 10


def test_five_cards_take_at_most_twenty_milliseconds(
    guard: Guard, item: Item, card: Recommendation, wishes: list[Wish]
) -> None:
    cards, items = five(item, card)
    spent = []
    for _ in range(40):
        start = time.thread_time()
        guard.check(cards, items, wishes)
        spent.append(time.thread_time() - start)
    assert statistics.quantiles(spent, n=20)[-1] <= 0.020


def test_nothing_is_reported_to_anybody(guard: Guard) -> None:
    from guardrails.utils.hub_telemetry_utils import HubTelemetry

    assert validators.build_guard(tuple(RULES))._allow_metrics_collection is False
    assert HubTelemetry()._enabled is False


def test_guardrails_is_imported_late() -> None:
    code = "import sys, guards.outgoing; sys.exit('guardrails' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("You should buy the first one.", "promises"),
        ("It is turnkey.", "promises"),
        ("See <a href='x'>this</a>.", "markup"),
        ("Write to jo@shops.example.", "personal"),
    ],
)
def test_a_sentence_is_blocked(guard: Guard, text: str, rule: str) -> None:
    verdict = guard.check_text(text)
    assert (verdict.guard, verdict.verdict) == (rule, "block")


@pytest.mark.parametrize("text", ["Which trade should it be?", "Call 555-010-9999.", "Not advice."])
def test_a_sentence_passes(guard: Guard, text: str) -> None:
    assert guard.check_text(text).verdict == "allow"
