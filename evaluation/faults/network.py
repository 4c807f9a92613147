"""Faults of the network between the product and its database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from random import Random

from evaluation.faults.stage import Stage


@contextmanager
def slow(stage: Stage, _: Random) -> Iterator[None]:
    """Every answer of the server arrives two seconds late."""
    stage.wire.delay = 2.0
    try:
        yield
    finally:
        stage.wire.reset()


@contextmanager
def silent(stage: Stage, _: Random) -> Iterator[None]:
    """Connections stay open, and nothing passes."""
    stage.wire.silence()
    try:
        yield
    finally:
        stage.wire.reset()


@contextmanager
def cut(stage: Stage, rng: Random) -> Iterator[None]:
    """Connections are reset in the midst of a turn."""
    stage.wire.cut(rng.randrange(50, 12_000))
    try:
        yield
    finally:
        stage.wire.reset()
