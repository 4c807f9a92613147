"""An evaluation with its progress and its report shown in the terminal."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console

from core.settings import Settings
from evaluation.evaluate import Asked, evaluate
from evaluation.people.noise import Noise
from evaluation.showing import show, write
from ui.ingesting import bars


def asked(pack: str, simulated: int, people: tuple[Path, ...], seed: int, wrong: float) -> Asked:
    """What the command line asks for."""
    return Asked(pack, simulated, people, seed, Noise(wrong=wrong))


async def run(settings: Settings, asked: Asked, out: Path | None) -> None:
    """Evaluate, print the tables, and write the report where a folder is named.

    Raises:
        BadSetting, UnknownPack, CatalogueMissing, DatabaseUnavailable: what the message says.
    """
    with bars() as progress:
        current = ""

        def advance(name: str, done: int, total: int) -> None:
            nonlocal current
            if name != current:
                progress.start(total, name)
                current = name
            progress.advance(1)

        report = await evaluate(settings, asked, advance)
    console = Console()
    show(report, console)
    for file in write(report, out) if out else ():
        console.print(f"Written: {file}", soft_wrap=True)
