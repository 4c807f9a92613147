"""The conversation API over a real socket: every call and every row of its table of errors."""

from __future__ import annotations

import threading
from typing import Any

import httpx
import pytest

from ui.bodies import LONGEST_BODY

UNKNOWN = "/api/conversations/" + "0" * 32


def is_problem(response: httpx.Response, status: int) -> dict[str, Any]:
    """The problem document of a response, whose form is checked."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    document = response.json()
    assert isinstance(document, dict)
    assert document["status"] == status
    assert document["title"]
    assert "Traceback" not in response.text
    assert 'File "' not in response.text
    return document


def marks(response: httpx.Response) -> tuple[object, ...]:
    """Who made an answer, by its headers and by the reply in it."""
    reply, headers = response.json()["reply"], response.headers
    told = headers.get("Generated-By-AI"), headers.get("Made-By")
    return (*told, reply["generated_by_ai"], reply["made_by"])


def test_a_whole_conversation(api: Any) -> None:
    domains = api.http.get("/api/domains").json()
    assert [d["id"] for d in domains] == ["businesses"]
    begun = api.http.post("/api/conversations", json={"domain": "businesses", "locale": "en-US"})
    assert begun.status_code == 201
    assert set(begun.json()) == {"id", "token", "reply"}
    assert begun.json()["reply"]["question"]["attribute"] == "opening"
    assert marks(begun) == ("true", "template", True, "template")
    path, owner = "/api/conversations/" + begun.json()["id"], begun.json()["token"]
    headers = {"Authorization": f"bearer {owner}"}
    answer = api.http.post(f"{path}/messages", json={"text": "a bakery"}, headers=headers)
    assert answer.status_code == 200
    assert answer.json()["reply"]["text"] == "You said: a bakery"
    assert marks(answer) == ("true", "template", True, "template")
    assert answer.json()["reply"]["recommendations"] is None
    transcript = api.http.get(path, headers=headers)
    assert transcript.headers["Generated-By-AI"] == "true"
    seen = transcript.json()
    assert [t["said"]["text"] for t in seen["turns"]] == ["a bakery"]
    verdict = {"item_id": "b-1", "verdict": "interested"}
    assert api.http.post(f"{path}/feedback", json=verdict, headers=headers).status_code == 201
    assert api.agent.judged[-1:] == [("b-1", "interested", None)]
    erased = api.http.delete(path, headers=headers)
    assert (erased.status_code, erased.content) == (204, b"")
    is_problem(api.http.get(path, headers=headers), 404)
    is_problem(api.http.delete(path, headers=headers), 404)


@pytest.mark.parametrize("kwargs", [{}, {"json": {}}, {"json": None}, {"content": b""}])
def test_a_conversation_needs_no_body(api: Any, kwargs: dict[str, Any]) -> None:
    assert api.http.post("/api/conversations", **kwargs).status_code == 201


@pytest.mark.parametrize(
    "body",
    [
        {"text": "hello"}, {"choices": ["any"]},
        {"profile": [{"attribute": "state", "set": {"value": "Ohio", "must": True}}]},
        {"profile": [{"attribute": "price", "set": {"value": {"min": None, "max": 5}}}]},
        {"profile": [{"attribute": "city", "set": {"value": {"name": "Ohio", "kind": "state"}}}]},
        {"profile": [{"attribute": "tags", "remove": True, "value": "AI"}]},
        {"profile": [{"attribute": "tags", "set": {"stance": "avoid", "value": ["a", "b"]}}]},
        {"profile": [{"attribute": "remote", "set": {"value": False}}]},
        {"text": "hello", "client_message_id": "x" * 64},
    ],
)  # fmt: skip
def test_messages_that_are_taken(api: Any, body: dict[str, Any]) -> None:
    path, owner = api.begin()
    response = api.http.post(f"{path}/messages", json=body, headers=owner)
    assert response.status_code == 200, response.text


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "body"), ([], "body"), ("text", "body"), (None, "body"), (7, "body"),
        ({"text": 7}, "text"), ({"text": ["a"]}, "text"), ({"text": True}, "text"),
        ({"text": "a", "choices": ["any"]}, "body"), ({"choices": []}, "choices"),
        ({"choices": "any"}, "choices"), ({"choices": [1]}, "choices.0"),
        ({"choices": [""]}, "choices.0"), ({"choices": {"a": 1}}, "choices"),
        ({"profile": []}, "profile"), ({"profile": [{}]}, "profile.0.attribute"),
        ({"profile": [{"attribute": "a"}]}, "profile.0"),
        ({"profile": [{"attribute": "a", "remove": False}]}, "profile.0.remove"),
        ({"profile": [{"attribute": "a", "set": {"stance": "love"}}]}, "profile.0.set.stance"),
        ({"profile": [{"attribute": "a", "set": {"must": "yes"}}]}, "profile.0.set.must"),
        ({"profile": [{"attribute": "a", "set": {"value": {"min": 9, "max": 1}}}]},
         "profile.0.set.value"),
        ({"profile": [{"attribute": "a", "set": {"value": [[["a"]]]}}]}, "profile.0.set.value"),
        ({"profile": [{"attribute": "a", "set": {"value": {"x": {}}}}]}, "profile.0.set.value"),
        ({"text": "a", "client_message_id": "x" * 65}, "client_message_id"),
        ({"text": "a", "client_message_id": ""}, "client_message_id"),
        ({"text": "a", "client_message_id": 5}, "client_message_id"),
        ({"txt": "a", "tixt": "b"}, "body"),
        ({"profile": [{"attribute": "a", "remove": True, "x": 1, "y": 2}]}, "profile.0"),
    ],
)  # fmt: skip
def test_fields_that_cannot_be_used_are_named(api: Any, body: Any, field: str) -> None:
    path, owner = api.begin()
    response = api.http.post(f"{path}/messages", json=body, headers=owner)
    fields = [error["field"] for error in is_problem(response, 422)["errors"]]
    assert field in fields
    assert len(fields) == len(set(fields))
    assert api.http.get(path, headers=owner).json()["turns"] == []


def test_allowed_values_are_given(api: Any) -> None:
    path, owner = api.begin()
    response = api.http.post(f"{path}/feedback", json={"verdict": "meh"}, headers=owner)
    (error,) = is_problem(response, 422)["errors"]
    assert error["field"] == "verdict"
    assert error["allowed"] == ["interested", "not_interested", "helpful", "not_helpful"]
    response = api.http.post(f"{path}/messages", json={"choices": ["nope"]}, headers=owner)
    assert "industry=Health & care" in is_problem(response, 422)["detail"]
    response = api.http.post("/api/conversations", json={"domain": "nope"})
    assert "businesses" in is_problem(response, 422)["detail"]


@pytest.mark.parametrize(
    "body", [b"{", b"hello", b"{'text': 'x'}", b"\xff\xfe", b"[" * 5000, b'{"text": "a', b"\0"]
)
def test_not_json(api: Any, body: bytes) -> None:
    path, owner = api.begin()
    headers = {**owner, "Content-Type": "application/json"}
    for where in (f"{path}/messages", f"{path}/feedback", "/api/conversations"):
        is_problem(api.http.post(where, content=body, headers=headers), 400)


def test_another_media_type_is_not_json(api: Any) -> None:
    path, owner = api.begin()
    is_problem(api.http.post(f"{path}/messages", data={"text": "hello"}, headers=owner), 400)


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "\u200b\u200b", "\0", "\u202e"])
def test_empty_text(api: Any, text: str) -> None:
    path, owner = api.begin()
    is_problem(api.http.post(f"{path}/messages", json={"text": text}, headers=owner), 422)


@pytest.mark.parametrize("where", ["text", "client_message_id", "choices", "attribute", "key"])
def test_text_that_is_not_valid_unicode(api: Any, where: str) -> None:
    path, owner = api.begin()
    odd = r'"\ud800"'
    body = {
        "text": '{"text": %s}', "client_message_id": '{"text": "a", "client_message_id": %s}',
        "choices": '{"choices": [%s]}', "key": '{%s: 1}',
        "attribute": '{"profile": [{"attribute": %s, "remove": true}]}',
    }[where] % odd  # fmt: skip
    headers = {**owner, "Content-Type": "application/json"}
    is_problem(api.http.post(f"{path}/messages", content=body, headers=headers), 422)


def test_too_long(api: Any) -> None:
    path, owner = api.begin()

    def say(text: str) -> httpx.Response:
        response = api.http.post(f"{path}/messages", json={"text": text}, headers=owner)
        assert isinstance(response, httpx.Response)
        return response

    assert say("a" * 8000).status_code == 200
    assert say("\U0001f600" * 8000).status_code == 200
    is_problem(say("a" * 8001), 413)
    is_problem(say("\U0001f600" * 8001), 413)
    is_problem(say("a" * LONGEST_BODY), 413)
    is_problem(say("a" * 20_000_000), 413)
    note = {"verdict": "helpful", "note": "a" * 8001}
    is_problem(api.http.post(f"{path}/feedback", json=note, headers=owner), 413)


def test_judgements_are_counted(serve: Any) -> None:
    with serve(turns_per_minute=3) as api:
        path, owner = api.begin()
        verdict = {"verdict": "helpful"}
        for _ in range(3):
            assert api.http.post(f"{path}/feedback", json=verdict, headers=owner).status_code == 201
        refused = api.http.post(f"{path}/feedback", json=verdict, headers=owner)
        is_problem(refused, 429)
        assert int(refused.headers["retry-after"]) >= 1
        said = api.http.post(f"{path}/messages", json={"text": "hello"}, headers=owner)
        assert said.status_code == 200
        other, stranger = api.begin()
        assert api.http.post(f"{other}/feedback", json=verdict, headers=stranger).status_code == 201


def test_a_body_without_end_is_refused(api: Any) -> None:
    path, owner = api.begin()
    headers = {**owner, "Content-Type": "application/json"}
    sent = 0

    def endless() -> Any:
        nonlocal sent
        yield b'{"text": "'
        while sent < 5_000_000:
            sent += 65536
            yield b"a" * 65536

    is_problem(api.http.post(f"{path}/messages", content=endless(), headers=headers), 413)


def test_only_the_owner_gets_in(api: Any) -> None:
    path, owner = api.begin()
    _, stranger = api.begin()
    for headers in ({}, stranger, {"Authorization": ""}, {"Authorization": "Bearer"},
                    {"Authorization": "Basic " + owner["Authorization"][7:]},
                    {"Authorization": owner["Authorization"] + "x"}):  # fmt: skip
        for method, where, body in (
            ("GET", path, None), ("DELETE", path, None),
            ("POST", f"{path}/messages", {"text": "x"}),
            ("POST", f"{path}/feedback", {"verdict": "helpful"}),
            ("GET", f"{path}/choices?attribute=x", None),
            ("GET", f"{path}/compare?item_id=x", None),
        ):  # fmt: skip
            is_problem(api.http.request(method, where, json=body, headers=headers), 404)
    assert api.http.get(path, headers=owner).status_code == 200


def test_looking_things_up(api: Any) -> None:
    path, owner = api.begin()
    found = api.http.get(f"{path}/choices", params={"attribute": "a", "typed": "b"}, headers=owner)
    assert found.json() == [{"id": "a=b", "label": "b", "count": 3}]
    items = [("item_id", str(n)) for n in range(6)]
    beside = api.http.get(f"{path}/compare", params=items[:2], headers=owner)
    assert beside.json()["item_ids"] == ["0", "1"]
    is_problem(api.http.get(f"{path}/compare", params=items, headers=owner), 422)
    is_problem(api.http.get(f"{path}/choices", headers=owner), 422)


def test_strangers_do_not_learn_what_exists(api: Any) -> None:
    path, _ = api.begin()
    there = api.http.get(path, headers={"Authorization": "Bearer x"})
    not_there = api.http.get(UNKNOWN, headers={"Authorization": "Bearer x"})
    assert there.json() == not_there.json()


@pytest.mark.parametrize(
    "path",
    ["/api", "/api/", "/api/nothing", "/api/domains/", "/api/conversations/../x", "/api/%00",
     "/nothing", "/api/conversations/%ff", "/api/conversations/' or 1=1", UNKNOWN + "/x"],
)  # fmt: skip
def test_no_such_page(api: Any, path: str) -> None:
    is_problem(api.http.get(path), 404)


def test_wrong_method(api: Any) -> None:
    response = api.http.put("/api/conversations", json={})
    is_problem(response, 405)
    assert response.headers["allow"] == "POST"


def test_the_same_message_again(api: Any) -> None:
    path, owner = api.begin()
    body = {"text": "hello", "client_message_id": "m-1"}
    first, second = (
        api.http.post(f"{path}/messages", json=body, headers=owner).json() for _ in range(2)
    )
    assert first == second
    assert len(api.http.get(path, headers=owner).json()["turns"]) == 1


def test_while_a_turn_runs(api: Any) -> None:
    path, owner = api.begin()
    body = {"text": "slow", "client_message_id": "m-1"}
    answers: list[int] = []

    def say() -> None:
        answers.append(api.http.post(f"{path}/messages", json=body, headers=owner).status_code)

    threads = [threading.Thread(target=say) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [200, 409]


def test_a_defect_tells_nothing(api: Any, caplog: pytest.LogCaptureFixture) -> None:
    path, owner = api.begin()
    response = api.http.post(f"{path}/messages", json={"text": "crash"}, headers=owner)
    document = is_problem(response, 500)
    assert "private" not in response.text
    assert "RuntimeError" not in response.text
    assert document["detail"].split()[-1].rstrip(".") in caplog.text
    assert "RuntimeError" in caplog.text
    assert "private" not in caplog.text
    assert api.http.get(path, headers=owner).json()["turns"] == []


def test_a_database_that_is_gone(api: Any) -> None:
    path, owner = api.begin()
    response = api.http.post(f"{path}/messages", json={"text": "database"}, headers=owner)
    is_problem(response, 503)
    assert response.headers["retry-after"]
    assert "10.1.2.3" not in response.text


def test_turns_are_limited_per_conversation(serve: Any) -> None:
    with serve(turns_per_minute=3) as api:
        path, owner = api.begin()
        other, owner_of_other = api.begin()
        for _ in range(3):
            api.http.post(f"{path}/messages", json={"text": "x"}, headers=owner)
        response = api.http.post(f"{path}/messages", json={"text": "x"}, headers=owner)
        is_problem(response, 429)
        assert 50 <= int(response.headers["retry-after"]) <= 61
        stranger = api.http.post(f"{other}/messages", json={"text": "x"}, headers=owner)
        is_problem(stranger, 404)
        answer = api.http.post(f"{other}/messages", json={"text": "x"}, headers=owner_of_other)
        assert answer.status_code == 200
        assert len(api.http.get(path, headers=owner).json()["turns"]) == 3


def test_requests_are_limited_per_address(serve: Any) -> None:
    with serve(requests_per_minute=5) as api:
        codes = [api.http.get("/api/domains").status_code for _ in range(7)]
        assert codes == [200] * 5 + [429] * 2
        response = api.http.get("/api/nothing")
        is_problem(response, 429)
        assert int(response.headers["retry-after"]) >= 1
        assert api.http.get("/healthz").status_code == 200
        assert 'firstfive_refused_total{limit="requests"} 3.0' in api.http.get("/metrics").text


def test_open_api(api: Any) -> None:
    described = api.http.get("/api/openapi.json").json()
    assert set(described["paths"]) == {
        "/api/domains",
        "/api/conversations",
        "/api/conversations/{conversation_id}",
        "/api/conversations/{conversation_id}/messages",
        "/api/conversations/{conversation_id}/stop",
        "/api/conversations/{conversation_id}/feedback",
        "/api/conversations/{conversation_id}/choices",
        "/api/conversations/{conversation_id}/compare",
        "/api/conversations/{conversation_id}/export",
        "/api/me",
        "/api/me/conversations",
        "/api/me/export",
    }
    say = described["paths"]["/api/conversations/{conversation_id}/messages"]["post"]
    assert {"200", "400", "404", "409", "413", "422", "429", "503"} <= set(say["responses"])
    assert say["security"] == [{"HTTPBearer": []}]
    schemas = described["components"]["schemas"]
    assert {"Reply", "Recommendation", "Problem", "Edit"} <= set(schemas)
    assert "HTTPValidationError" not in schemas
