"""screen: length, encoding, hidden instructions; a message that cannot be used ends the turn."""

from __future__ import annotations

from typing import Any

from langgraph.runtime import Runtime

from agent.context import Context
from agent.opening import question
from agent.state import State
from domains import Pack
from guards.incoming import screen as screened


def screen(state: State, runtime: Runtime[Context]) -> dict[str, Any]:
    """Replace the text by its screened form.

    Raises:
        InvalidMessage, MessageTooLong: nothing is stored of the turn.
    """
    said, begun = state["said"], begin(state, runtime.context.pack)
    with runtime.context.meter.step("screen"):
        if said.text is None:
            return {**begun, "flags": ()}
        clean = screened(said.text)
    return {**begun, "said": said.model_copy(update={"text": clean.text}), "flags": clean.flags}


def begin(state: State, pack: Pack) -> dict[str, Any]:
    """What every turn starts with; in the very first one the opening question waits."""
    before = {"before": state.get("wishes", ())}
    return before if "heard" in state else {**before, "pending": question(pack)}
