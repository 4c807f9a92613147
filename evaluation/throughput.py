"""How fast and in how much memory a catalogue is built.

``python -m evaluation.throughput speed PACK SOURCE`` ingests a source, and encodes the very same
texts again with nothing around it: documents a second of both, their ratio, and a second ingest of
the unchanged source. ``memory PACK --rows N`` ingests N made-up rows with made-up vectors, and
prints the peak memory of this process. Both use an empty database of their own in a temporary
folder.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, process_time, sleep

import numpy as np
import psutil
from numpy.typing import NDArray

from catalogue.ingest import ingest
from catalogue.report import Report
from core.database import open_pool
from core.embedded import stop_embedded
from core.settings import Settings, read_settings
from domains import load_pack
from models.embeddings import Encoder
from models.encoder import open_encoder

WORDS = (
    "boat harbour sail mast keel cabin oak teak race lake tide rope anchor deck stove lamp chart "
    "engine crew north wind summer winter repair paint varnish canvas pump bell hull rudder"
)


@dataclass(frozen=True)
class Time:
    """Seconds on the wall, and of this process's computing, which hold on a busy machine, too."""

    wall: float
    cpu: float

    @classmethod
    def now(cls) -> Time:
        """The clocks."""
        return cls(perf_counter(), process_time())

    def since(self) -> Time:
        """The time that passed."""
        return Time(perf_counter() - self.wall, process_time() - self.cpu)

    def line(self, name: str, items: int) -> str:
        """One row of a table."""
        return f"{name:17}{self.wall:9.1f} s {self.cpu:9.1f} s{items / self.wall:10.1f}"


class Recording:
    """An encoder that remembers what it was asked."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.name = encoder.name
        self.dimension = encoder.dimension
        self.texts: list[str] = []

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """As the encoder."""
        self.texts += texts
        return self._encoder.encode(texts)


class MadeUp:
    """Unit vectors out of a seeded die: costs nothing, means nothing."""

    name = "made-up"
    dimension = 384

    def __init__(self) -> None:
        self._dice = np.random.default_rng(7)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row per text."""
        rows = self._dice.standard_normal((len(texts), self.dimension), dtype=np.float32)
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        return rows


class Peak:
    """The most memory of this process (resident) between entering and leaving, in MB."""

    def __enter__(self) -> Peak:
        self.megabytes, self._going = 0.0, True
        self._watch = threading.Thread(target=self._look, daemon=True)
        self._watch.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._going = False
        self._watch.join()

    def _look(self) -> None:
        process = psutil.Process(os.getpid())
        while self._going:
            self.megabytes = max(self.megabytes, process.memory_info().rss / 2**20)
            sleep(0.05)


def made_up_rows(count: int, id: str, title: str, text: str) -> Iterator[str]:
    """Rows that read like items, as JSON lines."""
    dice, words = random.Random(7), WORDS.split()
    for n in range(count):
        said = " ".join(dice.choices(words, k=40))
        row = {id: f"row-{n}", title: f"Thing {n}", text: f"{said.capitalize()} number {n}."}
        yield json.dumps(row) + "\n"


async def build(
    settings: Settings, pack_id: str, source: str | None, encoder: Encoder
) -> tuple[Report, Time]:
    """One ingest, and its time."""
    pack = load_pack(pack_id)
    async with open_pool(settings) as pool:
        begin = Time.now()
        report = await ingest(pool, pack, source, encoder)
        return report, begin.since()


@contextmanager
def somewhere() -> Iterator[Settings]:
    """Settings of an empty data folder, whose database is stopped at the end."""
    with tempfile.TemporaryDirectory(prefix="firstfive-throughput-") as folder:
        settings = read_settings(data_dir=Path(folder))
        try:
            yield settings
        finally:
            stop_embedded(settings.data_dir)


def encoding_time(encoder: Encoder, texts: Sequence[str]) -> Time:
    """The time of encoding some texts, as many at a time as the model likes best."""
    begin = Time.now()
    encoder.encode(texts)
    return begin.since()


def speed(pack_id: str, source: str | None) -> None:
    """Print documents a second of an ingest, of its embedding alone, and of ingesting again."""
    with somewhere() as settings:
        encoder = Recording(open_encoder(settings))
        encoder.encode(["warm"])
        encoder.texts.clear()
        first, whole = asyncio.run(build(settings, pack_id, source, encoder))
        texts = list(encoder.texts)
        alone = encoding_time(encoder, texts)
        _, again = asyncio.run(build(settings, pack_id, source, encoder))
    items = first.items
    print(
        f"{items:,} documents, {len(texts):,} texts embedded ({first.counts.embedded:,} of items)"
    )
    print(f"{'':17}{'wall':>9}   {'computing':>9} {'documents/s':>11}")
    print(whole.line("ingest", items))
    print(alone.line("embedding alone", items))
    print(f"ratio            {alone.wall / whole.wall:9.2f}   {alone.cpu / whole.cpu:9.2f}")
    print(again.line("unchanged again", items))
    print(f"times faster     {whole.wall / again.wall:9.1f}   {whole.cpu / again.cpu:9.1f}")
    print("seconds: " + ", ".join(f"{name} {s:.1f}" for name, s in first.seconds.items()))


def memory(pack_id: str, rows: int) -> None:
    """Print the peak memory of ingesting made-up rows."""
    fields = load_pack(pack_id).fields
    id, title = (name if isinstance(name, str) else name[0] for name in (fields.id, fields.title))
    with somewhere() as settings:
        source = settings.data_dir / "rows.jsonl"
        with source.open("w", encoding="utf-8") as file:
            file.writelines(made_up_rows(rows, id, title, fields.texts[-1]))
        with Peak() as peak:
            report, time = asyncio.run(build(settings, pack_id, str(source), MadeUp()))
    print(
        f"{rows:>9,} rows  peak {peak.megabytes:7.0f} MB  {time.wall:8.1f} s  "
        f"{report.items / time.wall:8.1f} rows/s"
    )


def main() -> None:
    """Read the arguments, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    doors = parser.add_subparsers(dest="what", required=True)
    quick = doors.add_parser("speed")
    quick.add_argument("pack")
    quick.add_argument("source", nargs="?")
    large = doors.add_parser("memory")
    large.add_argument("pack")
    large.add_argument("--rows", type=int, default=10_000)
    given = parser.parse_args()
    if given.what == "speed":
        speed(given.pack, given.source)
    else:
        memory(given.pack, given.rows)


if __name__ == "__main__":
    main()
