"""``firstfive backup`` and ``firstfive restore``: what the database holds, in one file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from ui.commands.options import DatabaseUrl, DataDir, settings_of

File = Annotated[Path, typer.Argument(help="The file of the backup.", metavar="FILE")]
Quiet = Annotated[bool, typer.Option("--quiet", help="Do not tell how far it has come.")]


def backup(
    file: File, quiet: Quiet = False, data_dir: DataDir = None, database_url: DatabaseUrl = None
) -> None:
    """Write everything that the database holds at this moment into one file.

    The product may serve meanwhile. The file is there as a whole or not at all, and only you may
    read it: it holds what people said. It does not hold packs of your own, and no secrets.
    """
    from core.backup import back_up
    from core.database import server_url

    made = back_up(server_url(settings_of(data_dir, database_url)), file, _telling(quiet))
    typer.echo(
        f"{len(made.tables)} tables with {made.rows:,} rows, {file.stat().st_size:,} bytes: {file}"
    )


def restore(
    file: File,
    replace: Annotated[
        bool,
        typer.Option("--replace", help="Everything of FirstFive in the database goes away first."),
    ] = False,
    quiet: Quiet = False,
    data_dir: DataDir = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Bring the database to what a backup holds, and up to this version.

    It must be empty, and nobody may be using it. All of it is done or nothing: a file that is
    broken or no backup changes nothing, nor does a restore that is broken off.
    """
    from core.database import server_url
    from core.restore import restore as restore_into

    url = server_url(settings_of(data_dir, database_url))
    found = restore_into(url, file, _telling(quiet), replace=replace)
    typer.echo(f"Restored and checked: {len(found.tables)} tables with {found.rows:,} rows.")


def _telling(quiet: bool) -> Callable[[str], None]:
    def tell(line: str) -> None:
        if not quiet:
            typer.echo(line, err=True)

    return tell
