"""An ingest with its progress shown in the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)

if TYPE_CHECKING:
    from catalogue.crew import Engine
    from catalogue.report import Report
    from core.settings import Settings


class Bars:
    """Draws one bar per task of a long run."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._tasks: list[TaskID] = []

    def start(self, total: int | None, label: str) -> None:
        """A task begins."""
        self._tasks.append(self._progress.add_task(label, total=total))

    def advance(self, count: int) -> None:
        """So many more are finished."""
        self._progress.advance(self._tasks[-1], count)

    def done(self) -> None:
        """The task is finished, however many there were."""
        finished = self._progress.tasks[-1].completed
        self._progress.update(self._tasks[-1], total=finished)

    def say(self, line: str) -> None:
        """A line above the bars."""
        self._progress.console.print(line, highlight=False, markup=False)


@contextmanager
def bars(console: Console | None = None) -> Iterator[Bars]:
    """Progress bars on standard error; plain lines where that is no terminal."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    shown = Progress(*columns, TimeElapsedColumn(), console=console or Console(stderr=True))
    with shown:
        yield Bars(shown)


async def ingest_pack(
    settings: Settings,
    pack_id: str,
    source: str | None,
    engine: str = "plain",
    *,
    private: bool = False,
) -> Report:
    """Ingest a source (None: the shipped one) into a pack, showing how far it is.

    ``engine`` is ``plain`` or ``ray``; ``private`` lets an address lead to any network.

    Raises:
        UnknownPack: there is no such pack.
        BadSource: the source cannot be read.
        BadSetting: the language model that reads texts cannot be used.
        DatabaseUnavailable: the database does not answer.
        EngineUnavailable: Ray is not installed, or its cluster does not answer.
    """
    from domains import load_pack, pack_ids

    pack = load_pack(pack_id, settings.packs_dir)
    if pack_id not in pack_ids():
        source = source or pack.source

    from catalogue.fetching import bounds_of
    from catalogue.ingest import ingest
    from catalogue.modelled.model import model_of
    from core.database import open_pool
    from models.encoder import open_encoder
    from ui.pruning import prune_versions

    bounds = bounds_of(settings, private=private)
    crew, encoder, model = _engine(engine), open_encoder(settings), model_of(settings, pack)
    async with open_pool(settings) as pool:
        with bars() as progress:
            done = await ingest(pool, pack, source, encoder, progress, crew, model, bounds)
        await prune_versions(pool, settings, pack.id)
        return done


def _engine(name: str) -> Engine:
    if name == "ray":
        from catalogue.ray_crew import find_ray, on_ray

        find_ray()
        return on_ray
    from catalogue.crew import plain

    return plain
