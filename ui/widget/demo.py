"""``make demo-widget``: the product at 127.0.0.1, and a page of another site that embeds it.

The page is served at ``localhost``, which for a browser is another site than ``127.0.0.1``.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined

from core.settings import read_settings

FILES = {
    "/host.js": ("host.js", "text/javascript"),
    "/host.css": ("host.css", "text/css"),
}


def host_page(server: str, pack: str, more: Mapping[str, str] | None = None) -> str:
    """A page that embeds the chat of a server (its origin); ``more`` are further attributes."""
    text = files("ui.widget").joinpath("host.html").read_text(encoding="utf-8")
    page = Environment(autoescape=True, undefined=StrictUndefined).from_string(text)
    return page.render(server=server, pack=pack, more=more or {})


class HostSite(BaseHTTPRequestHandler):
    """The site that embeds the chat: one page, its script and its style sheet."""

    def __init__(self, page: str, *given: Any) -> None:
        self._page = page
        super().__init__(*given)

    def do_GET(self) -> None:
        """One request."""
        path = self.path.partition("?")[0]
        name, kind = FILES.get(path, ("", "text/html"))
        if name:
            content = files("ui.widget").joinpath(name).read_text(encoding="utf-8")
        elif path == "/":
            content = self._page
        else:
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.end_headers()
        self.wfile.write(content.encode())

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the product's own lines stay readable."""


def serve_host(page: str, port: int) -> ThreadingHTTPServer:
    """Serve the page at ``localhost`` in a thread of its own, until it is shut down."""
    server = ThreadingHTTPServer(("localhost", port), partial(HostSite, page))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def main() -> None:
    """Serve both until a signal comes."""
    from domains import pack_ids
    from ui.commands.demo import demo

    settings = read_settings()
    port = settings.port + 1
    os.environ["FIRSTFIVE_WIDGET_HOSTS"] = f"http://localhost:{port}"
    page = host_page(f"http://127.0.0.1:{settings.port}", pack_ids()[0])
    serve_host(page, port)
    print(f"The page that embeds the chat: http://localhost:{port}", flush=True)
    demo(host="127.0.0.1", port=settings.port)


if __name__ == "__main__":
    main()
