"""Who may have a route, and what a sign-in that ended leaves of a request."""

from __future__ import annotations

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from conversations.sessions import Identity
from ui import problems
from ui.identity import KEY, Admin, Reviewer, SignedIn, Who, cookie_of, without_sign_in


def client(role: str | None) -> TestClient:
    """An application with a route per kind of visitor, seen by one of this role."""
    app = FastAPI()
    problems.install(app)

    @app.get("/who")
    def who(who: Who) -> str | None:
        return who.name if who else None

    @app.get("/mine")
    def mine(me: SignedIn) -> str:
        return me.name

    @app.get("/review")
    def review(me: Reviewer) -> str:
        return me.name

    @app.get("/admin")
    def admin(me: Admin) -> str:
        return me.name

    async def known(scope: Scope, receive: Receive, send: Send) -> None:
        if role is not None:
            scope[KEY] = Identity.model_validate({"user_id": "1", "name": "ann", "role": role})
        await app(scope, receive, send)

    return TestClient(known)


@pytest.mark.parametrize(
    ("role", "opened"),
    [(None, set()), ("person", {"mine"}), ("reviewer", {"mine", "review"}),
     ("admin", {"mine", "review", "admin"})],
)  # fmt: skip
def test_routes_by_role(role: str | None, opened: set[str]) -> None:
    visitor = client(role)
    assert visitor.get("/who").json() == ("ann" if role else None)
    nothing = visitor.get("/there-is-no-such-page")
    for path in ("mine", "review", "admin"):
        answer = visitor.get(f"/{path}")
        if path in opened:
            assert answer.json() == "ann"
        else:
            assert (answer.status_code, answer.json()) == (404, nothing.json())


@pytest.mark.parametrize(
    ("cookie", "left"),
    [(b"a=1; firstfive_sign_in=x.y.z; b=2", b"a=1; b=2"), (b"firstfive_sign_in=x", b""),
     (b"firstfive_sign_in_0=x;firstfive_sign_in_1=y", b""),
     (b"firstfive_default=id%3Atoken", b"firstfive_default=id%3Atoken")],
)  # fmt: skip
def test_an_ended_sign_in_is_taken_out(cookie: bytes, left: bytes) -> None:
    headers = [(b"host", b"h"), (b"cookie", cookie)]
    assert without_sign_in(headers) == [(b"host", b"h"), (b"cookie", left)]


@pytest.mark.parametrize(
    ("headers", "found"),
    [([], None), ([(b"cookie", b"a=1")], None),
     ([(b"cookie", b"a=1"), (b"cookie", b"b=2; firstfive_sign_in=x")], "x")],
)  # fmt: skip
def test_the_cookie(headers: list[tuple[bytes, bytes]], found: str | None) -> None:
    assert cookie_of({"type": "http", "headers": headers}) == found
