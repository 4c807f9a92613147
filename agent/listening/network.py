"""The learned heads: what an encoder tuned on labelled utterances says of each token.

The last four layers of the embedded encoder run a second time with tuned weights on the states of
its first two (multi-task sharing, Caruana 1997); linear heads on their states give the scores.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files

import numpy as np
from numpy.typing import NDArray

from agent.listening.cache import CachedEncoder
from agent.listening.domain import Domain
from agent.listening.features import NOTHING_HELD, Held, features
from agent.listening.mentions import Mentions, ValueMention
from core.model import Kind
from models.branch import Branch, unpack_weights
from models.local import LocalEncoder

Floats = NDArray[np.float32]
Span = tuple[int, int]

KINDS = (
    Kind.CATEGORY, Kind.CATEGORIES, Kind.NUMBER, Kind.MONEY, Kind.YEAR, Kind.PLACE, Kind.FLAG,
    Kind.TEXT,
)  # fmt: skip
"""The order of types in the weights."""

WEIGHTS = "weights.npz"

MANY, BY_NAME = 60, 4.5
"""Values of an attribute from which they are told apart by name rather than by meaning, and how
much (a logit) speaks for one that is named.
"""

FAR = 0.25
"""Cosine of a token and a value below which they have nothing to do with each other."""


@dataclass(frozen=True)
class Scores:
    """What the heads say of one utterance; probabilities sum to 1 along the last axis.

    ``offsets`` are the tokens' spans in the text; ``tag`` (tokens, TAGS), ``begin`` (tokens),
    ``must`` (tokens, MUSTS), ``bound`` (tokens, BOUNDS), ``owner`` (tokens, attributes), ``act``
    (ACTS); ``values`` gives for the position of a listed attribute what :meth:`Values.of` needs.
    ``hidden`` are the untuned states, of which means over tokens are vectors for retrieval.
    """

    offsets: tuple[Span, ...]
    tag: Floats
    begin: Floats
    must: Floats
    bound: Floats
    owner: Floats
    act: Floats
    values: ValueScores
    hidden: Floats


@dataclass(frozen=True)
class ValueScores:
    """Scores the values of listed attributes for any span of tokens.

    ``said`` (tokens, rank) and ``hidden`` (tokens, width) are of the tokens, ``learned`` and
    ``meaning`` of the values by attribute position; ``mix`` weighs words and meaning.
    """

    said: Floats
    hidden: Floats
    learned: dict[int, Floats]
    meaning: dict[int, Floats]
    mix: tuple[float, float]

    def of(self, attribute: int, tokens: Sequence[int], named: Floats) -> Floats:
        """Probabilities of the attribute's values being meant by some tokens; ``named`` (values)
        is how well each is named there by its words. Where the catalogue has very many, they are
        names, and what is named by its words is hardly ever another.
        """
        rows = list(tokens)
        mean = self.hidden[rows].mean(axis=0)
        mean = mean / max(float(np.linalg.norm(mean)), 1e-6)
        logits = self.learned[attribute] @ self.said[rows].mean(axis=0) * 0.5
        logits = logits + self.mix[0] * named + self.mix[1] * (self.meaning[attribute] @ mean)
        if len(named) > MANY and named.max() == 1:
            logits = logits - BY_NAME * (named < 1)
        return softmax(logits)


@dataclass(frozen=True)
class Prepared:
    """A domain's attributes and values as the heads see them, computed once."""

    described: Floats
    types: Floats
    keys: Floats
    learned: dict[int, Floats]
    meaning: dict[int, Floats]


class Network:
    """The heads with their weights; may be called from any thread.

    ``encoder`` is the embedded encoder that they run on, in full precision, with a memory of the
    vectors of packs.
    """

    def __init__(self, encoder: LocalEncoder, memory: CachedEncoder | None = None) -> None:
        self.encoder = memory or CachedEncoder(encoder)
        self._local = encoder
        self._w, self._branch = _shipped()

    def prepare(self, domain: Domain) -> Prepared:
        """What the heads need of a domain."""
        types = np.zeros((len(domain.attributes), len(KINDS)), np.float32)
        for i, attribute in enumerate(domain.attributes):
            types[i, KINDS.index(attribute.type)] = 1
        described = np.concatenate([domain.attribute_vectors, types], axis=1)
        ids = [a.id for a in domain.attributes]
        meaning = {ids.index(id): v for id, v in domain.value_vectors.items()}
        learned = {i: v @ self._w["vv"] for i, v in meaning.items()}
        return Prepared(described, types, described @ self._w["av"], learned, meaning)

    def read(
        self, windows: Sequence[str], mentions: Sequence[Mentions], prepared: Prepared,
        domain: Domain, asked: str | None, shown: bool, held: Held = NOTHING_HELD,
    ) -> list[Scores]:  # fmt: skip
        """The scores of an utterance cut into windows, in one pass over all of them.

        Args:
            windows: texts of at most the encoder's length, folded.
            mentions: those of each window.
            prepared: of the domain.
            domain: the pack.
            asked: the attribute asked for, "opening", or None.
            shown: whether the five are on the screen.
            held: what the profile holds before.
        """
        tokens = self._local.states(windows)
        context = _context(asked, shown, domain)
        extra = context @ self._w["ctx"] + self._asked(asked, prepared, domain)
        trunk = tokens.trunk + extra * tokens.mask[:, :, None].astype(np.float32)
        states = self._branch.run(trunk.astype(np.float32), tokens.mask)
        found = []
        for i, own in enumerate(mentions):
            n = int(tokens.mask[i].sum())
            offsets = tokens.offsets[i][:n]
            feats = features(own, offsets, asked, domain, held)
            found.append(
                self._scores(states[i, :n], tokens.hidden[i, :n], feats, offsets, context, prepared)
            )
        return found

    def _asked(self, asked: str | None, prepared: Prepared, domain: Domain) -> Floats:
        ids = [a.id for a in domain.attributes]
        if asked not in ids:
            return np.zeros(self._w["actx"].shape[1], np.float32)
        return np.asarray(prepared.keys[ids.index(asked)] @ self._w["actx"])

    def _scores(
        self, states: Floats, hidden: Floats, feats: Floats, offsets: tuple[Span, ...],
        context: Floats, prepared: Prepared,
    ) -> Scores:  # fmt: skip
        w = self._w
        both = np.concatenate([states, hidden], axis=1)
        tag = both @ w["tag"] + w["tagb"] + feats.max(axis=1) @ w["tagf"] + context @ w["tagc"]
        begin = (states @ w["beg"] + w["begb"])[:, 0]
        return Scores(
            offsets=offsets,
            tag=softmax(tag),
            begin=1 / (1 + np.exp(-begin)),
            must=softmax(states @ w["mu"] + w["mub"]),
            bound=softmax(states @ w["bd"] + w["bdb"]),
            owner=softmax(self._owner(both, _with_meaning(feats, hidden, prepared), prepared)),
            act=softmax(self._act(states, context)),
            values=ValueScores(
                both @ w["vs"], hidden, prepared.learned, prepared.meaning,
                (float(w["vl"][0]), float(w["vl"][1])),
            ),
            hidden=hidden,
        )  # fmt: skip

    def _owner(self, both: Floats, feats: Floats, prepared: Prepared) -> Floats:
        w = self._w
        learned = (both @ w["at"]) @ prepared.keys.T * 0.5 + (both @ w["atb"]) @ prepared.types.T
        types = np.broadcast_to(prepared.types, (*feats.shape[:2], prepared.types.shape[1]))
        weighed = np.concatenate([feats, types], axis=-1) @ w["f1"] + w["f1b"]
        mixed = (np.maximum(weighed, 0) @ w["f2"])[..., 0]
        return np.asarray(learned + mixed + feats @ w["fl"])

    def _act(self, states: Floats, context: Floats) -> Floats:
        w = self._w
        attention = softmax((states @ w["aq"])[:, 0])
        pooled = np.concatenate([states.mean(axis=0), attention @ states, states[0]])
        return np.asarray(pooled @ w["act"] + w["actb"] + context @ w["actc"])


@cache
def _shipped() -> tuple[dict[str, Floats], Branch]:
    """The weights that ship, and what runs their layers: read once, whoever listens."""
    with (
        as_file(files("agent") / "listening" / WEIGHTS) as path,
        np.load(path, allow_pickle=False) as stored,
    ):
        weights = unpack_weights(dict(stored))
    return weights, Branch({k: v for k, v in weights.items() if k.startswith("encoder.")})


def _with_meaning(feats: Floats, hidden: Floats, prepared: Prepared) -> Floats:
    """The features and, last, how close each token comes to any value of each attribute."""
    unit = hidden / np.maximum(np.linalg.norm(hidden, axis=1, keepdims=True), 1e-6)
    close = np.zeros((*feats.shape[:2], 1), np.float32)
    for i, vectors in prepared.meaning.items():
        close[:, i, 0] = 2 * np.maximum((unit @ vectors.T).max(axis=1) - FAR, 0)
    return np.concatenate([feats, close], axis=-1)


def named_values(
    values: Sequence[str], attribute: str, mentions: Sequence[ValueMention], span: Span
) -> Floats:
    """How well the words of a span name each value of an attribute (0..1), shape (values,)."""
    found = np.zeros(len(values), np.float32)
    index = {value: i for i, value in enumerate(values)}
    for m in mentions:
        if m.attribute == attribute and m.span[0] < span[1] and span[0] < m.span[1]:
            found[index[m.value]] = max(float(found[index[m.value]]), m.score)
    return found


def _context(asked: str | None, shown: bool, domain: Domain) -> Floats:
    found = np.zeros(3 + len(KINDS), np.float32)
    kind = next((a.type for a in domain.attributes if a.id == asked), None)
    found[0 if asked is None else 1 if kind is None else 2 + KINDS.index(kind)] = 1
    found[-1] = float(shown)
    return found


def softmax(x: Floats) -> Floats:
    """Along the last axis."""
    raised = np.exp(x - x.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True), np.float32)
