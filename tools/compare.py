"""The compare tool: a few items side by side."""

from __future__ import annotations

import json
from typing import Annotated

from langchain_core.tools import InjectedToolArg, ToolException, tool
from pydantic import Field

from tools.desk import Desk


@tool
async def compare(
    item_ids: Annotated[
        list[str], Field(description="Two to five ids.", min_length=2, max_length=5)
    ],
    desk: Annotated[Desk, InjectedToolArg],
) -> str:
    """The stated attributes of several items side by side; null where an item does not say."""
    items = await desk.items(item_ids)
    missing = set(item_ids) - {item.id for item in items}
    if missing:
        raise ToolException(f"No items have these ids: {', '.join(sorted(missing))}.")
    table = {
        attribute.id: {
            item.id: stated.model_dump(mode="json")["value"] if stated else None
            for item in items
            for stated in [item.attributes.get(attribute.id)]
        }
        for attribute in desk.pack.attributes
    }
    return json.dumps(table)
