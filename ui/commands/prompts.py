"""``firstfive prompts``: the texts that language models are given, and their versions."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ui.commands.options import DatabaseUrl, DataDir

app = typer.Typer(
    help="Read the prompts of language models.", no_args_is_help=True, rich_markup_mode=None
)

Name = Annotated[str, typer.Argument(help="A prompt, e.g. listen.", metavar="NAME")]


@app.command(name="list")
def listed() -> None:
    """List the prompts with their versions and what they are for."""
    from ui import prompting

    prompting.show_all()


@app.command()
def show(
    name: Name,
    version: Annotated[str | None, typer.Option(help="A version kept with a turn.")] = None,
    data_dir: DataDir = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Print a prompt as it is, or as it was in a version that was used here."""
    import asyncio

    from core.settings import read_settings
    from ui import prompting

    settings = read_settings(data_dir=data_dir, database_url=database_url)
    print(asyncio.run(prompting.text_of(settings, name, version)), end="")


@app.command()
def diff(
    name: Name,
    old: Annotated[str, typer.Argument(help="The older version.", metavar="VERSION")],
    new: Annotated[
        str | None, typer.Argument(help="The newer one; that of the file by default.")
    ] = None,
    data_dir: DataDir = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Print what changed between two versions of a prompt."""
    import asyncio

    from core.settings import read_settings
    from ui import prompting

    settings = read_settings(data_dir=data_dir, database_url=database_url)
    print(asyncio.run(prompting.difference(settings, name, old, new)), end="")


@app.command()
def render(
    name: Name,
    pack: Annotated[str | None, typer.Option(help="The pack to make an example from.")] = None,
    inputs: Annotated[
        Path | None, typer.Option(help="A JSON file with inputs, instead of the example's.")
    ] = None,
) -> None:
    """Print a prompt filled in: with a pack's attributes and a made-up conversation."""
    from core.settings import read_settings
    from ui import prompting

    print(prompting.rendered(read_settings(), name, pack, inputs), end="")
