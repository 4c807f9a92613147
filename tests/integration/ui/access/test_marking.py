"""What holds replies says to programs that an AI made them, whichever door it leaves by."""

from __future__ import annotations

from typing import Any

import pytest

MARK = "Generated-By-AI"


@pytest.fixture(scope="module")
def told(site: Any) -> tuple[Any, str]:
    """A browser in which somebody signed in, and their conversation that came to its five."""
    site.add("mark")
    browser = site.sign_in("mark")
    id = browser.post("/api/conversations").json()["id"]
    answer = browser.post(f"/api/conversations/{id}/messages", json={"text": "just show me"})
    assert answer.json()["reply"]["recommendations"], answer.text
    return browser, id


@pytest.mark.parametrize(
    "path",
    [
        "/api/conversations/{id}",
        "/api/conversations/{id}/export",
        "/api/me/export",
        "/chat/",
        "/chat/?conversation={id}",
        "/chat/summary?conversation={id}",
        "/chat/summary?conversation={id}&save=1",
        "/widget/door",
    ],
)
def test_what_holds_replies_is_marked(told: tuple[Any, str], path: str) -> None:
    browser, id = told
    answer = browser.get(path.format(id=id))
    assert answer.status_code == 200, answer.text
    assert answer.headers.get(MARK) == "true"


@pytest.mark.parametrize("path", ["/", "/chat/login", "/api/domains", "/api/me", "/conversations"])
def test_what_holds_none_is_not(told: tuple[Any, str], path: str) -> None:
    browser, _ = told
    answer = browser.get(path)
    assert answer.status_code == 200, answer.text
    assert MARK not in answer.headers


def test_the_pages_themselves_are_marked(told: tuple[Any, str], site: Any) -> None:
    browser, id = told
    first = site.browser().get("/chat/").text
    assert '<main id="ff-first" data-made-by="template" data-generated-by-ai="true"' in first
    kept = browser.get("/chat/summary", params={"conversation": id, "save": "1"}).text
    assert '<meta name="ai-generated" content="true">' in kept  # a file has no headers


@pytest.mark.parametrize("path", ["/review/conversations/{id}", "/review/export.jsonl"])
def test_what_reviewers_read_and_take_away_is_marked(
    told: tuple[Any, str], desk: Any, path: str
) -> None:
    answer = desk.get(path.format(id=told[1]))
    assert answer.status_code == 200, answer.text
    assert answer.headers.get(MARK) == "true"
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.fixture(scope="module")
def desk(site: Any) -> Any:
    """A browser in which a reviewer signed in."""
    site.add("marion", "reviewer")
    return site.sign_in("marion")
