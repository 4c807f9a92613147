"""Whether a pack has the keys and values that its schema knows."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from catalogue.checking.problem import Path, Problem
from domains import Attribute, Pack, extract, pack
from domains.schema import TypedPack

LIKE = 0.6
"""How alike two keys are (difflib ratio) for one to be taken for the other, misspelt."""


def shape(says: Mapping[str, Any], id: str) -> list[Problem]:
    """What the schema refuses; empty where the pack can be loaded."""
    try:
        TypedPack.model_validate({"id": id, **says})
    except ValidationError as error:
        return list(_merged(_problem(fault) for fault in error.errors()))
    try:
        Pack.model_validate({"id": id, **says})
    except ValidationError as error:
        return [_problem(fault) for fault in error.errors()]
    return []


def _problem(fault: Any) -> Problem:
    at: Path = tuple(fault["loc"])
    if fault["type"] == "extra_forbidden":
        return Problem(at, f"There is no key {at[-1]!r} here.", _meant(at))
    if fault["type"] == "missing":
        return Problem(
            at, f"The key {at[-1]!r} is missing.", "Add it; domains/README.md tells how."
        )
    message = str(fault["msg"]).removeprefix("Value error, ")
    return Problem(at, f"{'.'.join(map(str, at)) or 'The pack'}: {message}.", "")


def _meant(at: Path) -> str:
    others = _keys(at) - {str(at[-1])}
    near = difflib.get_close_matches(str(at[-1]), others, n=1, cutoff=LIKE)
    return (
        f"Did you mean {near[0]!r}?" if near else "Take it out; domains/README.md lists the keys."
    )


def _keys(at: Path) -> set[str]:
    """The keys that may stand where something stands, or near there."""
    if len(at) == 1:
        return {*Pack.model_fields}
    if at[0] == "attributes" and len(at) == 3:
        return {*Attribute.model_fields}
    models = vars(extract if "extract" in at else pack).values()
    fields = (m.model_fields for m in models if isinstance(m, type) and issubclass(m, BaseModel))
    return {info.alias or name for found in fields for name, info in found.items()}


def _merged(problems: Iterable[Problem]) -> Iterable[Problem]:
    """One problem a place: a union tells each of its members' faults."""
    seen: set[Path] = set()
    for problem in problems:
        place = tuple(step for step in problem.at if not str(step).startswith(("tuple[", "str")))
        if place not in seen:
            seen.add(place)
            yield problem
