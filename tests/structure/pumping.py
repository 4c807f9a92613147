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
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from types import FrameType
from typing import Any

COMPILER, op, parser = (
    importlib.import_module(f"re._{name}") for name in ("compiler", "constants", "parser")
)
SIZES = (2_000, 8_000)
"""Characters of the pumped texts."""

SHORTEST = 600
"""Characters of those for patterns whose matches have a greatest length."""

FLOOR = 0.01
"""Seconds of CPU: what takes less at the greatest size grows with nothing that could be seen."""

STEEPEST = 8.0
"""How much more 8,000 characters may cost than 2,000: linear is 4, quadratic 16."""

QUADRATIC = (SIZES[1] / SIZES[0]) ** 2
"""How much more the greatest size costs than the one before where the cost is quadratic: what stays
below the floor even so need not be measured there. What grows faster costs more long before.
"""

LONGEST = 0.5
"""Seconds of CPU after which one look through a text is broken off."""

DEAREST = 0.02
"""Seconds of CPU that 600 characters may cost a pattern whose matches have a greatest length, which
is linear: a hundred times what the dearest one here costs.
"""

ROUNDS = 5
"""How often is measured again what seems too steep: the least of each size counts."""

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
    if code is op.GROUPREF_EXISTS:
        return [list(branch) for branch in value[1:] if branch]
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
    drawn = dict.fromkeys((*ALPHABET, *named))
    yield from itertools.islice((c for c in drawn if one.match(c)), KINDS)


class TooLong(Exception):
    """A search was broken off."""


def _break_off(number: int, frame: FrameType | None) -> None:
    raise TooLong


Look = Callable[[re.Pattern[str], str], object]
"""How a text is looked through: all that is found in it, or whether all of it matches."""


def find(pattern: re.Pattern[str], text: str) -> object:
    """All that is found."""
    return deque(pattern.finditer(text), 0)


def match_whole(pattern: re.Pattern[str], text: str) -> object:
    """Whether all of it matches."""
    return pattern.fullmatch(text)


def seconds(pattern: re.Pattern[str], text: str, look: Look = find) -> float:
    """CPU that looking through the text takes; infinite if broken off."""
    signal.setitimer(signal.ITIMER_VIRTUAL, LONGEST)
    begun = time.thread_time()  # that of the process ticks slowly while a timer runs
    try:
        look(pattern, text)
    except TooLong:
        return float("inf")
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return time.thread_time() - begun


def is_bounded(items: Sequence[Any]) -> bool:
    """Whether no match, and nothing that is looked at for one, is longer than the shortest pump:
    then each place of a text costs the same, however long the text is.
    """
    return _longest(items) < SHORTEST


def _longest(items: Sequence[Any]) -> float:
    longest = 0.0
    for code, value in items:
        inner = max((_longest(one) for one in _inside(code, value)), default=1.0)
        if code is op.GROUPREF or code is op.GROUPREF_EXISTS:
            inner = float("inf")  # as long as what it repeats: not looked up here
        most = value[1] if code in REPEATS else 1
        longest += inner * (float("inf") if most is parser.MAXREPEAT else most)
    return longest


def steep(pattern: re.Pattern[str], pump: Pump, look: Look, sizes: Sequence[int]) -> str | None:
    """How the cost grows where it grows faster than the text; None where it does not."""
    texts = [pump.text(size) for size in sizes]
    taken: list[float] = []
    for size, text in zip(sizes, texts, strict=True):
        taken.append(seconds(pattern, text, look))
        if taken[-1] == float("inf"):
            return f"more than {LONGEST} s at {size}"
        if len(sizes) > len(taken) and QUADRATIC * taken[-1] <= FLOOR:
            return None
    for _ in range(ROUNDS):  # another process may have come between
        if taken[-1] <= (DEAREST if len(sizes) == 1 else max(FLOOR, STEEPEST * taken[-2])):
            return None
        again = [seconds(pattern, text, look) for text in texts]
        taken = [min(both) for both in zip(taken, again, strict=True)]
    if len(sizes) > 1 and not _goes_on(pattern, pump, look, taken[-1]):
        return None
    told = zip(taken, sizes, strict=True)
    return ", ".join(f"{one:.4f} s at {size}" for one, size in told)


def _goes_on(pattern: re.Pattern[str], pump: Pump, look: Look, before: float) -> bool:
    """Whether the cost grows as steeply once more, to four times the greatest size: what was only
    disturbed does not.
    """
    text = pump.text(4 * SIZES[-1])
    for _ in range(3):
        taken = seconds(pattern, text, look)
        if taken <= STEEPEST * before:
            return False
        if taken == float("inf"):  # so much is no disturbance
            break
    return True


def amiss(pattern: re.Pattern[str], whole: bool = False) -> tuple[Pump, str] | None:
    """The first pump that the pattern does not bear, where texts are searched, or as ``whole`` have
    to match it from end to end as well.
    """
    bounded = is_bounded(list(parser.parse(pattern.pattern, pattern.flags)))
    for pump in pumps(pattern):
        for look in (find, match_whole) if whole else (find,):
            if how := steep(pattern, pump, look, (SHORTEST,) if bounded else SIZES):
                return pump, how
    return None


def main(lines: Iterable[str]) -> None:
    """Write what is amiss, or null, with each pattern given as ``[pattern, flags, whole]``."""
    signal.signal(signal.SIGVTALRM, _break_off)
    for line in lines:
        pattern, flags, whole = json.loads(line)
        found = amiss(re.compile(pattern, flags), whole)
        told = found and [found[0].before, found[0].piece, found[1]]
        sys.stdout.write(f"{json.dumps(told)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.stdin)
