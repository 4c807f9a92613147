"""Every failure as an RFC 9457 problem document: no stack trace, none of the sender's words."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

import psycopg
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from core.errors import DatabaseUnavailable, FirstFiveError, Overloaded, TooManyRequests
from ui.log import route

logger = logging.getLogger("firstfive.http")

MEDIA_TYPE = "application/problem+json"
RETRY_LATER = {503: "5"}
STRANGE = "There is a field that is not known here."
"""Its name is the sender's own word, and is not repeated."""

NOT_JSON = "The body is not JSON (Content-Type: application/json)."
TITLES = {
    400: "This is not JSON.",
    403: "This was sent by a page of another site.",
    404: "There is no such page.",
    405: "This page does not take that method.",
    413: "The message is too long.",
    422: "A field cannot be used.",
    500: "Something went wrong.",
}


class ProblemResponse(JSONResponse):
    """A JSON response of the media type of problem documents."""

    media_type = MEDIA_TYPE


def problem(
    status: int,
    title: str,
    *,
    kind: str | None = None,
    detail: str = "",
    headers: Mapping[str, str] | None = None,
    **more: Any,
) -> ProblemResponse:
    """A problem document; ``kind`` names its type for programs, ``more`` are extension members."""
    type_ = f"urn:firstfive:{kind}" if kind else "about:blank"
    said = {"detail": detail} if detail else {}
    content = {"type": type_, "title": title, "status": status, **said, **more}
    if status in RETRY_LATER:
        headers = {"Retry-After": RETRY_LATER[status], **(headers or {})}
    return ProblemResponse(printable(content), status, dict(headers or {}))


def printable(value: Any) -> Any:
    """The same with what UTF-8 cannot hold (lone surrogates) replaced."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, dict):
        return {printable(key): printable(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [printable(inner) for inner in value]
    return value


def of_error(error: FirstFiveError) -> ProblemResponse:
    """The problem of one of our own errors; details of the machine stay in the log."""
    title = (type(error).__doc__ or "").strip().splitlines()[0]
    detail = error.detail
    if error.status >= 500:
        detail = ""
        if not isinstance(error, Overloaded):  # that is counted: a flood must not fill the log
            logger.error("%s", error)
    headers = {}
    if isinstance(error, TooManyRequests):
        headers["Retry-After"] = str(max(1, round(error.retry_after + 0.5)))
    return problem(error.status, title, kind=kebab(type(error)), detail=detail, headers=headers)


def kebab(error: type) -> str:
    """The name of an error class as in a URN: ``TurnRunning`` is ``turn-running``."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", error.__name__).lower()


def of_validation(errors: Sequence[Mapping[str, Any]]) -> ProblemResponse:
    """The problem of a request whose body is not JSON, or whose fields cannot be used."""
    if any(_unreadable(error) for error in errors):
        return problem(400, TITLES[400], detail=NOT_JSON)
    told = map(_field, errors)
    fields = list({(one["field"], one["message"]): one for one in told}.values())
    detail = "; ".join(f"{field['field']}: {field['message']}" for field in fields)
    return problem(422, TITLES[422], kind="invalid-field", detail=detail, errors=fields)


def _unreadable(error: Mapping[str, Any]) -> bool:
    return error["type"] == "json_invalid" or isinstance(error.get("input"), bytes)


def _field(error: Mapping[str, Any]) -> dict[str, Any]:
    strange = error["type"] == "extra_forbidden"
    parts = error["loc"][1:-1] if strange else error["loc"][1:]
    where = ".".join(str(part) for part in parts) or "body"
    message = STRANGE if strange else str(error["msg"]).removeprefix("Value error, ")
    expected = (error.get("ctx") or {}).get("expected")
    allowed = re.findall(r"'([^']*)'", expected) if isinstance(expected, str) else []
    return {"field": where, "message": message, **({"allowed": allowed} if allowed else {})}


def of_http(error: HTTPException) -> ProblemResponse:
    """The problem of a refusal by the framework: no such page, wrong method, body too large."""
    title = TITLES.get(error.status_code, str(error.detail))
    detail = NOT_JSON if error.status_code == 400 else ""
    return problem(error.status_code, title, detail=detail, headers=error.headers)


def of_crash(error: BaseException) -> ProblemResponse:
    """The problem of a defect, which is noted."""
    return problem(500, TITLES[500], detail=f"It was noted as incident {noted(error)}.")


def noted(error: BaseException) -> str:
    """Log the place of a defect under a number, which is returned; its message is not logged.

    The message of an exception may quote what somebody wrote.
    """
    incident = uuid4().hex[:12]
    logger.error("incident %s: %s", incident, route(error))
    return incident


async def _own(_: Request, error: Exception) -> ProblemResponse:
    assert isinstance(error, FirstFiveError)
    return of_error(error)


async def _validation(_: Request, error: Exception) -> ProblemResponse:
    assert isinstance(error, RequestValidationError)
    return of_validation(error.errors())


async def _http(_: Request, error: Exception) -> ProblemResponse:
    assert isinstance(error, HTTPException)
    return of_http(error)


async def _database(_: Request, error: Exception) -> ProblemResponse:
    return of_error(DatabaseUnavailable(str(error)))


def install(app: FastAPI) -> None:
    """Answer every failure of ``app`` with a problem document."""
    silence(app)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(psycopg.OperationalError, _database)


def silence(app: FastAPI) -> None:
    """Have ``app`` refuse in our words, and without repeating what it cannot use."""
    app.add_exception_handler(FirstFiveError, _own)
    app.add_exception_handler(RequestValidationError, _validation)


class Crashes:
    """Turns what nothing else caught into a problem document, where an answer is still possible."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except Exception as error:
            response = of_crash(error)
            if not started:
                await response(scope, receive, send)
