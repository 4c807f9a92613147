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


@app.command(name="audition")
def try_out(
    pack: Annotated[
        str | None, typer.Argument(help="The domain pack to try on; by default the first.")
    ] = None,
    job: Annotated[
        list[str] | None,
        typer.Option(help="Only this job (listen, explain, judge, word); may be repeated."),
    ] = None,
    cases: Annotated[int, typer.Option(min=1, help="Labelled cases of each job.")] = 200,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask before sending anything.")] = False,
    data_dir: DataDir = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Say of each job whether its model helps, on labelled cases with a known right outcome.

    Every case is tried without the model and with it; "helps" and "harms" are said where the
    interval of the difference is on one side of nothing, and of at least 200 cases. The catalogue
    of the pack must have been ingested.
    """
    import asyncio

    from core.settings import read_settings
    from domains import pack_ids
    from evaluation.audition import jobs_of
    from ui import modelling

    settings = read_settings(data_dir=data_dir, database_url=database_url)
    jobs = [one for one in jobs_of(settings) if not job or one in job]
    if not jobs:
        typer.echo("No model is set for these jobs: see FIRSTFIVE_CHAT_MODEL.", err=True)
        raise typer.Exit(1)
    typer.echo(modelling.cost_before(settings, jobs, cases))
    if not yes and not typer.confirm("Send that?"):
        raise typer.Exit(1)
    chosen = pack or pack_ids(settings.packs_dir)[0]
    asyncio.run(modelling.hear_audition(settings, chosen, jobs, cases))


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
