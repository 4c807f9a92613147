"""The checks of packages and secrets find what they should, and are quiet about the rest."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from scripts.audit import advised, new_secrets, weaknesses

FINE = {"name": "a", "version": "1", "vulns": []}
WEAK = {"name": "b", "version": "2", "vulns": [{"id": "X-1", "fix_versions": ["3"]}]}
UNKNOWN = {"name": "c", "skip_reason": "not found"}


@pytest.mark.parametrize(
    ("dependencies", "found"),
    [
        ([], None), ([UNKNOWN], None), ([FINE, UNKNOWN], []),
        ([FINE, WEAK], ["b 2: X-1, fixed in 3"]),
    ],
)  # fmt: skip
def test_advisories(dependencies: list[dict[str, Any]], found: list[str] | None) -> None:
    assert weaknesses({"dependencies": dependencies}) == found


def test_secrets() -> None:
    def secret(name: str, hash: str) -> dict[str, str]:
        return {"filename": name, "hashed_secret": hash, "type": "Key"}

    known = {"a.py": [secret("a.py", "1")]}
    found = {"a.py": [secret("a.py", "1"), secret("a.py", "2")], "b.py": [secret("b.py", "1")]}
    assert new_secrets(found, known) == ["a.py: Key", "b.py: Key"]
    assert new_secrets(known, known) == []


class Mirror(BaseHTTPRequestHandler):
    """Knows of one advisory, on any version of the package "weak"."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        weak = {
            "id": "OSV-1",
            "affected": [{"package": asked["package"], "ranges": [{"type": "ECOSYSTEM",
                          "events": [{"introduced": "0"}, {"fixed": "1.1"}]}]}],
        }  # fmt: skip
        found = {"vulns": [weak]} if asked["package"]["name"] == "weak" else {}
        body = json.dumps(found).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def mirror() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Mirror)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_an_index_of_advisories_is_asked_about_the_lock(mirror: str, tmp_path: Path) -> None:
    hashed = "--hash=sha256:" + "0" * 64
    lock = tmp_path / "requirements.lock"
    lock.write_text(f"fine==1.0 {hashed}\nweak==1.0 {hashed}\n", "utf-8")
    assert advised(lock, mirror) == ["weak 1.0: OSV-1, fixed in 1.1"]
