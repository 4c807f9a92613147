"""The same ingest on Ray: a cluster of two workers on this machine, run in a process of its own."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pytest

from catalogue.ingest import ingest
from catalogue.search import read_items
from core.database import Pool
from core.errors import EngineUnavailable
from domains import Attribute, Pack
from evaluation.throughput import MadeUp
from tests.patience import PATIENCE

if TYPE_CHECKING:
    from tests.emulators.openai_server import OpenAIServer

Row = dict[str, Any]
BUDGET, A_CALL = 0.0045, 0.00018
"""US dollars: the budget of all workers together, and what an emulated call costs."""

CHILD = Path(__file__).with_name("ray_ingest.py")
ROOT = Path(__file__).parents[3]


class Write(Protocol):
    def __call__(self, rows: list[Row]) -> str: ...


@asynccontextmanager
async def on_ray(
    url: str, pack: Pack, source: str, home: Path, settings: dict[str, Any]
) -> AsyncIterator[asyncio.subprocess.Process]:
    child = await asyncio.create_subprocess_exec(
        sys.executable, str(CHILD), url, pack.model_dump_json(), source, json.dumps(settings),
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "HOME": str(home), "PYTHONPATH": f"{ROOT}:{':'.join(sys.path)}"},
    )  # fmt: skip
    try:
        yield child
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()


async def told_by(child: asyncio.subprocess.Process) -> Any:
    """The next line of JSON; Ray itself tells in between what became of its workers."""
    assert child.stdout is not None
    said = b" "
    while said and said[:1] not in b"[{":
        said = await asyncio.wait_for(child.stdout.readline(), PATIENCE)
    return json.loads(said)


async def stored(pool: Pool, ids: list[str]) -> list[tuple[Any, ...]]:
    async with pool.connection() as connection:
        items = await read_items(connection, "boats", ids)
        cursor = await connection.execute(
            "select i.item_id, e.text_hash, e.vector::text as vector from catalogue.items i"
            " join catalogue.embeddings e on e.item_key = i.key order by i.item_id"
        )
        vectors = await cursor.fetchall()
    return [
        *((i.id, i.cleaned, i.attributes) for i in items),
        *(tuple(v.values()) for v in vectors),
    ]


def read_too(boats: Pack) -> Pack:
    """The boats with an attribute that a language model may read in their texts."""
    says = {"cues": {"for": {"raced": [[1, "race"]]}}}
    raced = Attribute.model_validate(
        {"id": "past", "type": "category", "label": "Past", "extract": says}
    )
    return boats.model_copy(update={"attributes": (*boats.attributes, raced)})


async def test_two_workers_make_the_same_within_one_budget_and_a_killed_one_is_replaced(
    pool: Pool,
    database_url: str,
    boats: Pack,
    write: Write,
    fleet: list[Row],
    tmp_path: Path,
    openai_server: OpenAIServer,
) -> None:
    pytest.importorskip("ray", reason="Ray is not installed: make test-ray")
    openai_server.answer({"values": []})
    settings = {
        "extract_model": "openai:emulated",
        "chat_base_url": openai_server.url,
        "model_prices": "openai:emulated=1/2",
        "model_tokens": 30,
        "extract_budget": BUDGET,
        "extract_calls_per_minute": 1_000,
    }
    pack, ids = read_too(boats), sorted(row["id"] for row in fleet)
    async with on_ray(database_url, pack, write(fleet), tmp_path, settings) as child:
        workers = await told_by(child)
        os.kill(workers[0], signal.SIGKILL)
        told = await told_by(child)
    assert len(set(workers)) == 2
    assert told["counts"]["new"] == told["counts"]["embedded"] == 120
    assert told["most_at_once"] <= 4
    assert 0 < told["usd"] <= BUDGET
    assert 0 < len(openai_server.requests) <= BUDGET / A_CALL
    assert told["asked"]["answered"] + told["asked"]["left"] == 120
    made = await stored(pool, ids)
    changed = [{**row, "text": row["text"] + " Changed."} for row in fleet]
    await ingest(pool, pack, write(changed), MadeUp())
    await ingest(pool, pack, write(fleet), MadeUp())
    assert await stored(pool, ids) == made


async def test_where_ray_is_missing_it_says_what_to_install(
    pool: Pool, boats: Pack, write: Write, fleet: list[Row], monkeypatch: pytest.MonkeyPatch
) -> None:
    from catalogue.ray_crew import on_ray

    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(EngineUnavailable, match="Run: make ray"):
        await ingest(pool, boats, write(fleet), MadeUp(), engine=on_ray)
