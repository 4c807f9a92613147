"""The rubric: what reviewers may say of a turn or of a whole conversation. It is data."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Literal

import yaml

from core.errors import InvalidMessage
from core.model import Frozen

Scope = Literal["turn", "conversation"]


class Label(Frozen):
    """One label; ``key`` is the key that gives it, ``fault`` False for what is as it should be."""

    id: str
    name: str
    about: str
    key: str
    fault: bool = True
    scopes: tuple[Scope, ...] = ("turn", "conversation")


@cache
def rubric() -> tuple[Label, ...]:
    """Every label, in the order in which it is offered."""
    text = files("conversations.review").joinpath("rubric.yaml").read_text(encoding="utf-8")
    return tuple(Label.model_validate(row) for row in yaml.load(text, yaml.CSafeLoader))


def checked_label(id: str, scope: Scope) -> str:
    """The id itself.

    Raises:
        InvalidMessage: no label of the rubric, or none for this.
    """
    allowed = [label.id for label in rubric() if scope in label.scopes]
    if id not in allowed:
        raise InvalidMessage(f"label: {id!r} is not one of: {', '.join(allowed)}.")
    return id
