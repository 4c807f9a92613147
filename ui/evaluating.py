"""An evaluation with its progress and its report shown in the terminal."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console

from core.settings import Settings
from evaluation.evaluate import evaluate
from evaluation.people.noise import Noise
from evaluation.room import Asked
from evaluation.showing import show, write
from ui.ingesting import bars


def asked(
    pack: str, simulated: int, people: tuple[Path, ...], seed: int, wrong: tuple[float, ...]
) -> Asked:
    """What the command line asks for."""
    return Asked(pack, simulated, people, seed, tuple(Noise(wrong=share) for share in wrong))


def run(settings: Settings, asked: Asked, out: Path | None, processes: int) -> None:
    """Evaluate, print the tables, and write the report where a folder is named.

    Raises:
        BadSetting, UnknownPack, CatalogueMissing, DatabaseUnavailable: what the message says.
    """
    with bars() as progress:
        begun = False

        def advance(more: int, total: int) -> None:
            nonlocal begun
            if not begun:
                progress.start(total, "interviews")
                begun = True
            progress.advance(more)

        report = evaluate(settings, asked, advance, processes)
    console = Console()
    show(report, console)
    for file in write(report, out) if out else ():
        console.print(f"Written: {file}", soft_wrap=True)
