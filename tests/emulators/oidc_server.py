"""An OpenID Connect provider: it says of everybody what the test tells it to say."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from tests.emulators.wire import Handler, serving


@dataclass
class OidcServer:
    """``claims`` is what the user info endpoint tells; ``codes`` those not yet exchanged."""

    port: int = 0
    client: tuple[str, str] = ("firstfive", "the-secret-of-this-client")
    claims: dict[str, Any] = field(default_factory=dict)
    codes: set[str] = field(default_factory=set)
    tokens: set[str] = field(default_factory=set)

    def settings(self) -> dict[str, str]:
        """The environment of a product that uses this provider."""
        base = f"http://127.0.0.1:{self.port}"
        return {
            "FIRSTFIVE_OIDC_CLIENT_ID": self.client[0],
            "FIRSTFIVE_OIDC_CLIENT_SECRET": self.client[1],
            "FIRSTFIVE_OIDC_AUTHORIZE_URL": f"{base}/authorize",
            "FIRSTFIVE_OIDC_TOKEN_URL": f"{base}/token",
            "FIRSTFIVE_OIDC_USER_INFO_URL": f"{base}/userinfo",
        }


class _Handler(Handler):
    @property
    def _provider(self) -> OidcServer:
        state: OidcServer = self.server.state
        return state

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        if asked.path == "/authorize":
            query = parse_qs(asked.query)
            code = secrets.token_hex(8)
            self._provider.codes.add(code)
            back = urlencode({"code": code, "state": query["state"][0]})
            self.send(302, b"", {"Location": f"{query['redirect_uri'][0]}?{back}"})
        elif self.headers.get("Authorization", "").removeprefix("Bearer ") in self._provider.tokens:
            self.say(200, self._provider.claims)
        else:
            self.say(401, {"error": "invalid_token"})

    def answer(self, body: bytes) -> None:
        form = {name: values[0] for name, values in parse_qs(body.decode()).items()}
        known = (form.get("client_id"), form.get("client_secret")) == self._provider.client
        if not known or form.get("code") not in self._provider.codes:
            return self.say(400, {"error": "invalid_grant"})
        self._provider.codes.discard(form["code"])
        token = secrets.token_hex(8)
        self._provider.tokens.add(token)
        return self.say(200, {"access_token": token, "token_type": "Bearer"})


@contextmanager
def oidc_server_running() -> Iterator[OidcServer]:
    """The provider, until the block ends."""
    made = OidcServer()
    with serving(_Handler, made) as made.port:
        yield made
