"""What a browser sends for a page of another site is refused, and what is asked by another name."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient, WebSocketDenialResponse
from starlette.websockets import WebSocket, WebSocketDisconnect

from core.errors import BadSetting
from core.settings import read_settings
from ui.origins import OwnHost, OwnSite, name_of, own_names

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


NAMES = {
    "origins": "https://Advisor.example.org:8443",
    "hosts": "my-machine.local, 192.168.1.20, fd00::20",
}
BY_NAME = [
    ("localhost", True), ("localhost:8000", True), ("LocalHost.", True), ("127.0.0.1:9", True),
    ("127.8.9.1", True), ("[::1]:8000", True),
    ("advisor.example.org", True), ("ADVISOR.example.org:443", True),
    ("advisor.example.org.", True),
    ("my-machine.local:8000", True), ("192.168.1.20:8000", True), ("[fd00::20]", True),
    ("rebound.example", False), ("sub.advisor.example.org", False),
    ("localhost.rebound.example", False),
    ("advisor.example.org.rebound.example", False), ("192.168.1.21", False), ("10.0.0.1", False),
    ("0.0.0.0", False), ("", False), ("localhost:", False), ("localhost:x", False),
    ("localhost@rebound.example", False), ("a b", False), ("localhost/", False), ("127.1", False),
    ("::1", False), ("localhost:8000, rebound.example", False),
]  # fmt: skip


def by_name(folder: Path, refused: list[str]) -> TestClient:
    names = own_names(read_settings(data_dir=folder, **NAMES))
    routes = [Route("/", inside), Route("/healthz", inside), WebSocketRoute("/talk", talk)]
    return TestClient(OwnHost(Starlette(routes=routes), names, refused.append))


@pytest.mark.parametrize(("host", "own"), BY_NAME)
def test_names(host: str, own: bool, tmp_path: Path) -> None:
    refused: list[str] = []
    page = by_name(tmp_path, refused)
    answer = page.get("/", headers={"Host": host})
    assert answer.status_code == (200 if own else 421)
    assert own or answer.json()["type"] == "urn:firstfive:unknown-host"
    assert own or not host or host not in answer.text
    assert refused == ([] if own else ["unknown-host"])


@pytest.mark.parametrize(("host", "own"), BY_NAME)
def test_sockets_by_name(host: str, own: bool, tmp_path: Path) -> None:
    page = by_name(tmp_path, [])
    if own:
        with page.websocket_connect("/talk", headers={"Host": host}):
            return
    with (
        pytest.raises(WebSocketDenialResponse) as refused,
        page.websocket_connect("/talk", headers={"Host": host}),
    ):
        pass
    assert refused.value.status_code == 421
    assert refused.value.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("name", ["advisor.example.org:80", "https://a.example", "a/b", "a b", "*"])
def test_a_setting_that_is_no_name(name: str) -> None:
    with pytest.raises(BadSetting, match="FIRSTFIVE_HOSTS"):
        read_settings(hosts=name)


def test_a_name_as_it_is_compared() -> None:
    assert name_of("A.Example.:81") == "a.example"
    assert name_of("[FD00::1]:81") == "fd00::1"
    assert name_of("a:b") is None
