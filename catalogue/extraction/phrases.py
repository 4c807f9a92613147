"""Short texts: what the title says, and the passage around a word that matters."""

from __future__ import annotations

import re
from dataclasses import dataclass

from catalogue.extraction.finding import Finding
from catalogue.extraction.text import Text, exact

_EDGES = " \t-–—|:;,.!*~•►🞄=/\\()[]\"'+&"


@dataclass(frozen=True)
class PhraseRules:
    """How a short text is found.

    ``find`` patterns are tried in order: the clause around the first match is the value. ``strip``
    patterns are removed from the title when ``title`` is set. ``unless`` in the sentence forbids
    a match.
    """

    find: tuple[re.Pattern[str], ...] = ()
    unless: re.Pattern[str] | None = None
    title: bool = False
    strip: tuple[re.Pattern[str], ...] = ()
    words: int = 14


def phrase(rules: PhraseRules, text: Text) -> Finding | None:
    """The first passage that a pattern finds, else what remains of the title."""
    for pattern in rules.find:
        for match in pattern.finditer(text.low):
            if rules.unless is None or not rules.unless.search(
                text.low, *text.sentence(match.start())
            ):
                return _clause(rules, text, match.start(), match.end())
    return _title(rules, text) if rules.title else None


def _clause(rules: PhraseRules, text: Text, start: int, end: int) -> Finding:
    first, last = text.sentence(start)
    cut_left = max(
        (text.raw.rfind(mark, first, start) + 1 for mark in (",", ";", ":", "(", ")", "–")),
        default=first,
    )
    cuts = [
        i
        for mark in (",", ";", "(", ")", " – ", " but ", " and the ")
        if (i := text.raw.find(mark, end, last)) >= 0
    ]
    evidence = exact(text.raw, max(first, cut_left), min(cuts, default=last))
    words = evidence.text.strip(_EDGES).split()
    return Finding(" ".join(words[: rules.words]), 0.7, (evidence.start, evidence.end))


def _title(rules: PhraseRules, text: Text) -> Finding | None:
    """The title without sales talk; blanks of equal length keep the offsets."""
    kept = text.low[: text.title]
    for pattern in rules.strip:
        kept = pattern.sub(lambda m: " " * len(m.group()), kept)
    parts = re.split(r"\s[|–—~•/-]\s|[!*]{2,}|\s{3,}|[:;]\s", kept)
    parts = [part for part in parts if len(re.findall(r"[a-zà-ÿ]{3,}", part)) >= 1]
    if not parts:
        return None
    start = kept.index(parts[0])
    words = re.sub(r"\s+", " ", text.raw[start : start + len(parts[0])]).strip(_EDGES)
    words = words if any(c.islower() for c in words) else words.capitalize()
    return Finding(" ".join(words.split()[: rules.words]), 0.6, (start, start + len(parts[0])))
