"""The cookie of a conversation is set by the server, for whoever has its ticket, once."""

from __future__ import annotations

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from ui.chat import keeping
from ui.chat.keeping import TICKETS, Cookie, Tickets, router

ONE = Cookie("firstfive_businesses", "c1%3At1")


@pytest.fixture
def page() -> TestClient:
    app = FastAPI()
    app.include_router(router)
    return TestClient(app)


@pytest.mark.parametrize(
    ("partitioned", "origin", "manner"),
    [
        (False, "http://localhost:8000", "SameSite=Lax"),
        (False, "https://advisor.example.org", "SameSite=Lax; Secure"),
        (True, "http://localhost:8000", "SameSite=None; Secure; Partitioned"),
        (True, "https://advisor.example.org", "SameSite=None; Secure; Partitioned"),
    ],
)
def test_a_ticket_counts_once(
    page: TestClient, partitioned: bool, origin: str, manner: str
) -> None:
    asked = {"ticket": TICKETS.issue(ONE), "partitioned": partitioned}
    answer = page.post("/chat/keep", json=asked, headers={"Origin": origin})
    assert answer.status_code == 204
    assert answer.headers["cache-control"] == "no-store"
    written = f"firstfive_businesses=c1%3At1; Path=/chat; Max-Age=604800; HttpOnly; {manner}"
    assert answer.headers["set-cookie"] == written
    again = page.post("/chat/keep", json=asked)
    assert again.status_code == 404
    assert "set-cookie" not in again.headers


@pytest.mark.parametrize("body", [{}, {"ticket": 1}, {"ticket": "x" * 101}, {"ticket": "", "a": 1}])
def test_what_is_no_ticket(page: TestClient, body: dict[str, object]) -> None:
    assert page.post("/chat/keep", json=body).status_code == 422
    assert page.post("/chat/keep", json={"ticket": "made-up"}).status_code == 404


def test_starting_over(page: TestClient) -> None:
    answer = page.post("/chat/forget", json={"name": ONE.name, "partitioned": True})
    assert answer.headers["set-cookie"].startswith("firstfive_businesses=; Path=/chat; Max-Age=0; ")
    assert answer.headers["set-cookie"].endswith("; SameSite=None; Secure; Partitioned")
    for name in ("other", "firstfive_a; Domain=example.org", "firstfive_\r\nX: 1"):
        assert page.post("/chat/forget", json={"name": name}).status_code == 422


def test_tickets_are_bounded_in_number_and_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "MOST", 3)
    tickets = Tickets()
    issued = [tickets.issue(Cookie("n", str(n))) for n in range(5)]
    assert len(set(issued)) == 5
    found = [tickets.redeem(ticket) for ticket in issued]
    assert [cookie.value if cookie else None for cookie in found] == [None, None, "2", "3", "4"]
    monkeypatch.setattr(keeping, "WAITS", -1.0)
    assert tickets.redeem(tickets.issue(ONE)) is None
