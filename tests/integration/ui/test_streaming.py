"""A turn as server-sent events, on a real socket."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest

from tests.integration.ui.conftest import Api
from tests.patience import PATIENCE

EVENTS = {"Accept": "text/event-stream"}


Event = tuple[str, dict[str, Any]]


@contextmanager
def following(api: Api, path: str, owner: dict[str, str], **body: Any) -> Iterator[Iterator[Event]]:
    """The events of a turn, by name and data, as they come; leaving closes the connection."""
    headers = {**owner, **EVENTS}
    with api.http.stream("POST", f"{path}/messages", json=body, headers=headers) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        yield read(answer.iter_lines())


def read(lines: Iterator[str]) -> Iterator[Event]:
    """Events of one line of data each."""
    fields: dict[str, str] = {}
    for line in lines:
        if line:
            name, _, value = line.partition(": ")
            fields[name] = value
        else:
            yield fields["event"], json.loads(fields["data"])


def followed(api: Api, path: str, owner: dict[str, str], **body: Any) -> list[Event]:
    """Everything that is told of a turn."""
    with following(api, path, owner, **body) as events:
        return list(events)


def until(true: Any) -> None:
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_a_turn_that_lasts_is_told_and_ends_with_the_reply(api: Api) -> None:
    path, owner = api.begin()
    told = followed(api, path, owner, text="slow", client_message_id="m-1")
    assert [name for name, _ in told] == ["progress", "reply"]
    assert told[0][1] == {
        "stage": "comparing", "text": "Comparing 157 businesses", "count": 157
    }  # fmt: skip
    again = {"text": "slow", "client_message_id": "m-1"}
    plain = api.http.post(f"{path}/messages", json=again, headers=owner)
    assert told[1][1] == plain.json()


def test_what_is_quick_is_told_without_a_flash(api: Api) -> None:
    path, owner = api.begin()
    told = followed(api, path, owner, text="hello")
    assert [name for name, _ in told] == ["reply"]
    assert told[0][1]["reply"]["text"] == "You said: hello"


@pytest.mark.parametrize(("body", "status"), [({"choices": ["x"]}, 422), ({"text": ""}, 422)])
def test_what_fails_at_once_is_answered_as_without_events(
    api: Api, body: dict[str, Any], status: int
) -> None:
    path, owner = api.begin()
    refused = api.http.post(f"{path}/messages", json=body, headers={**owner, **EVENTS})
    assert (refused.status_code, refused.json()["status"]) == (status, status)
    unknown = api.http.post(f"{path}/messages", json=body, headers=EVENTS)
    assert unknown.status_code == 404


@pytest.mark.parametrize("accept", ["*/*", "application/json", "text/*"])
def test_others_get_the_plain_answer(api: Api, accept: str) -> None:
    path, owner = api.begin()
    headers = {**owner, "Accept": accept}
    plain = api.http.post(f"{path}/messages", json={"text": "hello"}, headers=headers)
    assert plain.headers["content-type"] == "application/json"
    assert set(plain.json()) == {"reply"}


def test_a_turn_is_stopped_by_another_call(api: Api) -> None:
    path, owner = api.begin()

    def stop() -> httpx.Response:
        return api.http.post(f"{path}/stop", headers=owner)

    assert stop().json() == {"stopped": False}
    assert api.http.post(f"{path}/stop").status_code == 404
    with following(api, path, owner, text="lasting") as events:
        assert next(events)[0] == "progress"
        assert stop().json() == {"stopped": True}
        name, problem = next(events)
    assert name == "problem"
    assert (problem["type"], problem["status"]) == ("urn:firstfive:turn-stopped", 409)


def test_the_plain_call_learns_that_it_was_stopped(api: Api) -> None:
    path, owner = api.begin()
    answers: list[httpx.Response] = []
    body = {"text": "lasting"}
    asking = threading.Thread(
        target=lambda: answers.append(api.http.post(f"{path}/messages", json=body, headers=owner))
    )
    asking.start()
    until(lambda: api.agent.lasting)
    api.http.post(f"{path}/stop", headers=owner)
    asking.join(PATIENCE)
    assert answers[0].status_code == 409
    assert answers[0].json()["type"] == "urn:firstfive:turn-stopped"


def test_who_closes_the_connection_stops_the_turn(api: Api) -> None:
    path, owner = api.begin()
    with following(api, path, owner, text="lasting") as events:
        assert next(events)[0] == "progress"
        assert api.agent.lasting
    until(lambda: not api.agent.lasting)
