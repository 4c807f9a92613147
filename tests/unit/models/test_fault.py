"""What errors of the providers' clients mean."""

from __future__ import annotations

from typing import Any

import pytest

from models.call import CallFailed
from models.fault import failure, retry_after, worth_repeating

WORDS = "sk-canary in a prompt"


class ApiError(Exception):
    """As openai's: a status, and the response."""

    def __init__(self, status: int | None, headers: dict[str, str] | None = None) -> None:
        super().__init__(WORDS)
        self.status_code = status
        self.response: Any = type("Response", (), {"headers": headers or {}})()


class AwsError(Exception):
    """As botocore's: a dictionary."""

    def __init__(self, status: int | None, code: str = "", after: str = "0") -> None:
        super().__init__(WORDS)
        meta = {"HTTPStatusCode": status, "HTTPHeaders": {"retry-after": after}}
        self.response = {"Error": {"Code": code}, "ResponseMetadata": meta if status else {}}


def wrapped(cause: Exception) -> ValueError:
    try:
        try:
            raise cause
        except Exception as error:
            raise ValueError(f"Error raised by the endpoint: {error}") from error
    except ValueError as error:
        return error


@pytest.mark.parametrize(
    ("error", "outcome", "again"),
    [
        (ApiError(429), "throttled", True),
        (ApiError(503), "unavailable", True),
        (ApiError(401), "rejected", False),
        (ApiError(None), "unavailable", True),
        (AwsError(429), "throttled", True),
        (AwsError(500), "unavailable", True),
        (AwsError(400), "rejected", False),
        (AwsError(None, "throttlingException"), "throttled", True),
        (AwsError(200, "throttlingException"), "throttled", True),
        (wrapped(AwsError(429)), "throttled", True),
        (wrapped(ConnectionResetError("x")), "unavailable", True),
        (ValueError("x"), "unusable", False),
        (KeyError("choices"), "unusable", False),
        (ConnectionError("x"), "unavailable", True),
        (CallFailed("refused", "It refused."), "refused", False),
    ],
)
def test_an_error(error: Exception, outcome: str, again: bool) -> None:
    told = failure(error)
    assert (told.outcome, worth_repeating(error)) == (outcome, again)
    assert "canary" not in str(told)


def test_when_to_come_back() -> None:
    assert retry_after(ApiError(429, {"retry-after": "2.5"})) == 2.5
    assert retry_after(wrapped(AwsError(429, after="3"))) == 3
    assert retry_after(ApiError(429, {"retry-after": "Fri, 20 Nov 2026 23:00:00 GMT"})) == 0
    assert retry_after(ApiError(429, {"retry-after": "-4"})) == 0
    assert retry_after(ValueError("x")) == 0
