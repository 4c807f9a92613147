"""Processes that kill themselves at a chosen point, once: the file MARK tells that they have.

``arrange`` has the product end before a node of a turn, by the node's name; ``reply`` is after the
turn has committed, ``poison`` has it hang whenever it hears POISON.
``python -m evaluation.faults.dying MARK URL`` applies a migration that takes long, and dies in it.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

POISON = "a bakery with poison in it"
"""Words at whose hearing a process hangs that was started so."""


def die_once(mark: Path) -> None:
    """SIGKILL this process, unless it was done before."""
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)


def _replace(owner: object, name: str, by: Callable[..., Any]) -> None:
    """Put another function in the place of a module's or a class's own."""
    setattr(owner, name, by)


def before_node(name: str, mark: Path) -> None:
    """Have the second turn of any conversation end before this node."""
    from agent import graph, run

    if name == "poison":
        hang_at_poison(mark)
        return
    if name == "reply":
        told = run.Run.turn

        @wraps(told)
        async def turn(*arguments: Any, **named: Any) -> Any:
            reply = await told(*arguments, **named)
            if arguments[1].n == 2:
                die_once(mark)
            return reply

        _replace(run.Run, "turn", turn)
        return
    node = getattr(graph, name)

    @wraps(node)
    async def dying(state: Any, runtime: Any) -> Any:
        if state.get("turn") == 2:
            die_once(mark)
        done = node(state, runtime)
        return await done if hasattr(done, "__await__") else done

    _replace(graph, name, dying)


def hang_at_poison(mark: Path) -> None:
    """Have a process hang for ever at each hearing of POISON, which is a line of the file."""
    from agent import graph

    listen = vars(graph)["listen"]

    async def poisoned(state: Any, runtime: Any) -> Any:
        if state["said"].text == POISON:
            with mark.open("a", encoding="utf-8") as file:
                file.write("heard\n")
            threading.Event().wait()
        return await listen(state, runtime)

    _replace(graph, "listen", poisoned)


def in_migration(url: str, mark: Path) -> None:
    """Apply a long migration, and die in it."""
    from core import migrate
    from core.sql import sql

    mine = ("9999_long.sql", sql("evaluation", "fault_long_migration"))
    known = migrate.numbered()
    _replace(migrate, "numbered", lambda: [*known, mine])
    threading.Timer(1.0, die_once, [mark]).start()
    migrate.migrate(url)


def arrange() -> None:
    """Have the program whose arguments follow NAME and MARK end itself."""
    _, name, mark, *arguments = sys.argv
    before_node(name, Path(mark))
    sys.argv = ["firstfive", *arguments]


if __name__ == "__main__":
    in_migration(sys.argv[2], Path(sys.argv[1]))
