"""``firstfive ingest``: brings a source into the catalogue of a pack."""

from __future__ import annotations

from typing import Annotated

import typer

from ui.commands.options import DatabaseUrl, DataDir, PackName


def ingest(
    pack: PackName,
    source: Annotated[
        str | None, typer.Option(help="File or URL to read; by default what the pack ships.")
    ] = None,
    data_dir: DataDir = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Bring a source into the catalogue of a pack.

    The source is read, cleaned, embedded and published; a second time, only what changed. Items of
    this source that are no longer in it are retired; those of other sources stay.
    """
    import asyncio

    from core.settings import read_settings
    from ui.ingesting import ingest_pack

    settings = read_settings(data_dir=data_dir, database_url=database_url)
    report = asyncio.run(ingest_pack(settings, pack, source))
    for line in report.lines():
        typer.echo(line)
