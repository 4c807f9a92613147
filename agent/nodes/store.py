"""store: complete the reply, and everything that is kept of the turn with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from langchain_core.messages import AIMessage, AnyMessage, HumanMessage
from langgraph.runtime import Runtime

from agent.answering import humane
from agent.context import Context
from agent.decision import costs, expected_total, gains
from agent.model_wording import texts_of
from agent.nodes.screen import ASIDE, OTHER_LANGUAGE
from agent.profile import entries
from agent.state import State
from conversations.record import Shown, TurnRecord
from core.model import Heard
from core.reply import Maker, Progress, Reply, Said, Understood, Usage
from guards.outgoing import Verdict
from guards.speaking import checked_reply, noticed
from models.name import JOBS

LEFT_OUT = (
    "You wrote contact, account or health details. I do not need them: I left them out, and they "
    "are not kept."
)

LEFT_ASIDE = "I left aside what does not seem to be about your search."

NOT_UNDERSTOOD = "I read English only. Please say in English what I did not understand."


MOST_UNREAD, LONGEST_QUOTE = 2, 60

UNNOTICED = {"word", "judge"}
"""Without these a reply is as good, in plainer words: nobody needs to be told."""


async def store(state: State, runtime: Runtime[Context]) -> dict[str, Any]:
    """The record of the turn, which commits with the checkpoint: only then the reply is shown."""
    context = runtime.context
    quoting = bool({"details", "compare"} & set(state["heard"].acts))
    reply, spoken = checked_reply(context.guard, completed(state, context), quoting=quoting)
    reply = accounted(reply, state["heard"])
    verdicts = (*noticed(state.get("flags", ())), *(state.get("verdicts") or ()), *spoken)
    return {
        "reply": reply,
        "record": record(state, reply, verdicts, context),
        "calls": state.get("calls", 0) + context.meter.model_calls,
        "messages": spoken_in(state["said"], reply),
    }


def spoken_in(said: Said, reply: Reply) -> list[AnyMessage]:
    """What both sides said in a turn; clicks by the names of what was clicked."""
    own = said.text or ", ".join(said.choices or ())
    return [*([HumanMessage(own)] if own else []), AIMessage(reply.text)]


def completed(state: State, context: Context) -> Reply:
    """The reply with profile, progress, notices and usage."""
    asked = len(state.get("asked", ()))
    belief, decision = state["belief"], state["decision"]
    notices = [context.pack.notice] if state["reply"].kind == "recommendations" else []
    if {"personal", "health"} & set(state.get("flags", ())):
        notices.append(LEFT_OUT)
    if OTHER_LANGUAGE in state.get("flags", ()):
        notices.append(NOT_UNDERSTOOD)
    elif ASIDE in state.get("flags", ()) and "empty" not in state["heard"].acts:
        notices.append(LEFT_ASIDE)
    if {*context.meter.degraded} - UNNOTICED:
        notices.append("Part of the service is not available just now; I go on without it.")
    return state["reply"].model_copy(
        update={
            "profile": entries(state.get("wishes", ()), context.pack),
            "progress": Progress(
                asked=asked,
                expected_total=expected_total(asked, decision, belief, context.parameters),
                match_probability=round(belief.match, 4),
            ),
            "notices": tuple(notices),
            "usage": usage(context),
            "made_by": made_by(state["reply"], context),
        }
    )


def accounted(reply: Reply, heard: Heard) -> Reply:
    """The reply with what was understood, and in a short line what of the message was not used, or
    a kind word to what a person told of themselves.
    """
    understood = tuple(Understood(text=text, attribute=id) for id, text in heard.understood if text)
    marked = {
        "understood": understood,
        "unread": heard.unread,
        "language": heard.language if "foreign" in heard.acts else reply.language,
    }
    said = humane(heard.topic)
    if heard.unread and reply.kind != "notice" and not said:
        said = _account(understood, heard.unread)
    if said and not reply.text.startswith(said):
        marked["text"] = f"{said}\n\n{reply.text}"
    return reply.model_copy(update=marked)


def _account(understood: Sequence[Understood], unread: Sequence[str]) -> str:
    taken = f"I took: {'; '.join(_short(one.text) for one in understood)}. " if understood else ""
    unused = " and ".join(f"“{_short(text)}”" for text in unread[:MOST_UNREAD])
    return f"{taken}I could not use {unused}."


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= LONGEST_QUOTE else f"{plain[:LONGEST_QUOTE].rsplit(' ', 1)[0]} …"


def made_by(reply: Reply, context: Context) -> Maker:
    """Who worded a reply: a model, where any text of it is one of those that it worded."""
    worded = texts_of(reply.recommendations or ()) & context.meter.worded
    return "model" if context.meter.spoke or worded else "template"


def usage(context: Context) -> Usage:
    """What this turn's model calls cost; None where that of any of them is unknown."""
    calls = context.meter.calls
    tokens = [call.tokens for call in calls if call.tokens]
    costs = [call.cost_usd for call in calls]
    known = [cost for cost in costs if cost is not None]
    return Usage(
        model_calls=context.meter.model_calls,
        input_tokens=sum(counted.input for counted in tokens),
        output_tokens=sum(counted.output for counted in tokens),
        cost_usd=sum(known) if len(known) == len(costs) else None,
    )


def models_of(context: Context) -> dict[str, list[str]] | None:
    """The models that the turn may have asked, by job; None without any."""
    if context.chat is None:
        return None
    return {job: list(context.chat.names(job)) for job in JOBS if context.chat.can(job)}


def record(state: State, reply: Reply, verdicts: Sequence[Verdict], context: Context) -> TurnRecord:
    """Everything kept of the turn."""
    belief, decision = state["belief"], state["decision"]
    snapshot = context.desk.snapshot
    return TurnRecord(
        reply=reply,
        heard=state["heard"],
        profile_before=state.get("before", ()),
        profile_after=state.get("wishes", ()),
        act=decision.act,
        why=dict(gains(decision)),
        costs=dict(costs(decision)),
        belief={
            "match_probability": round(belief.match, 4),
            "raw": round(belief.candidates.now, 4),
            "qualifying": belief.qualifying,
            "best": [snapshot.ids[row] for row in belief.candidates.rows[:10]],
        },
        five=tuple(
            Shown(item_id=card.item_id, match=card.match) for card in reply.recommendations or ()
        ),
        verdicts=tuple(v.model_dump(mode="json") for v in verdicts),
        versions={
            "pack": context.pack.version,
            "catalogue": snapshot.version,
            "embeddings": snapshot.set_id,
            "prompts": dict(context.meter.prompts),
            "model": models_of(context),
            "parameters": context.parameters.provenance,
        },
        usage=reply.usage,
        calls=tuple(call.model_dump(mode="json") for call in context.meter.calls),
        timings_ms=dict(context.meter.milliseconds),
        degraded=tuple(context.meter.degraded),
    )
