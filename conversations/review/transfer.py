"""Judged conversations out to files, and labels from files in."""

from __future__ import annotations

import asyncio
import csv
import io
import json
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from typing import Any, Literal

from conversations.audit import note
from conversations.export import MARK
from conversations.review.labels import add_judgement, add_label, judgements_of, labels_of
from conversations.review.queue import PAGE, Filter, Row, place_of, read_queue
from conversations.review.redactions import redactions_of
from conversations.review.rubric import checked_label
from conversations.review.veil import veiled, veiled_values, without_names_said
from conversations.transcript import moment
from core.database import Connection
from core.errors import BadSetting, InvalidMessage, UnknownConversation
from core.model import Frozen
from core.sql import sql

Format = Literal["jsonl", "csv"]
FORMAT = "firstfive-review/1"
COLUMNS = (
    "conversation", "pack", "begun_at", "outcome", "worth", "turn", "label", "reviewer", "at",
    "note",
)  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so would be run by a spreadsheet."""


class Taken(Frozen):
    """What an import did; ``unknown`` conversations or turns are not here (any more)."""

    labels: int = 0
    judgements: int = 0
    unknown: int = 0


async def exported(
    connection: Connection, filter: Filter, format: Format, who: str
) -> AsyncIterator[str]:
    """The lines of an export: judged conversations that fit, veiled, as JSONL or CSV."""
    chosen = filter.model_copy(update={"state": "judged"})
    told = {**chosen.model_dump(mode="json", exclude={"words"}), "searched": bool(filter.words)}
    await note(connection, who, "review exported", format, told)
    if format == "csv":
        yield _csv([COLUMNS])
    async for row in _every(connection, chosen, who):
        one = await _conversation(connection, row)
        if format == "jsonl":
            yield json.dumps(one, ensure_ascii=False) + "\n"
        else:
            yield _csv(_lines(one))


async def _every(connection: Connection, filter: Filter, who: str) -> AsyncIterator[Row]:
    place = None
    while True:
        rows = await read_queue(connection, filter, who, place)
        for row in rows:
            yield row
        if len(rows) < PAGE:
            return
        place = place_of(rows[-1], filter.sort)


async def _conversation(connection: Connection, row: Row) -> dict[str, Any]:
    """A conversation with what was said of it."""
    hidden = [one.words for one in await redactions_of(connection, row.id)]
    cursor = await connection.execute(sql("conversations", "read_turns"), {"id": row.id})
    turns, judged = await cursor.fetchall(), await judgements_of(connection, row.id)
    said, notes = await asyncio.to_thread(_veiled, turns, [one.note for one in judged], hidden)
    return {
        "format": FORMAT,
        **MARK,
        "conversation": row.id,
        "pack": "".join(row.tagged("pack")),
        "begun_at": moment(row.begun_at),
        "outcome": "".join(row.tagged("outcome")),
        "worth": row.worth,
        "flags": row.tagged("flag"),
        "turns": said,
        "labels": [
            {
                "turn": one.n,
                "label": one.label,
                "reviewer": one.reviewer,
                "at": moment(one.given_at),
            }
            for one in await labels_of(connection, row.id)
        ],
        "judgements": [
            {"reviewer": one.reviewer, "note": note, "at": moment(one.judged_at)}
            for one, note in zip(judged, notes, strict=True)
        ],
    }


def _veiled(
    turns: Sequence[Mapping[str, Any]], notes: Sequence[str], hidden: Sequence[str]
) -> tuple[list[dict[str, Any]], list[str]]:
    """What was said, and what reviewers noted, as anybody may read it: not on the event loop."""
    said = [
        {
            "n": turn["n"],
            **without_names_said(
                turn["said"], veiled_values({k: turn[k] for k in ("said", "reply")}, hidden)
            ),
        }
        for turn in turns
    ]
    return said, [veiled(note, hidden) for note in notes]


def _lines(one: Mapping[str, Any]) -> Iterable[tuple[object, ...]]:
    """A line a label, and one a judgement."""
    head = (one["conversation"], one["pack"], one["begun_at"], one["outcome"], one["worth"])
    for label in one["labels"]:
        turn = "" if label["turn"] is None else label["turn"]
        yield (*head, turn, label["label"], label["reviewer"], label["at"], "")
    for judged in one["judgements"]:
        yield (*head, "", "", judged["reviewer"], judged["at"], judged["note"])


def _csv(lines: Iterable[Iterable[object]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([map(_cell, line) for line in lines])
    return text.getvalue()


def _cell(value: object) -> str:
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def parsed(text: str, format: Format) -> list[dict[str, Any]]:
    """The conversations of an exported file, with their labels and judgements.

    Raises:
        BadSetting: it is no such file; the line is named.
    """
    try:
        if format == "jsonl":
            return [json.loads(line) for line in text.splitlines() if line.strip()]
        return [_of_line(line) for line in csv.DictReader(io.StringIO(text))]
    except (ValueError, KeyError, TypeError) as error:
        raise BadSetting(f"The file cannot be read as {format}: {error!r}.") from error


def _of_line(line: Mapping[str, str]) -> dict[str, Any]:
    said = {"reviewer": line["reviewer"], "at": line.get("at")}
    turn = int(line["turn"]) if line["turn"] else None
    labels = [{**said, "turn": turn, "label": line["label"]}] if line["label"] else []
    judged = [] if line["label"] else [{**said, "note": line.get("note") or ""}]
    return {"conversation": line["conversation"], "labels": labels, "judgements": judged}


async def take_in(connection: Connection, found: Iterable[Mapping[str, Any]], who: str) -> Taken:
    """Store labels and judgements of a file; those that are here already stay as they are.

    Raises:
        InvalidMessage: a label is not of the rubric, or a line lacks something; nothing is stored.
    """
    taken = Taken()
    async with connection.transaction():
        for one in found:
            taken = await _take(connection, one, taken)
        await note(connection, who, "review imported", "labels", taken.model_dump())
    return taken


async def _take(connection: Connection, one: Mapping[str, Any], taken: Taken) -> Taken:
    labels = judgements = 0
    try:
        async with connection.transaction():
            id = str(one["conversation"])
            for row in one.get("labels") or ():
                scope: Literal["turn", "conversation"] = (
                    "conversation" if row["turn"] is None else "turn"
                )
                label = checked_label(row["label"], scope)
                labels += await add_label(connection, id, row["turn"], label, row["reviewer"])
            for row in one.get("judgements") or ():
                await add_judgement(connection, id, row["reviewer"], row["note"])
                judgements += 1
    except UnknownConversation:
        return taken.model_copy(update={"unknown": taken.unknown + 1})
    except (KeyError, TypeError) as error:
        raise InvalidMessage(f"A line lacks {error}.") from error
    return Taken(
        labels=taken.labels + labels,
        judgements=taken.judgements + judgements,
        unknown=taken.unknown,
    )
