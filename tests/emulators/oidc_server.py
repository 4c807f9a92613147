"""An OpenID Connect provider: it says of everybody what the test tells it to say.

It keeps to the protocol itself: a code is for one client, one address of return, one verifier.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from jwt.algorithms import RSAAlgorithm

from tests.emulators.wire import Handler, serving

KEY_ID = "the-key"


@cache
def private_key(name: str) -> RSAPrivateKey:
    """A key for signing; another one for every name."""
    return generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class OidcServer:
    """``claims`` are those of the id token, ``told`` what the user info endpoint says besides.

    ``change`` replaces claims of the id token that are right otherwise (None leaves one out),
    ``metadata`` parts of the discovery document; ``signed`` and ``algorithm`` say with which key
    and how it is signed, and ``id_token`` whether there is one. ``codes`` are those not yet
    exchanged, with what they were asked for, ``refused`` is why others were not, and ``ways`` how
    the client said who it is.
    """

    port: int = 0
    client: tuple[str, str] = ("firstfive", "the-secret-of-this-client-of-the-provider")
    claims: dict[str, Any] = field(default_factory=dict)
    told: dict[str, Any] = field(default_factory=dict)
    change: dict[str, Any] = field(default_factory=dict)
    metadata: dict[str, Any] = field(default_factory=dict)
    signed: str = KEY_ID
    algorithm: str = "RS256"
    id_token: bool = True
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    tokens: set[str] = field(default_factory=set)
    refused: list[str] = field(default_factory=list)
    ways: list[str] = field(default_factory=list)

    @property
    def issuer(self) -> str:
        """Its name."""
        return f"http://127.0.0.1:{self.port}"

    def settings(self) -> dict[str, str]:
        """The environment of a product that uses this provider."""
        return {
            "FIRSTFIVE_OIDC_ISSUER": self.issuer,
            "FIRSTFIVE_OIDC_CLIENT_ID": self.client[0],
            "FIRSTFIVE_OIDC_CLIENT_SECRET": self.client[1],
        }

    def as_usual(self) -> None:
        """Nothing is wrong with it any more."""
        self.told, self.change, self.metadata = {}, {}, {}
        self.signed, self.algorithm, self.id_token = KEY_ID, "RS256", True
        self.refused.clear()
        self.ways.clear()

    def discovery(self) -> dict[str, Any]:
        """Where everything is."""
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/keys",
            "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
        } | self.metadata

    def keys(self) -> dict[str, Any]:
        """With what its tokens are signed."""
        key = RSAAlgorithm.to_jwk(private_key(KEY_ID).public_key(), as_dict=True)
        return {"keys": [{**key, "kid": KEY_ID, "use": "sig", "alg": "RS256"}]}

    def token_for(self, asked: dict[str, str]) -> str:
        """The id token that answers a request."""
        now = int(time.time())
        said = {
            "iss": self.issuer, "aud": self.client[0], "iat": now, "exp": now + 300,
            "nonce": asked.get("nonce"), **self.claims, **self.change,
        }  # fmt: skip
        claims = {name: value for name, value in said.items() if value is not None}
        key: Any = {"RS256": private_key(self.signed), "HS256": self.client[1], "none": None}
        return jwt.encode(claims, key[self.algorithm], self.algorithm, {"kid": KEY_ID})

    def wrong_with(
        self, form: dict[str, str], asked: dict[str, str] | None, client: tuple[str, str]
    ) -> str | None:
        """Why a code, asked for so, is not exchanged; None where it is."""
        verifier = form.get("code_verifier", "").encode()
        digest = base64.urlsafe_b64encode(hashlib.sha256(verifier).digest()).rstrip(b"=").decode()
        if client != self.client:
            return "client"
        if asked is None:
            return "code"
        if asked.get("redirect_uri") != form.get("redirect_uri"):
            return "redirect_uri"
        if (asked.get("code_challenge_method"), asked.get("code_challenge")) != ("S256", digest):
            return "code_verifier"
        return None


class _Handler(Handler):
    @property
    def _provider(self) -> OidcServer:
        state: OidcServer = self.server.state
        return state

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        if asked.path == "/.well-known/openid-configuration":
            self.say(200, self._provider.discovery())
        elif asked.path == "/keys":
            self.say(200, self._provider.keys())
        elif asked.path == "/authorize":
            query = {name: values[0] for name, values in parse_qs(asked.query).items()}
            code = secrets.token_hex(8)
            self._provider.codes[code] = query
            back = urlencode({"code": code, "state": query["state"]})
            self.send(302, b"", {"Location": f"{query['redirect_uri']}?{back}"})
        elif self.headers.get("Authorization", "").removeprefix("Bearer ") in self._provider.tokens:
            self.say(200, self._provider.claims | self._provider.told)
        else:
            self.say(401, {"error": "invalid_token"})

    def answer(self, body: bytes) -> None:
        provider = self._provider
        form = {name: values[0] for name, values in parse_qs(body.decode()).items()}
        asked = provider.codes.pop(form.get("code", ""), None)
        wrong = provider.wrong_with(form, asked, self._client(form))
        if asked is None or wrong:
            provider.refused.append(wrong or "code")
            self.say(400, {"error": "invalid_grant"})
            return
        token = secrets.token_hex(8)
        provider.tokens.add(token)
        answer = {"access_token": token, "token_type": "Bearer"}
        if provider.id_token:
            answer["id_token"] = provider.token_for(asked)
        self.say(200, answer)

    def _client(self, form: dict[str, str]) -> tuple[str, str]:
        """Who asks, by either way to say so."""
        kind, _, said = self.headers.get("Authorization", "").partition(" ")
        if kind.lower() == "basic":
            name, _, secret = base64.b64decode(said).decode().partition(":")
            self._provider.ways.append("basic")
            return unquote(name), unquote(secret)
        self._provider.ways.append("form")
        return form.get("client_id", ""), form.get("client_secret", "")


@contextmanager
def oidc_server_running() -> Iterator[OidcServer]:
    """The provider, until the block ends."""
    made = OidcServer()
    with serving(_Handler, made) as made.port:
        yield made
