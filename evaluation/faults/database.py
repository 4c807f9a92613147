"""Faults of the database: gone, full, crowded, or not to be written to."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from random import Random

import psycopg

from core.sql import sql
from evaluation.faults.server import small_disk
from evaluation.faults.stage import Stage

FILLER = "filler"
FULL = """
create function public.no_room() returns trigger language plpgsql as $$
begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end
$$;
create trigger no_room before insert or update on conversations.turns
for each row execute function public.no_room()
"""
READ_ONLY = "default_transaction_read_only"


@contextmanager
def restart(stage: Stage, rng: Random) -> Iterator[None]:
    """The server stops in good order and starts again."""
    with _meanwhile(stage.server.stop, rng.uniform(0.2, 1.5), stage.server.start):
        yield


@contextmanager
def killed(stage: Stage, rng: Random) -> Iterator[None]:
    """Every process of the server is killed, and it starts again after a while."""
    with _meanwhile(stage.server.kill, rng.uniform(0.2, 1.5), stage.server.start):
        yield


@contextmanager
def _meanwhile(
    break_: Callable[[], None], seconds: float, mend: Callable[[], None]
) -> Iterator[None]:
    broken = threading.Event()

    def run() -> None:
        break_()
        broken.set()
        time.sleep(seconds)
        mend()

    thread = threading.Thread(target=run)
    thread.start()
    broken.wait(20)
    try:
        yield
    finally:
        thread.join()


@contextmanager
def full_disk(stage: Stage, _: Random) -> Iterator[None]:
    """The turns lie on a small file system that is full; emulated where none may be mounted."""
    with small_disk("128m") as disk, ExitStack() as mended:
        if disk is None:
            stage.server.sql(FULL)
            mended.callback(stage.server.sql, "drop function public.no_room() cascade")
        else:
            _move(stage, str(disk), mended)
            stage.server.sql("vacuum (full) conversations.turns")  # no room within its pages either
            _fill(disk / FILLER)
        yield


def _move(stage: Stage, disk: str, mended: ExitStack) -> None:
    owner = (stage.server.folder / "postgres").owner()
    shutil.chown(disk, owner)
    stage.server.sql(f"create tablespace small location '{disk}'")
    mended.callback(stage.server.sql, "drop tablespace small")
    stage.server.run("fault_to_small_disk")
    mended.callback(stage.server.run, "fault_from_small_disk")


def _fill(path: object) -> None:
    with suppress(OSError), open(str(path), "wb", buffering=0) as file:
        while True:
            file.write(b"x" * 4096)


@contextmanager
def crowded(stage: Stage, _: Random) -> Iterator[None]:
    """Other programs hold every connection that the server allows."""
    with ExitStack() as held:
        first = held.enter_context(psycopg.connect(stage.server.url, autocommit=True))
        for _round in range(3):
            first.execute(sql("evaluation", "fault_hang_up").encode())
            with suppress(psycopg.OperationalError):
                while True:
                    held.enter_context(psycopg.connect(stage.server.url, application_name="crowd"))
        yield


@contextmanager
def read_only(stage: Stage, _: Random) -> Iterator[None]:
    """The server takes no writes, as a replica that was promoted elsewhere."""
    stage.server.sql(f"alter system set {READ_ONLY} = on")
    stage.server.sql("select pg_reload_conf()")
    try:
        yield
    finally:
        with psycopg.connect(
            stage.server.url, autocommit=True, options=f"-c {READ_ONLY}=off"
        ) as writing:
            writing.execute(f"alter system reset {READ_ONLY}")
            writing.execute("select pg_reload_conf()")


@contextmanager
def clock_jump(stage: Stage, rng: Random) -> Iterator[None]:
    """The clock jumps: every time that is kept lies so far in the past, or in the future."""
    days = rng.choice((-400, -1, 1, 30))
    stage.server.run("fault_move_conversations", days=days)
    stage.server.run("fault_move_turns", days=days)
    yield
