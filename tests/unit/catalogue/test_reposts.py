"""Reposts among the shipped listings, against the hand-made labels."""

import json
from functools import cache
from importlib.resources import files
from itertools import combinations

from catalogue.clean import clean, clean_line
from catalogue.extract import extract
from catalogue.group import find_groups
from catalogue.record import source_text
from catalogue.repost import compared, implied
from core.model import Stated
from domains import load_pack, pack_folder
from evaluation.reposts import evaluate

PACK = load_pack("businesses")


@cache
def listings() -> dict[str, dict[str, str]]:
    """What the listings state of the attributes that tell reposts, by id."""
    text = pack_folder(PACK.id).joinpath(str(PACK.source)).read_text(encoding="utf-8")
    items: dict[str, dict[str, str]] = {}
    for record in map(json.loads, text.splitlines()):
        cleaned = clean(source_text(PACK, record))
        stated = extract(PACK, record, clean_line(record["title"]), cleaned)
        items[record["id"]] = {
            name: _key(name, stated[name])
            for name in PACK.reposts
            if name in stated and not stated[name].default
        }
    return items


def _key(name: str, stated: Stated) -> str:
    return compared(stated.model_dump(mode="json")["value"], PACK.attribute(name).type)


def pairs(heads: dict[str, str]) -> set[tuple[str, str]]:
    """All pairs of items with the same head."""
    return {(a, b) for a, b in combinations(sorted(heads), 2) if heads[a] == heads[b]}


def labelled() -> set[tuple[str, str]]:
    """The pairs that are the same business by the labels."""
    text = files("evaluation").joinpath("gold", "businesses.jsonl").read_text(encoding="utf-8")
    rows = map(json.loads, text.splitlines())
    heads = {row["id"]: row["gold"]["duplicate_of"] or row["id"] for row in rows}
    return pairs(heads)


def test_the_pack_says_what_gives_a_repost_away() -> None:
    assert len(PACK.reposts) >= 5


def test_no_two_different_businesses_are_merged() -> None:
    assert pairs(find_groups(listings(), implied(PACK))) - labelled() == set()


def test_written_reposts_are_told_from_lookalikes() -> None:
    found = evaluate()
    assert len(found.same) == 30 + len(labelled())
    assert found.recall >= 0.9
    assert found.wrong == frozenset()


def test_nearly_all_reposts_are_found() -> None:
    found = pairs(find_groups(listings(), implied(PACK)))
    assert ("A-039", "A-054") in found
    assert len(found & labelled()) >= 0.9 * len(labelled())
