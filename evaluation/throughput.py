"""How fast and in how much memory a catalogue is built.

``python -m evaluation.throughput speed PACK SOURCE`` ingests a source, and encodes the very same
texts again with nothing around it: documents a second of both, their ratio, and a second ingest of
the unchanged source. Tables and weights, which a process loads once, are loaded before.
``memory PACK SOURCE --rows N`` ingests N rows like those of the source with made-up vectors, and
prints the peak of this process's private memory. Both use an empty database of their own in a
temporary folder.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import re
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from time import perf_counter, process_time, sleep
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from catalogue.ingest import ingest
from catalogue.prepare import prepare, recipe_of
from catalogue.read import read
from catalogue.record import Record
from catalogue.repeats import Repeats
from catalogue.report import Report
from core.database import open_pool
from core.embedded import stop_embedded
from core.settings import Settings, read_settings
from domains import Pack, load_pack
from evaluation.memory import private_megabytes
from models.embeddings import Encoder
from models.encoder import open_encoder

MODELS = 2_000
"""Rows of a source after which others are modelled, at most."""

FIGURE = re.compile(r"(?<!\d)(\d)(\d{2,3})(?!\d)")


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
    """Unit vectors out of a die that each text seeds: they cost little and mean nothing."""

    name = "made-up"
    dimension = 384

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row per text; the same text always gives the same."""
        rows = np.empty((len(texts), self.dimension), np.float32)
        for row, text in zip(rows, texts, strict=True):
            row[:] = np.random.default_rng(crc32(text.encode())).standard_normal(self.dimension)
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        return rows


class Peak:
    """The most private memory of this process between entering and leaving, in MB."""

    def __enter__(self) -> Peak:
        self.megabytes, self._going = 0.0, True
        self._watch = threading.Thread(target=self._look, daemon=True)
        self._watch.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._going = False
        self._watch.join()

    def _look(self) -> None:
        while self._going:
            self.megabytes = max(self.megabytes, private_megabytes())
            sleep(0.1)


def varied(pack: Pack, source: str | None, count: int) -> Iterator[str]:
    """Rows like those of a source, as JSON lines: each is one of them with other figures."""
    dice = random.Random(7)
    id = pack.fields.id if isinstance(pack.fields.id, str) else pack.fields.id[0]
    found = islice(read(pack, source), MODELS)
    models = [dict(row.raw) for row in found if isinstance(row, Record)]
    for n in range(count):
        row = {name: _varied(value, dice) for name, value in dice.choice(models).items()}
        yield json.dumps({**row, id: f"row-{n}"}) + "\n"


def _varied(value: object, dice: random.Random) -> object:
    """A text with other digits in its larger figures, the first digit of each kept."""
    if not isinstance(value, str):
        return value
    return FIGURE.sub(lambda f: f[1] + "".join(dice.choices("0123456789", k=len(f[2]))), value)


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


def warm(pack: Pack, source: str | None, encoder: Encoder) -> None:
    """Load what is loaded once a process: the tables of the readers, and the weights."""
    records = (row for row in read(pack, source) if isinstance(row, Record))
    recipe = recipe_of(pack, Repeats().repeated())
    for record in islice(records, 1):
        encoder.encode([prepare(recipe, record).text])


def speed(pack_id: str, source: str | None) -> None:
    """Print documents a second of an ingest, of its embedding alone, and of ingesting again."""
    with somewhere() as settings:
        encoder = Recording(open_encoder(settings))
        warm(load_pack(pack_id), source, encoder)
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


def memory(pack_id: str, source: str | None, rows: int) -> None:
    """Print the peak memory of ingesting rows like those of a source."""
    pack = load_pack(pack_id)
    with somewhere() as settings:
        made = settings.data_dir / "rows.jsonl"
        with made.open("w", encoding="utf-8") as file:
            file.writelines(varied(pack, source, rows))
        with Peak() as peak:
            report, time = asyncio.run(build(settings, pack_id, str(made), MadeUp()))
    print(
        f"{rows:>9,} rows  peak {peak.megabytes:7.0f} MB private  {time.wall:8.1f} s  "
        f"{report.items / time.wall:8.1f} rows/s"
    )
    print("seconds: " + ", ".join(f"{name} {s:.1f}" for name, s in report.seconds.items()))


def main() -> None:
    """Read the arguments, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    doors = parser.add_subparsers(dest="what", required=True)
    quick = doors.add_parser("speed")
    quick.add_argument("pack")
    quick.add_argument("source", nargs="?")
    large = doors.add_parser("memory")
    large.add_argument("pack")
    large.add_argument("source", nargs="?")
    large.add_argument("--rows", type=int, default=10_000)
    given = parser.parse_args()
    if given.what == "speed":
        speed(given.pack, given.source)
    else:
        memory(given.pack, given.source, given.rows)


if __name__ == "__main__":
    main()
