"""An evaluation with its progress and its report shown in the terminal."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console

from core.errors import BadCases
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


def listen(settings: Settings, cases: Path, out: Path, packs: Path | None) -> None:
    """Write what is understood of the utterances of a file, with a progress bar.

    Raises:
        BadCases, BadPack, BadSetting: what the message says; nothing is written then.
    """
    import asyncio

    from evaluation.predicting import lines, predict

    if not out.parent.is_dir():
        raise BadCases(f"{out}: there is no folder {str(out.parent)!r} to write to.")
    with bars() as progress:
        begun = False

        def advance(more: int, total: int) -> None:
            nonlocal begun
            if not begun:
                progress.start(total, "utterances")
                begun = True
            progress.advance(more)

        found = asyncio.run(predict(settings, cases, packs, advance))
    out.write_text("".join(lines(found)), encoding="utf-8")
    Console().print(f"Written: {out}", soft_wrap=True)
