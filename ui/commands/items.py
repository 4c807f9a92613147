"""``firstfive items``: look into a catalogue."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from ui.commands.options import DatabaseUrl, DataDir, PackName, settings_of

app = typer.Typer(help="Look into a catalogue.", no_args_is_help=True, rich_markup_mode=None)


@app.command()
def show(
    named: Annotated[
        list[str],
        typer.Argument(
            help="The item's id in its source; its pack before it where several have one.",
            metavar="[PACK] ID",
        ),
    ],
    data_dir: DataDir = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Show one item: raw, cleaned, attributes with evidence, versions, and where it was shown.

    The raw record may hold personal data that the cleaned text does not.
    """
    if len(named) > 2:
        raise typer.BadParameter("name an item: [PACK] ID")
    import asyncio

    from ui import items

    settings = settings_of(data_dir, database_url)
    pack = named[0] if len(named) == 2 else None
    asyncio.run(items.show(settings, pack, named[-1], sys.stdout))


@app.command()
def export(pack: PackName, data_dir: DataDir = None, database_url: DatabaseUrl = None) -> None:
    """Write all published items as JSON lines: attributes with evidence, group, flags, versions."""
    import asyncio

    from ui import items

    settings = settings_of(data_dir, database_url)
    asyncio.run(items.export(settings, pack, sys.stdout))


@app.command()
def rejects(pack: PackName, data_dir: DataDir = None, database_url: DatabaseUrl = None) -> None:
    """Write the rows that could not be used as JSON lines, with the reason."""
    import asyncio

    from ui import items

    settings = settings_of(data_dir, database_url)
    asyncio.run(items.rejects(settings, pack, sys.stdout))
