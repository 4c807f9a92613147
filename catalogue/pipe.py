"""Work that is done ahead of whoever takes its results, in order, and never far ahead."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from typing import TypeVar

Thing = TypeVar("Thing")
Made = TypeVar("Made")


async def ahead(
    things: AsyncGenerator[Thing], work: Callable[[Thing], Awaitable[Made]], most: int
) -> AsyncGenerator[Made]:
    """What ``work`` makes of each thing, in their order; at most ``most`` are under way.

    A thing is taken only when there is room for it, so that a slow taker slows the whole chain.
    When the taker leaves, what is under way is cancelled and the source of things is closed.
    """
    under_way: deque[asyncio.Task[Made]] = deque()
    try:
        async with aclosing(things):
            async for thing in things:
                under_way.append(asyncio.create_task(_done(work, thing)))
                if len(under_way) >= most:
                    yield await under_way.popleft()
        while under_way:
            yield await under_way.popleft()
    finally:
        for task in under_way:
            task.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)


async def _done(work: Callable[[Thing], Awaitable[Made]], thing: Thing) -> Made:
    return await work(thing)
