"""The product as a process of its own, to be killed at any point and started again."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

import httpx

from core.program import start
from evaluation.faults.person import CERTIFICATES

COMMAND = (sys.executable, "-c", "from ui.cli import main; main()")
SERVE = (*COMMAND, "serve")
STARTING = 300
GENEROUS = {
    "FIRSTFIVE_TURNS_PER_MINUTE": "1000000",
    "FIRSTFIVE_REQUESTS_PER_MINUTE": "1000000",
}


class Process(Protocol):
    """A running program, as :class:`subprocess.Popen` tells of one."""

    pid: int

    def poll(self) -> int | None:
        """How it ended, or None."""

    def wait(self, timeout: float | None = None) -> int:
        """How it ended."""

    def kill(self) -> None:
        """SIGKILL."""


Started = Callable[..., Process]


class Product:
    """``firstfive serve`` on a database, at ``base``; ``process`` is None while it is not up.

    ``started`` starts it and its commands, by default as any program; another function may do so
    more quickly.
    """

    def __init__(
        self, url: str, folder: Path, environ: Mapping[str, str], started: Started = start
    ) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.base = f"http://127.0.0.1:{self.port}"
        self.log = folder / "product.log"
        self.process: Process | None = None
        self._started = started
        self._where = ("--port", str(self.port), "--database-url", url, "--data-dir", str(folder))
        self._environ = {**os.environ, **GENEROUS, **environ}

    def on(self, url: str) -> Product:
        """Another one like this, on another database."""
        return Product(url, self.log.parent, self._environ, self._started)

    def start(
        self, command: tuple[str, ...] = SERVE, *, again: bool = False, **environ: str
    ) -> None:
        """Start it and wait until it answers; ``again`` after a fault, from nothing.

        Raises:
            RuntimeError: it ended, or did not answer in time; the log's last line is the message.
        """
        with self.log.open("ab") as log:
            self.process = (start if again else self._started)(
                [*command, *self._where],
                env={**self._environ, **environ},
                stdout=subprocess.DEVNULL,
                stderr=log,
            )
        deadline = time.monotonic() + STARTING
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.kill()
                raise RuntimeError((self.log.read_text("utf-8").splitlines() or ["no log"])[-1])
            time.sleep(0.05)

    def command(self, *words: str) -> None:
        """Run one of its commands to the end.

        Raises:
            RuntimeError: it failed.
        """
        with tempfile.TemporaryFile() as amiss:
            process = self._started(
                [*COMMAND, *words, *self._where[2:]],
                env=self._environ,
                stdout=subprocess.DEVNULL,
                stderr=amiss,
            )
            if process.wait():
                amiss.seek(0)
                raise RuntimeError(amiss.read().decode("utf-8", "replace"))

    def kill(self) -> None:
        """SIGKILL."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None

    def ended(self, seconds: float) -> bool:
        """Whether it ends by itself within this time."""
        if self.process is None:
            return True
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        self.process = None
        return True

    def _answers(self) -> bool:
        try:
            answer = httpx.get(f"{self.base}/healthz", timeout=1, verify=CERTIFICATES)
            return answer.status_code == 200
        except httpx.HTTPError:
            return False
