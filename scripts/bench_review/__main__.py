"""How quick the review desk is on very many conversations, as a table beside its floor.

A few conversations are played with the product, multiplied and loaded by COPY; then the pages of
the queue are asked for over HTTP, signed in, as a reviewer's browser does. The floor is the same
way to a page that reads one small list: the reviewer's own conversations.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from time import perf_counter

import httpx
from rich.console import Console
from rich.table import Table

from core.embedded import owner_url, stop_embedded
from core.settings import Settings, read_settings
from domains import pack_ids
from evaluation.bench import percentile
from evaluation.rehearsal.playing import Rehearsal, rehearse
from scripts.bench_review.loading import load
from ui import users
from ui.ingesting import ingest_pack

BAR = 200.0
"""Milliseconds that 95 of 100 pages take at most."""

ITEMS, PEOPLE, COMMON, RARE = 60, 60, 40, 20_000
PASSWORD = "a password for the bench"  # pragma: allowlist secret
GENEROUS = {"FIRSTFIVE_REQUESTS_PER_MINUTE": "1000000", "FIRSTFIVE_SIGN_INS_PER_MINUTE": "1000"}
FLAGS = ("guardrail", "low rating", "degraded", "contradiction", "low match", "long", "left late")


def prepare(settings: Settings, conversations: int, turns: int, seed: int) -> None:
    """A small catalogue, a reviewer, played conversations, and these multiplied."""
    pack = pack_ids()[0]
    shipped = files("domains").joinpath(pack, "listings.jsonl").read_text("utf-8")
    source = settings.data_dir / "some.jsonl"
    source.write_text("\n".join(shipped.splitlines()[:ITEMS]), "utf-8")
    asyncio.run(ingest_pack(settings, pack, str(source)))
    asyncio.run(users.add(settings, "rita", "reviewer", PASSWORD))
    asyncio.run(rehearse(settings, Rehearsal(pack, PEOPLE, faulty=0.5, seed=seed)))
    start = perf_counter()
    load(owner_url(settings.data_dir), conversations, turns, seed)
    print(
        f"loaded {conversations:,} conversations, {turns:,} turns: {perf_counter() - start:.0f} s"
    )


@contextmanager
def serving(settings: Settings) -> Iterator[httpx.Client]:
    """The product as a process of its own, and a browser in which a reviewer has signed in."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-c", "from ui.cli import main; main()", "serve"]
    where = ["--port", str(port), "--data-dir", str(settings.data_dir)]
    process = subprocess.Popen(
        [*command, *where], env={**os.environ, **GENEROUS}, stdout=subprocess.PIPE, text=True
    )
    base = f"http://127.0.0.1:{port}"
    try:
        assert process.stdout
        process.stdout.readline()
        with httpx.Client(base_url=base, headers={"Origin": base}, timeout=120) as browser:
            browser.post("/chat/login", data={"username": "rita", "password": PASSWORD})
            yield browser
    finally:
        process.kill()
        process.wait()


def pages(chance: random.Random) -> dict[str, str]:
    """One address of each kind of queue page."""
    flag, other = chance.sample(FLAGS, 2)
    common, rare = chance.randint(1, COMMON), chance.randint(RARE, 50_000)
    month = chance.choice((9, 10))
    return {
        "most worth reading": "/review",
        "newest": "/review?sort=newest",
        "one filter": f"/review?flag={flag}",
        "two filters": f"/review?flag={flag}&flag={other}&pack={pack_ids()[0]}",
        "outcome, language": "/review?outcome=interested&language=en-US",
        "dates": f"/review?since=2026-{month:02}-{chance.randint(1, 20)}&until=2026-{month}-25",
        "abandoned": "/review?abandoned=yes",
        "version": "/review?version=model:none&flag=low+match",
        "nobody has judged it": "/review?state=unread",
        "judged": "/review?state=judged",
        "search: common word": f"/review?q=kw{common}",
        "search: rare word": f"/review?q=kw{rare}",
        "search: two words": f"/review?q=kw{common}+kw{chance.randint(100, 2000)}",
        "search and filter": f"/review?q=kw{chance.randint(20, 2000)}&flag={flag}&state=unread",
        "nothing fits": "/review?q=nosuchword&flag=long",
    }


def measure(browser: httpx.Client, rounds: int, seed: int) -> dict[str, list[float]]:
    """Milliseconds by kind of page, all kinds in turn; walks on from page to page too."""
    chance, found, more = random.Random(seed), dict[str, list[float]](), "/review"
    for _ in range(rounds):
        timed(browser, "/conversations", found.setdefault("floor", []))
        for name, path in pages(chance).items():
            timed(browser, path, found.setdefault(name, []))
        text = timed(browser, more, found.setdefault("page after page", []))
        following = re.search(r'rel="next" href="([^"]+)"', text)
        more = following[1].replace("&amp;", "&") if following else "/review"
    return found


def timed(browser: httpx.Client, path: str, into: list[float]) -> str:
    """A page, and how long it took."""
    start = perf_counter()
    answer = browser.get(path)
    into.append(1000 * (perf_counter() - start))
    answer.raise_for_status()
    return answer.text


def show(found: dict[str, list[float]]) -> bool:
    """Print the table; whether every kind of page is within the bar."""
    table = Table("page", "n", "p50 ms", "p95 ms", "÷ floor", title="Pages of the review queue")
    floor = percentile(found["floor"], 0.5)
    for name, times in found.items():
        middle, late = percentile(times, 0.5), percentile(times, 0.95)
        cells = (name, str(len(times)), f"{middle:.1f}", f"{late:.1f}", f"{middle / floor:.1f}")
        table.add_row(*cells)
    every = [time for name, times in found.items() if name != "floor" for time in times]
    late = percentile(every, 0.95)
    table.add_row("all", str(len(every)), f"{percentile(every, 0.5):.1f}", f"{late:.1f}", "")
    Console(width=100).print(table)
    worst = max(percentile(times, 0.95) for times in found.values())
    print(f"p95 of all pages {late:.0f} ms, of the slowest kind {worst:.0f} ms; bar {BAR:.0f} ms")
    return worst <= BAR


def main(arguments: Sequence[str] | None = None) -> int:
    """Run it in a folder of its own; 0 when the bar is met."""
    parser = argparse.ArgumentParser(prog="bench-review", description=__doc__)
    parser.add_argument("--conversations", type=int, default=100_000)
    parser.add_argument("--turns", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args(arguments)
    folder = Path(tempfile.mkdtemp(prefix="firstfive-bench-"))
    folder.chmod(0o755)
    settings = read_settings(data_dir=folder)
    try:
        prepare(settings, asked.conversations, asked.turns, asked.seed)
        with serving(settings) as browser:
            measure(browser, 2, asked.seed)
            return 0 if show(measure(browser, asked.rounds, asked.seed + 1)) else 1
    finally:
        stop_embedded(folder)
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
