"""The facets tool: how many items have which value."""

from __future__ import annotations

import json
from typing import Annotated

from langchain_core.tools import InjectedToolArg, ToolException, tool
from pydantic import Field

from catalogue.search import facets as count_facets
from core.model import Place, Wish
from tools.desk import Desk

MOST = 20


@tool
async def facets(
    attribute: Annotated[str, Field(description="The id of an attribute.")],
    musts: Annotated[list[Wish], Field(description="What the counted items must meet.")],
    desk: Annotated[Desk, InjectedToolArg],
) -> str:
    """Count the values of one attribute among the items that meet the must-haves."""
    if attribute not in desk.snapshot.columns:
        known = ", ".join(sorted(desk.snapshot.columns))
        raise ToolException(f"{attribute!r} is not one of: {known}.")
    async with desk.lend() as connection:
        counts = (await count_facets(connection, desk.snapshot, musts)).get(attribute, {})
    named = {v.name if isinstance(v, Place) else str(v): n for v, n in counts.items()}
    return json.dumps(dict(list(named.items())[:MOST]))
