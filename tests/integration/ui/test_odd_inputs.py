"""Whatever is sent: an answer or a problem document, never a failure of the server."""

from __future__ import annotations

from typing import Any

ANSWERS = {200, 201, 400, 404, 413, 422}


def check(response: Any) -> None:
    assert response.status_code in ANSWERS, (response.status_code, response.text)
    if response.status_code >= 400:
        assert response.headers["content-type"] == "application/problem+json"
        assert response.json()["status"] == response.status_code
        assert "Traceback" not in response.text


def test_as_a_message(api: Any, odd: bytes) -> None:
    path, owner = api.begin()
    headers = {**owner, "Content-Type": "application/json"}
    response = api.http.post(f"{path}/messages", content=odd, headers=headers)
    check(response)
    turns = len(api.http.get(path, headers=owner).json()["turns"])
    assert turns == (response.status_code == 200)


def test_as_anything_else(api: Any, odd: bytes) -> None:
    path, owner = api.begin()
    headers = {**owner, "Content-Type": "application/json"}
    check(api.http.post("/api/conversations", content=odd, headers=headers))
    check(api.http.post(f"{path}/feedback", content=odd, headers=headers))
    assert api.http.get(path, headers=owner).status_code == 200
