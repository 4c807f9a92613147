"""The command ``firstfive``: it parses, reads the settings, and calls what does the work."""

from __future__ import annotations

import signal
import sys
from typing import Annotated

import typer

from ui.commands import embeddings, items, models, pack, prompts, retention, review, users
from ui.commands.backup import backup, restore
from ui.commands.chat import chat
from ui.commands.demo import demo
from ui.commands.evaluate import evaluate
from ui.commands.ingest import ingest
from ui.commands.listen import listen
from ui.commands.serve import serve

USAGE, FAILED, TERMINATED = 2, 1, 143

app = typer.Typer(
    name="firstfive",
    help="A short interview, then the five items that fit best.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for command in (demo, serve, ingest, chat, evaluate, listen, backup, restore):
    app.command()(command)
app.add_typer(items.app, name="items")
app.add_typer(pack.app, name="pack")
app.add_typer(embeddings.app, name="embeddings")
app.add_typer(models.app, name="models")
app.add_typer(prompts.app, name="prompts")
app.add_typer(users.app, name="users")
app.add_typer(retention.app, name="retention")
app.add_typer(review.app, name="review")


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(version("firstfive"))
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """A short interview, then the five items that fit best."""


def main() -> None:
    """Run the command; a failure is one sentence on standard error and an exit code."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))
    try:
        app()
    except Exception as error:
        sys.exit(_failed(error))


def _failed(error: Exception) -> int:
    from psycopg import OperationalError

    from core.errors import BadSetting, DatabaseUnavailable, FirstFiveError, UnknownPack

    if isinstance(error, OperationalError):
        error = DatabaseUnavailable((str(error).strip().splitlines() or [""])[0])
    if not isinstance(error, FirstFiveError):
        raise error
    print(f"firstfive: {error}", file=sys.stderr)
    return USAGE if isinstance(error, (BadSetting, UnknownPack)) else FAILED
