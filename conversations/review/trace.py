"""What of a turn reviewers look for, written in the transaction of the turn."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from conversations.record import TurnRecord
from conversations.review.veil import veiled
from conversations.storable import storable
from core.database import Connection
from core.model import Frozen
from core.reply import Recommendation, Said
from core.sql import sql

STOPPED = ("block", "error")
BATCH = 500


class Trace(Frozen):
    """The searchable side of a turn.

    ``asked`` is the attribute of the question put, ``shown`` how many cards were (None: no five),
    ``match`` the P(match in five), ``hits`` the guards that stepped in, ``stopped`` whether one of
    them blocked something or failed, ``words`` what was said and answered, veiled.
    """

    kind: str
    act: str
    asked: str | None
    shown: int | None
    match: float
    hits: tuple[str, ...]
    stopped: bool
    degraded: bool
    versions: tuple[str, ...]
    words: str


def trace_of(said: Said, record: TurnRecord, redacted: Sequence[str] = ()) -> Trace:
    """The trace of a turn, without the words that were ``redacted``."""
    reply, cards = record.reply, record.reply.recommendations
    hits = [v for v in record.verdicts if v.get("verdict") != "allow"]
    question = reply.question
    return Trace(
        kind=reply.kind,
        act=record.act,
        asked=question.attribute if question and record.act == "ask" else None,
        shown=None if cards is None else len(cards),
        match=min(1.0, max(0.0, reply.progress.match_probability)),
        hits=tuple(sorted({str(hit.get("guard", "")) for hit in hits})),
        stopped=any(hit.get("verdict") in STOPPED for hit in hits),
        degraded=bool(record.degraded),
        versions=tuple(_versions(record.versions)),
        words=veiled("\n".join(_words(said, reply.text, cards or ())), redacted),
    )


def _versions(versions: dict[str, Any]) -> Iterator[str]:
    """What the turn was made with, as tags."""
    for kind in ("pack", "catalogue", "embeddings"):
        if versions.get(kind) is not None:
            yield f"{kind} version:{versions[kind]}"
    yield f"model:{versions.get('model') or 'none'}"
    prompts = versions.get("prompts")
    for name, hash in prompts.items() if isinstance(prompts, dict) else ():
        yield f"prompt:{name} {hash}"


def _words(said: Said, text: str, cards: Sequence[Recommendation]) -> Iterator[str]:
    yield said.text or ""
    for choice in said.choices or ():
        yield choice.partition("=")[2] or choice
    yield text
    for card in cards:
        yield card.title
        yield from (reason.text for reason in card.reasons)


async def note_trace(
    connection: Connection,
    conversation_id: str,
    n: int,
    at: datetime,
    said: Said,
    record: TurnRecord,
    redacted: Sequence[str] = (),
) -> None:
    """Write the trace of a turn, or write it anew; the digest of its conversation follows."""
    trace = await asyncio.to_thread(trace_of, said, record, redacted)
    values = {"id": conversation_id, "n": n, "at": at, **storable(trace.model_dump())}
    await connection.execute(sql("conversations", "note_trace"), values)


async def retrace(connection: Connection, conversation_id: str, redacted: Sequence[str]) -> None:
    """Write the traces of a conversation anew: other words of it are hidden now."""
    values = {"id": conversation_id}
    cursor = await connection.execute(sql("conversations", "turns_to_trace"), values)
    for row in await cursor.fetchall():
        await _note_row(connection, row, redacted)


async def trace_older(connection: Connection) -> int:
    """Trace the turns that were kept before there were traces; returns how many."""
    total = 0
    while True:
        cursor = await connection.execute(sql("conversations", "untraced_turns"), {"most": BATCH})
        rows = await cursor.fetchall()
        for row in rows:
            await _note_row(connection, row, ())
        total += len(rows)
        if len(rows) < BATCH:
            return total


async def _note_row(connection: Connection, row: dict[str, Any], redacted: Sequence[str]) -> None:
    id, n, at = row.pop("conversation_id"), row.pop("n"), row.pop("finished_at")
    said = Said.model_validate(row.pop("said"))
    kept = {name: value for name, value in row.items() if value is not None}
    await note_trace(connection, id, n, at, said, TurnRecord.model_validate(kept), redacted)
