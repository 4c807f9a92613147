"""The page before its script has loaded."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.requests import Request

from ui import runtime
from ui.chat.page import Pages

TEMPLATE = """<html lang="en"><head>
<link rel="preconnect" href="https://fonts.example" crossorigin />
<link
  rel="stylesheet"
  href="https://cdn.example/x.css"
/><link rel="stylesheet" crossorigin href="/chat/assets/a.css"><link href="/chat/favicon" /></head>
<body><div id="root"></div></body></html>"""


class Served:
    """An agent that serves the shipped catalogue."""

    def domains(self) -> list[dict[str, Any]]:
        return [{"id": "startups"}, {"id": "businesses", "default": True}]


@pytest.fixture(autouse=True)
def _agent() -> Iterator[None]:
    served: Any = Served()
    runtime.set_agent(served)
    yield
    runtime.set_agent(None)


def page(query: str = "", **headers: str) -> str:
    scope = {
        "type": "http", "method": "GET", "path": "/chat/", "query_string": query.encode(),
        "headers": [(k.replace("_", "-").encode(), v.encode()) for k, v in headers.items()],
    }  # fmt: skip
    return bytes(Pages(lambda: TEMPLATE, "/chat").chat(Request(scope)).body).decode()


def test_the_first_screen_stands_in_the_page() -> None:
    text = page()
    assert "What kind of business are you looking for?" in text
    assert "computer program" in text
    assert len(re.findall("data-example=", text)) == 3
    assert '<html lang="en-US">' in text
    shared = re.search(r'id="ff-page">(.*?)</script>', text)
    assert shared is not None
    assert json.loads(shared[1])["words"]["send"] == "Send"


def test_it_names_no_other_host() -> None:
    assert "https://" not in page()
    assert "/chat/assets/a.css" in page()


def test_each_pack_has_its_own_first_screen() -> None:
    assert "What kind of business" not in page("pack=startups")
    assert "What kind of business" in page("pack=nonsense")


def test_whoever_has_a_conversation_is_not_greeted_anew() -> None:
    text = page(cookie="firstfive_default=c%3At")
    assert "data-example" not in text
    assert "Welcome back" in text
    assert "data-example" in page("pack=businesses", cookie="firstfive_default=c%3At")


def test_in_the_language_of_the_browser() -> None:
    text = page(accept_language="es")
    assert '<html lang="es">' in text
    assert "Empezar de nuevo" in text
    assert re.search(r'<main id="ff-first"[^>]* data-generated-by-ai="true" lang="en-US">', text)


def test_the_sign_in_page_has_no_first_screen() -> None:
    scope = {
        "type": "http",
        "method": "GET",
        "path": "/chat/login",
        "query_string": b"",
        "headers": [],
    }
    text = bytes(Pages(lambda: TEMPLATE, "/chat").login(Request(scope)).body).decode()
    assert "ff-first" not in text


def test_while_the_server_starts_the_page_is_still_served() -> None:
    runtime.set_agent(None)
    assert 'id="root"' in page()
