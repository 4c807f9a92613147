"""One change of the profile that an utterance asks for."""

from __future__ import annotations

from dataclasses import dataclass

from core.model import Place, Range

Span = tuple[int, int]
Value = str | bool | Range | Place


@dataclass(frozen=True)
class Change:
    """One change of the profile that an utterance asks for.

    ``tag`` is what is said (see ``TAGS``); ``value`` None where it needs none; ``confidence``
    (0..1) that of the whole change; ``weights`` the values it may mean with their probabilities;
    ``exact`` that a figure is meant as said, "exactly two".
    """

    attribute: str
    tag: str
    span: Span
    value: Value | None = None
    must: bool | None = None
    confidence: float = 1.0
    weights: tuple[tuple[str, float], ...] = ()
    exact: bool = False


def over(a: Span, b: Span) -> bool:
    """Whether two stretches share a character."""
    return a[0] < b[1] and b[0] < a[1]
