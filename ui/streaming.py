"""A turn as server-sent events: what is being done for it, then its reply."""

from __future__ import annotations

from collections.abc import AsyncIterator

from fastapi.sse import EventSourceResponse, format_sse_event
from starlette.requests import Request

from core.errors import FirstFiveError
from core.reply import Reply
from ui.contract import Answer
from ui.following import Following
from ui.headers import BY_AI
from ui.metrics import Metrics
from ui.problems import ProblemResponse, of_crash, of_error

EVENTS = EventSourceResponse.media_type
AT_ONCE = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
"""Have proxies pass each event on as it comes."""


def wants_events(request: Request) -> bool:
    """Whether somebody asks for events, not just for anything."""
    accepted = request.headers.get("accept", "").split(",")
    return EVENTS in (part.partition(";")[0].strip().lower() for part in accepted)


async def events(following: Following, metrics: Metrics) -> EventSourceResponse:
    """The events of a turn; one that fails at once is answered as without them.

    Who closes the connection stops the turn.
    """
    try:
        if await following.quick():
            await following.reply()
    except BaseException:
        following.leave()
        raise
    return EventSourceResponse(_told(following, metrics), headers={**BY_AI, **AT_ONCE})


async def _told(following: Following, metrics: Metrics) -> AsyncIterator[bytes]:
    try:
        async for doing in following.news():
            yield format_sse_event(event="progress", data_str=doing.model_dump_json())
        yield _answered(await following.reply(), metrics)
    except FirstFiveError as error:
        yield _problem(of_error(error))
    except Exception as error:
        yield _problem(of_crash(error))
    finally:
        following.leave()


def _answered(reply: Reply, metrics: Metrics) -> bytes:
    metrics.turns.labels(reply.kind).inc()
    return format_sse_event(event="reply", data_str=Answer(reply=reply).model_dump_json())


def _problem(problem: ProblemResponse) -> bytes:
    return format_sse_event(event="problem", data_str=bytes(problem.body).decode())
