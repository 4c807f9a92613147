"""Problem documents."""

from __future__ import annotations

import json
from typing import Any

import pytest

from core.errors import DatabaseUnavailable, TooManyRequests, TurnRunning, UnknownPack
from ui.problems import kebab, of_crash, of_error, of_validation, printable


def content(response: Any) -> dict[str, Any]:
    document = json.loads(response.body)
    assert isinstance(document, dict)
    return document


def test_one_of_our_errors() -> None:
    assert content(of_error(UnknownPack("'x' is not one of: a."))) == {
        "type": "urn:firstfive:unknown-pack",
        "title": "There is no such domain pack.",
        "status": 422,
        "detail": "'x' is not one of: a.",
    }


@pytest.mark.parametrize(("wait", "header"), [(0.0, "1"), (0.2, "1"), (1.5, "2"), (59.3, "60")])
def test_retry_after_is_never_too_early(wait: float, header: str) -> None:
    assert of_error(TooManyRequests(retry_after=wait)).headers["retry-after"] == header


def test_details_of_the_machine_are_not_told() -> None:
    response = of_error(DatabaseUnavailable("user admin at 10.0.0.7"))
    assert response.status_code == 503
    assert b"10.0.0.7" not in response.body


def test_a_defect_is_told_by_number_only(caplog: pytest.LogCaptureFixture) -> None:
    try:
        raise KeyError("private")
    except KeyError as error:
        response = of_crash(error)
    assert b"private" not in response.body
    assert "private" not in caplog.text
    assert "KeyError" in caplog.text
    assert "test_problems.py" in caplog.text


def test_fields_are_named_with_their_allowed_values() -> None:
    error = {
        "type": "literal_error", "loc": ("body", "profile", 0, "verdict"), "input": "\ud800",
        "msg": "Input should be 'a' or 'b'", "ctx": {"expected": "'a' or 'b'"},
    }  # fmt: skip
    (field,) = content(of_validation([error]))["errors"]
    assert field["field"] == "profile.0.verdict"
    assert field["allowed"] == ["a", "b"]


def test_a_body_that_is_not_json() -> None:
    for error in ({"type": "json_invalid", "loc": ("body", 1)},
                  {"type": "model_attributes_type", "loc": ("body",), "input": b"x"}):  # fmt: skip
        assert of_validation([error]).status_code == 400


def test_names_of_types() -> None:
    assert kebab(TurnRunning) == "turn-running"


def test_printable() -> None:
    assert printable({"\ud800": ["\udfff", 1, None]}) == {"?": ["?", 1, None]}
