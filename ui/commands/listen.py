"""``firstfive listen``: what is understood of labelled utterances."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ui.commands.options import DatabaseUrl, DataDir, settings_of


def listen(
    cases: Annotated[
        Path, typer.Option(help="Utterances, JSON Lines with pack, asked, shown and text.")
    ],
    out: Annotated[Path, typer.Option(help="The file to write, one prediction a line.")],
    packs: Annotated[
        Path | None,
        typer.Option(help="Packs described in one JSON file, without items, by name."),
    ] = None,
    data_dir: DataDir = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Read utterances as a conversation would, and write what was understood of each.

    The pack is named in each row: an ingested one, one of FIRSTFIVE_PACKS_DIR, or one described in
    the file given with --packs. The predictions keep the order of the file.
    """
    from ui import evaluating

    evaluating.listen(settings_of(data_dir, database_url), cases, out, packs)
