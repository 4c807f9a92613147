"""What a message may consist of before anything of it is stored."""

from __future__ import annotations

from typing import Any

import pytest

from agent.message import said_of
from core.errors import InvalidMessage


def nested(levels: int) -> Any:
    value: Any = "Bakery"
    for _ in range(levels):
        value = [value]
    return value


@pytest.mark.parametrize("levels", [20, 900, 100_000])
def test_an_edit_is_not_nested_without_end(levels: int) -> None:
    edit = {"attribute": "industry", "set": {"value": nested(levels)}}
    with pytest.raises(InvalidMessage, match="nested"):
        said_of(None, None, [edit])


def test_what_edits_are_made_of_is_kept() -> None:
    edits: list[dict[str, Any]] = [
        {"attribute": "industry", "set": {"stance": "want", "value": ["Bakery", "Deli"]}},
        {"attribute": "price", "set": {"value": {"min": 1, "max": 2}}},
        {"attribute": "place", "remove": True, "value": {"name": "Ohio", "kind": "state"}},
    ]
    assert said_of(None, None, edits).profile == tuple(edits)
