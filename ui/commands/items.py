"""``firstfive items``: look into a catalogue."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from ui.commands.options import DatabaseUrl, DataDir, PackName

app = typer.Typer(help="Look into a catalogue.", no_args_is_help=True, rich_markup_mode=None)


@app.command()
def show(
    pack: PackName,
    item_id: Annotated[str, typer.Argument(help="The item's id in its source.", metavar="ID")],
    data_dir: DataDir = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Show one item: its attributes, the evidence for each, and the cleaned text."""
    import asyncio

    from core.settings import read_settings
    from ui import items

    settings = read_settings(data_dir=data_dir, database_url=database_url)
    asyncio.run(items.show(settings, pack, item_id, sys.stdout))


@app.command()
def export(pack: PackName, data_dir: DataDir = None, database_url: DatabaseUrl = None) -> None:
    """Write all published items as JSON lines."""
    import asyncio

    from core.settings import read_settings
    from ui import items

    settings = read_settings(data_dir=data_dir, database_url=database_url)
    asyncio.run(items.export(settings, pack, sys.stdout))


@app.command()
def rejects(pack: PackName, data_dir: DataDir = None, database_url: DatabaseUrl = None) -> None:
    """Write the rows that could not be used as JSON lines, with the reason."""
    import asyncio

    from core.settings import read_settings
    from ui import items

    settings = read_settings(data_dir=data_dir, database_url=database_url)
    asyncio.run(items.rejects(settings, pack, sys.stdout))
