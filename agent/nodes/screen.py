"""screen: length, encoding, hidden instructions; a message that cannot be used ends the turn."""

from __future__ import annotations

from typing import Any

from langgraph.runtime import Runtime

from agent.context import Context
from agent.state import State
from guards.incoming import screen as screened


def screen(state: State, runtime: Runtime[Context]) -> dict[str, Any]:
    """Replace the text by its screened form.

    Raises:
        InvalidMessage, MessageTooLong: nothing is stored of the turn.
    """
    said = state["said"]
    with runtime.context.meter.step("screen"):
        if said.text is None:
            return {"flags": ()}
        clean = screened(said.text)
    return {"said": said.model_copy(update={"text": clean.text}), "flags": clean.flags}
