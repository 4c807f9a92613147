"""A capacity curve of live chats in one process, beside a bare chat server that echoes."""

from __future__ import annotations

import argparse
import asyncio
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import numpy as np
import psutil
from rich.console import Console
from rich.table import Table

from scripts.load.people import Tally, by_api, by_socket

ROOT = Path(__file__).parents[2]
BAR = 0.3
"""Seconds that the answer to 95 of 100 acts may take."""

STARTS = 120.0
ARRIVING = 10.0
UNLIMITED = {
    "FIRSTFIVE_REQUESTS_PER_MINUTE": "10000000",
    "FIRSTFIVE_TURNS_PER_MINUTE": "10000",
    "FIRSTFIVE_CHATS_PER_MINUTE": "10000000",
    "FIRSTFIVE_CONNECTIONS": "10000",
}
SERVE = "import sys; sys.argv = ['firstfive', 'demo']; from ui.cli import main; main()"
People = Sequence[Callable[[str, Tally], Coroutine[Any, Any, None]]]


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@contextmanager
def served(command: Sequence[str], path: str, **settings: str) -> Iterator[tuple[str, int]]:
    """A server in a process of its own, until it answers at ``path``: its address and number."""
    port = free_port()
    environ = {**os.environ, **settings, "PYTHONPATH": str(ROOT), "FIRSTFIVE_PORT": str(port)}
    process = subprocess.Popen(
        [part.replace("PORT", str(port)) for part in command],
        env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_for(url + path, process)
        yield url, process.pid
    finally:
        process.terminate()
        process.wait(30)


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + STARTS
    while time.monotonic() < until and process.poll() is None:
        try:
            with urlopen(address, timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.2)
    raise SystemExit(f"The server at {address} does not answer.")


async def level(url: str, people: People, count: int, seconds: float) -> Tally:
    """So many people for so long; their first acts, while they arrive, do not count."""
    tally = Tally()
    tasks = [asyncio.create_task(people[n % len(people)](url, tally)) for n in range(count)]
    await asyncio.sleep(ARRIVING)
    tally.forget()
    await asyncio.sleep(seconds)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return tally


def p95(tally: Tally) -> float:
    """Seconds; infinite where nothing was answered."""
    return float(np.percentile(tally.seconds, 95)) if tally.seconds else float("inf")


def good(tally: Tally) -> bool:
    """Whether all were answered in time."""
    return p95(tally) <= BAR and not (tally.failed or tally.busy or tally.hung)


def curve(
    name: str, server: tuple[str, int], people: People, levels: Sequence[int], seconds: float
) -> tuple[int, Table]:
    """The largest number of people that were answered in time, and every level as a table."""
    table = Table(title=name)
    for head in ("people", "acts", "p50 ms", "p95 ms", "failed", "busy", "hung", "memory MB"):
        table.add_column(head, justify="right")
    most, (url, pid) = 0, server
    for count in levels:
        tally = asyncio.run(level(url, people, count, seconds))
        most = count if good(tally) else most
        table.add_row(*_row(count, tally, pid))
        if p95(tally) > 5 * BAR:
            break
    return most, table


def _row(count: int, tally: Tally, pid: int) -> list[str]:
    middle = f"{np.median(tally.seconds) * 1000:.0f}" if tally.seconds else "–"
    memory = psutil.Process(pid).memory_full_info().uss / 2**20
    counted = [tally.failed, tally.busy, tally.hung]
    return [str(count), str(len(tally.seconds)), middle, f"{p95(tally) * 1000:.0f}",
            *map(str, counted), f"{memory:.0f}"]  # fmt: skip


def steady(server: tuple[str, int], people: People, count: int, minutes: float) -> str:
    """The private memory of the process over time, with so many people in it."""
    url, pid = server
    seen: list[float] = []

    async def watch() -> None:
        running = asyncio.create_task(level(url, people, count, minutes * 60))
        while not running.done():
            seen.append(psutil.Process(pid).memory_full_info().uss / 2**20)
            await asyncio.wait([running], timeout=max(1.0, minutes * 3))

    asyncio.run(watch())
    at = np.linspace(0, minutes, len(seen))
    slope = np.polyfit(at[len(at) // 2 :], seen[len(seen) // 2 :], 1)[0] if len(seen) > 3 else 0.0
    figures = ", ".join(f"{mb:.0f}" for mb in seen)
    return f"{count} people for {minutes:g} min: {figures} MB; {slope:+.2f} MB/min in the 2nd half"


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(prog="make load", description=__doc__)
    parser.add_argument("--levels", default="25,50,100,150,200,300,400")
    parser.add_argument("--seconds", type=float, default=60, help="of each level")
    parser.add_argument("--minutes", type=float, default=30, help="for the memory; 0 leaves it out")
    parser.add_argument("--flood", type=int, default=1500, help="people in the overload; 0: none")
    given = parser.parse_args()
    levels = [int(one) for one in given.levels.split(",")]
    console = Console(width=110)
    with tempfile.TemporaryDirectory(prefix="firstfive-load-") as folder:
        bare = [sys.executable, "-m", "scripts.load.bare", "PORT", folder]
        with served(bare, "/chat/") as server:
            echo = (_echoing,)
            most_bare, table = curve(
                "bare chat server, echoing", server, echo, levels, given.seconds
            )
        console.print(table)
        ours = [sys.executable, "-c", SERVE]
        with served(ours, "/readyz", FIRSTFIVE_DATA_DIR=f"{folder}/data", **UNLIMITED) as server:
            both = (by_socket, by_api)
            most, table = curve("the product", server, both, levels, given.seconds)
            console.print(table)
            if given.minutes:
                console.print(steady(server, both, max(most // 2, 1), given.minutes))
            if given.flood:
                _, table = curve("overload", server, both, [given.flood], given.seconds)
                console.print(table)
    share = most / most_bare if most_bare else float("nan")
    console.print(f"largest number answered in time: {most}, bare {most_bare}, ratio {share:.2f}")


async def _echoing(url: str, tally: Tally) -> None:
    await by_socket(url, tally, echo=True)


if __name__ == "__main__":
    main()
