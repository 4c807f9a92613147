"""The relax tool: what giving up one must-have would open."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Annotated

from langchain_core.tools import InjectedToolArg, tool
from pydantic import Field

from core.model import Wish
from tools.desk import Desk
from tools.search import may_show


@tool
async def relax(
    musts: Annotated[list[Wish], Field(description="All must-haves.")],
    desk: Annotated[Desk, InjectedToolArg],
) -> str:
    """For each must-have attribute: how many items would qualify if that ONE were given up."""
    return json.dumps(await openings(desk, musts))


async def openings(desk: Desk, musts: Sequence[Wish]) -> dict[str, int]:
    """The tool without its wrapper: attribute id to the number of items it would open."""
    opened = {}
    for attribute in dict.fromkeys(wish.attribute for wish in musts):
        rest = [wish for wish in musts if wish.attribute != attribute]
        opened[attribute] = int((await may_show(desk, rest)).sum())
    return opened
