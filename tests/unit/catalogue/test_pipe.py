import asyncio
from collections.abc import AsyncGenerator

import pytest

from catalogue.pipe import ahead


class Source:
    """Numbers, and whether it was closed."""

    def __init__(self, count: int) -> None:
        self.count, self.taken, self.closed = count, 0, False

    async def numbers(self) -> AsyncGenerator[int]:
        try:
            for n in range(self.count):
                self.taken += 1
                yield n
        finally:
            self.closed = True


async def test_results_come_in_order_and_only_so_many_are_under_way() -> None:
    source, under_way, most = Source(20), 0, 0

    async def work(n: int) -> int:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        await asyncio.sleep(0.001 * (n % 3))
        under_way -= 1
        return n * n

    assert [made async for made in ahead(source.numbers(), work, 3)] == [n * n for n in range(20)]
    assert most == 3


async def test_a_slow_taker_slows_the_source() -> None:
    source = Source(20)

    async def work(n: int) -> int:
        return n

    made = ahead(source.numbers(), work, 2)
    assert await anext(made) == 0
    await asyncio.sleep(0.01)
    assert source.taken == 2
    await made.aclose()
    assert source.closed


async def test_a_failure_reaches_the_taker_and_nothing_goes_on() -> None:
    source, finished = Source(20), []

    async def work(n: int) -> int:
        if n == 1:
            raise ValueError("no")
        await asyncio.sleep(0 if n < 1 else 60)
        finished.append(n)
        return n

    with pytest.raises(ValueError, match="no"):
        async for _ in ahead(source.numbers(), work, 3):
            pass
    assert finished == [0]
    assert source.closed
