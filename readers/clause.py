"""Clauses of an utterance: wanted or not, necessary or not, doubtful or not, corrected or not."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from core.model import Frozen, Stance
from readers import cues
from readers.text import fold


class Clause(Frozen):
    """A stretch of an utterance with one attitude: ``source[span[0]:span[1]] == text``.

    ``must`` None: the person did not say how much it matters. ``hedged``: said with doubt.
    ``correction``: it takes back or replaces something said before.
    """

    text: str
    span: tuple[int, int]
    stance: Stance = "want"
    must: bool | None = None
    hedged: bool = False
    correction: bool = False


def clauses(text: str) -> list[Clause]:
    """The clauses of an utterance in order; together they cover all its words.

    A negation reaches from its word to the end of its sentence, or to the next "but", "just",
    "I want" and the like. "Not sure", "no more than five" or "don't mind" negate nothing.
    """
    folded = fold(text)
    plain = cues.SAFE.sub(lambda m: "\x00" * len(m.group()), folded)
    found: list[Clause] = []
    for start, end in _sentences(plain):
        corrected = False
        for part in _parts(plain, start, end):
            clause = _read(text, folded, plain, part, corrected)
            if clause is None:
                continue
            corrected = corrected or clause.correction
            found = _attached(found, clause, folded)
    return found


def _sentences(plain: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in cues.SENTENCE_END.finditer(plain):
        yield start, match.start()
        start = match.end()
    yield start, len(plain)


def _parts(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence cut before each negation and where a new wish begins."""
    cuts = {m.start() for m in cues.NEGATION.finditer(plain, start, end)}
    cuts |= {m.start() for m in cues.ANEW.finditer(plain, start, end)}
    edges = [start, *sorted(cut for cut in cuts if start < cut < end), end]
    yield from pairwise(edges)


def _read(
    text: str, folded: str, plain: str, part: tuple[int, int], corrected: bool
) -> Clause | None:
    start, end = _trimmed(folded, *part)
    if start >= end:
        return None
    said, spoken = plain[start:end], folded[start:end]
    return Clause(
        text=text[start:end],
        span=(start, end),
        stance=_stance(said, spoken),
        must=_must(said, spoken),
        hedged=bool(cues.HEDGE.search(spoken)),
        correction=corrected or bool(cues.CORRECTION.search(spoken)),
    )


def _trimmed(folded: str, start: int, end: int) -> tuple[int, int]:
    idle = " \n,;:.!?-()\"'"
    while start < end and folded[start] in idle:
        start += 1
    while end > start and folded[end - 1] in idle:
        end -= 1
    return start, end


def _stance(plain: str, spoken: str) -> Stance:
    if cues.INDIFFERENT.search(spoken):
        return "any"
    return "avoid" if cues.NEGATION.search(plain) else "want"


def _must(plain: str, spoken: str) -> bool | None:
    if cues.PREFERENCE.search(spoken):
        return False
    return True if cues.MUST.search(plain) else None


def _attached(found: list[Clause], clause: Clause, folded: str) -> list[Clause]:
    """Adds a clause; a mere "that one is a must" says how to take the one before."""
    if not found or not cues.REMARK.fullmatch(folded[slice(*clause.span)]):
        return [*found, clause]
    last = found[-1]
    must = last.must if clause.must is None else clause.must
    return [
        *found[:-1],
        last.model_copy(update={"must": must, "hedged": last.hedged or clause.hedged}),
        clause,
    ]
