"""The API with the real agent: nothing scripted between the socket and Postgres."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest

from tests.patience import PATIENCE

SERVE = "from ui.cli import main; main()"
TABLES = (
    ("conversations.conversations", "id"),
    ("conversations.turns", "conversation_id"),
    ("conversations.feedback", "conversation_id"),
    ("checkpoints.checkpoints", "thread_id"),
    ("checkpoints.checkpoint_blobs", "thread_id"),
    ("checkpoints.checkpoint_writes", "thread_id"),
)


def say(api: Any, path: str, owner: dict[str, str], **body: Any) -> Any:
    response = api.http.post(f"{path}/messages", json=body, headers=owner)
    assert response.status_code == 200, response.text
    return response.json()["reply"]


def rows(url: str, id: str) -> dict[str, int]:
    with psycopg.connect(url) as connection:
        found = {}
        for table, column in TABLES:
            query = f"select count(*) from {table} where {column} = %s"
            row = connection.execute(query.encode(), (id,)).fetchone()
            found[table] = row[0] if row else 0
    return found


def test_from_the_opening_to_the_five(real: Any) -> None:
    path, owner = real.begin()
    reply = say(real, path, owner, text="a small restaurant or food business")
    for _ in range(12):
        if reply["kind"] == "recommendations":
            break
        reply = say(real, path, owner, choices=["any"])
    else:
        reply = say(real, path, owner, choices=["show"])
    assert reply["kind"] == "recommendations"
    assert 1 <= len(reply["recommendations"]) <= 5
    for item in reply["recommendations"]:
        assert item["reasons"]
        assert 0 <= item["match"] <= 1
    seen = real.http.get(path, headers=owner).json()
    assert [turn["n"] for turn in seen["turns"]] == list(range(1, len(seen["turns"]) + 1))
    assert seen["turns"][-1]["reply"] == reply
    assert seen["profile"] == reply["profile"]
    item = reply["recommendations"][0]["item_id"]
    judged = real.http.post(
        f"{path}/feedback", json={"item_id": item, "verdict": "interested"}, headers=owner
    )
    assert judged.status_code == 201


def judged(api: Any, path: str, owner: dict[str, str], **body: Any) -> Any:
    return api.http.post(f"{path}/feedback", json=body, headers=owner)


def judgements(url: str, path: str) -> list[tuple[Any, ...]]:
    query = "select item_id, verdict, note from conversations.feedback where conversation_id = %s"
    with psycopg.connect(url) as connection:
        return connection.execute(query, (path.rsplit("/", 1)[1],)).fetchall()


def test_only_what_was_shown_is_judged(real: Any, small_catalogue: str) -> None:
    path, owner = real.begin()
    for item in ("A-001", "my number is 5551234567", "x" * 1000):
        refused = judged(real, path, owner, item_id=item, verdict="interested")
        told = refused.json()
        assert (refused.status_code, told["type"]) == (422, "urn:firstfive:not-shown")
        assert refused.headers["content-type"] == "application/problem+json"
        assert told["detail"].endswith("item_id: allowed are the items shown here: none yet.")
        assert "5551234567" not in refused.text
    say(real, path, owner, text="something with machines")
    five = say(real, path, owner, choices=["show"])["recommendations"]
    items = [card["item_id"] for card in five]
    refused = judged(real, path, owner, item_id="my number is 5551234567", verdict="interested")
    assert all(item in refused.json()["detail"] for item in items)
    other, stranger = real.begin()
    assert judged(real, other, stranger, item_id=items[0], verdict="helpful").status_code == 422
    assert judgements(small_catalogue, path) == judgements(small_catalogue, other) == []
    for verdict in ("interested", "not_interested", "interested", "not_interested"):
        for item in items:
            kept = judged(real, path, owner, item_id=item, verdict=verdict, note="as it is")
            assert kept.status_code == 201
            assert kept.json() == {"item_id": item, "verdict": verdict, "note": "as it is"}
    expected = {(item, "not_interested", "as it is") for item in items}
    assert len(judgements(small_catalogue, path)) == len(items)
    assert set(judgements(small_catalogue, path)) == expected


def test_a_note_is_kept_without_personal_data(real: Any, small_catalogue: str) -> None:
    path, owner = real.begin()
    note = "my name is Hank Dobbins, call 07700900123, pw: hunter2"
    assert judged(real, path, owner, verdict="helpful", note=note).status_code == 201
    ((item, verdict, kept),) = judgements(small_catalogue, path)
    assert (item, verdict) == (None, "helpful")
    assert not [word for word in ("Hank", "Dobbins", "0770", "hunter2") if word in kept]


def test_just_show_me(real: Any) -> None:
    path, owner = real.begin()
    say(real, path, owner, text="something with machines")
    reply = say(real, path, owner, choices=["show"])
    assert reply["kind"] == "recommendations"


def test_an_edit_of_the_profile(real: Any) -> None:
    path, owner = real.begin()
    texas = {"name": "Texas", "kind": "state"}
    edit = {"attribute": "state", "set": {"stance": "want", "value": texas, "must": True}}
    reply = say(real, path, owner, profile=[edit])
    (entry,) = [e for e in reply["profile"] if e["attribute"] == "state"]
    assert (entry["value"], entry["must"], entry["source"]) == (texas, True, "edited")
    reply = say(real, path, owner, profile=[{"attribute": "state", "remove": True}])
    assert not [e for e in reply["profile"] if e["attribute"] == "state"]


@pytest.mark.parametrize(
    "body",
    [
        {"choices": ["nope"]}, {"choices": ["industry=Nonsense"]}, {"text": " "},
        {"profile": [{"attribute": "nope", "remove": True}]},
        {"profile": [{"attribute": "asking_price", "set": {"value": "cheap"}}]},
    ],
)  # fmt: skip
def test_a_failed_call_changes_nothing(real: Any, body: dict[str, Any]) -> None:
    path, owner = real.begin()
    before = say(real, path, owner, text="a bakery")
    response = real.http.post(f"{path}/messages", json=body, headers=owner)
    assert response.status_code == 422, response.text
    assert response.headers["content-type"] == "application/problem+json"
    seen = real.http.get(path, headers=owner).json()
    assert len(seen["turns"]) == 1
    assert seen["profile"] == before["profile"]
    say(real, path, owner, choices=["any"])


def test_the_same_message_again(real: Any) -> None:
    path, owner = real.begin()
    first = say(real, path, owner, text="a bakery", client_message_id="m-1")
    assert say(real, path, owner, text="a bakery", client_message_id="m-1") == first
    assert say(real, path, owner, text="other words", client_message_id="m-1") == first
    assert len(real.http.get(path, headers=owner).json()["turns"]) == 1


def test_many_at_once_are_answered_in_turn(real: Any) -> None:
    path, owner = real.begin()
    codes: list[tuple[str, int]] = []

    def send(body: dict[str, str]) -> None:
        response = real.http.post(f"{path}/messages", json=body, headers=owner)
        codes.append((body["text"], response.status_code))

    bodies = [{"text": f"a bakery in state {n}"} for n in range(3)]
    bodies += [{"text": "a bakery", "client_message_id": "same"}] * 3
    threads = [threading.Thread(target=send, args=(body,)) for body in bodies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {code for _, code in codes} <= {200, 409}
    taken = {text for text, code in codes if code == 200}  # a busy conversation refuses with 409
    assert taken
    turns = real.http.get(path, headers=owner).json()["turns"]
    assert [turn["n"] for turn in turns] == list(range(1, len(taken) + 1))
    assert {turn["said"]["text"] for turn in turns} == taken


def test_erasing_leaves_nothing(real: Any, small_catalogue: str) -> None:
    path, owner = real.begin()
    say(real, path, owner, text="a bakery")
    real.http.post(f"{path}/feedback", json={"verdict": "helpful"}, headers=owner)
    id = path.rsplit("/", 1)[1]
    assert rows(small_catalogue, id)["checkpoints.checkpoints"] > 0
    assert real.http.delete(path, headers=owner).status_code == 204
    assert set(rows(small_catalogue, id).values()) == {0}
    assert real.http.get(path, headers=owner).status_code == 404


def test_whatever_is_sent_is_answered(real: Any, odd: bytes) -> None:
    path, owner = real.begin()
    headers = {**owner, "Content-Type": "application/json"}
    response = real.http.post(f"{path}/messages", content=odd, headers=headers)
    assert response.status_code in {200, 400, 413, 422}, response.text
    turns = real.http.get(path, headers=owner).json()["turns"]
    assert len(turns) == (response.status_code == 200)
    assert say(real, path, owner, text="a bakery in Ohio")["text"]


@contextmanager
def process(url: str, folder: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """``firstfive serve`` in a process of its own, ready to answer."""
    command = [sys.executable, "-c", SERVE, "serve", "--port", str(port)]
    running = subprocess.Popen(
        [*command, "--database-url", url, "--data-dir", str(folder)],
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert running.stdout
        assert running.stdout.readline() == f"FirstFive is ready: http://localhost:{port}\n"
        yield running
    finally:
        running.kill()
        running.wait()
        if running.stdout:
            running.stdout.close()


def test_a_killed_server_loses_nothing(
    small_catalogue: str, data_folder: Callable[[str], Path], port: int
) -> None:
    folder = data_folder("killed")
    base = f"http://127.0.0.1:{port}"
    with (
        process(small_catalogue, folder, port),
        httpx.Client(base_url=base, timeout=PATIENCE) as http,
    ):
        begun = http.post("/api/conversations", json={}).json()
        path = f"/api/conversations/{begun['id']}"
        owner = {"Authorization": f"Bearer {begun['token']}"}
        body = {"text": "a bakery", "client_message_id": "m-1"}
        first = http.post(f"{path}/messages", json=body, headers=owner).json()
    with (
        process(small_catalogue, folder, port) as running,
        httpx.Client(base_url=base, timeout=PATIENCE) as http,
    ):
        assert http.post(f"{path}/messages", json=body, headers=owner).json() == first
        answer = http.post(f"{path}/messages", json={"choices": ["any"]}, headers=owner)
        assert answer.status_code == 200
        assert len(http.get(path, headers=owner).json()["turns"]) == 2
        assert http.get("/chat/").status_code == 200
        running.terminate()
        assert running.wait(timeout=PATIENCE) == 0
