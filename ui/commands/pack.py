"""``firstfive pack``: make, check and describe domain packs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ui.commands.options import AllowPrivate

app = typer.Typer(help="Make and check domain packs.", no_args_is_help=True, rich_markup_mode=None)

Source = Annotated[str | None, typer.Option(help="File or URL whose first rows are tried.")]


@app.command()
def new(
    name: Annotated[str, typer.Argument(help="Its id, e.g. used_cars.", metavar="NAME")],
    source: Annotated[
        str, typer.Option("--from", help="File, folder or URL of the items.", metavar="FILE")
    ],
    out: Annotated[
        Path | None, typer.Option(help="Folder of your packs [FIRSTFIVE_PACKS_DIR].")
    ] = None,
    allow_private: AllowPrivate = False,
) -> None:
    """Propose a pack for a file that nobody has described yet.

    It can be ingested and served as it is; it gets better with your own words.
    """
    from catalogue.fetching import bounds_of
    from core.settings import read_settings
    from ui import packs

    settings = read_settings()
    bounds = bounds_of(settings, private=allow_private)
    for line in packs.propose(name, source, out or settings.packs_dir, bounds):
        typer.echo(line)


@app.command()
def check(
    pack: Annotated[str, typer.Argument(help="A pack's id, its folder or file.", metavar="PACK")],
    source: Source = None,
    allow_private: AllowPrivate = False,
) -> None:
    """Tell what is wrong with a pack, with file and line, and what to do.

    With a source: how many of its first rows state each attribute, and which values the pack does
    not know. Fails where the pack cannot be used.
    """
    from catalogue.fetching import bounds_of
    from core.settings import read_settings
    from ui import packs

    settings = read_settings()
    bounds = bounds_of(settings, private=allow_private)
    told, usable = packs.examine(pack, source, settings.packs_dir, bounds)
    for line in told:
        typer.echo(line)
    if not usable:
        raise typer.Exit(1)


@app.command()
def schema() -> None:
    """Write the JSON schema of a pack, for editors."""
    from domains.schema import schema_text

    typer.echo(schema_text(), nl=False)
