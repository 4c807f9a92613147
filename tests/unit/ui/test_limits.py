"""Limits: so many a minute for each key, and when to come back."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import Overloaded, TooManyRequests
from core.settings import read_settings
from ui.limits import Limits, address_of
from ui.metrics import Metrics


def limits(tmp_path: Path, metrics: Metrics | None = None) -> Limits:
    settings = read_settings(data_dir=tmp_path, turns_per_minute=2, requests_per_minute=3)
    return Limits(settings, metrics or Metrics())


async def test_each_conversation_has_its_own(tmp_path: Path) -> None:
    one = limits(tmp_path)
    for conversation in ("a", "a", "b", "b"):
        await one.turn(conversation)
    with pytest.raises(TooManyRequests) as refused:
        await one.turn("a")
    assert 55 < refused.value.retry_after <= 60
    assert "At most 2 turns" in str(refused.value)


async def test_turns_and_requests_are_counted_apart(tmp_path: Path) -> None:
    one = limits(tmp_path)
    for _ in range(2):
        await one.turn("10.0.0.1")
    for _ in range(3):
        await one.request("10.0.0.1")
    with pytest.raises(TooManyRequests):
        await one.request("10.0.0.1")


async def test_refusals_are_counted(tmp_path: Path) -> None:
    metrics = Metrics()
    one = limits(tmp_path, metrics)
    for _ in range(3):
        await one.request("x")
    with pytest.raises(TooManyRequests):
        await one.request("x")
    assert b'firstfive_refused_total{limit="requests"} 1.0' in metrics.text()


async def test_a_crowd_comes_in_little_by_little(tmp_path: Path) -> None:
    settings = read_settings(data_dir=tmp_path, chats_per_second=2)
    one = Limits(settings, Metrics())
    await one.chat()
    await one.chat()
    with pytest.raises(Overloaded):
        await one.chat()


def test_addresses() -> None:
    assert address_of({"client": ("10.0.0.1", 5)}) == "10.0.0.1"
    assert address_of({"client": None}) == address_of({}) == "unknown"
