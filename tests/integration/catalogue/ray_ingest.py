"""Ingests on a cluster of two workers that are told of before the work begins.

usage: ray_ingest.py DATABASE_URL PACK_JSON SOURCE SETTINGS_JSON
"""

import asyncio
import json
import sys
import threading
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import asdict
from typing import Any

import pytest
import ray

from catalogue import make, ray_crew
from catalogue.crew import Crew
from catalogue.ingest import ingest
from catalogue.modelled.model import Model, model_of
from catalogue.prepare import Recipe
from core.database import open_pool
from core.settings import read_settings
from domains import Pack
from evaluation.throughput import MadeUp
from models.encoder import Encoder


class Watched(ray_crew.Remote):
    """Counts the pieces of work that are at the workers."""

    under_way = most = 0
    lock = threading.Lock()

    def _done(self, method: str, piece: Any) -> Any:
        with self.lock:
            Watched.under_way += 1
            Watched.most = max(Watched.most, Watched.under_way)
        try:
            return super()._done(method, piece)
        finally:
            with self.lock:
                Watched.under_way -= 1


@asynccontextmanager
async def engine(recipe: Recipe, encoder: Encoder, model: Model | None) -> AsyncGenerator[Crew]:
    """Tells the numbers of the workers, of which the test kills one while they work."""
    async with ray_crew.on_ray(recipe, encoder, model) as crew:
        assert isinstance(crew, ray_crew.Remote)
        print(json.dumps(ray.get([w.process.remote() for w in crew.workers])), flush=True)
        yield crew


async def main(url: str, said: str, source: str, given: str) -> None:
    make.CHUNK, ray_crew.PIECE = 16, 4
    pytest.MonkeyPatch().setattr(ray_crew, "Remote", Watched)  # for good: the process ends here
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, _node_ip_address="127.0.0.1")
    pack = Pack.model_validate_json(said)
    settings = read_settings(database_url=url, **json.loads(given))
    model = model_of(settings, pack)
    async with open_pool(settings) as pool:
        report = await ingest(pool, pack, source, MadeUp(), engine=engine, model=model)
    told = {
        "counts": asdict(report.counts),
        "most_at_once": Watched.most,
        "asked": asdict(report.asked.tally) if report.asked else None,
        "usd": report.asked.spent.usd if report.asked else None,
    }
    print(json.dumps(told), flush=True)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
