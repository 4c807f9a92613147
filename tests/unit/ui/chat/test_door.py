"""Only the chat page and what it needs can be reached."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route
from starlette.testclient import TestClient

from ui.chat.door import Door, without_foreign_links

PAGE = """<link rel="preconnect" href="https://fonts.example" crossorigin />
<link
  rel="stylesheet"
  href="https://cdn.example/x.css"
/><link rel="stylesheet" crossorigin href="/chat/assets/a.css"><link href="/chat/favicon" />"""


async def inside(request: object) -> PlainTextResponse:
    return PlainTextResponse("inside")


@pytest.fixture
def client() -> TestClient:
    chat = Starlette(routes=[Route("/{path:path}", inside, methods=["GET", "POST"])])
    door = Door(chat, lambda: without_foreign_links(PAGE))
    return TestClient(Starlette(routes=[Mount("/chat", door)]))


@pytest.mark.parametrize(
    "path",
    ["public/theme.json", "assets/a.js", "favicon", "project/settings", "project/action",
     "ws/socket.io/", "user", "auth/config", "set-session-cookie", "logout",
     "auth/oauth/generic", "auth/oauth/generic/callback"],
)  # fmt: skip
def test_open(client: TestClient, path: str) -> None:
    assert client.get(f"/chat/{path}").text == "inside"


@pytest.mark.parametrize(
    "path",
    ["login/x", "mcp", "project/file", "project/file/x", "project/element", "project/thread/x",
     "auth/oauth/x", "auth/jwt", "copilot/index.js", "thread/x", "feedback", "favicon/x",
     "project/threads"],
)  # fmt: skip
def test_closed(client: TestClient, path: str) -> None:
    assert client.get(f"/chat/{path}").status_code == 404
    assert client.post(f"/chat/{path}").status_code == 404


def test_the_page_names_no_other_host(client: TestClient) -> None:
    page = client.get("/chat/")
    assert page.headers["content-type"].startswith("text/html")
    assert "https://" not in page.text
    assert page.text.count("<link") == 2


@pytest.mark.parametrize("path", ["", "login", "login/callback"])
def test_the_page_is_also_where_people_sign_in(client: TestClient, path: str) -> None:
    page = client.get(f"/chat/{path}")
    assert page.headers["content-type"].startswith("text/html")
    assert client.post("/chat/login").text == "inside"


def test_only_files_with_a_version_in_their_name_are_kept_for_good(client: TestClient) -> None:
    assert "immutable" in client.get("/chat/assets/a.js").headers["cache-control"]
    assert "cache-control" not in client.get("/chat/public/theme.json").headers
