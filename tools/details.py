"""The details tool: everything stored about one item, with its evidence."""

from __future__ import annotations

from typing import Annotated

from langchain_core.tools import InjectedToolArg, ToolException, tool
from pydantic import Field

from tools.desk import Desk


@tool
async def details(
    item_id: Annotated[str, Field(description="The id of an item that was shown.")],
    desk: Annotated[Desk, InjectedToolArg],
) -> str:
    """Read one item: title, text and attributes with the evidence each rests on."""
    items = await desk.items([item_id])
    if not items:
        raise ToolException(f"No item has the id {item_id!r}.")
    return items[0].model_dump_json(exclude={"pack", "group", "flags"})
