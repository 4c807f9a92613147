"""Second opinions: judged conversations drawn for another reviewer, and how far the two agree."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.audit import note
from conversations.review.kappa import cohen_kappa
from conversations.review.rubric import rubric
from core.database import Connection
from core.errors import InvalidMessage
from core.model import Frozen
from core.sql import sql

MOST = 500


class Unit(Frozen):
    """A turn, or (``n`` None) a conversation, with the labels of its first two reviewers."""

    n: int | None
    first: tuple[str, ...]
    second: tuple[str, ...]


class Agreement(Frozen):
    """How often two reviewers gave a label to the same units; ``kappa`` None: cannot be said."""

    label: str
    both: int
    first_only: int
    second_only: int
    neither: int
    kappa: float | None


async def ask_opinions(
    connection: Connection, reviewer: str, number: int, seed: str, who: str
) -> int:
    """Draw conversations that others have judged, for this reviewer; returns how many.

    One ``seed`` draws the same of the same conversations.

    Raises:
        InvalidMessage: the number is not 1 to MOST, or nobody of this name may review.
    """
    if not 1 <= number <= MOST:
        raise InvalidMessage(f"number: 1 to {MOST}.")
    if reviewer not in await reviewers(connection):
        raise InvalidMessage("reviewer: nobody of this name may review.")
    values = {"reviewer": reviewer, "number": number, "seed": seed, "who": who}
    async with connection.transaction():
        cursor = await connection.execute(sql("conversations", "review_ask_opinions"), values)
        drawn = {"conversations": cursor.rowcount}
        await note(connection, who, "second opinions asked for", reviewer, drawn)
    return cursor.rowcount


async def reviewers(connection: Connection) -> list[str]:
    """The names of everybody who may review."""
    cursor = await connection.execute(sql("conversations", "review_reviewers"))
    return [row["name"] for row in await cursor.fetchall()]


async def twice_judged(connection: Connection) -> list[Unit]:
    """Every turn and conversation that two reviewers have judged."""
    cursor = await connection.execute(sql("conversations", "review_units"))
    return [Unit.model_validate(row) for row in await cursor.fetchall()]


def agreements(units: Sequence[Unit]) -> list[Agreement]:
    """The agreement on each label of the rubric, and on whether there is any fault at all."""
    found = [agreement(label.id, _given(units, {label.id})) for label in rubric()]
    faults = {label.id for label in rubric() if label.fault}
    whole = [unit for unit in units if unit.n is None]
    return [*found, agreement("any_fault", _given(whole, faults))]


def agreement(label: str, pairs: Sequence[tuple[bool, bool]]) -> Agreement:
    """The agreement of two people who said yes or no to the same units."""
    return Agreement(
        label=label,
        both=pairs.count((True, True)),
        first_only=pairs.count((True, False)),
        second_only=pairs.count((False, True)),
        neither=pairs.count((False, False)),
        kappa=cohen_kappa(pairs),
    )


def _given(units: Sequence[Unit], labels: set[str]) -> list[tuple[bool, bool]]:
    return [(bool(labels & {*unit.first}), bool(labels & {*unit.second})) for unit in units]
