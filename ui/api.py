"""The conversation API, version 1: it translates, the agent decides."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import JSONResponse
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from core.errors import CatalogueMissing, MessageTooLong, SignInNeeded, UnknownConversation
from core.reply import Choice, Comparison, Reply
from guards.incoming import LONGEST
from ui.contract import (
    Answer,
    Begun,
    Domain,
    Feedback,
    Message,
    NewConversation,
    Problem,
    Stopped,
    Transcript,
)
from ui.doorkeeper import Doorkeeper
from ui.following import Following
from ui.headers import BY_AI, MADE_BY
from ui.identity import Who
from ui.limits import Limits, address_of
from ui.metrics import Metrics
from ui.problems import MEDIA_TYPE
from ui.runtime import Agent
from ui.streaming import EVENTS, events, wants_events

BEARER = HTTPBearer(auto_error=False, description="The token from the conversation's creation.")


def described(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Problem documents of these statuses, for the OpenAPI description."""
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {status: {"description": "Problem", "content": content} for status in statuses}


EVERYWHERE: dict[int | str, dict[str, Any]] = {
    **described(429, 503),
    "default": {"model": Problem, "description": "Problem"},
}
router = APIRouter(prefix="/api", responses=EVERYWHERE)


def the_agent(request: Request) -> Agent:
    """The running agent.

    Raises:
        CatalogueMissing: it is not open (yet).
    """
    agent: Agent | None = request.app.state.agent
    if agent is None:
        raise CatalogueMissing("The server is starting.")
    return agent


def _limits(request: Request) -> Limits:
    limits = request.app.state.limits
    assert isinstance(limits, Limits)
    return limits


def _metrics(request: Request) -> Metrics:
    metrics = request.app.state.metrics
    assert isinstance(metrics, Metrics)
    return metrics


def _doorkeeper(request: Request) -> Doorkeeper:
    doorkeeper = request.app.state.doorkeeper
    assert isinstance(doorkeeper, Doorkeeper)
    return doorkeeper


TheAgent = Annotated[Agent, Depends(the_agent)]
TheLimits = Annotated[Limits, Depends(_limits)]
TheMetrics = Annotated[Metrics, Depends(_metrics)]
TheDoorkeeper = Annotated[Doorkeeper, Depends(_doorkeeper)]


async def _owned(
    conversation_id: str,
    agent: TheAgent,
    who: Who,
    doorkeeper: TheDoorkeeper,
    bearer: Annotated[HTTPAuthorizationCredentials | None, Depends(BEARER)],
) -> str:
    """The id, for the holder of its token and for its owner who signed in."""
    if bearer is not None and await agent.authorised(conversation_id, bearer.credentials):
        return conversation_id
    if await doorkeeper.owns(who, conversation_id):
        return conversation_id
    raise UnknownConversation


Owned = Annotated[str, Depends(_owned)]


def _say_who(response: Response, reply: Reply) -> None:
    """Mark an answer for programs that read headers only."""
    response.headers.update({**BY_AI, MADE_BY: reply.made_by})


@router.get("/domains", response_model=None, responses={200: {"model": list[Domain]}})
async def read_domains(agent: TheAgent) -> Response:
    """The packs served, with their attributes."""
    return JSONResponse(agent.domains())


@router.post("/conversations", status_code=201, responses=described(400, 401, 413, 422))
async def begin(
    agent: TheAgent,
    metrics: TheMetrics,
    who: Who,
    doorkeeper: TheDoorkeeper,
    response: Response,
    asked: NewConversation | None = None,
) -> Begun:
    """Begin a conversation; the first reply is the opening question.

    It belongs to whoever is signed in.
    """
    if who is None and doorkeeper.required:
        raise SignInNeeded
    asked = asked or NewConversation()
    started = await agent.start(asked.domain, asked.locale, asked.looking_at)
    if who is not None:
        await doorkeeper.claim(who, started.id)
    metrics.conversations.labels(asked.domain or "default").inc()
    _say_who(response, started.reply)
    return Begun(id=started.id, token=started.token, reply=started.reply)


@router.post(
    "/conversations/{conversation_id}/messages",
    response_model=Answer,
    responses={
        200: {"content": {EVENTS: {"schema": {"type": "string"}}}},
        **described(400, 404, 409, 413, 422),
    },
)
async def say(
    id: Owned,
    message: Message,
    agent: TheAgent,
    limits: TheLimits,
    metrics: TheMetrics,
    request: Request,
    response: Response,
) -> Answer | Response:
    """One turn. The same ``client_message_id`` again gives the stored reply.

    Who accepts ``text/event-stream`` is told meanwhile what is being done: events ``progress``
    where it takes longer, then ``reply`` with the body that others get, or ``problem``.
    """
    await limits.turn(id, address_of(request.scope), message.length())
    said: dict[str, Any] = {
        "text": message.text,
        "choices": message.choices,
        "profile": message.edits(),
    }
    if wants_events(request):
        return await events(Following(agent, id, said, message.client_message_id), metrics)
    reply = await agent.turn(id, **said, client_message_id=message.client_message_id)
    metrics.turns.labels(reply.kind).inc()
    _say_who(response, reply)
    return Answer(reply=reply)


@router.post("/conversations/{conversation_id}/stop", responses=described(404))
async def stop(id: Owned, agent: TheAgent) -> Stopped:
    """Break off the turn that is in work: nothing of its message counts."""
    return Stopped(stopped=await agent.stop(id))


@router.get(
    "/conversations/{conversation_id}",
    response_model=None,
    responses={200: {"model": Transcript}, **described(404)},
)
async def read(id: Owned, agent: TheAgent) -> Response:
    """The transcript: what was said and answered, with the present profile."""
    return JSONResponse(await agent.transcript(id), headers=BY_AI)


@router.get("/conversations/{conversation_id}/choices", responses=described(404, 422))
async def look_up(
    id: Owned,
    agent: TheAgent,
    attribute: Annotated[str, Query(max_length=100)],
    typed: Annotated[str, Query(max_length=80)] = "",
) -> list[Choice]:
    """Values of an attribute that begin as typed; each may be chosen when it is asked."""
    return list(await agent.choices(id, attribute, typed))


@router.get("/conversations/{conversation_id}/compare", responses=described(404, 422))
async def compare(
    id: Owned, agent: TheAgent, item_id: Annotated[list[str], Query(min_length=1, max_length=5)]
) -> Comparison:
    """What items state, side by side; those that are not in the catalogue are left out."""
    return await agent.compare(id, item_id)


@router.post(
    "/conversations/{conversation_id}/feedback",
    status_code=201,
    responses=described(400, 404, 413, 422),
)
async def judge(
    id: Owned,
    feedback: Feedback,
    agent: TheAgent,
    limits: TheLimits,
    metrics: TheMetrics,
    request: Request,
) -> Feedback:
    """Keep what the person thinks of an item shown here, or of the help; gives back what was given.

    It takes the place of what they thought before.
    """
    note = feedback.note or ""
    if len(note) > LONGEST:
        raise MessageTooLong(f"A note may have {LONGEST:,} characters.")
    await limits.judgement(id, address_of(request.scope), len(note))
    await agent.feedback(id, feedback.item_id, feedback.verdict, feedback.note)
    metrics.feedback.labels(feedback.verdict).inc()
    return feedback


@router.delete("/conversations/{conversation_id}", status_code=204, responses=described(404))
async def erase(id: Owned, agent: TheAgent, who: Who) -> None:
    """Erase the conversation, its checkpoints included."""
    await agent.erase(id, who.name if who else None)
