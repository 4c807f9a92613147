"""The conversation: listening, belief, the choice of act, asking and recommending.

Start reading in :mod:`agent.graph`.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

# Checkpoints may only hold classes named in agent.saver; langgraph reads this when it is imported.
os.environ.setdefault("LANGGRAPH_STRICT_MSGPACK", "true")

if TYPE_CHECKING:
    from agent.session import Agent, open_agent

__all__ = ["Agent", "open_agent"]


def __getattr__(name: str) -> object:
    if name in __all__:
        from agent import session

        return getattr(session, name)
    raise AttributeError(name)
