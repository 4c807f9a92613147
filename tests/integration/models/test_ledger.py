"""What may be spent is shared by everybody who uses the database."""

from __future__ import annotations

import asyncio

import pytest

import conversations
from core.database import Pool
from core.reply import Reply
from models.call import Account, Call, CallFailed, Tokens
from models.ledger import Ledger, Limits, spent

MODEL = "openai:emulated"
FREE = Limits(per_minute=1000, per_day=None, per_conversation=None)


def account(conversation_id: str | None = None) -> Account:
    return Account(conversation_id, lambda call: None)


def call(cost: float | None) -> Call:
    tokens = Tokens(input=10, output=2)
    return Call(job="listen", model=MODEL, outcome="answered", tokens=tokens, cost_usd=cost)


async def refusal(ledger: Ledger, most: float | None, who: Account) -> str:
    with pytest.raises(CallFailed) as caught:
        await ledger.reserve(who, "listen", MODEL, most)
    return caught.value.outcome


async def test_many_processes_share_one_rate(pool: Pool) -> None:
    limits = FREE._replace(per_minute=5)
    ledgers = [Ledger(pool, limits) for _ in range(12)]
    made = await asyncio.gather(
        *(one.reserve(account(), "listen", MODEL, None) for one in ledgers),
        return_exceptions=True,
    )
    assert sum(isinstance(one, int) for one in made) == 5
    assert {one.outcome for one in made if isinstance(one, CallFailed)} == {"rate"}


async def test_what_calls_under_way_may_cost_counts(pool: Pool) -> None:
    ledger = Ledger(pool, FREE._replace(per_day=1.0))
    first = await ledger.reserve(account(), "listen", MODEL, 0.9)
    assert await refusal(ledger, 0.2, account()) == "budget"
    await ledger.settle(first, call(0.1))
    second = await ledger.reserve(account(), "listen", MODEL, 0.8)
    await ledger.settle(second, call(None))
    assert await refusal(ledger, 0.2, account()) == "budget"


async def test_a_conversation_has_a_budget_of_its_own(pool: Pool) -> None:
    ledger = Ledger(pool, FREE._replace(per_conversation=1.0))
    async with pool.connection() as connection:
        ids = [
            (
                await conversations.create(
                    connection,
                    pack="p",
                    locale="en",
                    versions={},
                    opening=Reply(kind="question", text="?"),
                )
            ).id
            for _ in range(2)
        ]
    await ledger.reserve(account(ids[0]), "listen", MODEL, 0.9)
    assert await refusal(ledger, 0.2, account(ids[0])) == "budget"
    await ledger.reserve(account(ids[1]), "listen", MODEL, 0.9)
    async with pool.connection() as connection:
        await conversations.erase(connection, ids[0])
        cursor = await connection.execute("select conversation_id from models.calls order by id")
        kept = [row["conversation_id"] for row in await cursor.fetchall()]
    assert kept == [None, ids[1]]


async def test_what_is_unknown_is_not_nothing(pool: Pool) -> None:
    ledger = Ledger(pool, FREE)
    for cost in (0.25, None):
        await ledger.settle(await ledger.reserve(account(), "listen", MODEL, None), call(cost))
    (day,) = await spent(pool, 7)
    assert (day.calls, day.answered, day.unknown) == (2, 2, 1)
    assert (day.cost_usd, day.input_tokens, day.output_tokens) == (0.25, 20, 4)


async def test_calls_are_not_made_when_they_cannot_be_counted(pool: Pool) -> None:
    await pool.close()
    assert await refusal(Ledger(pool, FREE), None, account()) == "unavailable"
