"""Judged conversations out to files, and labels from files in."""

from __future__ import annotations

import asyncio
import csv
import io
import json
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, ConfigDict, Field, ValidationError

from conversations.audit import note
from conversations.export import MARK
from conversations.review.labels import (
    LONGEST_NOTE,
    add_judgement,
    add_label,
    judgements_of,
    labels_of,
)
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


LONGEST_TAKEN = 4 * LONGEST_NOTE
"""Characters of a note in a file: hiding what nobody should see makes one longer."""

Id = Annotated[str, Field(max_length=200)]


def _name(text: str) -> str:
    if not text.strip() or not text.isprintable():
        raise ValueError("is no name")
    return text


Reviewer = Annotated[str, AfterValidator(_name), Field(max_length=200)]


class FromFile(Frozen):
    """What is taken of a file: what else stands there is left."""

    model_config = ConfigDict(extra="ignore")


class GivenLabel(FromFile):
    """A label as a file has it; of the whole conversation where ``turn`` is None."""

    turn: Annotated[int, Field(ge=0, lt=1_000_000)] | None
    label: Id
    reviewer: Reviewer


class GivenJudgement(FromFile):
    """A judgement as a file has it."""

    reviewer: Reviewer
    note: Annotated[str, Field(max_length=LONGEST_TAKEN)]


class Given(FromFile):
    """What a file says of one conversation."""

    conversation: Id
    labels: tuple[GivenLabel, ...] = ()
    judgements: tuple[GivenJudgement, ...] = ()


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


def parsed(text: str, format: Format) -> list[Any]:
    """The conversations of an exported file, with their labels and judgements, unchecked.

    Raises:
        BadSetting: it is no such file.
    """
    try:
        if format == "jsonl":
            return [json.loads(line) for line in text.splitlines() if line.strip()]
        return [_of_line(line) for line in csv.DictReader(io.StringIO(text))]
    except (ValueError, KeyError, TypeError, RecursionError, csv.Error) as error:
        reason = f"{type(error).__name__}: {error}"[:200]
        raise BadSetting(f"The file cannot be read as {format} ({reason}).") from error


def _of_line(line: Mapping[str, str]) -> dict[str, Any]:
    said = {"reviewer": line["reviewer"], "at": line.get("at")}
    turn = int(line["turn"]) if line["turn"] else None
    labels = [{**said, "turn": turn, "label": line["label"]}] if line["label"] else []
    judged = [] if line["label"] else [{**said, "note": line.get("note") or ""}]
    return {"conversation": line["conversation"], "labels": labels, "judgements": judged}


async def take_in(connection: Connection, found: Iterable[Any], who: str) -> Taken:
    """Store labels and judgements of a file; those that are here already stay as they are.

    Raises:
        InvalidMessage: something of it cannot be stored; nothing is.
    """
    taken = Taken()
    async with connection.transaction():
        for number, one in enumerate(found, 1):
            taken = await _take(connection, _checked(one, number), taken)
        await note(connection, who, "review imported", "labels", taken.model_dump())
    return taken


def _checked(one: object, number: int) -> Given:
    try:
        given = Given.model_validate(one)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False, include_context=False)[0]
        where = ".".join(map(str, first["loc"])) or "all of it"
        raise InvalidMessage(f"Conversation {number}, {where}: {first['msg']}.") from error
    for row in given.labels:
        checked_label(row.label, "conversation" if row.turn is None else "turn")
    return given


async def _take(connection: Connection, one: Given, taken: Taken) -> Taken:
    labels = judgements = 0
    try:
        async with connection.transaction():
            for row in one.labels:
                labels += await add_label(
                    connection, one.conversation, row.turn, row.label, row.reviewer
                )
            for judged in one.judgements:
                await add_judgement(connection, one.conversation, judged.reviewer, judged.note)
                judgements += 1
    except UnknownConversation:
        return taken.model_copy(update={"unknown": taken.unknown + 1})
    return Taken(
        labels=taken.labels + labels,
        judgements=taken.judgements + judgements,
        unknown=taken.unknown,
    )
