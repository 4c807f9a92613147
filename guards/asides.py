"""Words about something else than a search: tasks, orders and parts for a program, trivia, chat.

Examples, and what is ordinarily said to an adviser beside wishes, to compare a message with.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def asides() -> tuple[str, ...]:
    """Sentences that are about something else."""
    return _read("aside")


@cache
def asked() -> tuple[str, ...]:
    """Sentences that people say in a search, whatever they look for."""
    return _read("asked")


def _read(name: str) -> tuple[str, ...]:
    text = files("guards").joinpath("data", "asides", f"{name}.txt").read_text("utf-8")
    return tuple(text.splitlines())
