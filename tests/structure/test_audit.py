"""The checks of packages and secrets find what they should, and are quiet about the rest."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from scripts.audit import Audit, audited, is_required, new_secrets, verdict, weaknesses

FINE = {"name": "a", "version": "1", "vulns": []}
WEAK = {"name": "b", "version": "2", "vulns": [{"id": "X-1", "fix_versions": ["3"]}]}
UNKNOWN = {"name": "c", "skip_reason": "not found"}


@pytest.mark.parametrize(
    ("dependencies", "audit"),
    [
        ([], Audit()),
        ([UNKNOWN], Audit(0, 1)),
        ([FINE, UNKNOWN], Audit(1, 2)),
        ([FINE, WEAK], Audit(2, 2, ("b 2: X-1, fixed in 3",))),
    ],
)
def test_advisories(dependencies: list[dict[str, Any]], audit: Audit) -> None:
    assert weaknesses({"dependencies": dependencies}) == audit


@pytest.mark.parametrize(
    ("audit", "required", "passes", "said"),
    [
        (Audit(), False, True, "NOTHING COULD BE LOOKED UP, not audited"),
        (Audit(0, 9), False, True, "NOTHING COULD BE LOOKED UP, not audited"),
        (Audit(0, 9), True, False, "NOTHING COULD BE LOOKED UP, which fails here"),
        (Audit(9, 9), True, True, "none on 9 packages"),
        (Audit(8, 9), False, True, "none on 8 packages; 1 packages COULD NOT BE LOOKED UP"),
        (Audit(8, 9), True, False, "1 packages COULD NOT BE LOOKED UP, which fails here"),
        (Audit(1, 250), True, False, "249 packages COULD NOT BE LOOKED UP, which fails here"),
        (Audit(9, 9, ("x",)), False, False, "1 new on 9 packages"),
    ],
)
def test_what_was_not_looked_up_is_not_called_free_of_weaknesses(
    audit: Audit, required: bool, passes: bool, said: str
) -> None:
    passed, lines = verdict(audit, required=required)
    assert passed is passes
    assert said in lines[0]


@pytest.mark.parametrize(
    ("environ", "required"),
    [
        ({}, False),
        ({"CI": "false"}, False),
        ({"CI": "true"}, True),
        ({"CI": "1", "AUDIT_MAY_SKIP": "secrets"}, True),
        ({"CI": "true", "AUDIT_MAY_SKIP": "advisories"}, False),
    ],
)
def test_ci_must_look_them_up_unless_told(environ: dict[str, str], required: bool) -> None:
    assert is_required(environ) is required


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
    assert audited(lock, mirror) == Audit(2, 2, ("weak 1.0: OSV-1, fixed in 1.1",))
