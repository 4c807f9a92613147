"""A language model reads texts during an ingest: over the wire, within a budget, and once only."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from catalogue.ingest import ingest
from catalogue.modelled.cost import Asked
from catalogue.modelled.model import Model, model_of
from catalogue.progress import Quiet
from catalogue.search import read_items
from core.database import Pool
from core.errors import BadSetting
from core.settings import read_settings
from domains import load_pack
from evaluation.throughput import MadeUp

if TYPE_CHECKING:
    from tests.emulators.openai_server import OpenAIServer

PACK = load_pack("businesses")
ROWS = [
    {
        "id": f"m{n}",
        "title": "Corner bakery",
        "raw": f"Bring {300 + n} thousand and it changes hands. Loyal regulars number {n}.",
    }
    for n in range(6)
]
PRICE = "openai:emulated=1/2"
"""US dollars for a million tokens: what the emulated usage costs is 0.00018."""

A_CALL = (120 * 1 + 30 * 2) / 1e6


class Heard(Quiet):
    """Remembers what was said before the run."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def say(self, line: str) -> None:
        self.lines.append(line)


def reading(request: dict[str, Any], key: str) -> object:
    """Reads the price rightly, makes up a revenue, and concludes something from silence."""
    said = str(request["messages"][-1]["content"])
    price = re.search(r"Bring (\d+) thousand", said)
    assert price is not None
    return {
        "values": [
            {"attribute": "asking_price", "value": f"{price[1]}000", "quote": price[0]},
            {"attribute": "revenue", "value": "900000", "quote": "loyal regulars"},
            {"attribute": "real_estate", "value": "owned", "quote": ""},
        ]
    }


@pytest.fixture
def source(tmp_path: Path) -> str:
    path = tmp_path / "bakeries.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")
    return str(path)


@pytest.fixture
def model(openai_server: OpenAIServer, database_url: str, tmp_path: Path) -> Any:
    openai_server.thinking = reading

    def with_budget(budget: float | None) -> Model:
        found = model_of(
            read_settings(
                extract_model="openai:emulated",
                chat_base_url=openai_server.url,
                model_prices=PRICE,
                model_tokens=30,
                extract_budget=budget,
                extract_calls_per_minute=1_000,
                database_url=database_url,
                data_dir=tmp_path,
            ),
            PACK,
        )
        assert found is not None
        return found

    return with_budget


async def told(pool: Pool) -> dict[str, dict[str, Any]]:
    async with pool.connection() as connection:
        items = await read_items(connection, PACK.id, [row["id"] for row in ROWS])
    return {item.id: dict(item.attributes) for item in items}


async def run(pool: Pool, source: str, model: Model | None) -> tuple[Asked | None, list[str]]:
    heard = Heard()
    report = await ingest(pool, PACK, source, MadeUp(), heard, model=model)
    assert all(line in report.lines() for line in (report.asked.lines() if report.asked else ()))
    return report.asked, heard.lines


async def test_supported_values_are_taken_over_and_nothing_is_asked_twice(
    pool: Pool, source: str, model: Any, openai_server: OpenAIServer
) -> None:
    asked, before = await run(pool, source, model(None))
    assert asked is not None
    assert (asked.tally.answered, asked.tally.left) == (6, 0)
    assert (asked.tally.claims, asked.tally.unsupported) == (18, 12)
    assert asked.spent.usd == pytest.approx(6 * A_CALL)
    assert "up to 6 texts" in before[0]
    assert "no budget is set" in before[0]
    items = await told(pool)
    assert items["m3"]["asking_price"].value == 303_000.0
    assert items["m3"]["asking_price"].evidence.text == "Bring 303 thousand"
    assert "revenue" not in items["m3"]
    assert items["m3"]["franchise"].default
    assert len(openai_server.requests) == 6
    again, _ = await run(pool, source, model(None))
    assert again is not None
    assert (again.tally.answered, again.tally.known) == (0, 0)
    await run(pool, source, None)
    assert (await told(pool))["m3"]["asking_price"].value == 303_000.0
    assert len(openai_server.requests) == 6


async def test_a_spent_budget_stops_it_cleanly_and_the_next_run_goes_on(
    pool: Pool, source: str, model: Any, openai_server: OpenAIServer
) -> None:
    steady, now = model(None).parts(PACK, "Corner bakery\n" + ROWS[0]["raw"])
    budget = 2.5 * model(None).most(len(steady) + len(now))
    first, before = await run(pool, source, model(budget))
    assert first is not None
    assert first.spent.usd is not None
    assert first.spent.usd <= budget
    assert f"the budget is ${budget:.4f}" in before[0]
    asked = len(openai_server.requests)
    assert 2 <= asked < 6
    assert (first.tally.answered, first.tally.left) == (asked, 6 - asked)
    assert sum("asking_price" in item for item in (await told(pool)).values()) == asked
    second, _ = await run(pool, source, model(None))
    assert second is not None
    assert (second.tally.answered, second.tally.left) == (6 - asked, 0)
    assert all("asking_price" in item for item in (await told(pool)).values())
    assert len(openai_server.requests) == 6


async def test_a_model_that_fails_leaves_what_is_read_locally(
    pool: Pool, source: str, model: Any, openai_server: OpenAIServer
) -> None:
    openai_server.thinking = None
    openai_server.script.clear()
    asked, _ = await run(pool, source, model(None))
    assert asked is not None
    assert (asked.tally.answered, asked.tally.left) == (0, 6)
    assert all(item["franchise"].default for item in (await told(pool)).values())


def test_a_budget_needs_a_known_price(database_url: str) -> None:
    settings = read_settings(
        extract_model="ollama:someones-own", extract_budget=1.0, database_url=database_url
    )
    with pytest.raises(BadSetting, match="FIRSTFIVE_MODEL_PRICES"):
        model_of(settings, PACK)
