"""``firstfive retention``: what is kept, and what goes away."""

from __future__ import annotations

from typing import Annotated

import typer

from ui.commands.options import DatabaseUrl, DataDir, settings_of

app = typer.Typer(
    help="Keep and forget what people said.", no_args_is_help=True, rich_markup_mode=None
)

Conversation = Annotated[str, typer.Argument(help="The conversation's id.", metavar="ID")]
Why = Annotated[str, typer.Option(help="The reason, for the audit.")]


@app.command()
def run(
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only tell how much would go away.")
    ] = False,
    data_dir: DataDir = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Delete what has been kept long enough. A running server does so every day."""
    import asyncio

    from ui import retaining

    settings = settings_of(data_dir, database_url)
    report = asyncio.run(retaining.run(settings, dry_run))
    for line in report.lines() if report else ["A server is doing so now."]:
        typer.echo(line)


@app.command()
def scrub(data_dir: DataDir = None, database_url: DatabaseUrl = None) -> None:
    """Write the tables anew, so that nothing erased stays on the disk. The chat waits meanwhile."""
    import asyncio

    from ui import retaining

    settings = settings_of(data_dir, database_url)
    asyncio.run(retaining.scrub(settings))


@app.command()
def erase(
    conversation: Conversation, data_dir: DataDir = None, database_url: DatabaseUrl = None
) -> None:
    """Erase one conversation, unless it is held or must be kept longer."""
    import asyncio

    from ui import retaining

    settings = settings_of(data_dir, database_url)
    typer.echo(asyncio.run(retaining.erase(settings, conversation)))


@app.command()
def hold(
    conversation: Conversation,
    why: Why = "",
    data_dir: DataDir = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Keep a conversation whatever is asked and whatever expires."""
    import asyncio

    from ui import retaining

    settings = settings_of(data_dir, database_url)
    asyncio.run(retaining.hold(settings, conversation, why, True))


@app.command()
def release(
    conversation: Conversation,
    why: Why = "",
    data_dir: DataDir = None,
    database_url: DatabaseUrl = None,
) -> None:
    """End a hold."""
    import asyncio

    from ui import retaining

    settings = settings_of(data_dir, database_url)
    asyncio.run(retaining.hold(settings, conversation, why, False))
