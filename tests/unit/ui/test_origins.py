"""What a browser sends for a page of another site is refused."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from ui.origins import OwnSite

HOST = "testserver"
GIVEN = ("https://advisor.example.org",)


async def inside(_: object) -> PlainTextResponse:
    return PlainTextResponse("inside")


async def talk(socket: WebSocket) -> None:
    await socket.accept()
    await socket.close()


def client(*origins: str) -> TestClient:
    methods = ["GET", "POST", "DELETE"]
    routes = [Route("/", inside, methods=methods), WebSocketRoute("/talk", talk)]
    return TestClient(OwnSite(Starlette(routes=routes), origins))


CASES = [
    ((), {"origin": f"http://{HOST}"}, True),
    ((), {"origin": f"https://{HOST}"}, True),
    ((), {"origin": f"http://{HOST}:81"}, False),
    ((), {"origin": "https://elsewhere.example"}, False),
    ((), {"origin": f"https://{HOST}.elsewhere.example"}, False),
    ((), {"origin": "null"}, False),
    ((), {}, True),
    ((), {"sec-fetch-site": "same-origin"}, True),
    ((), {"sec-fetch-site": "cross-site"}, False),
    ((), {"sec-fetch-site": "same-site"}, False),
    (GIVEN, {"origin": GIVEN[0]}, True),
    (GIVEN, {"origin": f"http://{HOST}"}, False),
    (GIVEN, {"origin": "https://advisor.example.org.elsewhere.example"}, False),
]


@pytest.mark.parametrize(("origins", "headers", "own"), CASES)
def test_changes(origins: tuple[str, ...], headers: dict[str, str], own: bool) -> None:
    page = client(*origins)
    for method in ("POST", "DELETE"):
        assert page.request(method, "/", headers=headers).status_code == (200 if own else 403)
    assert page.get("/", headers=headers).status_code == 200


@pytest.mark.parametrize(("origins", "headers", "own"), CASES)
def test_sockets(origins: tuple[str, ...], headers: dict[str, str], own: bool) -> None:
    page = client(*origins)
    if own:
        with page.websocket_connect("/talk", headers=headers):
            return
    with pytest.raises(WebSocketDisconnect), page.websocket_connect("/talk", headers=headers):
        pass
