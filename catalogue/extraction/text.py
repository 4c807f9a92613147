"""The one text that all rules read: as it is, in plain lower case, and cut into sentences."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from core.model import Evidence

_PLAIN = str.maketrans(
    dict.fromkeys("’‘‛´`", "'")
    | dict.fromkeys("“”„", '"')
    | dict.fromkeys("\u00a0\u2009\u202f", " ")
    | {"\u2011": "-"}
)
_ABBREVIATED = re.compile(
    r"(?:\b[a-z]|\b(?:st|mt|ft|dr|mr|mrs|ms|no|co|inc|approx|incl|est|avg|sq|vs|min|max|ave|dept|"
    r"adj|lic|yr|yrs|mo|hr|hrs|bldg|equip|asst|mgr|ext|jan|feb|aug|sept|oct|nov|dec|"
    r"mass|conn|minn|wis|mich|calif|colo|tenn|wash|ore|ariz|penn|ill|ind|fla|ont|que|alta))$"
)
_ENDS = re.compile(r"\n+|(?<![.!?])[.!?]++[\"')\]]*+(?=\s)|(?<=\s)[•►●▪◆■✔✓»·★⭐|](?=\s)|;(?=\s)")
_LONGEST_EVIDENCE = 180

LONGEST = 2_000
"""Characters of a sentence; what is longer has no end that we see, and counts as several."""


@dataclass(frozen=True)
class Text:
    """A cleaned listing; the first line is its title.

    ``low`` has the same length as ``raw``: lower case, plain quotes and spaces. Offsets hold
    for both.
    """

    raw: str
    low: str
    title: int

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Spans of sentences, lines, cells and bullet points, in order."""
        cuts = [0]
        for mark in _ENDS.finditer(self.low):
            if self.low[mark.start()] != "." or not self._abbreviates(mark):
                cuts.append(mark.end())
        cuts.append(len(self.low))
        return tuple(
            (first, min(first + LONGEST, b))
            for a, b in pairwise(cuts)
            for first in range(a, b, LONGEST)
        )

    def _abbreviates(self, mark: re.Match[str]) -> bool:
        before = self.low[max(0, mark.start() - 8) : mark.start()]
        after = self.raw[mark.end() : mark.end() + 3].strip()
        if after[:1] == "." or before[-1:] in (" ", "."):
            return True
        return bool(_ABBREVIATED.search(before)) and not (len(before) > 2 and after[:1] in "•►\n")

    @cached_property
    def _starts(self) -> list[int]:
        return [a for a, _ in self.sentences]

    def sentence(self, at: int) -> tuple[int, int]:
        """The span of the sentence around an offset."""
        found = max(0, bisect_right(self._starts, at) - 1)
        return self.sentences[found] if self.sentences else (0, len(self.low))

    def evidence(self, start: int, end: int) -> Evidence:
        """The sentence around a span where it is short enough, else the span's own words."""
        first, last = self.sentence(start)[0], self.sentence(max(start, end - 1))[1]
        if last - first > _LONGEST_EVIDENCE:
            first, last = _whole_words(self.raw, start, end)
        return exact(self.raw, first, last)


def exact(raw: str, start: int, end: int) -> Evidence:
    """The span without the blanks around it."""
    while start < end and raw[start].isspace():
        start += 1
    while end > start and raw[end - 1].isspace():
        end -= 1
    return Evidence(text=raw[start:end], start=start, end=end)


def plain(raw: str, title: int | None = None) -> Text:
    """Prepare a cleaned text.

    ``title`` is where the title ends; by default at the end of the first line.
    """
    low = raw.translate(_PLAIN).lower()
    if len(low) != len(raw):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in raw.translate(_PLAIN))
    if title is None:
        newline = raw.find("\n")
        title = len(raw) if newline < 0 else newline
    return Text(raw=raw, low=low, title=title)


def _whole_words(raw: str, start: int, end: int) -> tuple[int, int]:
    start, end = max(0, start - 40), min(len(raw), end + 40)
    while start > 0 and raw[start - 1].isalnum():
        start -= 1
    while end < len(raw) and raw[end].isalnum():
        end += 1
    return start, end
