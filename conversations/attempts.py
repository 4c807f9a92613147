"""Attempts to sign in with a password: how long whom has to wait, and nobody for somebody else.

Wrong passwords are counted by name and address: that pair waits, a little longer each time. An
address that tries many names waits, too, and a name that many addresses try is tried once a second
from addresses where its owner has never signed in. All of it is forgotten after a day.
"""

from __future__ import annotations

import hmac
from typing import NamedTuple

from conversations.storable import storable_text
from core.database import Connection
from core.errors import TooManyRequests
from core.model import Frozen
from core.sql import sql

FREE = 5
"""Wrong passwords of one name from one address before the pair has to wait."""

LONGEST = 300.0
"""Seconds that it has to wait at most."""

MANY = 20
"""Wrong passwords of one name in an hour, from wherever, that slow the next ones."""

SLOW = 1.0
"""Seconds between them."""

MINUTE = 60.0


class Attempt(NamedTuple):
    """Who tries from where, as hashes."""

    name_hash: bytes
    address_hash: bytes


class Tally(Frozen):
    """What was tried before, with the seconds since the last time; ``address`` counts a minute, and
    ``address_since`` is how long ago that began.

    ``known``: the owner of the name has signed in at this address.
    """

    pair: int
    pair_since: float
    name: int
    name_since: float
    address: int
    address_since: float
    known: bool


def attempt_of(secret: str, name: str, address: str) -> Attempt:
    """An attempt; the same for every way to write the name."""
    written = storable_text(name).strip().lower()
    return Attempt(_hashed(secret, "name", written), _hashed(secret, "address", address))


def wait(before: Tally, address_a_minute: int) -> float:
    """The seconds until the next attempt is looked at; 0 for now."""
    waits = [_delay(before.pair) - before.pair_since]
    if not before.known:
        if before.address >= address_a_minute:
            waits.append(MINUTE - before.address_since)
        if before.name >= MANY:
            waits.append(SLOW - before.name_since)
    return max(0.0, *waits)


def _delay(wrong: int) -> float:
    """How long after so many wrong passwords."""
    return min(LONGEST, 2.0 ** min(wrong - FREE, 30)) if wrong >= FREE else 0.0


async def begin_attempt(
    connection: Connection, attempt: Attempt, name: str, address_a_minute: int
) -> None:
    """Count an attempt before its password is looked at, so that many at once are many.

    Raises:
        TooManyRequests: it comes too soon, and is not counted; says when to come back.
    """
    values = {**attempt._asdict(), "name": storable_text(name).strip()}
    async with connection.transaction():
        await connection.execute(sql("conversations", "lock_attempts"), attempt._asdict())
        cursor = await connection.execute(sql("conversations", "tally_attempts"), values)
        seconds = wait(Tally.model_validate(await cursor.fetchone()), address_a_minute)
        if seconds == 0:
            await connection.execute(sql("conversations", "add_attempt"), attempt._asdict())
    if seconds:
        raise TooManyRequests("Too many attempts to sign in.", seconds)


async def succeed(connection: Connection, attempt: Attempt, user_id: str) -> None:
    """The password was right: forget what was wrong before, and remember where it was right."""
    async with connection.transaction():
        await connection.execute(sql("conversations", "forgive_sign_ins"), attempt._asdict())
        place = {"user_id": user_id, "address_hash": attempt.address_hash}
        await connection.execute(sql("conversations", "remember_place"), place)


def _hashed(secret: str, what: str, value: str) -> bytes:
    return hmac.digest(secret.encode(), f"{what}\0{value}".encode("utf-8", "replace"), "sha256")
