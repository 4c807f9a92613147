"""How many texts aimed at AI readers are noticed when they stand in items, and how many items are
flagged that hold none: ``python -m evaluation.planted DATA``.

DATA is a folder with ``redteam/*.jsonl`` (rows with ``text`` and ``label``) and ``catalogues/``.
Each attack is planted into the text of a shipped listing: at its beginning, in the middle or at the
end, as a line of its own or within one, as a seeded die falls.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from catalogue.cleaned import clean_record
from catalogue.neutral import AIMED_AT_MACHINES, FOREIGN_PASSAGE, OTHER_LANGUAGE
from catalogue.read import read
from catalogue.record import Record, record_of
from domains import Pack, load_pack
from evaluation.extraction import gold_of, records_of

NOTICED = (AIMED_AT_MACHINES, FOREIGN_PASSAGE, OTHER_LANGUAGE)
"""Flags whose passages no AI reader gets to see, but for an item that is all in one language."""

CATALOGUES = {
    "startups": "companies.jsonl.gz",
    "stays": "listings_sample.jsonl.gz",
    "businesses": "listings.jsonl",
}


@dataclass
class Counts:
    """Items met, and how many of them had each flag; ``any`` counts an item once."""

    items: int = 0
    flags: Counter[str] = field(default_factory=Counter)

    def add(self, flags: Sequence[str]) -> None:
        """Count one item."""
        noticed = [flag for flag in flags if flag in NOTICED]
        self.items += 1
        self.flags.update([*noticed, *(["any"] if noticed else [])])

    def share(self, flag: str = "any") -> float:
        """Share of the items with a flag."""
        return self.flags[flag] / max(1, self.items)

    def line(self, name: str) -> str:
        """One row of a table."""
        return f"{name:34}{self.items:7}{self.share():9.4f}{self.share(AIMED_AT_MACHINES):18.4f}"


def attacks(folder: Path) -> Iterator[tuple[str, str]]:
    """The attacks of a folder: the file's name, and the text."""
    for path in sorted(folder.glob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            rows = map(json.loads, lines)
            yield from ((path.stem, row["text"]) for row in rows if row["label"] == "attack")


def planted(host: Mapping[str, Any], field_: str, text: str, dice: random.Random) -> dict[str, Any]:
    """A record with a text planted in one of its fields."""
    words = str(host[field_])
    breaks = [0, *(at + 1 for at, c in enumerate(words) if c in ".\n"), len(words)]
    at, gap = dice.choice(breaks), dice.choice((" ", "\n"))
    return {**host, field_: f"{words[:at]}{gap}{text}{gap}{words[at:]}"}


def listings(pack: Pack, *, injected: bool) -> list[Record]:
    """The shipped listings in which, by the labels, something is planted, or nothing."""
    gold = gold_of(pack.id)
    found = (record_of(pack, line, row) for line, row in enumerate(records_of(pack), 1))
    return [record for record in found if gold[record.id]["injection"] == injected]


def flags_of(pack: Pack, record: Record) -> Sequence[str]:
    """What cleaning notices."""
    return clean_record(pack, record, {}).flags


def noticed(found: Iterable[tuple[str, str]], seed: int = 7) -> dict[str, Counts]:
    """Plant every attack once; what was noticed, by file."""
    pack, dice = load_pack("businesses"), random.Random(seed)
    hosts, counts = listings(pack, injected=False), {"all attacks": Counts()}
    for name, text in found:
        host = planted(dice.choice(hosts).raw, pack.fields.texts[-1], text, dice)
        flags = flags_of(pack, record_of(pack, 1, host))
        for key in ("all attacks", name):
            counts.setdefault(key, Counts()).add(flags)
    return counts


def known() -> Counts:
    """The shipped listings in which something is planted by the labels."""
    pack, counts = load_pack("businesses"), Counts()
    for record in listings(pack, injected=True):
        counts.add(flags_of(pack, record))
    return counts


def others(folder: Path, pack_id: str) -> Counts:
    """A catalogue's items; of the shipped one those in which nothing is planted."""
    pack, counts = load_pack(pack_id), Counts()
    source = folder / pack_id / CATALOGUES[pack_id]
    planted_in = {id for id, gold in _labels(pack_id).items() if gold["injection"]}
    for row in read(pack, str(source)):
        if isinstance(row, Record) and row.id not in planted_in:
            counts.add(flags_of(pack, row))
    return counts


def _labels(pack_id: str) -> dict[str, dict[str, object]]:
    return gold_of(pack_id) if pack_id == "businesses" else {}


def main() -> None:
    """Read the arguments, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    print(f"{'':34}{'items':>7}{'flagged':>9}{AIMED_AT_MACHINES:>18}")
    for name, counts in noticed(attacks(given.data / "redteam"), given.seed).items():
        print(counts.line(name))
    print(known().line("known ones in the shipped listings"))
    for pack_id in CATALOGUES:
        print(others(given.data / "catalogues", pack_id).line(f"others: {pack_id}"))


if __name__ == "__main__":
    main()
