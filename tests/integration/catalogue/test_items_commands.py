"""What ``firstfive items`` writes, on the shipped catalogue."""

import io
import json
from pathlib import Path

import pytest
from psycopg.types.json import Json

from catalogue.ingest import ingest
from catalogue.neutral import AIMED_AT_MACHINES
from core.database import Pool
from core.errors import UnknownItem
from core.settings import Settings, read_settings
from domains import load_pack
from models.encoder import Encoder
from ui import items


@pytest.fixture
async def shipped(pool: Pool, encoder: Encoder, database_url: str, tmp_path: Path) -> Settings:
    await ingest(pool, load_pack("businesses"), None, encoder)
    return read_settings(database_url=database_url, data_dir=tmp_path)


async def test_an_item_is_told_from_raw_record_to_showings(shipped: Settings, pool: Pool) -> None:
    conversation = "0123456789abcdef0123456789abcdef"
    async with pool.connection() as connection:
        await connection.execute(
            "insert into conversations.conversations (id, token_hash, pack, locale) "
            "values (%s, '', 'businesses', 'en')",
            [conversation],
        )
        five = [{"item_id": "A-002", "match": 0.4}, {"item_id": "A-001", "match": 0.2}]
        await connection.execute(
            "insert into conversations.turns (conversation_id, n, said, status, reply, five, "
            "finished_at) values (%s, 1, '{}', 'finished', '{}', %s, now())",
            [conversation, Json(five)],
        )
    out = io.StringIO()
    await items.show(shipped, None, "A-001", out)
    told = json.loads(out.getvalue())
    order = ["raw", "cleaned", "attributes", "versions", "shown_in"]
    assert [key for key in told if key in order] == order
    assert told["raw"]["id"] == "A-001"
    price = told["attributes"]["asking_price"]
    evidence = price["evidence"]
    assert told["cleaned"][evidence["start"] : evidence["end"]] == evidence["text"]
    assert set(told["versions"]) == {"raw", "clean", "extract", "group", "embed"}
    assert all(told["versions"].values())
    [shown] = told["shown_in"]
    assert (shown["conversation_id"], shown["n"], shown["place"]) == (conversation, 1, 2)
    with pytest.raises(UnknownItem, match="No pack has 'none'"):
        await items.show(shipped, None, "none", out)


async def test_the_export_holds_every_item_with_evidence_and_versions(shipped: Settings) -> None:
    out = io.StringIO()
    await items.export(shipped, "businesses", out)
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    assert len(lines) == 200
    for line in lines:
        assert {"item_id", "attributes", "group", "flags", "versions"} <= set(line)
        for stated in line["attributes"].values():
            assert {"value", "evidence", "confidence"} <= set(stated)
            assert stated["evidence"] or stated.get("default")
    groups = [line["group"] for line in lines if line["group"]]
    assert len(groups) == 2 * len(set(groups)) > 20
    newest = [line for line in lines if line["group"] and line["available"]]
    assert len(newest) <= len(set(groups))
    assert sum(AIMED_AT_MACHINES in line["flags"] for line in lines) == 6
    out = io.StringIO()
    await items.rejects(shipped, "businesses", out)
    assert out.getvalue() == ""
