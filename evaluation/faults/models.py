"""Faults of the language model."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from random import Random

from evaluation.faults.stage import Fault, Stage

MISBEHAVIOUR = ("429", "5xx", "timeout", "cut stream", "bad JSON")


def misbehaving(how: str) -> Fault:
    """The model answers in this way."""

    @contextmanager
    def fault(stage: Stage, _: Random) -> Iterator[None]:
        stage.model.badly(how)
        try:
            yield
        finally:
            stage.model.well()

    return fault
