"""How well reposts are told from lookalikes, on hand-written pairs.

``python -m evaluation.reposts`` prints the figures. Half of the pairs are one business offered
twice, in other words and mostly for less; the others are two businesses of one trade, often in one
town. All stand in one catalogue with the shipped listings.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from itertools import combinations
from typing import Any

from catalogue.cleaned import clean_record
from catalogue.extract import extract
from catalogue.group import find_groups
from catalogue.record import record_of
from catalogue.repost import compared, implied
from domains import Pack, load_pack
from evaluation.extraction import gold_of, records_of

Pairs = frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Found:
    """The pairs that were merged, against those that should be."""

    merged: Pairs
    same: Pairs

    @property
    def recall(self) -> float:
        """Share of the reposts that were found."""
        return len(self.merged & self.same) / max(1, len(self.same))

    @property
    def wrong(self) -> Pairs:
        """Pairs that were merged and are two things."""
        return self.merged - self.same


def written_pairs(pack: Pack) -> tuple[list[dict[str, Any]], Pairs]:
    """The written pairs as records, and which of them are the same."""
    text = files("evaluation").joinpath("gold", "reposts.jsonl").read_text(encoding="utf-8")
    records, same = [], set()
    for n, pair in enumerate(map(json.loads, text.splitlines())):
        ids = (f"pair-{n:02}-a", f"pair-{n:02}-b")
        for id, side in zip(ids, ("one", "other"), strict=True):
            records.append({str(pack.fields.id): id, **pair[side]})
        if pair["same"]:
            same.add(ids)
    return records, frozenset(same)


def stated(pack: Pack, records: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, str]]:
    """What records say of the attributes that tell reposts, as it is compared, by id."""
    found = {}
    for line, raw in enumerate(records, 1):
        record = record_of(pack, line, raw)
        cleaned = clean_record(pack, record, {})
        values = extract(pack, raw, cleaned.title, cleaned.text)
        found[record.id] = {
            name: compared(values[name].model_dump(mode="json")["value"], pack.attribute(name).type)
            for name in pack.reposts
            if name in values and not values[name].default
        }
    return found


def groups_to_pairs(groups: Mapping[str, str]) -> Pairs:
    """All pairs of items of one group."""
    pairs = combinations(sorted(groups), 2)
    return frozenset((a, b) for a, b in pairs if groups[a] == groups[b])


def evaluate() -> Found:
    """Group the shipped listings and the written pairs together."""
    pack = load_pack("businesses")
    written, same = written_pairs(pack)
    items = stated(pack, [*records_of(pack), *written])
    heads = {id: str(gold["duplicate_of"] or id) for id, gold in gold_of(pack.id).items()}
    return Found(groups_to_pairs(find_groups(items, implied(pack))), same | groups_to_pairs(heads))


def main() -> None:
    """Print the figures, and the pairs that were wrong."""
    found = evaluate()
    print(
        f"reposts found {len(found.merged & found.same)} of {len(found.same)}: {found.recall:.3f}"
    )
    print(f"merged though different: {len(found.wrong)}")
    for pair in sorted(found.same - found.merged):
        print("  missed", *pair)
    for pair in sorted(found.wrong):
        print("  wrong", *pair)


if __name__ == "__main__":
    main()
