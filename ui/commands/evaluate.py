"""``firstfive evaluate``: how well the interview works, played by many people."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ui.commands.options import DatabaseUrl, DataDir, PackName, settings_of


def evaluate(
    pack: PackName,
    people: Annotated[
        list[Path] | None,
        typer.Option(help="File of written people, JSON lines; may be given again."),
    ] = None,
    simulated: Annotated[
        int, typer.Option(min=0, help="Simulated people; each types once and clicks once.")
    ] = 200,
    wrong: Annotated[
        list[float] | None,
        typer.Option(
            min=0,
            max=0.5,
            help="Share of their answers that are wrong, 0.05 by default; may be given again.",
        ),
    ] = None,
    seed: Annotated[int, typer.Option(help="The same seed gives the same report.")] = 7,
    processes: Annotated[int, typer.Option(min=1, help="How many play at once.")] = 2,
    out: Annotated[
        Path | None, typer.Option(help="Folder for the report as JSON and as a page.")
    ] = None,
    data_dir: DataDir = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Let many people be interviewed, and measure how soon the match is among the five.

    The policy of the product is compared with the opening sentence alone, the questions in the
    pack's order, random questions, and the questions that tell most.
    """
    from ui import evaluating

    settings = settings_of(data_dir, database_url)
    shares = tuple(wrong or (0.05,))
    asked = evaluating.asked(pack, simulated, tuple(people or ()), seed, shares)
    evaluating.run(settings, asked, out, processes)
