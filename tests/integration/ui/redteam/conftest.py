"""The product as a process of its own, for whatever may be sent to it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import forked
from tests.databases import create, drop

COMMAND = (sys.executable, "-c", "from ui.cli import main; main()")
GENEROUS = {
    "FIRSTFIVE_TURNS_PER_MINUTE": "1000000",
    "FIRSTFIVE_REQUESTS_PER_MINUTE": "1000000",
    "FIRSTFIVE_CHATS_PER_MINUTE": "1000000",
    "FIRSTFIVE_CHATS_PER_SECOND": "1000",
}


@dataclass(frozen=True)
class Target:
    """A running product and the file that it writes its log to."""

    base: str
    log: Path


@pytest.fixture(scope="module")
def target(
    small_catalogue: str, _server: str, data_folder: Callable[[str], Path]
) -> Iterator[Target]:
    """``firstfive serve`` on a copy of the small catalogue, without limits on requests."""
    folder = data_folder("target")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = create(_server, "redteam_target", "small_catalogue")
    where = ("--port", str(port), "--database-url", url, "--data-dir", str(folder))
    with (folder / "log").open("w") as log:
        process = forked.start(
            [*COMMAND, "serve", *where],
            env={**os.environ, **GENEROUS},
            stdout=subprocess.PIPE,
            stderr=log,
        )
    try:
        assert process.stdout
        line = process.stdout.readline()
        assert line.startswith("FirstFive is ready"), (folder / "log").read_text()
        yield Target(f"http://127.0.0.1:{port}", folder / "log")
    finally:
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()
        drop(_server, "redteam_target")
