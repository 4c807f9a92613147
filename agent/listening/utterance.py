"""One utterance, read once: its windows, mentions and scores."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from agent.listening.certainty import NO_SIGNS, Signs, Window, certainty, signs
from agent.listening.change import Change
from agent.listening.compose import compose
from agent.listening.domain import Domain
from agent.listening.features import NOTHING_HELD, Held
from agent.listening.labels import ACTS
from agent.listening.mentions import Mentions, find_mentions
from agent.listening.network import Network, Prepared, Scores
from agent.listening.owners import owned
from agent.listening.wording import taken_back
from readers.text import fold

Span = tuple[int, int]
Floats = NDArray[np.float32]

WINDOW = 230
"""Characters of a window: what the heads were taught, well below the encoder's limit."""

MOST_WINDOWS = 72
"""Windows read of one message; 8,000 characters need 35 to 70, by where their sentences end."""

MOST_PIECES = 2_600
"""Words and signs read of one message, which are what reading costs: prose of 8,000 characters has
1,700 of them, "1-2-3-…" 8,000. What stands behind them is told as not used.
"""

_PIECE = re.compile(r"\w+|[^\w\s]")

_APOSTROPHES = "'’"

IDLE = ("order", "gibberish")
"""Kinds of message, and of windows of a long one, in which nothing is a wish."""

NEEDS = ("distress", "fraud", "protected", "human", "advice")
"""Kinds of message that count wherever they stand in a long one."""


@dataclass(frozen=True)
class Utterance:
    """What was read of a message: ``act`` (a kind of ``ACTS``) with its probability, the changes,
    what stated something and was not used, and how probably that is all, and right (0..1).
    """

    text: str
    act: str
    acts: dict[str, float]
    changes: tuple[Change, ...]
    unread: tuple[Span, ...]
    certainty: float
    signs: Signs | None = None
    states: tuple[tuple[tuple[Span, ...], Floats], ...] = ()

    def vector(self, spans: Sequence[Span]) -> Floats | None:
        """The unit vector of some stretches, from the pass that read them: the mean of the untuned
        states of their tokens, float32 (width,); None where they hold no token.
        """
        kept = [
            hidden[[i for i, (a, b) in enumerate(offsets) if b > a and _within(a, spans)]]
            for offsets, hidden in self.states
        ]
        found = np.concatenate(kept) if kept else np.zeros((0, 1), np.float32)
        if not len(found):
            return None
        mean = found.mean(axis=0)
        return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-6), np.float32)


def whole_words(span: Span, moved: int, text: str) -> Span:
    """A stretch, so many characters later in a text, with the whole of the words that it cuts."""
    start, end = span[0] + moved, span[1] + moved
    while 0 < start < len(text) and _goes_on(text, start):
        start -= 1
    while 0 < end < len(text) and _goes_on(text, end):
        end += 1
    return start, end


def _goes_on(text: str, at: int) -> bool:
    """Whether one word stands on both sides of a place: "don|'t", "gar|den"."""
    before, after = text[at - 1], text[at]
    if before.isalnum():
        joined = after in _APOSTROPHES and text[at + 1 : at + 2].isalnum()
        return after.isalnum() or joined
    inner = before in _APOSTROPHES and at > 1 and text[at - 2].isalnum()
    return inner and after.isalnum()


def _within(start: int, spans: Sequence[Span]) -> bool:
    return any(a <= start < b for a, b in spans)


def read_utterance(
    text: str,
    asked: str | None,
    shown: bool,
    domain: Domain,
    network: Network,
    prepared: Prepared,
    held: Held = NOTHING_HELD,
    apart: bool = False,
    party: float | None = None,
) -> Utterance:
    """Read a normalised text in one pass of the encoder, its lines ``apart`` from each other where
    it is not one person's talk; ``party`` is how many come along, as was said before.
    """
    folded = fold(text)
    cut = _windows_of(folded, apart)
    spans = affordable(folded, cut) or [(0, 0)]
    pieces = [folded[a:b] for a, b in spans]
    mentions = [find_mentions(text[a:b], domain, party) for a, b in spans]
    scores = network.read(pieces, mentions, prepared, domain, asked, shown, held)
    changes: list[Change] = []
    unread: list[Span] = []
    found_signs: list[Window] = []
    for (start, _), own, found in zip(spans, scores, mentions, strict=True):
        if len(spans) > 1 and ACTS[int(own.act.argmax())] in IDLE:
            continue
        composed = compose(owned(own, found, domain), found, domain, asked)
        changes += [
            replace(taken_back(c, held), span=whole_words(c.span, start, text))
            for c in composed.changes
        ]
        unread += [whole_words(span, start, text) for span in composed.unread]
        found_signs.append(composed.signs)
    if cut[len(spans) :]:
        unread.append((cut[len(spans)][0], cut[-1][1]))
    acts = _acts(scores, mentions)
    act = max(acts, key=lambda name: acts[name])
    states = tuple(_states(start, own) for (start, _), own in zip(spans, scores, strict=True))
    told = signs(found_signs or [NO_SIGNS], act, acts[act], asked)
    return Utterance(text, act, acts, tuple(changes), tuple(unread), certainty(told), told, states)


def _windows_of(folded: str, apart: bool) -> list[Span]:
    """The windows of a text, or of each of its lines."""
    parts = _lines(folded) if apart else [(0, len(folded))]
    return [(a + at, b + at) for at, end in parts for a, b in windows(folded[at:end])]


def affordable(text: str, spans: Sequence[Span]) -> list[Span]:
    """The first windows of a text, as many as may be read of one message."""
    kept: list[Span] = []
    pieces = 0
    for a, b in spans[:MOST_WINDOWS]:
        pieces += sum(1 for _ in _PIECE.finditer(text, a, b))
        if pieces > MOST_PIECES and kept:
            break
        kept.append((a, b))
    return kept


def _states(start: int, scores: Scores) -> tuple[tuple[Span, ...], Floats]:
    """Where the tokens of a window stand in the message, and their untuned states."""
    return tuple((a + start, b + start) for a, b in scores.offsets), scores.hidden


def _acts(scores: Sequence[Scores], mentions: Sequence[Mentions]) -> dict[str, float]:
    """Probabilities of the kinds: the mean over windows, needs by their strongest window."""
    lengths = np.array([max(1, len(m.text)) for m in mentions], np.float32)
    every = np.stack([s.act for s in scores])
    mean = (every * lengths[:, None]).sum(axis=0) / lengths.sum()
    found = dict(zip(ACTS, map(float, mean), strict=True))
    for need in NEEDS:
        found[need] = float(every[:, ACTS.index(need)].max())
    return found


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            yield start, start + len(line)
        start += len(line)


def windows(text: str) -> Iterator[Span]:
    """Spans of at most ``WINDOW`` characters, cut after sentences where there are any."""
    start = 0
    while start < len(text):
        end = min(len(text), start + WINDOW)
        if end < len(text):
            end = _cut(text, start, end)
        yield start, end
        start = end


def _cut(text: str, start: int, end: int) -> int:
    """The last end of a sentence, of a line or of a word in the later half of a window."""
    half = start + WINDOW // 2
    for marks in (".!?\n", ",;:", " "):
        at = max(text.rfind(mark, half, end) for mark in marks)
        if at >= 0:
            return at + 1
    return end
