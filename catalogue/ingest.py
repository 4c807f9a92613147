"""Brings a source into the catalogue: read, clean, extract, embed, store, publish."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import islice

from psycopg import OperationalError

from catalogue import clean
from catalogue.attributes import extractor_version
from catalogue.embed import check_recipe
from catalogue.prepare import Prepared, prepare
from catalogue.progress import Progress, Quiet
from catalogue.publish import Published, publish
from catalogue.query import Values, one, rows, run
from catalogue.read import read
from catalogue.record import Record, Reject
from catalogue.report import Report
from catalogue.source import source_name
from catalogue.stage import close_stage, open_stage, stage_items, stage_seen, store_rejects
from catalogue.tally import Tally
from catalogue.vectors import embed_staged, embedding_set, stage_stored_texts
from core.database import Connection, Pool
from core.errors import BadSource, DatabaseUnavailable, IngestRunning
from domains import Pack
from models.encoder import Encoder

CHUNK = 500
"""Rows read and stored at a time: what an ingest keeps in memory does not grow with the source."""


@dataclass(frozen=True)
class Job:
    """One run: what goes where, by which versions, and what it has met so far."""

    connection: Connection
    pack: Pack
    source: str | None
    name: str
    encoder: Encoder
    progress: Progress
    extractor: str
    tally: Tally = field(default_factory=Tally)


async def ingest(
    pool: Pool,
    pack: Pack,
    source: str | None,
    encoder: Encoder,
    progress: Progress | None = None,
) -> Report:
    """Add to or update the items that came from a source, and retire those of it that vanished.

    Nothing is visible before all of it is: a run that fails or is killed leaves the published
    version as it was, and a further run completes the work. A run that finds nothing changed
    publishes nothing. ``source`` None is the catalogue that the pack ships.

    Raises:
        BadSource: the source cannot be read, or holds no usable row.
        BadPack: the pack's embedding recipe names something unknown.
        IngestRunning: another ingest of this pack is running.
        DatabaseUnavailable: the connection was lost.
    """
    check_recipe(pack)
    name = source_name(pack, source)
    try:
        async with pool.connection() as connection, _locked(connection, pack):
            version = extractor_version(pack)
            job = Job(connection, pack, source, name, encoder, progress or Quiet(), version)
            return await _run(job)
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
    connection, pack, tally = job.connection, job.pack, job.tally
    set_id = await embedding_set(connection, pack, job.encoder)
    await _stage(job)
    await store_rejects(connection, pack.id, job.name, tally.rejects)
    if not tally.seen:
        first = f" Its first row: {tally.rejects[0].reason}." if tally.rejects else ""
        raise BadSource(f"{job.name!r} holds no usable row; nothing was changed.{first}")
    with tally.timed("embed"):
        await stage_stored_texts(connection, pack, set_id)
        texts = await embed_staged(connection, pack, set_id, job.encoder, job.progress)
    with tally.timed("publish"):
        published = await publish(connection, pack, job.name, set_id)
    tally.add(embedded=texts, retired=published.retired)
    return await _report(job, published)


async def _stage(job: Job) -> None:
    stored = await rows(job.connection, "known", {"pack": job.pack.id})
    known = {row["item_id"]: row for row in stored}
    job.progress.start(None, "Reading")
    found = read(job.pack, job.source)
    while chunk := await asyncio.to_thread(_read_chunk, found, job.tally):
        fresh = [r for r in _records(chunk, job.tally) if _is_fresh(job, r, known.get(r.id))]
        with job.tally.timed("clean and extract"):
            prepared = await asyncio.to_thread(_prepare_all, job.pack, fresh)
        with job.tally.timed("store"):
            await stage_items(job.connection, prepared)
        job.progress.advance(len(chunk))
    await stage_seen(job.connection, job.tally.seen)
    job.progress.done()


def _read_chunk(found: Iterator[Record | Reject], tally: Tally) -> list[Record | Reject]:
    with tally.timed("read"):
        return list(islice(found, CHUNK))


def _prepare_all(pack: Pack, records: list[Record]) -> list[Prepared]:
    return [prepare(pack, record) for record in records]


def _records(chunk: list[Record | Reject], tally: Tally) -> Iterator[Record]:
    for row in chunk:
        tally.add(read=1)
        if isinstance(row, Record):
            tally.seen.append(row.id)
            yield row
        else:
            tally.rejects.append(row)
            tally.add(rejected=1)


def _is_fresh(job: Job, record: Record, stored: Mapping[str, object] | None) -> bool:
    """Whether a record has to be prepared: it is new, or changed, or made by other versions."""
    if stored is None:
        job.tally.add(new=1)
        return True
    made = (stored["raw_hash"], stored["cleaner_version"], stored["extractor_version"])
    same = made == (record.hash, clean.VERSION, job.extractor)
    if same and stored["source"] == job.name and not stored["retired"]:
        job.tally.add(unchanged=1)
        return False
    job.tally.add(changed=1)
    return True


async def _report(job: Job, published: Published) -> Report:
    values: Values = {
        "pack": job.pack.id,
        "cleaner": clean.VERSION,
        "extractor": job.extractor,
    }
    totals = await one(job.connection, "count_items", values)
    assert totals is not None
    counted = await rows(job.connection, "coverage", values)
    found = {row["attribute"]: row["items"] for row in counted}
    stated = [a.id for a in job.pack.attributes if a.extract or a.id in found]
    return Report(
        pack=job.pack.id,
        source=job.name,
        counts=job.tally.counts,
        items=totals["items"],
        version=published.version,
        published=published.made,
        stale=totals["stale"],
        coverage={id: found.get(id, 0) / max(1, totals["items"]) for id in stated},
        rejects=tuple(job.tally.rejects),
        seconds=dict(job.tally.seconds),
    )
