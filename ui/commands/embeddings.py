"""``firstfive embeddings``: build, compare and switch the vectors that rank a catalogue."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from ui.commands.options import DatabaseUrl, DataDir, PackName, settings_of

app = typer.Typer(
    help="Build, compare and switch the vectors that rank a catalogue.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
SetNumber = Annotated[
    int, typer.Argument(help="The set's number, as `list` shows it.", metavar="SET")
]


@app.command("list")
def list_(pack: PackName, data_dir: DataDir = None, database_url: DatabaseUrl = None) -> None:
    """Show the sets of a pack: model, size, how far each is built, and which one is in use."""
    from ui import embedding

    settings = settings_of(data_dir, database_url)
    asyncio.run(embedding.show(settings, pack))


@app.command()
def build(
    pack: PackName,
    model: Annotated[
        str | None, typer.Option(help="Embedding model [FIRSTFIVE_EMBEDDINGS].")
    ] = None,
    set_number: Annotated[
        int | None, typer.Option("--set", help="Complete this set, by the model that made it.")
    ] = None,
    background: Annotated[
        bool, typer.Option("--background", help="Return at once; `list` tells how far it is.")
    ] = False,
    data_dir: DataDir = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Embed all items of a pack with a model, beside the set in use.

    What has a vector already is not embedded again: a build that was cut short goes on where it
    was. Conversations are not disturbed, and nothing changes for them until `activate`.
    """
    from ui import embedding

    settings = settings_of(data_dir, database_url, embeddings=model)
    if background:
        embedding.build_apart(settings, pack, set_number)
    else:
        asyncio.run(embedding.build_set(settings, pack, set_number))


@app.command()
def compare(
    pack: PackName,
    sets: Annotated[
        list[int] | None, typer.Argument(help="Sets to compare; all finished ones by default.")
    ] = None,
    people: Annotated[
        list[Path] | None,
        typer.Option(help="File of written people, JSON lines; may be given again."),
    ] = None,
    simulated: Annotated[
        int, typer.Option(min=1, help="Simulated people, where no written ones are given.")
    ] = 200,
    seed: Annotated[int, typer.Option(help="The same seed gives the same people.")] = 7,
    data_dir: DataDir = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Measure how often the match is among the nearest 5 and 50 items to people's own words."""
    from ui import embedding

    settings = settings_of(data_dir, database_url)
    asyncio.run(
        embedding.compare_sets(settings, pack, sets or [], tuple(people or ()), simulated, seed)
    )


@app.command()
def activate(
    pack: PackName, number: SetNumber, data_dir: DataDir = None, database_url: DatabaseUrl = None
) -> None:
    """Rank new conversations with another set; those that began before keep theirs."""
    from ui import embedding

    settings = settings_of(data_dir, database_url)
    asyncio.run(embedding.switch(settings, pack, number))


@app.command()
def rollback(pack: PackName, data_dir: DataDir = None, database_url: DatabaseUrl = None) -> None:
    """Go back to the set that was in use before."""
    from ui import embedding

    settings = settings_of(data_dir, database_url)
    asyncio.run(embedding.switch(settings, pack, None))


@app.command()
def drop(
    pack: PackName, number: SetNumber, data_dir: DataDir = None, database_url: DatabaseUrl = None
) -> None:
    """Remove a set that is not in use, with its vectors and its index."""
    from ui import embedding

    settings = settings_of(data_dir, database_url)
    asyncio.run(embedding.remove(settings, pack, number))


@app.command()
def index(
    pack: PackName, number: SetNumber, data_dir: DataDir = None, database_url: DatabaseUrl = None
) -> None:
    """Give a set its graph index now; large catalogues get it when they are ingested."""
    from ui import embedding

    settings = settings_of(data_dir, database_url)
    asyncio.run(embedding.make_index(settings, pack, number))
