"""What an interview came to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Point:
    """The five as they would stand after so many questions.

    ``match`` is the predicted P(match in five), ``raw`` the same before calibration; ``said`` and
    ``clicked`` count the attributes that were told by then, ``idle`` the latest questions that
    brought nothing, ``qualifying`` the items that may be shown. ``rate`` is the gain per second of
    the best question that is left, ``seconds`` when the person would have read the line above the
    five.
    """

    hit: bool
    match: float
    raw: float
    said: int = 0
    clicked: int = 0
    idle: int = 0
    qualifying: int = 1
    rate: float = 0.0
    seconds: float = 0.0


@dataclass(frozen=True)
class Stop:
    """Where the product would show its five: after how many questions, at which second."""

    point: Point
    questions: int
    seconds: float
    five: tuple[str, ...]


@dataclass(frozen=True)
class Played:
    """One interview: ``points[k]`` after k questions, played on beyond the stop for comparison.

    ``opening_seconds`` is when the five would stand there without any question; ``asked`` are the
    attributes in the order they were asked.
    """

    target: str
    difficulty: int
    points: tuple[Point, ...]
    stop: Stop
    opening_seconds: float = 0.0
    asked: tuple[str, ...] = ()
    english: str = ""
