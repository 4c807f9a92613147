"""What may be sent to the chat server's own doors, over HTTP and over its socket.

It takes whatever comes, and fails on what it did not expect. What fits goes on as the fields that
are meant and nothing else; what does not is refused without a word of it being repeated.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Annotated, Any, Literal

from pydantic import UUID4, BaseModel, BeforeValidator, Field, Json, StrictStr, ValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.chat.door import inner_path
from ui.problems import of_http, of_validation

EVENTS = frozenset(
    {
        "connect", "disconnect", "connection_successful", "client_message", "clear_session", "stop",
    }
)  # fmt: skip
"""What the page says over the socket; the chat server knows more, which nothing of ours uses."""

LONGEST_QUERY = 4000
"""Characters of a page's query, as it stands in the address."""

Id = Annotated[StrictStr, Field(pattern=r"^[A-Za-z0-9_-]{1,100}$")]
Line = Annotated[StrictStr, Field(max_length=200)]


class Act(BaseModel):
    """Which of our callbacks is meant, with what it gets."""

    name: Literal["feedback", "find", "compare", "stop"]
    payload: dict[str, Any]


class Action(BaseModel):
    """A click in an element."""

    sessionId: Id
    action: Act


class SessionCookie(BaseModel):
    """The page tells which session is its own."""

    session_id: Id


class Told(BaseModel):
    """What our page tells of itself: the query of its address, which a socket does not carry."""

    page: Annotated[StrictStr, Field(max_length=LONGEST_QUERY)] = ""


class Connecting(BaseModel):
    """A browser opens its session."""

    sessionId: Id
    userEnv: Json[Told] = Told()
    clientType: Literal["webapp"] = "webapp"
    threadId: Annotated[Id | None, BeforeValidator(lambda given: given or None)] = None


class Said(BaseModel):
    """A message as the page writes it."""

    id: Annotated[UUID4, BeforeValidator(str)]
    type: Literal["user_message"] = "user_message"
    name: Line = "User"
    createdAt: Line = ""
    output: StrictStr
    command: StrictStr | None = None


class Saying(BaseModel):
    """Somebody says something; files are not taken."""

    message: Said


BODIES: Mapping[str, type[BaseModel]] = {
    "/project/action": Action,
    "/set-session-cookie": SessionCookie,
}


class Checked:
    """Hands on requests whose body is what their path takes; ``known`` tells sessions that live."""

    def __init__(self, app: ASGIApp, known: Callable[[str], bool]) -> None:
        self._app = app
        self._known = known

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        taken = BODIES.get(inner_path(scope)) if scope["type"] == "http" else None
        if taken is None or scope["method"] != "POST":
            await self._app(scope, receive, send)
            return
        try:
            read = taken.model_validate_json(await Request(scope, receive).body())
            if isinstance(read, Action) and not self._known(read.sessionId):
                raise HTTPException(404)
        except ValidationError as error:
            await of_validation(_beneath(error))(scope, receive, send)
        except HTTPException as error:
            await of_http(error)(scope, receive, send)
        else:
            body = read.model_dump_json().encode()
            await self._app(_of_length(scope, len(body)), _once(body, receive), send)


def _beneath(error: ValidationError) -> list[dict[str, Any]]:
    """What is wrong with a body, as the framework tells it: the place begins with its part."""
    found = error.errors(include_url=False, include_context=False, include_input=False)
    return [{**one, "loc": ("body", *one["loc"])} for one in found]


def _of_length(scope: Scope, length: int) -> Scope:
    kept = [h for h in scope["headers"] if h[0] not in (b"content-length", b"content-type")]
    added = [(b"content-length", b"%d" % length), (b"content-type", b"application/json")]
    return {**scope, "headers": [*kept, *added]}


def _once(body: bytes, receive: Receive) -> Receive:
    """Gives this body, and then what else there is to hear of the request."""
    left = [body]

    async def next_message() -> Message:
        if left:
            return {"type": "http.request", "body": left.pop(), "more_body": False}
        return await receive()

    return next_message


def narrow(sio: Any) -> None:
    """Have the chat server's socket hear the events of the page only, and those only as they are
    meant. What does not fit is not heard; a session that does not fit is not opened."""
    events = sio.handlers["/"]
    for name in [name for name in events if name not in EVENTS]:
        del events[name]
    events["connect"] = _opening(events["connect"])
    events["client_message"] = _hearing(events["client_message"])


def _opening(connect: Any) -> Any:
    @wraps(connect)
    async def checked(sid: str, environ: dict[str, Any], auth: object = None) -> Any:
        read = _read(Connecting, auth)
        if read is None:
            raise ConnectionRefusedError
        told = {**read.model_dump(mode="json", round_trip=True), "chatProfile": None}
        return await connect(sid, environ, told)

    return checked


def _hearing(hear: Any) -> Any:
    @wraps(hear)
    async def checked(sid: str, payload: object = None, *_: object) -> Any:
        read = _read(Saying, payload)
        return None if read is None else await hear(sid, read.model_dump(mode="json"))

    return checked


def _read(model: type[BaseModel], given: object) -> BaseModel | None:
    try:
        return model.model_validate(given)
    except ValidationError:
        return None
