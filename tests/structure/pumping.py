"""Pumps every repeat of compiled patterns, and measures what each costs: run it with a list."""

from __future__ import annotations

import importlib
import itertools
import json
import re
import signal
import sys
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from types import FrameType
from typing import Any

COMPILER, op, parser = (
    importlib.import_module(f"re._{name}") for name in ("compiler", "constants", "parser")
)
SIZES = (600, 2_000, 8_000)
"""Characters of the pumped texts."""

FLOOR = 0.015
"""Seconds of CPU: what takes less at the greatest size is not looked at any closer."""

STEEPEST = 8.0
"""How much more 8,000 characters may cost than 2,000: linear is 4, quadratic 16."""

LONGEST = 0.5
"""Seconds of CPU after which one search of the two shorter texts is broken off."""

DIFFERENCE = SIZES[2] / SIZES[1]
"""What is quadratic costs the square of this more at the greatest size than at the middle one."""

TIMES = 12
"""How often a short text is measured: clocks of CPU time tick slowly."""

ALPHABET = "a 1\nA.e-,'s$(\"/<[é_x0\t:@|#*tm"
"""What characters of a class are drawn from, the most telling first."""

KINDS = 2
"""Characters drawn of a class."""

PIECES = 5
"""Texts drawn of the body of a repeat."""

END = "\x01\na\x01"
"""How a pumped text ends: with what no pattern expects."""

REPEATS = {op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT}


@dataclass(frozen=True)
class Pump:
    """A text that grows: what leads to the repeat, and what is repeated."""

    before: str
    piece: str

    def text(self, size: int) -> str:
        """The text at about this many characters."""
        times = max(1, (size - len(self.before) - len(END)) // len(self.piece))
        return f"{self.before}{self.piece * times}{END}"


def pumps(pattern: re.Pattern[str]) -> Iterator[Pump]:
    """A pump for every repeat of the pattern, every piece of it, and neighbours together."""
    tree = list(parser.parse(pattern.pattern, pattern.flags))
    found: dict[Pump, None] = {}
    for before, piece in _repeats(tree, "", pattern.flags):
        if piece:
            found |= {Pump(before, piece): None, Pump("", before + piece): None}
    yield from found


def _repeats(items: Sequence[Any], before: str, flags: int) -> Iterator[tuple[str, str]]:
    last: tuple[str, list[str]] | None = None
    for code, value in items:
        for inner in _inside(code, value):
            yield from _repeats(inner, before, flags)
        if code in REPEATS:
            pieces = list(itertools.islice(_texts(list(value[2]), flags), PIECES))
            yield from ((before, piece) for piece in (*pieces, "".join(pieces)))
            if last:
                pairs = itertools.product(last[1][:2], pieces[:2])
                yield from ((last[0], one + two) for one, two in pairs)
            last = (before, pieces)
        before += next(_texts([(code, value)], flags), "")


def _inside(code: Any, value: Any) -> list[list[Any]]:
    """The sequences within one part of a pattern."""
    if code is op.BRANCH:
        return [list(branch) for branch in value[1]]
    if code is op.SUBPATTERN:
        return [list(value[3])]
    if code in REPEATS:
        return [list(value[2])]
    if code in (op.ASSERT, op.ASSERT_NOT):
        return [list(value[1])]
    if code is op.ATOMIC_GROUP:
        return [list(value)]
    return []


def _texts(items: Sequence[Any], flags: int) -> Iterator[str]:
    """Texts that the sequence matches, as far as that can be told part by part."""
    options = [list(itertools.islice(_part(code, value, flags), PIECES)) for code, value in items]
    if any(not option for option in options):
        return
    first = [option[0] for option in options]
    seen = set()
    for at, option in enumerate(options or [[""]]):
        for choice in option:
            text = "".join([*first[:at], choice, *first[at + 1 :]])
            if text not in seen:
                seen.add(text)
                yield text


def _part(code: Any, value: Any, flags: int) -> Iterator[str]:
    if code is op.LITERAL:
        yield chr(value)
    elif code in (op.NOT_LITERAL, op.IN, op.ANY):
        yield from _characters(code, value, flags)
    elif code in REPEATS:
        least, most, body = value
        texts = _texts(list(body), flags)
        yield from (text * least for text in (texts if least else ("",)))
        yield from (text for text in _texts(list(body), flags) if not least and most)
    elif code is op.ASSERT:
        yield from _texts(list(value[1]), flags) if value[0] < 0 else ("",)
    elif inside := (code is not op.ASSERT_NOT and _inside(code, value)):
        yield from itertools.chain.from_iterable(_texts(one, flags) for one in inside)
    else:
        yield ""


def _characters(code: Any, value: Any, flags: int) -> Iterator[str]:
    item = [(code, value)]
    state = parser.State()
    state.flags = flags
    tree = parser.SubPattern(state, item)
    one = COMPILER.compile(tree, flags)
    named = [chr(v) for c, v in value if c is op.LITERAL] if code is op.IN else []
    yield from itertools.islice((c for c in (*ALPHABET, *named) if one.match(c)), KINDS)


class TooLong(Exception):
    """A search was broken off."""


def _break_off(number: int, frame: FrameType | None) -> None:
    raise TooLong


def seconds(pattern: re.Pattern[str], text: str, times: int = 1, limit: float = LONGEST) -> float:
    """CPU that looking through the text takes; infinite where it was broken off."""
    signal.setitimer(signal.ITIMER_VIRTUAL, limit * times)
    begun = time.process_time()
    try:
        for _ in range(times):
            deque(pattern.finditer(text), 0)
    except TooLong:
        return float("inf")
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return (time.process_time() - begun) / times


def steep(pattern: re.Pattern[str], pump: Pump) -> str | None:
    """How the cost grows where it grows faster than the text; None where it does not."""
    short, middle, long = map(pump.text, SIZES)
    shorter = _once(pattern, middle)
    if shorter == float("inf"):
        at = SIZES[0] if seconds(pattern, short) == float("inf") else SIZES[1]
        return f"more than {LONGEST} s at {at}"
    if shorter * DIFFERENCE**2 < FLOOR or _once(pattern, long) < max(FLOOR, STEEPEST * shorter):
        return None
    for _ in range(2):  # another process may have come between
        shorter = seconds(pattern, middle, TIMES)
        longer = seconds(pattern, long, 2, 4 * LONGEST)
        if longer <= max(FLOOR, STEEPEST * shorter):
            return None
    return f"{shorter:.4f} s at {SIZES[1]}, {longer:.4f} s at {SIZES[2]}"


def _once(pattern: re.Pattern[str], text: str) -> float:
    """Seconds of one look through the text, which a busy machine lengthens; else as ``seconds``."""
    begun = time.perf_counter()
    taken = seconds(pattern, text)
    return taken if taken == float("inf") else time.perf_counter() - begun


def amiss(pattern: re.Pattern[str]) -> tuple[Pump, str] | None:
    """The first pump that the pattern does not bear."""
    for pump in pumps(pattern):
        if how := steep(pattern, pump):
            return pump, how
    return None


def main(lines: Iterable[str]) -> None:
    """Write a line for each pattern given as ``[pattern, flags]``: what is amiss, or null."""
    signal.signal(signal.SIGVTALRM, _break_off)
    for line in lines:
        pattern = re.compile(*json.loads(line))
        found = amiss(pattern)
        told = found and [found[0].before, found[0].piece, found[1]]
        sys.stdout.write(f"{json.dumps(told)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.stdin)
