"""``firstfive review``: what reviewers said, out to files and in from them; who sees what."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ui.commands.options import DatabaseUrl, DataDir

app = typer.Typer(
    help="Take out what reviewers said of conversations, and bring it in.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

DAY = ["%Y-%m-%d"]
Name = Annotated[str, typer.Argument(help="The reviewer's name.", metavar="NAME")]


class FileFormat(StrEnum):
    """How a file is written."""

    JSONL = "jsonl"
    CSV = "csv"


class Kind(StrEnum):
    """What a case tests."""

    PEOPLE = "people"
    UTTERANCES = "utterances"


Out = Annotated[Path | None, typer.Option(help="The file; standard output when left out.")]


@app.command()
def export(
    format: Annotated[FileFormat, typer.Option(help="How it is written.")] = FileFormat.JSONL,
    out: Out = None,
    pack: Annotated[str | None, typer.Option(help="Only conversations with this pack.")] = None,
    since: Annotated[
        datetime | None, typer.Option(formats=DAY, help="Only those that began from this day on.")
    ] = None,
    until: Annotated[
        datetime | None, typer.Option(formats=DAY, help="Only those that began until this day.")
    ] = None,
    data_dir: DataDir = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Write the judged conversations with labels and notes, without personal data."""
    import asyncio

    from core.settings import read_settings
    from ui import reviewing

    settings = read_settings(data_dir=data_dir, database_url=database_url)
    chosen = reviewing.chosen(pack, since, until)
    asyncio.run(reviewing.export(settings, chosen, format.value, out))


@app.command(name="import")
def take_in(
    file: Annotated[Path, typer.Argument(help="A file as 'export' writes it.", metavar="FILE")],
    data_dir: DataDir = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Bring in labels and notes; those that are here already stay. FILE ends in .jsonl or .csv."""
    import asyncio

    from core.settings import read_settings
    from ui import reviewing

    settings = read_settings(data_dir=data_dir, database_url=database_url)
    taken = asyncio.run(reviewing.take_in(settings, file))
    typer.echo(
        f"{taken.labels:,} labels and {taken.judgements:,} judgements; "
        f"{taken.unknown:,} conversations are not here."
    )


@app.command()
def cases(
    pack: Annotated[str, typer.Argument(help="The pack.", metavar="PACK")],
    kind: Annotated[Kind, typer.Option(help="People to play, or utterances.")] = Kind.PEOPLE,
    out: Out = None,
    data_dir: DataDir = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Write the test cases made of conversations, for 'evaluate' and for listening."""
    import asyncio

    from core.settings import read_settings
    from ui import reviewing

    settings = read_settings(data_dir=data_dir, database_url=database_url)
    asyncio.run(reviewing.cases(settings, pack, kind.value, out))


@app.command()
def permit(
    name: Name,
    revoke: Annotated[bool, typer.Option("--revoke", help="No more.")] = False,
    data_dir: DataDir = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Let a reviewer see personal data, conversation by conversation and for a stated reason."""
    import asyncio

    from core.settings import read_settings
    from ui import reviewing

    settings = read_settings(data_dir=data_dir, database_url=database_url)
    asyncio.run(reviewing.permit(settings, name, not revoke))
