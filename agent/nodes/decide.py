"""decide: ask, recommend, relax, confirm or answer."""

from __future__ import annotations

from typing import Any

from langgraph.runtime import Runtime

from agent.context import Context
from agent.decision import Decision, Interview
from agent.decision import decide as choose
from agent.state import State


def decide(state: State, runtime: Runtime[Context]) -> dict[str, Any]:
    """Choose the next act; a contradiction comes first."""
    context = runtime.context
    disputed = state.get("disputed")
    if disputed is not None:
        return {"decision": Decision("confirm", disputed.attribute)}
    interview = Interview(
        wishes=state.get("wishes", ()),
        asked=state.get("asked", ()),
        finished=state.get("finished", False),
        typed=state["said"].text is not None,
        cap=context.settings.question_cap,
    )
    with context.meter.step("decide"):
        decision = choose(
            context.pack,
            context.desk.snapshot,
            state["heard"],
            state["belief"],
            interview,
            context.parameters,
        )
    return {"decision": decision}


def route(state: State) -> str:
    """The node that carries the decision out."""
    return state["decision"].act
