"""How probable it is that all of an utterance was read, and rightly.

A logistic model (Cox 1958) of a few signs. Its coefficients are fitted on utterances that the heads
were not trained on: ``python -m evaluation.learning.certainty``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

NOTHING_READ = 0.97
"""Stands for the least confidence where there is no change."""


class Signs(NamedTuple):
    """What tells whether a reading is right.

    Attributes:
        least: log odds of the least confident change.
        together: log probability that all changes are right, were they independent.
        act: log odds of the kind of message.
        left: highest probability of a statement among the tokens that were not used.
        entropy: highest entropy (nats) of what is said of a token.
        unread: stretches that are told as unread.
        texts: changes that are descriptions.
        nothing: 1 where nothing was read.
        wish: 1 where the message is a wish.
        answer: 1 where it answers a question about an attribute.
    """

    least: float
    together: float
    act: float
    left: float
    entropy: float
    unread: float
    texts: float
    nothing: float
    wish: float
    answer: float


COEFFICIENTS = Signs(
    least=0.310, together=0.036, act=0.192, left=-1.100, entropy=-0.757, unread=-1.543,
    texts=-0.578, nothing=-1.475, wish=-1.400, answer=0.353,
)  # fmt: skip
INTERCEPT = 2.429
"""Fitted on 780 utterances of writers that nothing was learned from: of the surest half 9 in 100
are wrong, of the surest two fifths 6.
"""

RIGHT = {"asked": (0.28, 0.46), "beside": (-0.97, 0.46), "refused": (-0.9, 0.8)}
"""Intercept and slope (of the log odds of the confidence) of how often a change is right that
answers what was asked, that is said beside it, and that refuses a value. The first two are fitted
on 385 written people, whose items tell what they meant (5,021 changes).
"""


class Window(NamedTuple):
    """The signs of one window: confidences of its changes, ``left`` and ``entropy`` as above,
    numbers of unread stretches and of descriptions.
    """

    confidences: tuple[float, ...]
    left: float
    entropy: float
    unread: int
    texts: int


NO_SIGNS = Window((), 0.0, 0.0, 0, 0)
"""Of a window that holds nothing."""


def window(
    tag: Floats, used: Sequence[bool], confidences: Sequence[float], unread: int, texts: int
) -> Window:
    """The signs of a window whose tokens are said to be ``tag`` (tokens, TAGS), none the first."""
    if not len(tag):
        return NO_SIGNS
    free = ~np.array(used, np.bool_)
    left = float((1 - tag[free, 0]).max(initial=0.0))
    entropy = float((-tag * np.log(tag + 1e-9)).sum(axis=-1).max(initial=0.0))
    return Window(tuple(confidences), left, entropy, unread, texts)


def signs(windows: Sequence[Window], act: str, probability: float, asked: str | None) -> Signs:
    """The signs of a whole utterance."""
    confidences = [c for one in windows for c in one.confidences]
    return Signs(
        least=_odds(min(confidences, default=NOTHING_READ)),
        together=float(np.log(np.clip(confidences, 1e-3, 1)).sum()) if confidences else 0.0,
        act=_odds(probability),
        left=max(one.left for one in windows),
        entropy=max(one.entropy for one in windows),
        unread=sum(one.unread for one in windows),
        texts=sum(one.texts for one in windows),
        nothing=float(not confidences),
        wish=float(act == "wish"),
        answer=float(asked not in (None, "opening")),
    )


def certainty(of: Signs) -> float:
    """The probability (0..1) that everything was read rightly."""
    logit = INTERCEPT + sum(a * b for a, b in zip(COEFFICIENTS, of, strict=True))
    return float(1 / (1 + np.exp(-logit)))


def rightness(confidence: float, kind: Literal["asked", "beside", "refused"]) -> float:
    """The probability (0..1) that one change was read rightly: the heads are too sure of what was
    not asked.
    """
    intercept, slope = RIGHT[kind]
    return float(1 / (1 + np.exp(-intercept - slope * _odds(confidence))))


def _odds(p: float) -> float:
    p = min(max(p, 1e-4), 1 - 1e-4)
    return float(np.log(p / (1 - p)))
