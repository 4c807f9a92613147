"""What a site writes under all its items: sentences that many of them share, found by counting."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from hashlib import blake2b, sha256

CAPACITY = 50_000
"""Sentences counted at a time: what bounds the memory of counting, whatever the source."""

SITES = 10_000
LEAST = 20
SHARE = 0.1
"""Sites told apart at most; items of a site that share a sentence, at least: in figures, and as a
share of the site's items.
"""

SHORTEST = 30
LONGEST = 600
"""Characters of a sentence that can be told to be furniture: short ones are facts of their own."""

_BREAK = re.compile(r"[\r\n]+|<[^<>]*>|(?<=[.!?])\s+")
Keys = frozenset[bytes]
Repeated = Mapping[str, Keys]
"""By site, the keys of the sentences that its items share."""


class Repeats:
    """Counts the sentences of a source, item by item, in bounded memory.

    By the algorithm of Misra & Gries (Finding repeated elements, 1982) in batches: a count is too
    small by at most one in CAPACITY of all sentences, never too great.
    """

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._capacity = capacity
        self._counts: Counter[tuple[str, bytes]] = Counter()
        self._items: Counter[str] = Counter()

    def add(self, site: str, raw: str) -> None:
        """Count an item of a site."""
        if site not in self._items and len(self._items) >= SITES:
            return
        self._items[site] += 1
        self._counts.update({(site, key) for _, _, key in sentences(raw)})
        if len(self._counts) > 2 * self._capacity:
            self._shrink()

    def _shrink(self) -> None:
        least = self._counts.most_common(self._capacity)[-1][1]
        kept = {key: count - least for key, count in self._counts.items() if count > least}
        self._counts = Counter(kept)

    def repeated(self) -> Repeated:
        """The sentences that are the site's and not the item's."""
        found: dict[str, set[bytes]] = {}
        for (site, key), count in self._counts.items():
            if count >= max(LEAST, SHARE * self._items[site]):
                found.setdefault(site, set()).add(key)
        return {site: frozenset(keys) for site, keys in found.items()}


def sentences(raw: str) -> Iterator[tuple[int, int, bytes]]:
    """Start, end and key of the sentences and lines of a raw text that may be furniture."""
    start = 0
    for gap in [*_BREAK.finditer(raw), None]:
        end = gap.start() if gap else len(raw)
        if SHORTEST <= end - start <= LONGEST:
            plain = " ".join(raw[start:end].casefold().split())
            if len(plain) >= SHORTEST:
                yield start, end, blake2b(plain.encode("utf-8", "replace"), digest_size=8).digest()
        start = gap.end() if gap else end


def without_repeated(raw: str, keys: Keys) -> str:
    """The text without the sentences of these keys."""
    if not keys:
        return raw
    for start, end, key in reversed(list(sentences(raw))):
        if key in keys:
            raw = raw[:start] + raw[end:]
    return raw


def digest(repeated: Repeated) -> str:
    """Names what was found, for the version of what is cleaned by it; empty for nothing."""
    keys = sorted((site, key.hex()) for site, found in repeated.items() for key in found)
    return sha256(repr(keys).encode()).hexdigest()[:12] if keys else ""
