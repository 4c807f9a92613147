"""Processes of the product, forked from one that has imported what they need.

A process of the product takes seconds to import its libraries; the tests start some hundred. Here
one process a test run imports them and is forked for each: what runs then is the product, by its
own command, in a process of its own, with its environment, files and end. What has to be shown of
a start from nothing is shown where the tests start the command itself.

``python forked.py N`` is the process that is forked; N is its end of the socket to the tests.
"""

from __future__ import annotations

import gc
import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import IO, Any

ROOT = Path(__file__).parents[1]
NEEDED = (
    "agent.session", "catalogue.ingest", "guardrails", "guards.validators", "ui.chat.mount",
    "ui.cli", "ui.connections", "ui.ingesting", "ui.log", "ui.server", "ui.serving", "ui.users",
    # What the chat library imports; it itself reads its settings when it is imported.
    "aiohttp", "dotenv", "engineio", "filetype", "literalai", "mcp", "mcp.client.streamable_http",
    "socketio", "starlette.middleware.cors", "syncer", "traceloop.sdk", "uptrace", "watchfiles",
)  # fmt: skip
"""What a process of the product imports sooner or later; none starts a thread or reads a setting
when it is imported.
"""


class Forked:
    """A running process, as :class:`subprocess.Popen` tells of one."""

    def __init__(self, told: IO[str], stdout: IO[str] | None) -> None:
        self.pid = int(told.readline())
        self.stdout = stdout
        self.returncode: int | None = None
        self._told = told

    def poll(self) -> int | None:
        """How it ended, or None."""
        with suppress(subprocess.TimeoutExpired):
            self.wait(0)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """How it ended; minus the signal where one ended it."""
        if self.returncode is None:
            if not select.select([self._told], [], [], timeout)[0]:
                raise subprocess.TimeoutExpired(str(self.pid), timeout or 0)
            self.returncode = int(self._told.readline())
            self._told.close()
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Send a signal, unless it has ended."""
        if self.poll() is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def terminate(self) -> None:
        """SIGTERM."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """SIGKILL."""
        self.send_signal(signal.SIGKILL)


def start(
    command: Sequence[str | Path],
    *,
    env: Mapping[str, str] | None = None,
    cwd: str | Path | None = None,
    stdin: Any = subprocess.DEVNULL,
    stdout: Any = subprocess.DEVNULL,
    stderr: Any = subprocess.DEVNULL,
) -> Forked:
    """Start ``[sys.executable, "-c", code, …]`` or ``[sys.executable, script, …]`` and go on.

    Files are given as to :class:`subprocess.Popen`; a pipe may be asked for at ``stdout`` alone.
    """
    own, words = command[0], [str(word) for word in command[1:]]
    assert own == sys.executable
    environ = dict(os.environ if env is None else env)
    told, telling = os.pipe()
    heard: IO[str] | None = None
    with ExitStack() as given, tempfile.TemporaryFile("w+", encoding="utf-8") as asked:
        json.dump({"words": words, "env": environ, "cwd": str(cwd or Path.cwd())}, asked)
        asked.flush()
        given.callback(os.close, telling)
        if stdout == subprocess.PIPE:
            reading, stdout = os.pipe()
            given.callback(os.close, stdout)
            heard = os.fdopen(reading, encoding="utf-8")
        nothing = given.enter_context(open(os.devnull, "r+b"))
        files = [nothing if f == subprocess.DEVNULL else f for f in (stdin, stdout, stderr)]
        descriptors = [f if isinstance(f, int) else f.fileno() for f in files]
        socket.send_fds(_mother(), [b"!"], [*descriptors, telling, asked.fileno()])
    return Forked(os.fdopen(told, encoding="ascii"), heard)


def run(
    command: Sequence[str | Path], *, input: str = "", timeout: float | None = None, **options: Any
) -> subprocess.CompletedProcess[str]:
    """Run such a command to its end; what it says is captured, as text."""
    with (
        tempfile.TemporaryFile("w+", encoding="utf-8") as typed,
        tempfile.TemporaryFile("w+", encoding="utf-8") as out,
        tempfile.TemporaryFile("w+", encoding="utf-8") as amiss,
    ):
        typed.write(input)
        typed.seek(0)
        process = start(command, stdin=typed, stdout=out, stderr=amiss, **options)
        try:
            code = process.wait(timeout)
        finally:
            process.kill()
        out.seek(0)
        amiss.seek(0)
        return subprocess.CompletedProcess(command, code, out.read(), amiss.read())


@cache
def _mother() -> socket.socket:
    """The way to this process's own process to fork, which ends when the other end is closed."""
    ours, theirs = socket.socketpair()
    with theirs:
        subprocess.Popen(
            [sys.executable, __file__, str(theirs.fileno())],
            cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)},
            pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        )  # fmt: skip
    return ours


def _serve(door: socket.socket) -> None:
    """Fork for every request, until the tests are gone."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody asks how the keepers end
    while True:
        rung, files, _, _ = socket.recv_fds(door, 1, 5)
        if not rung:
            return
        if os.fork() == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            door.close()
            with open(files.pop(), encoding="utf-8") as asked:
                asked.seek(0)
                request = json.load(asked)
            _keep(request, files)
            return
        for file in files:
            os.close(file)


def _keep(request: dict[str, Any], files: list[int]) -> None:
    """Fork once more and wait for it, to tell how it ended; the child goes on as the product."""
    telling = files.pop()
    child = os.fork()
    if child == 0:
        os.close(telling)
        _become(request, files)
        return
    for file in (0, 1, 2, *files):
        os.close(file)
    os.write(telling, f"{child}\n".encode())
    _, status = os.waitpid(child, 0)
    with suppress(BrokenPipeError):
        os.write(telling, f"{os.waitstatus_to_exitcode(status)}\n".encode())
    os._exit(0)


def _become(request: dict[str, Any], files: list[int]) -> None:
    for number, file in enumerate(files):
        os.dup2(file, number)
        os.close(file)
    os.environ.clear()
    os.environ.update(request["env"])
    os.chdir(request["cwd"])
    first, *words = request["words"]
    main = sys.modules["__main__"] = ModuleType("__main__")
    if first == "-c":
        code, *words = words
        sys.argv = ["-c", *words]
    else:
        code, sys.argv = Path(first).read_text("utf-8"), [first, *words]
        sys.path.insert(0, str(Path(first).parent))
        main.__file__ = first
    exec(compile(code, first, "exec"), main.__dict__)


if __name__ == "__main__":
    sys.path.remove(str(Path(__file__).parent))
    for name in NEEDED:
        with suppress(ModuleNotFoundError):
            import_module(name)
    from readers.place import open_gazetteer

    open_gazetteer()
    gc.freeze()  # what is shared is not looked through by every process, which would copy it
    _serve(socket.socket(fileno=int(sys.argv[1])))
