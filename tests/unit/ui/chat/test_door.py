"""Only the chat page and what it needs can be reached."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route
from starlette.testclient import TestClient

from ui.chat.door import Door
from ui.chat.page import Pages


async def inside(request: Request) -> PlainTextResponse:
    return PlainTextResponse(request.url.query or "inside")


@pytest.fixture
def client() -> TestClient:
    chat = Starlette(routes=[Route("/{path:path}", inside, methods=["GET", "POST"])])
    door = Door(chat, Pages(lambda: '<html lang="en"><head></head><body></body>', "/chat"))
    return TestClient(Starlette(routes=[Mount("/chat", door)]))


@pytest.mark.parametrize(
    "path",
    ["public/theme.json", "assets/a.js", "favicon", "project/action",
     "user", "auth/config", "set-session-cookie", "logout"],
)  # fmt: skip
def test_open(client: TestClient, path: str) -> None:
    assert client.get(f"/chat/{path}").text == "inside"


@pytest.mark.parametrize(
    "path",
    ["login/x", "mcp", "project/file", "project/file/x", "project/element", "project/thread/x",
     "auth/oauth/x", "auth/oauth/generic", "auth/oauth/generic/callback",
     "auth/jwt", "copilot/index.js", "thread/x", "feedback", "favicon/x",
     "project/threads"],
)  # fmt: skip
def test_closed(client: TestClient, path: str) -> None:
    assert client.get(f"/chat/{path}").status_code == 404
    assert client.post(f"/chat/{path}").status_code == 404


def test_words_come_in_the_language_of_the_browser(client: TestClient) -> None:
    for path in ("/chat/project/translations?language=en-US", "/chat/project/settings"):
        assert client.get(path, headers={"Accept-Language": "es"}).text == "language=es"
        assert client.get(path).text == "language=en-US"
