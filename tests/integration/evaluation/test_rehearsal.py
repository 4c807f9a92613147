"""Played conversations with planted faults: the queue puts the faulty ones first."""

from __future__ import annotations

from agent.session import open_agent
from conversations.review.queue import Filter, read_queue
from core.database import open_pool
from core.settings import Settings
from evaluation.heard_cases import Case, Expected, heard
from evaluation.rehearsal.faults import Fault
from evaluation.rehearsal.playing import Rehearsal, rehearse

PEOPLE = 16


async def test_the_worst_comes_first(evaluated: Settings) -> None:
    settings = evaluated
    planted = await rehearse(settings, Rehearsal("businesses", PEOPLE, faulty=0.4))
    assert len(planted) == PEOPLE
    faulty = {id for id, fault in planted.items() if fault}
    async with open_pool(settings) as pool, pool.connection() as connection:
        queue = await read_queue(connection, Filter(), "", most=200)
        rows = [row for row in queue if row.id in planted]
        assert len(rows) == PEOPLE
        assert planted[rows[0].id] is Fault.WORST
        first = {row.id for row in rows[: len(faulty)]}
        assert len(first & faulty) > 0.6 * len(faulty)
        broken = [row for row in rows if planted[row.id] in (Fault.BROKEN, Fault.WORST)]
        assert all("guardrail stopped something" in row.tagged("flag") for row in broken)
        refused = [row for row in rows if planted[row.id] is Fault.REFUSED]
        assert all("low rating" in row.tagged("flag") for row in refused)
        assert len({row.begun_at.date() for row in rows}) > PEOPLE / 3


async def test_listening_cases_are_heard_on_the_catalogue(evaluated: Settings) -> None:
    async with open_agent(evaluated) as agent:
        listener = (await agent.shelf.newest("businesses")).listener
    wanted = Expected.model_validate({"attribute": "state", "stance": "want", "value": "Ohio"})
    assert heard(Case("businesses", "state", "somewhere in Ohio", wanted), listener)
    assert not heard(Case("businesses", "state", "not in Ohio", wanted), listener)
    price = {"attribute": "asking_price", "stance": "want", "value": {"min": None, "max": 200_000}}
    under = Expected.model_validate(price)
    assert heard(Case("businesses", "asking_price", "under $200,000", under), listener)
    assert not heard(Case("businesses", "asking_price", "under $300,000", under), listener)
