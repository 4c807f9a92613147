"""decide: ask, recommend, relax, confirm or answer."""

from __future__ import annotations

from typing import Any

from langgraph.runtime import Runtime

from agent.context import Context
from agent.critiquing import homeless
from agent.decision import Decision, Interview, idle_questions
from agent.decision import decide as choose
from agent.state import State


def decide(state: State, runtime: Runtime[Context]) -> dict[str, Any]:
    """Choose the next act; a contradiction comes first, then a place to be closer to."""
    context = runtime.context
    disputed = state.get("disputed")
    if disputed is not None:
        return {"decision": Decision("confirm", disputed.attribute)}
    place = homeless(state["heard"], context.desk.snapshot)
    if place is not None:
        return {"decision": Decision("ask", place)}
    with context.meter.step("decide"):
        decision = choose(
            context.pack,
            context.desk.snapshot,
            state["heard"],
            state["belief"],
            interview_of(state, context.settings.question_cap),
            context.parameters,
        )
    return {"decision": decision}


def interview_of(state: State, cap: int) -> Interview:
    """The conversation so far, as the decision needs it."""
    asked, wishes = state.get("asked", ()), state.get("wishes", ())
    told = {wish.attribute for wish in wishes if wish.stance != "any"}
    told |= {spoken.attribute for spoken in state.get("spoken", ())}
    return Interview(
        wishes=wishes,
        asked=asked,
        idle=idle_questions(asked, told),
        finished=state.get("finished", False),
        typed=state["said"].text is not None,
        cap=cap,
    )


async def route(state: State) -> str:
    """The node that carries the decision out."""
    return state["decision"].act
