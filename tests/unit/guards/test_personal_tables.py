"""Two tables that nobody's words were taken for: what must not be kept, and what must not be lost.

What is personal stands between « and »; in an ordinary wish that is what may go besides, the health
that explains it. Half of each table was held out: the patterns were made while looking at the other
half alone. Which half a row is in is decided by the hash of its text. ``look_alikes`` are ordinary
wishes thought up afterwards to break the patterns; every one of them was looked at.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import pytest

from guards.incoming import screen
from guards.personal import LABEL

TABLES = Path(__file__).parent / "tables"
MARKED = re.compile("«(.*?)»", re.S)
WRITTEN = re.compile(r"[^\W_]+")
BESIDE = frozenset(
    {
        "at", "dot", "the", "mailto", "tel", "wa", "me", "of", "and", "rate", "sign", "underscore",
        "mr", "mrs", "dr", "com", "net", "arroba", "arobase",
    }
)  # fmt: skip
"""Words within an address or before a name that say nothing of anybody."""

NAMED = ("name", "address")
HALVES = ("looked at", "held out")


class Row(NamedTuple):
    kind: str
    country: str
    text: str

    @property
    def said(self) -> str:
        return self.text.replace("«", "").replace("»", "")

    @property
    def half(self) -> str:
        return HALVES[sha256(self.text.encode()).digest()[0] % 2]


def personal() -> list[Row]:
    lines = (TABLES / "personal.tsv").read_text("utf-8").splitlines()
    return [Row(*line.replace("\\n", "\n").split("\t")) for line in lines]


def ordinary(name: str) -> list[Row]:
    lines = (TABLES / f"{name}.txt").read_text("utf-8").splitlines()
    return [Row("ordinary", "", line) for line in lines]


def words(text: str) -> list[str]:
    return WRITTEN.findall(text.lower())


def kept(row: Row) -> list[str]:
    """The words that are kept of what was said."""
    return words(LABEL.sub(" ", screen(row.said).text))


def is_found(row: Row) -> bool:
    """Whether none of the personal words is kept; of an address the town may be."""
    open_words = words(MARKED.sub(" ", row.text))
    own = [word for part in MARKED.findall(row.text) for word in words(part)]
    own = [word for word in own if word not in BESIDE and word not in open_words]
    left = [word for word in own if word in kept(row)]
    return len(left) <= 0.4 * len(own) if row.kind == "address" else not left


def is_lost(row: Row) -> bool:
    """Whether an ordinary wish lost a word."""
    if "«" in row.text:
        return bool(Counter(words(MARKED.sub(" ", row.text))) - Counter(kept(row)))
    return screen(row.said).text != row.said.strip()


def missed(rows: Sequence[Row], half: str, kinds: Sequence[str]) -> tuple[list[str], int]:
    chosen = [row for row in rows if row.half == half and row.kind in kinds]
    return [row.text for row in chosen if not is_found(row)], len(chosen)


def test_the_tables_are_large_and_varied() -> None:
    rows = personal()
    assert len(set(rows)) == len(rows) >= 200
    assert len({row.country for row in rows}) >= 12
    assert len({row.text for row in ordinary("ordinary")}) >= 300
    for half in HALVES:
        for kind in {row.kind for row in rows}:
            assert [row for row in rows if (row.half, row.kind) == (half, kind)]
        assert sum(row.half == half for row in ordinary("ordinary")) >= 150


@pytest.mark.parametrize("half", HALVES)
@pytest.mark.parametrize("kind", ["phone", "e-mail", "account", "card", "id number"])
def test_contact_and_account_data_go(kind: str, half: str) -> None:
    amiss, among = missed(personal(), half, [kind])
    assert len(amiss) <= 0.05 * among, amiss


@pytest.mark.parametrize("half", HALVES)
def test_all_of_it_together(half: str) -> None:
    kinds = {row.kind for row in personal()} - set(NAMED)
    amiss, among = missed(personal(), half, sorted(kinds))
    assert len(amiss) <= 0.05 * among, amiss


@pytest.mark.parametrize("half", HALVES)
@pytest.mark.parametrize("kind", NAMED)
def test_names_and_addresses_go(kind: str, half: str) -> None:
    amiss, among = missed(personal(), half, [kind])
    assert len(amiss) <= 0.2 * among, amiss


@pytest.mark.parametrize("half", HALVES)
def test_ordinary_wishes_lose_nothing(half: str) -> None:
    rows = [row for row in ordinary("ordinary") if row.half == half]
    amiss = [row.text for row in rows if is_lost(row)]
    assert len(amiss) <= 0.005 * len(rows), amiss


def test_look_alikes_lose_nothing() -> None:
    assert [row.text for row in ordinary("look_alikes") if is_lost(row)] == []


@pytest.mark.parametrize("row", personal(), ids=range(len(personal())))
def test_what_was_screened_stays_as_it_is(row: Row) -> None:
    once = screen(row.said).text
    assert screen(once).text == once


def test_a_flag_tells_of_names_and_dwellings() -> None:
    for text in ("my name is Hank Dobbins", "I live at 14 Acacia Avenue", "ring 07700900123"):
        assert "personal" in screen(text).flags
