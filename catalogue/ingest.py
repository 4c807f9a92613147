"""Brings a source into the catalogue: read, clean, extract, embed, store, publish."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import islice

from psycopg import OperationalError

from catalogue import clean
from catalogue.cleaned import site_of_record
from catalogue.crew import Engine, plain
from catalogue.embed import check_recipe
from catalogue.fetching import USUAL, Bounds
from catalogue.likeness import embed_sentences
from catalogue.make import Making, make_items
from catalogue.modelled.cost import Asked, estimate
from catalogue.modelled.model import Model
from catalogue.modelled.reading import Reading
from catalogue.prepare import Recipe, recipe_of
from catalogue.progress import Progress, Quiet
from catalogue.publish import Published, publish
from catalogue.query import Values, figure, one, rows, run
from catalogue.read import read
from catalogue.record import Record, Reject, source_text
from catalogue.repeats import Repeated, Repeats
from catalogue.report import REJECTS_SHOWN, Counts, Report
from catalogue.sets import set_in_use
from catalogue.source import source_name
from catalogue.stage import (
    close_stage,
    first_rejects,
    open_stage,
    settle_rows,
    stage_rows,
    store_rejects,
)
from catalogue.tally import Tally
from catalogue.vectors import embed_staged, stage_stored_texts
from core.database import Connection, Pool
from core.errors import BadSource, DatabaseUnavailable, IngestRunning
from domains import Pack
from models.encoder import Encoder

CHUNK = 1_000
"""Rows read at a time: what an ingest keeps in memory does not grow with the source."""


@dataclass(frozen=True)
class Job:
    """One run: what goes where, by which encoder."""

    connection: Connection
    pack: Pack
    source: str | None
    name: str
    encoder: Encoder
    progress: Progress
    engine: Engine
    model: Model | None
    bounds: Bounds
    tally: Tally = field(default_factory=Tally)


async def ingest(
    pool: Pool,
    pack: Pack,
    source: str | None,
    encoder: Encoder,
    progress: Progress | None = None,
    engine: Engine = plain,
    model: Model | None = None,
    bounds: Bounds = USUAL,
) -> Report:
    """Add to or update the items that came from a source, and retire those of it that vanished.

    Nothing is visible before all of it is: a run that fails or is killed leaves the published
    version as it was, and a further run completes the work. A run that finds nothing changed
    publishes nothing; after a change of code or pack, only the stages behind it are done again.
    ``source`` None is the catalogue that the pack ships. With a ``model``, it reads the texts too,
    as far as its budget goes; what it did not get to is left for a further run.

    Raises:
        BadSource: the source cannot be read, or holds no usable row.
        BadPack: the pack's embedding recipe names something unknown.
        IngestRunning: another ingest of this pack is running.
        DatabaseUnavailable: the connection was lost.
        EngineUnavailable, BadSetting: the engine or the model cannot be used.
    """
    check_recipe(pack)
    name = source_name(pack, source)

    def job(connection: Connection) -> Job:
        shown = progress or Quiet()
        return Job(connection, pack, source, name, encoder, shown, engine, model, bounds)

    try:
        async with pool.connection() as connection, _locked(connection, pack):
            return await _run(job(connection))
    except OperationalError as error:
        raise DatabaseUnavailable(str(error).strip().splitlines()[0]) from error


@asynccontextmanager
async def _locked(connection: Connection, pack: Pack) -> AsyncIterator[None]:
    values: Values = {"pack": pack.id}
    got = await one(connection, "lock", values)
    if not got or not got["locked"]:
        raise IngestRunning(f"Wait until it is finished, then ingest {pack.id!r} again.")
    try:
        await open_stage(connection)
        yield
    finally:
        if not connection.closed:
            await close_stage(connection)
            await run(connection, "unlock", values)


async def _run(job: Job) -> Report:
    connection, pack = job.connection, job.pack
    set_id = await set_in_use(connection, pack, job.encoder)
    with job.tally.timed("read"):
        repeated = await _read(job)
    recipe = recipe_of(pack, repeated, job.model.version if job.model else "")
    counts = await _counts(job, recipe)
    await _tell_estimate(job, counts)
    async with job.engine(recipe, job.encoder, job.model) as crew:
        reading = Reading(connection, recipe, job.model, crew.ask) if job.model else None
        making = Making(connection, recipe, job.name, set_id, crew, job.progress, reading)
        counts, published = await _made(job, making, counts)
        asked = Asked(reading.model.name, reading.tally, await crew.spent()) if reading else None
    return await _report(job, recipe, counts, published, asked)


async def _made(job: Job, making: Making, counts: Counts) -> tuple[Counts, Published]:
    """Everything that is new or changed, made and published."""
    connection, pack, set_id, encoder = job.connection, job.pack, making.set_id, making.crew.encoder
    with job.tally.timed("clean, extract and embed"):
        embedded = await make_items(making, counts.new + counts.changed)
        await stage_stored_texts(connection, pack, set_id)
        embedded += await embed_staged(connection, pack, set_id, encoder, job.progress)
    with job.tally.timed("publish"):
        published = await publish(connection, pack, job.name, set_id)
    with job.tally.timed("sentences"):
        await embed_sentences(connection, pack, encoder, job.progress)
    return counts.also(embedded=embedded, retired=published.retired), published


async def _tell_estimate(job: Job, counts: Counts) -> None:
    texts = counts.new + counts.changed
    if job.model and texts:
        characters = texts * await figure(job.connection, "characters")
        job.progress.say(estimate(job.model, job.pack, texts, characters))


async def _read(job: Job) -> Repeated:
    """Stage the rows of the source; what its items repeat."""
    job.progress.start(None, "Reading")
    found, repeats = read(job.pack, job.source, job.bounds), Repeats()
    while chunk := await asyncio.to_thread(_read_chunk, job.pack, found, repeats):
        await stage_rows(job.connection, chunk)
        job.progress.advance(len(chunk))
    job.progress.done()
    await settle_rows(job.connection)
    await store_rejects(job.connection, job.pack.id, job.name)
    return repeats.repeated()


def _read_chunk(
    pack: Pack, found: Iterator[Record | Reject], repeats: Repeats
) -> list[Record | Reject]:
    chunk = list(islice(found, CHUNK))
    for row in chunk:
        if isinstance(row, Record):
            repeats.add(site_of_record(pack, row), source_text(pack, row.raw))
    return chunk


async def _counts(job: Job, recipe: Recipe) -> Counts:
    """What the staged rows are to the catalogue.

    Raises:
        BadSource: none of them is usable.
    """
    values: Values = {
        "pack": job.pack.id,
        "source": job.name,
        "cleaner": recipe.cleaner,
        "extractor": recipe.wanted,
    }
    told = await one(job.connection, "count_rows", values)
    assert told is not None
    if not told["usable"]:
        rejects = await first_rejects(job.connection, 1)
        first = f" Its first row: {rejects[0].reason}." if rejects else ""
        raise BadSource(f"{job.name!r} holds no usable row; nothing was changed.{first}")
    return Counts(
        read=told["usable"] + told["rejected"],
        new=told["new"],
        changed=told["usable"] - told["new"] - told["unchanged"],
        unchanged=told["unchanged"],
        rejected=told["rejected"],
    )


async def _report(
    job: Job, recipe: Recipe, counts: Counts, published: Published, asked: Asked | None
) -> Report:
    values: Values = {
        "pack": job.pack.id,
        "cleaner": clean.VERSION,
        "extractor": recipe.extractor,
    }
    totals = await one(job.connection, "count_items", values)
    assert totals is not None
    counted = await rows(job.connection, "coverage", values)
    found = {row["attribute"]: row["items"] for row in counted}
    stated = [a.id for a in job.pack.attributes if a.extract or a.id in found]
    return Report(
        pack=job.pack.id,
        source=job.name,
        counts=counts,
        items=totals["items"],
        version=published.version,
        published=published.made,
        stale=totals["stale"],
        coverage={id: found.get(id, 0) / max(1, totals["items"]) for id in stated},
        rejects=await first_rejects(job.connection, REJECTS_SHOWN),
        seconds=dict(job.tally.seconds),
        asked=asked,
    )
