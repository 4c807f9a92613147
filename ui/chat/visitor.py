"""Who is at the door: the domain and the conversation that a browser names when it connects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import parse_qs, quote, unquote

from starlette.requests import cookie_parser

from ui.chat.language import language_of
from ui.doorkeeper import COOKIE as SIGN_IN_COOKIE
from ui.limits import address_of

COOKIE = "firstfive"
LONGEST_ID = 1000
OWNED = "-"
"""Stands for the token where the conversation belongs to somebody who signed in."""


class Kept(NamedTuple):
    """A conversation that the browser keeps."""

    id: str
    token: str


def asked_domain(query: str, served: Sequence[str]) -> str | None:
    """The domain in the page's address (``?pack=startups``); None unless it is served."""
    asked = _asked(query, "pack")
    return asked if asked in served else None


def _asked(query: str, name: str) -> str:
    return parse_qs(query.removeprefix("?")).get(name, [""])[0]


def cookie_name(domain: str | None) -> str:
    """One cookie a domain, so that two domains can be open at once."""
    return f"{COOKIE}_{domain or 'default'}"


def cookie_value(kept: Kept) -> str:
    """What the cookie holds."""
    return quote(f"{kept.id}:{kept.token}", safe="")


def kept_conversation(environ: Mapping[str, Any], domain: str | None) -> Kept | None:
    """The conversation in the cookie, None where there is none that can be read."""
    return kept_in(str(environ.get("HTTP_COOKIE", "")), domain)


def kept_in(cookies: str, domain: str | None) -> Kept | None:
    """The conversation in a cookie header."""
    jar = cookie_parser(cookies)
    id, colon, token = unquote(jar.get(cookie_name(domain), "")).partition(":")
    return Kept(id, token) if colon and id and token else None


def asked_conversation(query: str) -> Kept | None:
    """The conversation in the page's address (``?conversation=…``), for its owner only."""
    id = _asked(query, "conversation")
    return Kept(id, OWNED) if id else None


def language(environ: Mapping[str, Any]) -> str:
    """The language that the browser gets."""
    cookies, accepted = environ.get("HTTP_COOKIE", ""), environ.get("HTTP_ACCEPT_LANGUAGE", "")
    return language_of(str(cookies), str(accepted))


def token_in(cookies: str, conversation_id: str) -> str | None:
    """The token of a conversation, from whichever cookie keeps it."""
    for name, value in cookie_parser(cookies).items():
        id, _, token = unquote(value).partition(":")
        if name.startswith(f"{COOKIE}_") and id == conversation_id and id:
            return token or None
    return None


def asked_item(query: str) -> str | None:
    """The item on the page that the chat was opened from (``?item=…``)."""
    return _asked(query, "item")[:LONGEST_ID] or None


def sign_in_cookie(environ: Mapping[str, Any]) -> str | None:
    """The sign-in cookie, unread."""
    return sign_in_of(str(environ.get("HTTP_COOKIE", "")))


def sign_in_of(cookies: str) -> str | None:
    """The sign-in cookie in a cookie header, unread."""
    return cookie_parser(cookies).get(SIGN_IN_COOKIE)


def address(environ: Mapping[str, Any]) -> str:
    """Where the browser is; one name for all whose address is not known."""
    return address_of(environ.get("asgi.scope") or {})
