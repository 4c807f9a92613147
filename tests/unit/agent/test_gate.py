from __future__ import annotations

import asyncio

import pytest

from agent.gate import LENGTHY, MOST_WAITING, Gate
from core.errors import Overloaded, TurnRunning


async def test_one_at_a_time_for_one_conversation_and_none_for_others() -> None:
    gate, order = Gate(100), []

    async def enter(id: str, name: str) -> None:
        async with gate.pass_through(id):
            order.append(f"{name} in")
            await asyncio.sleep(0.01)
            order.append(f"{name} out")

    await asyncio.gather(enter("a", "first"), enter("a", "second"), enter("b", "other"))
    assert order.index("first out") < order.index("second in")
    assert order.index("other in") < order.index("first out")


async def test_a_flood_is_refused_and_leaves_nothing_behind() -> None:
    gate = Gate(100)

    async def enter() -> None:
        async with gate.pass_through("a"):
            await asyncio.sleep(0.005)

    done = await asyncio.gather(*(enter() for _ in range(20)), return_exceptions=True)
    refused = [one for one in done if isinstance(one, TurnRunning)]
    assert len(refused) == 20 - MOST_WAITING - 1
    assert not gate._locks
    assert not gate._inside


def test_too_many_at_once_are_refused_right_away() -> None:
    gate = Gate(2)
    with gate.admitted(), gate.admitted(), pytest.raises(Overloaded), gate.admitted():
        pytest.fail("a third one was admitted")
    with gate.admitted(), gate.admitted():
        pass


def test_who_waits_for_a_model_keeps_nobody_from_being_admitted() -> None:
    gate = Gate(1)
    with gate.admitted():
        with gate.aside(), gate.admitted(), pytest.raises(Overloaded), gate.admitted():
            pytest.fail("two were admitted")
        with pytest.raises(Overloaded), gate.admitted():
            pytest.fail("two were admitted")


async def test_who_waits_for_the_own_turn_before_keeps_nobody_from_being_admitted() -> None:
    gate, first_in, first_may_go = Gate(2), asyncio.Event(), asyncio.Event()

    async def turn() -> None:
        with gate.admitted():
            async with gate.pass_through("a"):
                first_in.set()
                await first_may_go.wait()

    first = asyncio.create_task(turn())
    await first_in.wait()
    second = asyncio.create_task(turn())
    await asyncio.sleep(0.01)
    with gate.admitted(), pytest.raises(Overloaded), gate.admitted():
        pytest.fail("three were admitted")
    first_may_go.set()
    await asyncio.gather(first, second)


async def test_what_fails_inside_lets_the_next_one_in() -> None:
    gate = Gate(100)
    with pytest.raises(ValueError, match="inside"):
        async with gate.pass_through("a"):
            raise ValueError("inside")
    async with gate.pass_through("a"):
        pass


async def test_lengthy_messages_are_read_one_after_the_other_and_short_ones_beside_them() -> None:
    gate, order = Gate(100), []

    async def read(name: str, length: int) -> None:
        async with gate.reading("x" * length):
            order.append(f"{name} in")
            await asyncio.sleep(0.01)
            order.append(f"{name} out")

    await asyncio.gather(read("one", LENGTHY), read("two", LENGTHY), read("short", LENGTHY - 1))
    assert order.index("one out") < order.index("two in")
    assert order.index("short in") < order.index("one out")
