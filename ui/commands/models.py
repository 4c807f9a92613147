"""``firstfive models``: whether the language models work, and what they cost."""

from __future__ import annotations

from typing import Annotated

import typer

from ui.commands.options import DatabaseUrl, DataDir

app = typer.Typer(
    help="See whether the models work, and what they cost.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command()
def check() -> None:
    """Call the models of each job, and the embedding model, once; print what works."""
    import asyncio

    from core.settings import read_settings
    from ui import modelling

    if not asyncio.run(modelling.check(read_settings())):
        raise typer.Exit(1)


@app.command()
def spent(
    days: Annotated[int, typer.Option(min=1, help="How many days back.")] = 30,
    data_dir: DataDir = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Print calls, tokens and cost by day and model."""
    import asyncio

    from core.settings import read_settings
    from ui import modelling

    settings = read_settings(data_dir=data_dir, database_url=database_url)
    asyncio.run(modelling.show_spent(settings, days))
