"""``firstfive ingest``: brings a source into the catalogue of a pack."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from ui.commands.options import AllowPrivate, DatabaseUrl, DataDir, PackName, settings_of


class Engine(StrEnum):
    """What does the work."""

    plain = "plain"
    ray = "ray"


def ingest(
    pack: PackName,
    source: Annotated[
        str | None, typer.Option(help="File or URL to read; by default what the pack ships.")
    ] = None,
    engine: Annotated[
        Engine, typer.Option(help="Where the work is done: in this process, or on a Ray cluster.")
    ] = Engine.plain,
    allow_private: AllowPrivate = False,
    data_dir: DataDir = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Bring a source into the catalogue of a pack.

    The source is read, cleaned, embedded and published; a second time, only what changed. Items of
    this source that are no longer in it are retired; those of other sources stay.

    A URL must lead to public addresses, over http or https, also where it redirects. How large a
    source may be, and how long a fetch may take: FIRSTFIVE_SOURCE_MEGABYTES, _SECONDS.

    With FIRSTFIVE_EXTRACT_MODEL set, a language model reads the texts, too, as far as
    FIRSTFIVE_EXTRACT_BUDGET goes; the next run goes on there. `--engine ray` works on the cluster
    of RAY_ADDRESS, or on this machine's processors; `make ray` installs what it needs.
    """
    import asyncio

    from ui.ingesting import ingest_pack

    settings = settings_of(data_dir, database_url)
    report = asyncio.run(ingest_pack(settings, pack, source, engine.value, private=allow_private))
    for line in report.lines():
        typer.echo(line)
