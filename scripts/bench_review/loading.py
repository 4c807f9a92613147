"""Synthesised conversations, loaded by COPY: real turns as donors, words drawn by Zipf's law."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg

QUERIES = Path(__file__).parent
VOCABULARY = 50_000
WORDS_A_TURN = 25
DAYS = 84
JUDGED = 0.1
HEX = "%032x"


@dataclass(frozen=True)
class Donor:
    """A played conversation: its row, and its turns and traces, without id, number and times."""

    conversation: bytes
    turns: list[bytes]
    traces: list[bytes]


def load(url: str, conversations: int, turns: int, seed: int) -> None:
    """Multiply what is stored to so many conversations with so many turns in all."""
    with psycopg.connect(url, autocommit=True) as connection:
        donors = list(_donors(connection))
        connection.execute(_query("replica"))
        for table in ("conversations", "turns", "traces", "judgements", "labels"):
            rows = _rows(table, donors, conversations, turns // conversations, seed)
            with connection.cursor().copy(_query(f"copy_{table}")) as copy:
                for row in rows:
                    copy.write(row)
        connection.execute(_query("digests"))
        connection.execute(_query("tags"))
        connection.execute(_query("tidy"))


def _donors(connection: psycopg.Connection) -> Iterator[Donor]:
    for (id,) in connection.execute(_query("donor_ids")).fetchall():
        found = [
            list(_lines(connection, f"donor_{table}", id))
            for table in ("conversations", "turns", "traces")
        ]
        yield Donor(found[0][0], found[1], found[2])


def _lines(connection: psycopg.Connection, query: str, id: str) -> Iterator[bytes]:
    with connection.cursor().copy(_query(query), [id]) as copy:
        for row in copy:
            yield bytes(row)


def _rows(
    table: str, donors: list[Donor], conversations: int, turns: int, seed: int
) -> Iterator[bytes]:
    """The rows of a table, conversation by conversation; one seed gives the same everywhere."""
    words = random.Random(f"{seed}/words")
    ranks, weights = range(1, VOCABULARY + 1), [1 / n for n in range(1, VOCABULARY + 1)]
    bag = words.choices(ranks, weights, k=1_000_000)
    for number in range(conversations):
        chance = random.Random(f"{seed}/{number}")
        id, donor = (HEX % (number + (1 << 100))).encode(), chance.choice(donors)
        begun = datetime(2026, 11, 1, tzinfo=UTC) - timedelta(
            seconds=chance.uniform(0, 86400 * DAYS)
        )
        at = begun.isoformat().encode()
        judged = chance.random() < JUDGED
        if table == "conversations":
            yield b"\t".join((id, at, at, donor.conversation))
        elif table == "judgements" and judged:
            yield b"\t".join((id, b"rita", at)) + b"\n"
        elif table == "labels" and judged:
            yield b"\t".join((id, b"1", chance.choice((b"tone", b"good_match")), b"rita")) + b"\n"
        elif table in ("turns", "traces"):
            yield from _turns(table, id, donor, turns, begun, bag, words)


def _turns(
    table: str, id: bytes, donor: Donor, turns: int, begun: datetime, bag: list[int],
    words: random.Random,
) -> Iterator[bytes]:  # fmt: skip
    """So many turns: the donor's over and over, its last one at the end."""
    kept = donor.turns if table == "turns" else donor.traces
    for n in range(1, turns + 1):
        line = kept[-1] if n == turns else kept[(n - 1) % max(1, len(kept) - 1)]
        at = (begun + timedelta(seconds=20 * n)).isoformat().encode()
        head = b"\t".join((id, str(n).encode(), at))
        if table == "turns":
            yield b"\t".join((head, at, line))
        else:
            start = words.randrange(len(bag) - WORDS_A_TURN)
            lexemes = {f"'kw{rank}'" for rank in bag[start : start + WORDS_A_TURN]}
            yield b"\t".join((head, " ".join(lexemes).encode(), line))


def _query(name: str) -> bytes:
    return (QUERIES / f"{name}.sql").read_bytes()
