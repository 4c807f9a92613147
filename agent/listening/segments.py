"""Runs of tokens that say one thing of one attribute: the likeliest path. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from agent.listening.labels import TAGS
from agent.listening.mentions import Mentions
from agent.listening.network import Scores

SWITCH = 1.0
"""What it costs (in log probability) to go over to another change from one token to the next."""

NAMED = 1.0
"""What it costs to leave a word unread that names a place or a value of the pack exactly."""

BEGINS = 0.7
"""Probability from which a token begins another change than the one before it."""


@dataclass
class Segment:
    """Positions of tokens, what is said (of ``TAGS``) of which attribute (by its position), and
    whether a value named there owns it, and whether its words leave no doubt about what is said.
    """

    tokens: list[int]
    tag: str
    owner: int
    named: bool = False
    decided: bool = False


def segments(scores: Scores, mentions: Mentions) -> list[Segment]:
    """Runs of tokens that say one thing of one attribute: the likeliest path (Viterbi 1967)."""
    text = mentions.text
    n, attributes = scores.owner.shape
    tags = [t for t in range(len(TAGS)) if TAGS[t] not in ("none", "unusable")]
    log_tag, log_owner = np.log(scores.tag + 1e-6), np.log(scores.owner + 1e-6)
    emit = np.concatenate(
        [
            log_tag[:, [0]] - NAMED * _named(scores, mentions)[:, None],
            log_tag[:, [TAGS.index("unusable")]],
            (log_tag[:, tags, None] + log_owner[:, None, :]).reshape(n, -1),
        ],
        axis=1,
    )
    path = _viterbi(emit, SWITCH)
    found: list[Segment] = []
    before = 0
    for i in range(1, n - 1):
        state = int(path[i])
        if state:
            broken = "\n" in text[scores.offsets[i - 1][1] : scores.offsets[i][0]]
            begins = scores.begin[i] > BEGINS and not _inner(scores, i, text)
            fresh = state != before or begins or broken
            if fresh:
                tag = "unusable" if state == 1 else TAGS[tags[(state - 2) // attributes]]
                found.append(Segment([], tag, (state - 2) % attributes))
            found[-1].tokens.append(i)
        before = state
    return found


def _named(scores: Scores, mentions: Mentions) -> NDArray[np.float32]:
    """1 for each token that names a place or a value exactly, else 0."""
    spans = [m.span for m in mentions.values if m.score == 1.0]
    spans += [p.span for p in mentions.places]
    inside = [any(a <= at < b for a, b in spans) for at, _ in scores.offsets]
    return np.array(inside, np.float32)


def by_words(scores: Scores, text: str) -> Scores:
    """The same, with one opinion a word: the mean of its pieces, the first one's of beginning."""
    heads = [i for i in range(len(scores.offsets)) if not _inner(scores, i, text)]
    of = np.searchsorted(heads, np.arange(len(scores.offsets)), side="right") - 1
    counts = np.bincount(of, minlength=len(heads)).astype(np.float32)[:, None]

    def pooled(x: NDArray[np.float32]) -> NDArray[np.float32]:
        return np.asarray((np.add.reduceat(x, heads, axis=0) / counts)[of], np.float32)

    return replace(
        scores,
        tag=pooled(scores.tag),
        owner=pooled(scores.owner),
        must=pooled(scores.must),
        begin=np.where(np.isin(np.arange(len(of)), heads), scores.begin, 0).astype(np.float32),
    )


def _inner(scores: Scores, i: int, text: str) -> bool:
    """Whether a token goes on a word that the one before it began."""
    start, end = scores.offsets[i]
    return 0 < start < end and text[start].isalnum() and text[start - 1].isalnum()


def _viterbi(emit: NDArray[np.float32], switch: float) -> NDArray[np.intp]:
    n, states = emit.shape
    back = np.zeros((n, states), np.intp)
    best = emit[0].copy()
    own = np.arange(states)
    for i in range(1, n):
        top = int(best.argmax())
        jump = best[top] - switch
        stay = best >= jump
        back[i] = np.where(stay, own, top)
        best = np.where(stay, best, jump) + emit[i]
    path = np.zeros(n, np.intp)
    path[-1] = int(best.argmax())
    for i in range(n - 1, 0, -1):
        path[i - 1] = back[i, path[i]]
    return path
