"""The chat page as a browser first gets it: readable before its script has loaded."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined, Template
from starlette.requests import Request
from starlette.responses import HTMLResponse

from ui.chat.known import installed_pack
from ui.chat.language import LANGUAGES, language_of, words
from ui.chat.visitor import kept_in
from ui.identity import identity_of
from ui.runtime import get_agent

FOREIGN = re.compile(r"<link\b[^<>]*\bhref=\"https?://[^<>]*>", re.DOTALL)
HEADERS = {"Cache-Control": "no-cache", "Vary": "Cookie, Accept-Language"}


@dataclass(frozen=True)
class Visit:
    """What one request asks for. ``known``: this browser has a conversation to go on with."""

    language: str
    pack: str | None
    known: bool
    signed_in: bool
    framed: bool


class Pages:
    """The page of the chat server, with our head and our first screen put into it."""

    def __init__(self, template: Callable[[], str], root: str) -> None:
        self._template = cache(lambda: without_foreign_links(template()))
        self._root = root

    def chat(self, request: Request) -> HTMLResponse:
        """The chat: its first screen stands in the page itself."""
        visit = visit_of(request, served())
        page = self._put_together(visit, first=_opening(visit))
        return HTMLResponse(page, headers=HEADERS)

    def login(self, request: Request) -> HTMLResponse:
        """The page where people sign in."""
        return HTMLResponse(self._put_together(visit_of(request, ()), first=None), headers=HEADERS)

    def _put_together(self, visit: Visit, first: Mapping[str, Any] | None) -> str:
        shared = {
            "visit": visit,
            "first": first,
            "words": words(visit.language),
            "languages": LANGUAGES,
            "root": self._root,
        }
        page = self._template().replace('<html lang="en">', f'<html lang="{visit.language}">', 1)
        page = page.replace("</head>", f"{part('head').render(shared)}</head>", 1)
        return page.replace("<body>", f"<body>{part('first').render(shared)}", 1)


def visit_of(request: Request, packs: Sequence[str]) -> Visit:
    """What a request asks for, among the packs served."""
    query, headers = request.query_params, request.headers
    asked = query.get("pack")
    pack = asked if asked in packs else None
    cookies = headers.get("cookie", "")
    return Visit(
        language=language_of(cookies, headers.get("accept-language", "")),
        pack=pack or next(iter(packs), None),
        known=kept_in(cookies, pack) is not None or "conversation" in query,
        signed_in=identity_of(request.scope) is not None,
        framed="widget" in query,
    )


def served() -> list[str]:
    """The packs served, the default one first; none while the server starts."""
    try:
        domains = get_agent().domains()
    except Exception:
        return []
    return [str(d["id"]) for d in sorted(domains, key=lambda d: not d.get("default"))]


def without_foreign_links(page: str) -> str:
    """The page without links to other hosts (fonts, style sheets, early connections)."""
    return FOREIGN.sub("", page)


def _opening(visit: Visit) -> dict[str, Any]:
    """The words of the first screen, in the language of the pack."""
    pack = installed_pack(visit.pack) if visit.pack else None
    if pack is None:
        return {"greeting": "", "ask": "", "examples": (), "disclosure": "", "lang": ""}
    opening = pack.opening.model_dump()
    return {**opening, "disclosure": pack.disclosure, "lang": pack.locale}


@cache
def part(name: str) -> Template:
    """A piece of page of ``ui/chat/parts``, whose values are escaped."""
    text = files("ui.chat").joinpath("parts", f"{name}.html").read_text("utf-8")
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(text)
