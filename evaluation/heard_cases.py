"""Utterances that reviewers found to be read wrongly, heard again.

``python -m evaluation.listening --cases FILE`` hears each line of a file as ``firstfive review
cases PACK --kind utterances`` writes it, on the published catalogue of its pack, and tells which
are read as they should be.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from agent.listening import Listener, Pending
from agent.session import open_agent
from core.errors import BadSetting
from core.model import Frozen, Place, Range, Reading
from core.settings import Settings

ENOUGH = 0.25
"""A value with at least this weight counts as understood."""

NEAR = 0.01
"""Ends of a range that differ by no more than this share are the same."""


class Expected(Frozen):
    """What should have been read; of a place the name, of "any" nothing."""

    attribute: str
    stance: str
    value: str | bool | Range | None


@dataclass(frozen=True)
class Case:
    """Something typed as the answer to a question (``asked`` None: to none)."""

    pack: str
    asked: str | None
    text: str
    expected: Expected


def read_cases(file: Path) -> list[Case]:
    """The cases of a file.

    Raises:
        BadSetting: it cannot be read as such.
    """
    try:
        rows = map(json.loads, filter(str.strip, file.read_text(encoding="utf-8").splitlines()))
        return [_case(row) for row in rows]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadSetting(f"{str(file)!r} cannot be read as cases: {error!r}.") from error


def _case(row: dict[str, Any]) -> Case:
    expected = Expected.model_validate(row["expected"])
    return Case(row["pack"], row["asked"], row["text"], expected)


def heard(case: Case, listener: Listener) -> bool:
    """Whether the utterance is read as it should be now."""
    pending = Pending(case.asked) if case.asked else None
    return any(_meets(one, case.expected) for one in listener.hear(case.text, pending, ()).readings)


def _meets(reading: Reading, expected: Expected) -> bool:
    if (reading.attribute, reading.stance) != (expected.attribute, expected.stance):
        return False
    read, wanted = reading.value, expected.value
    if wanted is None or isinstance(wanted, bool):
        return read is wanted
    if isinstance(wanted, Range):
        return (
            isinstance(read, Range) and _same(read.min, wanted.min) and _same(read.max, wanted.max)
        )
    named = read.name if isinstance(read, Place) else str(read)
    weights = {name.lower(): weight for name, weight in reading.weights}
    return named.lower() == wanted.lower() or weights.get(wanted.lower(), 0) >= ENOUGH


def _same(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= NEAR * max(abs(one), abs(other))


async def _hear_all(settings: Settings, cases: Sequence[Case]) -> list[bool]:
    async with open_agent(settings) as agent:
        packs = {id: await agent.shelf.newest(id) for id in {case.pack for case in cases}}
        return [heard(case, packs[case.pack].listener) for case in cases]


def report(settings: Settings, file: Path) -> None:
    """Hear every case, and print which are read as they should be."""
    cases = read_cases(file)
    found = asyncio.run(_hear_all(settings, cases))
    for case, right in zip(cases, found, strict=True):
        expected = case.expected
        wanted = f"{expected.stance} {expected.attribute} {expected.value}"
        print(f"  {'right' if right else 'WRONG'}  [{case.asked}] {case.text} -> {wanted}")
    print(f"{sum(found)} of {len(cases)} are read as they should be")
