"""Nobody reaches a conversation that is not theirs, whatever id they put into whatever route."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import httpx
import pytest

from tests.emulators.chat_client import Refused, chatting

DESK = ("reading", "acts")
"""Modules of the review desk whose routes take a conversation's id."""

BODIES: dict[str, Any] = {
    "messages": {"text": "swapped words"},
    "feedback": {"verdict": "helpful", "note": "swapped words"},
}
LEAST_SHORT, LEAST = 250, 1000
pytestmark = pytest.mark.timeout(1200)
LETTERS = str.maketrans("0123456789", "ghijklmnop")
"""Without digits no canary looks like the number of a card, which would be removed."""


@dataclass
class Kept:
    """A conversation with a word that only its owner knows."""

    id: str
    token: str
    secret: str
    owner: str | None


def begin(browser: httpx.Client, owner: str | None) -> Kept:
    begun = browser.post("/api/conversations").json()
    kept = Kept(begun["id"], begun["token"], f"canary{uuid4().hex.translate(LETTERS)}", owner)
    headers = {"Authorization": f"Bearer {kept.token}"}
    path = f"/api/conversations/{kept.id}"
    said = browser.post(f"{path}/messages", json={"text": kept.secret}, headers=headers)
    assert said.status_code == 200, said.text
    note = {"verdict": "helpful", "note": kept.secret}
    assert browser.post(f"{path}/feedback", json=note, headers=headers).status_code == 201
    return kept


@pytest.fixture(scope="module")
def browsers(site: Any) -> dict[str | None, httpx.Client]:
    """One of a stranger, and one of each who signed in."""
    return {None: site.browser(), **{n: site.sign_in(n) for n in ("paul", "paula", "rita")}}


@pytest.fixture(scope="module")
def kept(browsers: dict[str | None, httpx.Client], pytestconfig: pytest.Config) -> list[Kept]:
    """Conversations of strangers and of people who signed in; ten at full length."""
    owners = [None, None, "paul", "paula"]
    if pytestconfig.getoption("--long"):
        owners += [None] * 3 + ["paul"] * 2 + ["paula"]
    return [begin(browsers[owner], owner) for owner in owners]


def routes(site: Any) -> list[tuple[str, str]]:
    """Every method and path that takes a conversation's id: from the description, and pages."""
    described = site.browser().get("/api/openapi.json").json()["paths"]
    found = [
        (method.upper(), path)
        for path, methods in described.items()
        if "{conversation_id}" in path
        for method in methods
    ]
    assert len(found) >= 5
    return [*found, ("POST", "/conversations/{conversation_id}/erase")]


def desk_routes() -> list[tuple[str, str]]:
    """Every method and path of the review desk that takes a conversation's id."""
    found = [
        (method, route.path.replace("{redaction}", "1"))
        for name in DESK
        for route in import_module(f"ui.review.{name}").router.routes
        for method in route.methods
        if "{conversation_id}" in route.path
    ]
    assert len(found) >= 10
    return found


def credentials(mine: Kept, kept: list[Kept]) -> Iterator[tuple[str | None, str | None]]:
    """Who may try: a signed-in name and a token, of which neither opens this conversation."""
    chance = random.Random(7)
    wrong = [one.token for one in kept if one is not mine]
    wrong += ["-", mine.token[:-1], mine.token.swapcase(), "".join(chance.sample(mine.token, 43))]
    for token in wrong:
        yield None, token
    for name in ("paul", "paula", "rita"):
        if name != mine.owner:
            yield name, None
            yield name, chance.choice(wrong)
    yield None, None


def left(site: Any, kept: list[Kept]) -> list[tuple[Any, ...]]:
    """What is stored of the conversations."""
    ids = [one.id for one in kept]
    rows: list[tuple[Any, ...]] = site.sql(
        """select c.id, c.owner, c.updated_at,
            (select count(*) from conversations.turns t where t.conversation_id = c.id),
            (select count(*) from conversations.feedback f where f.conversation_id = c.id)
        from conversations.conversations c where c.id = any(%s) order by c.id""",
        ids,
    )
    return rows


def test_over_every_route(
    site: Any,
    browsers: Mapping[str | None, httpx.Client],
    kept: list[Kept],
    pytestconfig: pytest.Config,
) -> None:
    before, tried = left(site, kept), 0
    assert len(before) == len(kept)
    for method, route in routes(site):
        body = BODIES.get(route.rsplit("/", 1)[-1])
        for mine in kept:
            path = route.format(conversation_id=mine.id)
            for name, token in credentials(mine, kept):
                headers = {} if token is None else {"Authorization": f"Bearer {token}"}
                answer = browsers[name].request(method, path, json=body, headers=headers)
                assert answer.status_code == 404, (method, route, name, token, answer.text)
                assert mine.secret not in answer.text
                tried += 1
    print(f"{tried} swaps over {len(routes(site))} routes, 0 successful")
    assert tried >= (LEAST if pytestconfig.getoption("--long") else LEAST_SHORT)
    assert left(site, kept) == before


def test_over_the_review_desk(
    site: Any, browsers: Mapping[str | None, httpx.Client], kept: list[Kept]
) -> None:
    before, tried = left(site, kept), 0
    for method, route in desk_routes():
        for mine in kept:
            for name in (None, "paul", "paula"):
                headers = {"Authorization": f"Bearer {mine.token}"}
                path = route.format(conversation_id=mine.id)
                answer = browsers[name].request(method, path, headers=headers)
                assert answer.status_code == 404, (method, route, name)
                assert mine.secret not in answer.text
                tried += 1
    for name in (None, "paul", "paula"):
        for one in kept:
            for path in ("/review", "/review/export.jsonl", "/review/export.csv"):
                told = browsers[name].get(path, params={"q": one.secret})
                assert told.status_code == 404
                assert one.secret not in told.text
                tried += 1
    print(f"{tried} tries over {len(desk_routes())} routes of the review desk, 0 successful")
    assert left(site, kept) == before
    assert kept[0].secret in browsers["rita"].get(f"/review/conversations/{kept[0].id}").text


def test_over_what_belongs_to_a_person(
    site: Any, browsers: Mapping[str | None, httpx.Client], kept: list[Kept]
) -> None:
    for name, browser in browsers.items():
        for path in ("/api/me/export", "/api/me/conversations", "/conversations"):
            told = browser.get(path, follow_redirects=False).text
            for one in kept:
                assert (one.secret in told) == (name is not None and one.owner == name), path
    assert browsers[None].delete("/api/me/conversations").status_code == 404
    assert browsers[None].post("/conversations/x/erase").status_code == 404


def test_over_the_chats_own_doors(
    browsers: Mapping[str | None, httpx.Client], kept: list[Kept]
) -> None:
    for browser in browsers.values():
        for one in kept:
            for path in (f"project/thread/{one.id}", f"project/share/{one.id}", f"thread/{one.id}",
                         f"project/file/{one.id}", f"project/file/{one.id}?session_id={one.id}",
                         f"project/thread/{one.id}/element/{one.id}"):  # fmt: skip
                assert browser.get(f"/chat/{path}").status_code == 404


def cookie(id: str, token: str) -> dict[str, str]:
    return {"firstfive_default": quote(f"{id}:{token}", safe="")}


def test_over_the_socket(
    site: Any, browsers: Mapping[str | None, httpx.Client], kept: list[Kept]
) -> None:
    before = left(site, kept)
    for n, mine in enumerate(kept):
        other = kept[(n + 1) % len(kept)]
        tries: list[tuple[str, str | None]] = [
            ("-", None),
            (other.token, None),
            (mine.token[:-1], None),
        ]
        tries += [("-", name) for name in ("paul", "paula", "rita") if name != mine.owner]
        for token, name in tries:
            jar = {**cookie(mine.id, token), **dict(browsers[name].cookies)}
            with chatting(site.base, jar) as chat:
                assert mine.secret not in chat.until("QuickReplies")
    assert left(site, kept) == before


def test_its_owner_gets_in(
    site: Any, browsers: Mapping[str | None, httpx.Client], kept: list[Kept]
) -> None:
    for mine in (kept[0], kept[-1]):
        token = "-" if mine.owner else mine.token
        jar = {**cookie(mine.id, token), **dict(browsers[mine.owner].cookies)}
        with chatting(site.base, jar) as chat:
            chat.until(mine.secret)
        told = browsers[mine.owner].get(
            f"/api/conversations/{mine.id}/export",
            headers={} if mine.owner else {"Authorization": f"Bearer {mine.token}"},
        )
        assert mine.secret in told.text


def test_over_the_id_of_an_open_session(
    site: Any, browsers: Mapping[str | None, httpx.Client], kept: list[Kept]
) -> None:
    before = left(site, kept)
    tries = (
        (kept[0], None),
        (kept[1], None),
        (kept[0], "paul"),
        (kept[2], None),
        (kept[2], "rita"),
    )
    for mine, name in tries:
        session, token = str(uuid4()), "-" if mine.owner else mine.token
        jar = {**cookie(mine.id, token), **dict(browsers[mine.owner].cookies)}
        theirs = dict(browsers[name].cookies)
        with chatting(site.base, jar, session) as chat:
            chat.until(mine.secret)
            try:
                with chatting(site.base, theirs, session) as thief:
                    thief.say("what did I say?")
                    assert mine.secret not in thief.until("QuickReplies")
            except Refused:
                assert mine.owner != name
    assert left(site, kept) == before
