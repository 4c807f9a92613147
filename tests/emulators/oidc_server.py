"""An OpenID Connect provider: it says of everybody what the test tells it to say."""

from __future__ import annotations

import json
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit


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


def _handler(server: OidcServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = urlsplit(self.path)
            if asked.path == "/authorize":
                query = parse_qs(asked.query)
                code = secrets.token_hex(8)
                server.codes.add(code)
                back = urlencode({"code": code, "state": query["state"][0]})
                self.send_response(302)
                self.send_header("Location", f"{query['redirect_uri'][0]}?{back}")
                self.end_headers()
            elif self.headers.get("Authorization", "").removeprefix("Bearer ") in server.tokens:
                self._say(200, server.claims)
            else:
                self._say(401, {"error": "invalid_token"})

        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            form = {k: v[0] for k, v in parse_qs(self.rfile.read(length).decode()).items()}
            known = (form.get("client_id"), form.get("client_secret")) == server.client
            if not known or form.get("code") not in server.codes:
                return self._say(400, {"error": "invalid_grant"})
            server.codes.discard(form["code"])
            token = secrets.token_hex(8)
            server.tokens.add(token)
            return self._say(200, {"access_token": token, "token_type": "Bearer"})

        def _say(self, status: int, content: dict[str, Any]) -> None:
            body = json.dumps(content).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    return Handler


@contextmanager
def oidc_server_running() -> Iterator[OidcServer]:
    """The provider, until the block ends."""
    made = OidcServer()
    with ThreadingHTTPServer(("127.0.0.1", 0), _handler(made)) as http:
        made.port = http.server_port
        thread = threading.Thread(target=http.serve_forever)
        thread.start()
        try:
            yield made
        finally:
            http.shutdown()
            thread.join()
