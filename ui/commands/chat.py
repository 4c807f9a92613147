"""``firstfive chat``: a conversation in the terminal."""

from __future__ import annotations

from typing import Annotated

import typer

from ui.commands.options import DatabaseUrl, DataDir, PackName


def chat(
    pack: PackName,
    conversation: Annotated[
        str | None, typer.Option(help="Continue this conversation (with its --token).")
    ] = None,
    token: Annotated[str | None, typer.Option(help="The token of --conversation.")] = None,
    data_dir: DataDir = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Talk with it in the terminal.

    Answer with the number of a choice or in your own words; leave with Ctrl-D or "quit". Ctrl-C
    stops an answer that takes too long.
    """
    if (conversation is None) != (token is None):
        raise typer.BadParameter("--conversation and --token belong together.")
    from core.settings import read_settings
    from ui.terminal import converse

    settings = read_settings(data_dir=data_dir, database_url=database_url)
    resumed = (conversation, token) if conversation and token else None
    converse(settings, pack, resumed)
