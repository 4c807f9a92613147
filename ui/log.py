"""The log of the server: what happened and where, and never a word that somebody wrote.

Other people's code writes messages and tracebacks that quote what it was given. Of those stay what
is written in that code itself, numbers, and the places that an exception came through.
"""

from __future__ import annotations

import ast
import linecache
import logging
import sys
import threading
import time
import traceback
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

OURS = "firstfive"
FORM = "%(asctime)s %(levelname)s %(name)s: %(message)s"
INNERMOST = 12
"""How many of an exception's innermost calls are logged."""

HIDDEN = "…"
QUIET = 60.0
"""Seconds in which another library's message of one place is written once, so that no flood of
requests becomes a flood of lines."""


class Record(logging.LogRecord):
    """What there is to log: of others only what cannot quote anybody, of exceptions only places.

    No handler can write more than a record holds, whoever has added it: some libraries have their
    own, which write messages and tracebacks in full.
    """

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        raised = self.exc_info[1] if self.exc_info else None
        if self.name.partition(".")[0] != OURS:
            self.msg, self.args = told(self), None
        self.exc_info = self.stack_info = None
        self.exc_text = places(raised) if raised else None


class Seldom(logging.Filter):
    """Lets a place of other people's code speak once in a while, and then says how often it did."""

    def __init__(self) -> None:
        super().__init__()
        self._spoken: dict[tuple[object, ...], tuple[float, int]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the record is written."""
        if record.name.partition(".")[0] == OURS:
            return True
        place = (record.pathname, record.lineno, record.exc_text)
        now = time.monotonic()
        at, more = self._spoken.get(place, (float("-inf"), 0))
        if now - at < QUIET:
            self._spoken[place] = (at, more + 1)
            return False
        self._spoken[place] = (now, 0)
        if more:
            record.msg = f"{record.msg} (and {more} times before)"
        return True


def keep_log() -> None:
    """Write warnings and errors to the standard error stream, from now on and from everywhere."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter(FORM))
    handler.addFilter(Seldom())
    logging.setLogRecordFactory(Record)
    logging.raiseExceptions = False  # a record that cannot be written would be quoted instead
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    logging.captureWarnings(True)
    threading.excepthook = lambda what: _uncaught(what.exc_value)
    sys.unraisablehook = lambda what: _uncaught(what.exc_value)
    sys.excepthook = lambda _, error, __: _uncaught(error)


def one_log() -> None:
    """Have what libraries write by handlers of their own written as all else is, and once."""
    for name in list(logging.root.manager.loggerDict):
        logger = logging.getLogger(name)
        for handler in list(logger.handlers):
            if isinstance(handler, logging.StreamHandler):
                logger.removeHandler(handler)
                logger.propagate = True


def _uncaught(error: BaseException | None) -> None:
    logging.getLogger("uncaught").error("An exception that nobody waited for", exc_info=error)


def told(record: logging.LogRecord) -> str:
    """What another library's record may say: its message where that stands in the source, with its
    numbers; else only where it comes from.
    """
    place = f"{record.module}:{record.lineno} {record.funcName}"
    if record.name == "py.warnings":
        return ": ".join(record.getMessage().split(": ")[:2])  # its place and kind
    message = record.msg if isinstance(record.msg, str) else ""
    if message not in written(record.pathname):
        return f"a message of {place}"
    return f"{filled(message.strip(), record.args)} [{place}]"


@lru_cache(maxsize=256)
def written(path: str) -> frozenset[str]:
    """The texts that stand in a source file; none for one that cannot be read."""
    try:
        tree = ast.parse("".join(linecache.getlines(path)))
    except (SyntaxError, ValueError):
        return frozenset()
    constants = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return frozenset(value for value in constants if isinstance(value, str) and value.strip())


def filled(message: str, arguments: object) -> str:
    """A message with its numbers put in and everything else hidden."""
    if not arguments:
        return message
    if isinstance(arguments, Mapping):
        shown: object = {name: _number(value) for name, value in arguments.items()}
    else:
        shown = tuple(map(_number, arguments if isinstance(arguments, tuple) else (arguments,)))
    try:
        return message % shown
    except (TypeError, ValueError, KeyError):
        return message


def _number(value: object) -> object:
    return value if isinstance(value, int | float) else HIDDEN


def places(error: BaseException) -> str:
    """The kinds of an exception and of what led to it, each with the calls it came through."""
    chain = [error]
    while (before := chain[-1].__cause__ or chain[-1].__context__) and before not in chain:
        chain.append(before)
    return "\n".join(f"  {route(one)}" for one in chain)


def route(error: BaseException) -> str:
    """The kind of an exception and the calls that it came through, the innermost first."""
    frames = traceback.extract_tb(error.__traceback__)[-INNERMOST:]
    calls = " < ".join(f"{f.filename}:{f.lineno} {f.name}" for f in reversed(frames))
    return f"{type(error).__name__} at {calls}"
