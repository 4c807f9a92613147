"""What an error of a provider's client means. Its own words may quote the prompt or the key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from models.call import CallFailed, Outcome

THROTTLED, SERVER = 429, 500
MISREAD = (ValueError, KeyError, TypeError, IndexError, AttributeError)
"""What clients raise over a body that is no answer of the protocol."""

STREAMED: Mapping[str, int] = {"throttlingException": THROTTLED, "validationException": 400}
"""Errors that Bedrock sends inside a stream, where there is no status any more."""

ENDED: Mapping[str, tuple[Outcome, str]] = {
    "LengthFinishReasonError": ("unusable", "Its answer does not end."),
    "ContentFilterFinishReasonError": ("refused", "It refused."),
}
"""Errors of openai over an answer in a shape that ended otherwise than in the shape."""


def failure(error: Exception) -> CallFailed:
    """The failure that an error stands for."""
    if isinstance(error, CallFailed):
        return error
    if ended := ENDED.get(type(error).__name__):
        return CallFailed(*ended)
    status = status_of(error)
    said = f"{type(error).__name__}{f' (HTTP {status})' if status else ''}."
    return CallFailed(_outcome(error, status), said)


def _outcome(error: Exception, status: int | None) -> Outcome:
    if status == THROTTLED:
        return "throttled"
    if status is not None:
        return "unavailable" if status >= SERVER else "rejected"
    *_, root = causes(error)
    return "unusable" if isinstance(root, MISREAD) else "unavailable"


def causes(error: BaseException) -> Iterator[BaseException]:
    """An error and what it was raised from: LangChain wraps some of AWS's."""
    found: BaseException | None = error
    while found is not None:
        yield found
        found = found.__cause__


def status_of(error: Exception) -> int | None:
    """The HTTP status of an error of openai or botocore; None where there was no answer."""
    return next(filter(None, map(_status, causes(error))), None)


def _status(error: BaseException) -> int | None:
    status = getattr(error, "status_code", None)
    if isinstance(status, int):
        return status
    response = _aws(error)
    status = response.get("ResponseMetadata", {}).get("HTTPStatusCode")
    return status if status and status >= 400 else STREAMED.get(_code(response))


def _code(response: Mapping[str, Any]) -> str:
    return str(response.get("Error", {}).get("Code", ""))


def _aws(error: BaseException) -> Mapping[str, Any]:
    response = getattr(error, "response", None)
    return response if isinstance(response, Mapping) else {}


def retry_after(error: Exception) -> float:
    """Seconds that the server asks to wait; 0 where it does not say."""
    return max(map(_asked, causes(error)))


def _asked(error: BaseException) -> float:
    headers = getattr(getattr(error, "response", None), "headers", None)
    if headers is None:
        headers = _aws(error).get("ResponseMetadata", {}).get("HTTPHeaders", {})
    try:
        return max(0.0, float(headers.get("retry-after", 0)))
    except ValueError:
        return 0.0  # a date: rare, and too long to wait for within a turn


def worth_repeating(error: BaseException) -> bool:
    """Whether the same call may go well a moment later."""
    return isinstance(error, Exception) and failure(error).outcome in ("throttled", "unavailable")
