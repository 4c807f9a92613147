"""Values that a pack recognises in the raw words of a field, by patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

Spec = tuple[tuple[str | bool, tuple[str, ...]], ...]
"""Each value with its pattern, and perhaps one more that must not be found beside it."""

REMEMBERED = 20_000
"""Raw words whose values are remembered: sources repeat them."""


@dataclass(frozen=True)
class Matcher:
    """Recognises the values of one attribute, tried in the order of the pack."""

    patterns: tuple[tuple[str | bool, re.Pattern[str], re.Pattern[str] | None], ...]

    def values(self, raw: Iterable[object]) -> list[str | bool]:
        """The values found in any of the raw words, each once, in the order of the pack."""
        found = {value for words in raw for value in _found(self, str(words))}
        return [value for value, _, _ in self.patterns if value in found]


def matcher_of(table: Mapping[str | bool, Any]) -> Matcher:
    """The matcher of a pack's ``match`` table, compiled once.

    Raises:
        re.error: a pattern cannot be read.
    """
    return _compiled(tuple((value, _several(says)) for value, says in table.items()))


def _several(says: str | Sequence[str]) -> tuple[str, ...]:
    return (says,) if isinstance(says, str) else tuple(says)


@lru_cache(maxsize=256)
def _compiled(spec: Spec) -> Matcher:
    return Matcher(
        tuple(
            (value, _whole(pattern), _whole(unless[0]) if unless else None)
            for value, (pattern, *unless) in spec
        )
    )


def _whole(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z0-9])(?:{pattern})(?![a-z0-9])")


@lru_cache(maxsize=REMEMBERED)
def _found(matcher: Matcher, words: str) -> tuple[str | bool, ...]:
    low = words.lower().replace("’", "'")
    return tuple(
        value
        for value, pattern, unless in matcher.patterns
        if pattern.search(low) and not (unless and unless.search(low))
    )
