"""Runs an ingest that stops for good at a chosen moment, so that a test can kill it there.

usage: killed_ingest.py DATABASE_URL PACK_JSON SOURCE {staging,embedding,publishing,any}
"""

import asyncio
import sys
import time
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from catalogue import ingest as ingesting
from catalogue import make as making
from catalogue import publish
from core.database import open_pool
from core.settings import read_settings
from domains import Pack


def stop() -> None:
    """Tell the test, then never come back."""
    print("stopped", flush=True)
    time.sleep(600)


class Encoder:
    name = "hashing"
    dimension = 384

    def __init__(self, stops: bool, slow: bool) -> None:
        self.stops = stops
        self.slow = slow
        self.calls = 0

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.calls += 1
        if self.stops and self.calls == 3:
            stop()
        if self.slow:
            time.sleep(0.1)
        return np.full((len(texts), 384), 384**-0.5, np.float32)


async def main(url: str, pack: str, source: str, moment: str) -> None:
    patch = pytest.MonkeyPatch()  # for good: the process ends here
    if moment == "staging":
        patch.setattr(ingesting, "store_rejects", _stopping)
    if moment == "publishing":
        patch.setattr(publish, "_add_version", _stopping)
    making.CHUNK = 16
    async with open_pool(read_settings(database_url=url)) as pool:
        encoder = Encoder(moment == "embedding", moment == "any")
        await ingesting.ingest(pool, Pack.model_validate_json(pack), source, encoder)


async def _stopping(*args: Any) -> int:
    stop()
    return 0


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
