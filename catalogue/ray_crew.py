"""The work of an ingest on Ray: the same functions, in worker processes of a cluster.

Nothing here is imported unless ``--engine ray`` is asked for, and Ray is an optional package.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncGenerator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from itertools import chain
from queue import SimpleQueue
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from catalogue.crew import Alone, Chunk, Crew
from catalogue.modelled.allowance import Allowance, Purse, Spent, Verdict, patiently
from catalogue.modelled.answer import Answer
from catalogue.modelled.asking import open_asker
from catalogue.modelled.model import Model
from catalogue.prepare import Prepared, Recipe
from core.errors import EngineUnavailable
from domains import Pack
from models.encoder import Encoder

SLOTS = 2
"""Pieces of work at a worker at a time: one in its hands, one waiting, so that it never idles."""

PIECE = 128
"""Rows or texts in a piece of work: what is lost, and done again, when a worker dies."""

RESTARTS, RETRIES = 100, 3
"""How often a worker that died is replaced, and how often a piece of work is tried again."""


class Remote:
    """The workers of a cluster, each of which does the work of :class:`Alone`.

    A piece of work waits here until a worker has a free slot: what is on its way is bounded by the
    workers, however long the source is.
    """

    def __init__(
        self, ray: ModuleType, recipe: Recipe, encoder: Encoder, model: Model | None, workers: int
    ) -> None:
        self._ray = ray
        work = ray.remote(max_restarts=RESTARTS, max_task_retries=RETRIES)(Worker)
        self._purse = RemotePurse(ray, model) if model else None
        self._kept = ray.put((recipe, encoder, model, self._purse))
        self.workers = [work.remote(self._kept) for _ in range(workers)]
        self._free: SimpleQueue[Any] = SimpleQueue()
        for worker in self.workers * SLOTS:
            self._free.put(worker)
        self._threads = ThreadPoolExecutor(len(self.workers) * SLOTS, "ray")
        self.ahead = max(SLOTS, workers)
        self.encoder = RemoteEncoder(self, encoder)

    def prepare(self, chunk: Chunk) -> list[Prepared]:
        """As :meth:`Crew.prepare`."""
        return list(chain.from_iterable(self.spread("prepare", chunk)))

    async def ask(self, texts: Sequence[str]) -> list[Answer | None]:
        """As :meth:`Crew.ask`."""
        return list(chain.from_iterable(await asyncio.to_thread(self.spread, "ask", texts)))

    async def spent(self) -> Spent:
        """As :meth:`Crew.spent`."""
        return await self._purse.spent() if self._purse else Spent()

    def spread(self, method: str, things: Sequence[Any]) -> list[Any]:
        """What the workers make of some things, piece by piece, in their order.

        Raises:
            EngineUnavailable: workers die faster than they can be replaced.
        """
        pieces = [things[start : start + PIECE] for start in range(0, len(things), PIECE)]
        try:
            return list(self._threads.map(lambda piece: self._done(method, piece), pieces))
        except self._ray.exceptions.RayActorError as error:
            raise EngineUnavailable(f"Ray's workers died: {str(error).splitlines()[0]}") from error

    def _done(self, method: str, piece: Sequence[Any]) -> Any:
        worker = self._free.get()
        try:
            return self._ray.get(getattr(worker, method).remote(piece))
        finally:
            self._free.put(worker)

    def close(self) -> None:
        """Send the workers home."""
        self._threads.shutdown(cancel_futures=True)
        for worker in self.workers:
            self._ray.kill(worker)


class RemoteEncoder:
    """The encoder of the workers."""

    def __init__(self, crew: Remote, encoder: Encoder) -> None:
        self.name = encoder.name
        self.dimension = encoder.dimension
        self._crew = crew

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """As the encoder that the workers hold."""
        rows = self._crew.spread("encode", texts)
        return np.concatenate([np.empty((0, self.dimension), np.float32), *rows])


class RemotePurse:
    """The allowance of all workers: an actor counts for them."""

    def __init__(self, ray: ModuleType, model: Model) -> None:
        self._actor = ray.remote(num_cpus=0)(Allowance).remote(model.limits)

    async def take(self, tokens: int, most: float) -> bool:
        """As :meth:`catalogue.modelled.allowance.Purse.take`."""

        async def ask() -> Verdict:
            verdict: Verdict = await self._actor.take.remote(tokens, most)
            return verdict

        return await patiently(ask)

    async def settle(self, most: float, read: int, written: int, usd: float | None) -> None:
        """As :meth:`Allowance.settle`."""
        await self._actor.settle.remote(most, read, written, usd)

    async def spent(self) -> Spent:
        """As :meth:`Allowance.spent`."""
        return Spent(*await self._actor.spent.remote())


Kept = tuple[Recipe, Encoder, Model | None, RemotePurse | None]


class Worker:
    """One worker process. No method is asynchronous: Ray would run all of them in one loop."""

    def __init__(self, kept: Kept) -> None:
        recipe, encoder, self._model, self._purse = kept
        self._alone = Alone(recipe, encoder)
        self._pack = recipe.pack

    def prepare(self, chunk: Chunk) -> list[Prepared]:
        """Clean the rows of a piece and find their attributes."""
        return self._alone.prepare(chunk)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode the texts of a piece."""
        return self._alone.encoder.encode(texts)

    def ask(self, texts: Sequence[str]) -> list[Answer | None]:
        """Ask the language model about the texts of a piece."""
        if self._model is None or self._purse is None:
            return [None] * len(texts)
        return asyncio.run(_asked(self._model, self._pack, self._purse, texts))

    def process(self) -> int:
        """The number of this process, for whoever looks after the cluster."""
        return os.getpid()


async def _asked(
    model: Model, pack: Pack, purse: Purse, texts: Sequence[str]
) -> list[Answer | None]:
    async with open_asker(model, pack, purse) as asker:
        return await asker.ask(texts)


@asynccontextmanager
async def on_ray(recipe: Recipe, encoder: Encoder, model: Model | None) -> AsyncGenerator[Crew]:
    """A worker for each processor of the cluster that ``RAY_ADDRESS`` names, or of this machine.

    Raises:
        EngineUnavailable: Ray is not installed, or the cluster does not answer.
    """
    ray = find_ray()
    started = not ray.is_initialized()
    if started:
        _start(ray)
    try:
        workers = max(1, int(ray.cluster_resources().get("CPU", 1)))
        crew = Remote(ray, recipe, encoder, model, workers)
        # Each chunk under way waits in a thread: by default there are too few for a large cluster.
        waiting = ThreadPoolExecutor(4 * crew.ahead, "waiting")
        asyncio.get_running_loop().set_default_executor(waiting)
        try:
            yield crew
        finally:
            crew.close()
    finally:
        if started:
            ray.shutdown()


def find_ray() -> ModuleType:
    """The package, which is imported here alone.

    Raises:
        EngineUnavailable: it is not installed.
    """
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    try:
        import ray
    except ImportError as error:
        raise EngineUnavailable(
            "Ray is not installed. Run: make ray (or install the package ray beside FirstFive)."
        ) from error
    module: ModuleType = ray
    return module


def _start(ray: ModuleType) -> None:
    here = {} if os.environ.get("RAY_ADDRESS") else {"_node_ip_address": "127.0.0.1"}
    try:
        ray.init(include_dashboard=False, log_to_driver=False, logging_level="ERROR", **here)
    except (ConnectionError, OSError, RuntimeError, ValueError) as error:
        raise EngineUnavailable(f"Ray does not start: {error}") from error
