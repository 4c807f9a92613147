"""What operators do with reviews: files out and in, and who may see personal data."""

from __future__ import annotations

import json
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, TextIO, get_args

from conversations.audit import OPERATOR, note
from conversations.review import cases as kept
from conversations.review import reading, transfer
from conversations.review.queue import Filter
from conversations.review.transfer import Format, Taken
from conversations.users import user_named
from core.database import Connection, open_pool
from core.errors import BadSetting
from core.settings import Settings


def chosen(pack: str | None, since: datetime | None, until: datetime | None) -> Filter:
    """The conversations that the command line names."""
    return Filter(
        tags=(f"pack:{pack}",) if pack else (),
        since=since.date() if since else None,
        until=until.date() if until else None,
        sort="newest",
    )


async def export(settings: Settings, filter: Filter, format: Format, out: Path | None) -> None:
    """Write the judged conversations that fit.

    Raises:
        BadSetting: the file cannot be written.
    """
    async with _connection(settings) as connection:
        with _writing(out) as file:
            async for line in transfer.exported(connection, filter, format, OPERATOR):
                file.write(line)


async def take_in(settings: Settings, file: Path) -> Taken:
    """Bring in the labels and judgements of a file.

    Raises:
        BadSetting: it cannot be read as what its name says.
        InvalidMessage: something in it cannot be stored; nothing is.
    """
    found = _read(file)
    async with _connection(settings) as connection:
        return await transfer.take_in(connection, found, OPERATOR)


def _read(file: Path) -> list[dict[str, Any]]:
    format = file.suffix.removeprefix(".")
    if format not in get_args(Format):
        raise BadSetting(f"{str(file)!r} ends neither in .jsonl nor in .csv.")
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise BadSetting(f"{str(file)!r} cannot be read: {type(error).__name__}.") from error
    return transfer.parsed(text, "csv" if format == "csv" else "jsonl")


async def cases(
    settings: Settings, pack: str, kind: Literal["people", "utterances"], out: Path | None
) -> None:
    """Write the cases of a pack, one a line."""
    async with _connection(settings) as connection:
        found = await kept.cases(connection, pack, utterances=kind == "utterances")
        await note(
            connection, OPERATOR, "cases exported", pack, {"kind": kind, "cases": len(found)}
        )
    with _writing(out) as file:
        file.writelines(json.dumps(one, ensure_ascii=False) + "\n" for one in found)


async def permit(settings: Settings, name: str, allowed: bool) -> None:
    """Let somebody see personal data, or no more."""
    async with _connection(settings) as connection:
        user = await user_named(connection, name)
        await reading.permit(connection, user.id, user.name, allowed, OPERATOR)


@contextmanager
def _writing(out: Path | None) -> Iterator[TextIO]:
    if out is None:
        yield sys.stdout
        return
    try:
        with out.open("w", encoding="utf-8", newline="") as file:
            yield file
    except OSError as error:
        raise BadSetting(f"--out {str(out)!r} cannot be written: {error.strerror}.") from error


@asynccontextmanager
async def _connection(settings: Settings) -> AsyncIterator[Connection]:
    async with open_pool(settings) as pool, pool.connection() as connection:
        yield connection
