"""The log tells what happened and where, in nobody's words."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from ui.log import FORM, Record, Seldom

THEIRS, OURS = logging.getLogger("chainlit.anything"), logging.getLogger("firstfive.http")


class Kept(logging.Handler):
    """Keeps the lines that would be written."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """One more."""
        self.lines.append(self.format(record))


@pytest.fixture
def kept() -> Iterator[list[str]]:
    """What is written meanwhile."""
    handler = Kept()
    handler.setFormatter(logging.Formatter(FORM))
    handler.addFilter(Seldom())
    root = logging.getLogger()
    root.addHandler(handler)
    before = logging.getLogRecordFactory()
    logging.setLogRecordFactory(Record)
    yield handler.lines
    logging.setLogRecordFactory(before)
    root.removeHandler(handler)


def fail(words: str) -> None:
    raise ValueError(words)


def test_a_message_of_others_is_written_as_its_source_has_it(kept: list[str]) -> None:
    THEIRS.warning("the port %d is not that of %s", 8000, "private words")
    (line,) = kept
    assert "the port 8000 is not that of … [test_log:" in line


@pytest.mark.parametrize("said", ["private", "{private}", "%s private", "%(private)s"])
def test_words_in_the_message_itself_are_not_written(kept: list[str], said: str) -> None:
    THEIRS.warning(f"somebody said {said}")
    THEIRS.error(ValueError(f"somebody said {said}"))
    for line in kept:
        assert "private" not in line
        assert "test_log:" in line
    assert len(kept) == 2


def test_an_exception_is_told_by_kind_and_place(kept: list[str]) -> None:
    try:
        try:
            fail("private")
        except ValueError as error:
            raise KeyError("private") from error
    except KeyError:
        THEIRS.exception("It failed")
    (line,) = kept
    assert "private" not in line
    assert "KeyError at" in line
    assert "ValueError at" in line
    assert "fail" in line


def test_our_own_messages_stay_and_their_exceptions_are_told_alike(kept: list[str]) -> None:
    try:
        fail("private")
    except ValueError:
        OURS.exception("incident %s", "12")
    (line,) = kept
    assert "incident 12" in line
    assert "ValueError at" in line
    assert "private" not in line


def test_one_place_of_others_speaks_seldom(kept: list[str]) -> None:
    for number in range(500):
        THEIRS.warning("refused %d", number)
    for number in range(5):
        OURS.warning("noted %d", number)
    assert len(kept) == 6


def test_different_failures_at_one_place_are_all_told(kept: list[str]) -> None:
    for error in (ValueError("a"), KeyError("b")):
        THEIRS.error("It failed", exc_info=error)
    assert len(kept) == 2


def test_warnings_are_told_by_place_and_kind(kept: list[str]) -> None:
    logging.captureWarnings(True)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("always")
            logging.captureWarnings(False)
            logging.captureWarnings(True)
            warnings.warn("a value of private", UserWarning, stacklevel=1)
    finally:
        logging.captureWarnings(False)
    (line,) = kept
    assert "UserWarning" in line
    assert "private" not in line


PROCESS = """
import logging, sys
from base64 import b64decode
from ui.log import keep_log, one_log

WORD = b64decode("cHJpdmF0ZQ==").decode()
keep_log()
import engineio, socketio
engineio.AsyncServer(async_mode="asgi"), socketio.AsyncServer(async_mode="asgi")
names = ["engineio.server", "socketio.server", "asyncio", "added.before", "added.later", "quiet"]
for name in ("added.before", "quiet"):
    logging.getLogger(name).addHandler(logging.StreamHandler())
logging.getLogger("quiet").propagate = False
one_log()
loggers = {name: logging.getLogger(name) for name in names}
loggers["added.later"].addHandler(logging.StreamHandler(sys.stdout))
for name, logger in loggers.items():
    try:
        raise type("Of" + name.replace(".", ""), (ValueError,), {})(WORD)
    except ValueError:
        logger.exception("It failed at %s", WORD)
        logger.error(f"It failed with {WORD}", stack_info=True)
logging.getLogger("added.later").error("three %d %d", WORD)
logging.getLogger("firstfive.http").error("incident %s", 12)
sys.excepthook(ValueError, ValueError(WORD), None)
"""
"""A process whose libraries write by handlers of their own, as those of the chat's sockets do."""


def test_no_handler_of_others_writes_what_ours_would_not(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(PROCESS, "utf-8")
    environ = {**os.environ, "PYTHONPATH": str(Path.cwd())}
    done = subprocess.run(
        [sys.executable, str(program)], env=environ, capture_output=True, text=True, check=True
    )
    written = done.stdout + done.stderr
    assert "private" not in written
    assert "  File " not in written
    assert "Traceback" not in written
    assert "incident 12" in written
    for name in ("engineio.server", "socketio.server", "asyncio", "quiet", "added.later"):
        assert done.stderr.count(f"ERROR {name}: It failed at … [program:") == 1
    assert "ValueError at" in done.stderr
