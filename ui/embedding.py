"""Embedding sets, built, compared and switched from the terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from rich.console import Console
from rich.table import Table

from catalogue.activation import activate, drop, index, roll_back
from catalogue.building import build
from catalogue.query import figure
from catalogue.sets import EmbeddingSet, open_like, read_set, read_sets
from core.database import Pool, open_pool
from core.errors import UnknownSet
from core.program import start
from core.settings import Settings
from domains import Pack, load_pack
from evaluation.comparing import Audience, Found, compare
from models.encoder import open_encoder
from ui.ingesting import bars


@asynccontextmanager
async def _opened(settings: Settings, pack_id: str) -> AsyncIterator[tuple[Pack, Pool]]:
    pack = load_pack(pack_id, settings.packs_dir)
    async with open_pool(settings) as pool:
        yield pack, pool


async def show(settings: Settings, pack_id: str) -> None:
    """Print the sets of a pack."""
    async with _opened(settings, pack_id) as (pack, pool), pool.connection() as connection:
        found = await read_sets(connection, pack.id)
        items = await figure(connection, "live_items", {"pack": pack.id})
    Console().print(listing(found, items))


def listing(found: Sequence[EmbeddingSet], items: int) -> Table:
    """The sets as a table; ``items`` is how many there are to embed."""
    shown = Table("set", "model", "numbers", "recipe", "vectors", "index", "state")
    for one in found:
        shown.add_row(
            str(one.id),
            one.model,
            f"{one.dimension}{'' if one.normalised else ', not normalised'}",
            one.recipe,
            f"{one.vectors:,} of {items:,}",
            "yes" if one.indexed else "no",
            state(one, items),
        )
    return shown


def state(one: EmbeddingSet, items: int) -> str:
    """What may be done with a set, in words."""
    if one.active:
        return "in use"
    if one.corpus_hash is None:
        return f"{min(1.0, one.vectors / max(1, items)):.0%} built"
    return f"built {one.made_at:%Y-%m-%d}"


async def build_set(settings: Settings, pack_id: str, set_number: int | None) -> None:
    """Build a set with progress bars, and print what came of it."""
    async with _opened(settings, pack_id) as (pack, pool):
        if set_number is None:
            encoder = open_encoder(settings)
        else:
            async with pool.connection() as connection:
                encoder = open_like(settings, await read_set(connection, pack.id, set_number))
        with bars() as progress:
            made = await build(pool, pack, encoder, progress, set_number)
    print(f"Set {made.id} of {pack.id!r} is complete: {made.vectors:,} vectors of {made.model}.")
    if not made.active:
        print(f"To use it: firstfive embeddings activate {pack.id} {made.id}")


def build_apart(settings: Settings, pack_id: str, set_number: int | None) -> None:
    """Start the same in a process of its own, which outlives this one; its words go to a file."""
    load_pack(pack_id, settings.packs_dir)
    log = settings.data_dir / f"embeddings-{pack_id}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    named = ["--set", str(set_number)] if set_number is not None else []
    code = "from ui.cli import main; main()"
    command = [sys.executable, "-c", code, "embeddings", "build", pack_id, *named]
    with log.open("w", encoding="utf-8") as file:
        start(
            command,
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=file,
            start_new_session=True,
            env={**os.environ, **dict(_environment(settings))},
        )
    print(f"Building; firstfive embeddings list {pack_id} tells how far it is, {log} what it says.")


def _environment(settings: Settings) -> Iterator[tuple[str, str]]:
    yield "FIRSTFIVE_DATA_DIR", str(settings.data_dir.expanduser().absolute())
    yield "FIRSTFIVE_EMBEDDINGS", settings.embeddings
    if settings.database_url:
        yield "FIRSTFIVE_DATABASE_URL", settings.database_url


async def compare_sets(
    settings: Settings,
    pack_id: str,
    numbers: Sequence[int],
    people: tuple[Path, ...],
    simulated: int,
    seed: int,
) -> None:
    """Compare sets, and print the table.

    Raises:
        UnknownSet: one of the numbers names none, or no set is finished.
    """
    async with _opened(settings, pack_id) as (pack, pool):
        async with pool.connection() as connection:
            sets = [await read_set(connection, pack.id, number) for number in numbers]
            sets = sets or [s for s in await read_sets(connection, pack.id) if s.corpus_hash]
        if not sets:
            raise UnknownSet(f"No set of {pack.id!r} is finished.")
        with bars() as progress:
            progress.start(None, "Comparing")
            audience = Audience(people, simulated, seed)
            found = await compare(pool, settings, pack, sets, audience, lambda: progress.advance(1))
            progress.done()
    Console().print(comparison(sets, found))


def comparison(sets: Sequence[EmbeddingSet], found: Sequence[Found]) -> Table:
    """The figures of each set, with their 95 % intervals."""
    models = {one.id: one.model for one in sets}
    shown = Table("set", "model", "words", "among 5", "among 50", "people")
    for one in found:
        shares = (f"{e.value:.1%} ({e.low:.1%} to {e.high:.1%})" for e in (one.first, one.wide))
        shown.add_row(str(one.set_id), models[one.set_id], one.said, *shares, str(one.people))
    return shown


async def switch(settings: Settings, pack_id: str, number: int | None) -> None:
    """Activate a set, or without a number the one before, and print the version made."""
    async with _opened(settings, pack_id) as (pack, pool), pool.connection() as connection:
        if number is None:
            number, version = await roll_back(connection, settings, pack)
        else:
            version = await activate(connection, settings, pack, number)
    print(f"Version {version} of {pack.id!r} is ranked with set {number}.")


async def remove(settings: Settings, pack_id: str, number: int) -> None:
    """Drop a set."""
    async with _opened(settings, pack_id) as (pack, pool), pool.connection() as connection:
        await drop(connection, pack, number)
    print(f"Set {number} of {pack_id!r} is gone.")


async def make_index(settings: Settings, pack_id: str, number: int) -> None:
    """Index a set."""
    async with _opened(settings, pack_id) as (pack, pool), pool.connection() as connection:
        await index(connection, pack, number)
    print(f"Set {number} of {pack_id!r} is indexed.")
