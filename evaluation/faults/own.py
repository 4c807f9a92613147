"""Faults of the product's own processes, and of the people who use it."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from random import Random
from signal import SIGKILL
from threading import Thread
from uuid import uuid4

from agent.run import SET_ASIDE
from core.program import run, start
from evaluation.faults.dying import POISON
from evaluation.faults.person import Person, Said
from evaluation.faults.stage import Stage
from evaluation.faults.trial import LONGEST, MORE, Outcome, closed, opened

DYING = (
    sys.executable,
    "-c",
    "from evaluation.faults.dying import arrange; arrange(); from ui.cli import main; main()",
)
MIGRATING = (sys.executable, "-m", "evaluation.faults.dying")
INGEST = (sys.executable, "-c", "from ui.cli import main; main()", "ingest", "businesses")
MESSAGES = {
    "screen": MORE[1],
    "listen": MORE[2],
    "believe": MORE[3],
    "decide": MORE[1],
    "answer": "what do you know about me?",
    "recommend": "just show me",
    "check": "just show me",
    "store": MORE[2],
    "reply": "just show me",
}
"""What makes a turn pass each node."""


def killed_at_a_node(stage: Stage, rng: Random) -> Outcome:
    """The product is killed between two steps of a turn, or before its reply goes out."""
    node = rng.choice(list(MESSAGES))
    stage.product.kill()
    stage.product.start((*DYING, node, str(_mark(stage)), "serve"))
    person = opened(stage, rng)
    said = person.say(text=MESSAGES[node])
    died = stage.product.ended(10)
    begin = time.monotonic()
    stage.product.kill()
    stage.product.start(again=True)
    ended = closed(person, said, restart=time.monotonic() - begin)
    return ended if died else ended.but(f"did not die at {node}")


def poisoned_turn(stage: Stage, rng: Random) -> Outcome:
    """The product hangs at a message and is killed for it, each time it hears it."""
    mark = _mark(stage)
    poisoned = (*DYING, "poison", str(mark), "serve")
    stage.product.kill()
    stage.product.start(poisoned)
    person, said = opened(stage, rng), Said(str(uuid4()), {"text": POISON})
    person.said.append(said)
    for times in (1, 2):
        sending = Thread(target=person.send, args=(said,))
        sending.start()
        _wait_for_lines(mark, times)
        stage.product.kill()
        sending.join()
        begin = time.monotonic()
        stage.product.start(poisoned, again=True)
        restart = time.monotonic() - begin
        person.transcript()
    ended = closed(person, said, restart=restart)
    heard = len(mark.read_text("utf-8").splitlines())
    stage.product.kill()
    stage.product.start()
    if heard != 2 or said.reply is None or said.reply["text"] != SET_ASIDE:
        return ended.but(f"heard {heard} times, and answered {said.reply}")
    return ended


def _wait_for_lines(file: Path, lines: int) -> None:
    deadline = time.monotonic() + LONGEST
    while time.monotonic() < deadline:
        if file.exists() and len(file.read_text("utf-8").splitlines()) >= lines:
            return
        time.sleep(0.05)


def ingest_killed(stage: Stage, rng: Random) -> Outcome:
    """An ingest is killed somewhere while people talk."""
    person = opened(stage, rng)
    ingest = start(
        [*INGEST, "--database-url", stage.server.url, "--data-dir", str(stage.folder)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    said = person.say(text=rng.choice(MORE))
    time.sleep(rng.uniform(0.5, 8))
    ingest.kill()
    ingest.wait()
    return closed(person, said)


def submitted_twice(stage: Stage, rng: Random) -> Outcome:
    """The same message arrives several times at once."""
    person = opened(stage, rng)
    said = person.say(text=rng.choice(MORE)) if rng.random() < 0.3 else _new(person, rng)
    _at_once(person, [said] * rng.randint(2, 4))
    return closed(person, said)


def two_tabs(stage: Stage, rng: Random) -> Outcome:
    """Two windows of one conversation send different messages at once."""
    person = opened(stage, rng)
    both = [_new(person, rng), _new(person, rng)]
    _at_once(person, both)
    return closed(person, *both)


def socket_lost(stage: Stage, rng: Random) -> Outcome:
    """The chat's socket is lost with a message on its way, which is sent once more."""
    person = opened(stage, rng)
    said = _new(person, rng)
    conversation = (person.id, person.token)
    stage.browser.drop(stage.product.base, conversation, said.id, said.body["text"])
    return closed(person, said)


def other_dimension(stage: Stage, rng: Random) -> Outcome:
    """The encoder's vectors are no longer as long as those stored: it says so, and serves none."""
    person = opened(stage, rng)
    stage.product.kill()
    stage.server.run("fault_dimension", more=-1)
    refused = _refusal(stage)
    stage.server.run("fault_dimension", more=1)
    begin = time.monotonic()
    stage.product.start(again=True)
    said = person.say(text=rng.choice(MORE))
    ended = closed(person, said, restart=time.monotonic() - begin)
    return ended if "embeddings" in refused else ended.but(f"it said: {refused}")


def half_migrated(stage: Stage, rng: Random) -> Outcome:
    """A migration is killed in its midst."""
    person = opened(stage, rng)
    stage.product.kill()
    done = run([*MIGRATING, str(_mark(stage)), stage.server.url])
    begin = time.monotonic()
    stage.product.start(again=True)
    said = person.say(text=rng.choice(MORE))
    ended = closed(person, said, restart=time.monotonic() - begin)
    half = stage.server.sql("select to_regclass('public.half') is not null")[0][0]
    if half or done.returncode != -SIGKILL:
        return ended.but(f"half a migration stayed: {half}; it ended with {done.returncode}")
    return ended


def _refusal(stage: Stage) -> str:
    """What the product says instead of starting."""
    try:
        stage.product.start()
    except RuntimeError as error:
        return str(error)
    stage.product.kill()
    return "nothing, and started"


def _mark(stage: Stage) -> Path:
    return stage.folder / f"died-{uuid4()}"


def _new(person: Person, rng: Random) -> Said:
    said = Said(str(uuid4()), {"text": rng.choice(MORE)})
    person.said.append(said)
    return said


def _at_once(person: Person, messages: list[Said]) -> None:
    threads = [Thread(target=person.send, args=(said,)) for said in messages]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
