"""``firstfive embeddings``: sets listed, built, compared, switched and dropped."""

import asyncio
import time
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

from agent.session import Agent, open_agent
from catalogue.ingest import ingest
from core.database import open_pool
from core.errors import EncoderMismatch, UnknownSet
from core.settings import Settings, read_settings
from domains import load_pack
from models.encoder import open_encoder
from tests.patience import PATIENCE
from ui import embedding
from ui.ingesting import ingest_pack

LISTINGS = 30


@pytest.fixture
async def settings(database_url: str, data_folder: Callable[[str], Path]) -> Settings:
    """A database with some of the shipped listings."""
    folder = data_folder("sets")
    settings = read_settings(database_url=database_url, data_dir=folder, embeddings="local:int8")
    shipped = files("domains").joinpath("businesses", "listings.jsonl").read_text("utf-8")
    source = folder / "listings.jsonl"
    source.write_text("\n".join(shipped.splitlines()[:LISTINGS]) + "\n", "utf-8")
    exact = settings.model_copy(update={"embeddings": "local"})
    async with open_pool(settings) as pool:
        await ingest(pool, load_pack("businesses"), str(source), open_encoder(exact))
    return settings


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")


async def listed(settings: Settings, capsys: pytest.CaptureFixture[str]) -> list[str]:
    await embedding.show(settings, "businesses")
    return [line for line in capsys.readouterr().out.splitlines() if "MiniLM" in line]


async def test_from_building_to_dropping(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    await embedding.build_set(settings, "businesses", None)
    assert "firstfive embeddings activate businesses 2" in capsys.readouterr().out
    one, two = await listed(settings, capsys)
    assert "in use" in one
    assert "int8" in two
    assert "30 of 30" in two
    assert "built 20" in two
    await embedding.compare_sets(settings, "businesses", [], (), 12, 7)
    table = capsys.readouterr().out
    assert table.count("opening") == 2
    assert "among 50" in table
    await embedding.switch(settings, "businesses", 2)
    assert "ranked with set 2" in capsys.readouterr().out
    await embedding.switch(settings, "businesses", None)
    assert "ranked with set 1" in capsys.readouterr().out
    with pytest.raises(EncoderMismatch, match="Set 1 ranks 'businesses'"):
        await embedding.remove(settings, "businesses", 1)
    await embedding.make_index(settings, "businesses", 2)
    assert "yes" in (await listed(settings, capsys))[1]
    await embedding.remove(settings, "businesses", 2)
    assert len(await listed(settings, capsys)) == 1
    with pytest.raises(UnknownSet, match="no set 2; there are: 1"):
        await embedding.switch(settings, "businesses", 2)


async def test_a_build_of_its_own_outlives_the_command(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    embedding.build_apart(settings, "businesses", None)
    assert "firstfive embeddings list businesses" in capsys.readouterr().out
    said = await asyncio.to_thread(finished, settings.data_dir / "embeddings-businesses.log")
    assert "Set 2 of 'businesses' is complete: 30 vectors" in said


def finished(log: Path) -> str:
    """What a build wrote, once it is complete; or as much as it wrote in two minutes."""
    deadline = time.monotonic() + PATIENCE
    while "complete" not in log.read_text() and time.monotonic() < deadline:
        time.sleep(0.5)
    return log.read_text()


async def test_new_conversations_get_the_new_set_and_others_keep_theirs(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("agent.shelf.LOOK_AGAIN_SECONDS", 0.0)
    exact = settings.model_copy(update={"embeddings": "local"})
    await embedding.build_set(settings, "businesses", None)
    async with open_agent(exact) as agent:
        before = await agent.start("businesses")
        await agent.turn(before.id, text="a laundromat")
        await embedding.switch(exact, "businesses", 2)
        after = await agent.start("businesses")
        for conversation in (before, after):
            await agent.turn(conversation.id, text="just show me")
        used = [(await _embeddings(agent, c.id)) for c in (before, after)]
        newest = await agent.shelf.newest("businesses")
    assert used == [1, 2]
    assert newest.encoder.name == "local:all-MiniLM-L6-v2:int8"
    with pytest.raises(EncoderMismatch, match="'local:all-MiniLM-L6-v2:int8', the settings name"):
        await ingest_pack(exact, "businesses", str(settings.data_dir / "listings.jsonl"))


async def _embeddings(agent: Agent, conversation_id: str) -> int:
    """The set that the last turn of a conversation was ranked with."""
    async with agent.pool.connection() as connection:
        cursor = await connection.execute(
            "select (versions ->> 'embeddings')::integer as used from conversations.turns "
            "where conversation_id = %s order by n desc limit 1",
            (conversation_id,),
        )
        row = await cursor.fetchone()
    assert row is not None
    return int(row["used"])
