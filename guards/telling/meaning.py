"""How likely a sentence tells no more than what it rests on, by words and by meaning. Pure.

A small logistic rule. Its coefficients were fitted (L2 = 3) on the labelled sentences beside
``tests/conversation/test_cited_sentences.py`` (``dev.jsonl``, without invented figures, which
:mod:`guards.telling.figures` tells apart alone); the share it gets wrong is measured there.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from guards.telling.figures import Amount, amounts
from guards.telling.words import (
    Word,
    all_denied,
    denials,
    has_any,
    told_words,
    unreplied,
)
from readers.text import fold

Encode = Callable[[Sequence[str]], NDArray[np.float32]]
Pairs = Sequence[tuple[Amount, str, Amount]]
"""Figures of a sentence, each with a source and the figure of it that it is."""

LIKELY = 0.5
"""Least probability of a sentence that may be shown."""

WEIGHTS: Mapping[str, float] = {
    "cov": 1.211,
    "softmin": 1.301,
    "softnew": 1.307,
    "novel_share": 2.402,
    "plen": -0.495,
    "cosmax": 4.755,
    "cosqs": -3.856,
    "cosqsp": 1.928,
    "lagree": 1.146,
    "flipshare": -1.225,
    "hard": -2.134,
    "negP": -0.651,
    "negboth": 2.716,
    "judge": -0.913,
    "foret2": -2.023,
    "openIf": -3.46,
    "strict": -1.271,
    "fig1": 0.248,
    "fig2": 3.961,
    "slot": 1.891,
    "hasattr": 0.381,
}
BIAS = -5.983

_FORETELLS = re.compile(
    r"\b(?:will|going to|won't|would|'ll|can)\s+(?:\w+ly\s+|never\s+|not\s+|be\s+){0,2}(?:go|come|put"
    r"|double|rise|grow|earn|live|hurt|recover|return|let|change|increase|fall|never|last|expect|rely"
    r"|confident|sure|safe|back)\b"
)
_FUTURE = re.compile(r"\b(?:will|going to|would|'ll)\b")
_SWEEPING = re.compile(
    r"\b(?:all|every|any|never|always|nobody|everyone|entirely|no other|among|than any|as long as)\b"
)
_SWEEPS = re.compile(r"\b(?:all|every|any|never|always|nobody|no|not|each|none)\b")
_OPEN = frozenset({"if", "might", "rumored", "rumoured", "subject"})
_LEAVES_OPEN = frozenset({"if", "may", "might", "could", "would", "maybe", "possible", "potential"})
_AROUND = 5
"""Words on either side of a figure that say what it is of."""


@dataclass(frozen=True)
class Claim:
    """A sentence, the question it answers, what it rests on (``denied`` of that: a flag that does
    not hold), words of the item that claim nothing, and its figures with what they are.
    """

    sentence: str
    question: str
    premises: tuple[str, ...]
    denied: str
    item_words: str
    pairs: Pairs
    rests_on_attribute: bool

    @property
    def rests_on(self) -> str:
        """All premises as one text."""
        return " . ".join(self.premises)


def probability(claim: Claim, encode: Encode) -> float:
    """How likely the sentence tells no more than its premises."""
    found = features(claim, encode)
    return 1 / (1 + math.exp(-BIAS - sum(WEIGHTS[name] * found[name] for name in WEIGHTS)))


def features(claim: Claim, encode: Encode) -> dict[str, float]:
    """What the rule weighs, by name."""
    return {
        **_covered(claim, encode),
        **_meant(claim, encode),
        **_denying(claim),
        **_beyond(claim),
        **_figured(claim, encode),
    }


def _among(word: Word, others: Sequence[Word]) -> bool:
    return any(word.like(other) for other in others)


def _covered(claim: Claim, encode: Encode) -> dict[str, float]:
    """How many of its words are those of the premises, or near one of them."""
    said, given = told_words(claim.sentence), told_words(claim.rests_on)
    known = (*told_words(claim.question), *told_words(claim.item_words))
    if not said:
        return {"cov": 1.0, "softmin": 1.0, "softnew": 1.0, "novel_share": 0.0, "plen": 0.0}
    hits = [_among(word, given) for word in said]
    near = _nearness(said, given, encode)
    best = [1.0 if hit else score for hit, score in zip(hits, near, strict=True)]
    asked = [_among(word, known) for word in said]
    new = [score for score, word in zip(best, asked, strict=True) if not word]
    novel = sum(not (hit or word) for hit, word in zip(hits, asked, strict=True))
    return {
        "cov": sum(hits) / len(said),
        "softmin": min(best),
        "softnew": sum(new) / len(new) if new else 1.0,
        "novel_share": novel / len(said),
        "plen": math.log1p(len(given)),
    }


def _nearness(said: Sequence[Word], given: Sequence[Word], encode: Encode) -> list[float]:
    if not given:
        return [0.0] * len(said)
    vectors = encode([word.text for word in (*said, *given)])
    scores = vectors[: len(said)] @ vectors[len(said) :].T
    return [float(score) for score in scores.max(axis=1)]


def _meant(claim: Claim, encode: Encode) -> dict[str, float]:
    """How near the whole of it is in meaning."""
    both = f"{claim.question} {claim.sentence}"
    texts = [claim.sentence, claim.question, both, claim.rests_on, *claim.premises]
    sentence, question, asked, whole, *parts = encode(texts)
    return {
        "cosmax": max(float(part @ sentence) for part in parts),
        "cosqs": float(question @ sentence),
        "cosqsp": float(asked @ whole),
    }


def _denying(claim: Claim) -> dict[str, float]:
    """Whether it denies what the premises deny, word by word and as a whole."""
    told = unreplied(claim.sentence)
    given = told_words(claim.rests_on)
    if claim.denied:
        given = all_denied(claim.denied)
    flips, agreeing = _aligned(told_words(told), given)
    said = denials(told) > 0
    known = bool(claim.denied) or denials(claim.rests_on) > 0
    return {
        "lagree": math.log1p(agreeing),
        "flipshare": flips / max(1.0, flips + agreeing),
        "hard": float(flips >= 1 and flips >= agreeing),
        "negP": float(known and not said),
        "negboth": float(known and said),
    }


def _aligned(said: Sequence[Word], given: Sequence[Word]) -> tuple[float, float]:
    """How many words are denied on one side alone, and how many on both or none."""
    flips = agreeing = 0.0
    for word in said:
        same = [other for other in given if other.stem == word.stem]
        alike = same or [other for other in given if word.like(other)]
        weight = 1.0 if same else 0.5
        agrees = any(other.denied == word.denied for other in alike)
        if not alike:
            alike = [other for other in given if word.against(other)]
            weight, agrees = 1.0, any(other.denied != word.denied for other in alike)
        if alike:
            agreeing, flips = (agreeing + weight, flips) if agrees else (agreeing, flips + weight)
    return flips, agreeing


def _beyond(claim: Claim) -> dict[str, float]:
    """Whether it judges, foretells, settles what is open, or sweeps, beyond the premises."""
    told, known = fold(claim.sentence), fold(claim.rests_on)
    given = told_words(claim.rests_on)
    judged = [w for w in has_any(told, "judging") if not any(_among(t, given) for t in told_words(w))]
    left_open = has_any(known, "open") & _OPEN and not has_any(told, "open") & _LEAVES_OPEN
    return {
        "judge": float(len(judged)),
        "foret2": float(bool(_FORETELLS.search(told)) and not _FUTURE.search(known)),
        "openIf": float(bool(left_open)),
        "strict": float(bool(_SWEEPING.search(told)) and not _SWEEPS.search(known)),
    }


def _figured(claim: Claim, encode: Encode) -> dict[str, float]:
    """How many figures it shares with the premises, and how alike the words around them are."""
    slots: dict[Amount, float] = {}
    for amount, source, given in claim.pairs:
        if given.start >= 0:
            one, other = encode([_slot(claim.sentence, amount), _slot(source, given)])
            slots[amount] = max(slots.get(amount, -1.0), float(one @ other))
    count = len({amount.start for amount, _, _ in claim.pairs})
    return {
        "fig1": float(count > 0),
        "fig2": float(count > 1),
        "slot": min(slots.values(), default=0.45),
        "hasattr": float(claim.rests_on_attribute),
    }


def _slot(text: str, amount: Amount) -> str:
    others = amounts(text)
    start = max((o.end for o in others if o.end <= amount.start), default=0)
    end = min((o.start for o in others if o.start >= amount.end), default=len(text))
    before = re.findall(r"[\w']+", text[start : amount.start])[-_AROUND:]
    after = re.findall(r"[\w']+", text[amount.end : end])[:_AROUND]
    return " ".join([*before, "#", *after])
