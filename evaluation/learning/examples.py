"""Labelled utterances as arrays: what the network sees of each, and what it shall say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from agent.listening.domain import Domain
from agent.listening.features import features
from agent.listening.labels import ACTS, BOUNDS, MUSTS, TAGS
from agent.listening.mentions import Mentions, find_mentions
from agent.listening.network import named_values
from readers.figures import find_figures, hidden
from readers.text import fold

Ints = NDArray[np.int64]
Row = Mapping[str, Any]
Offsets = tuple[tuple[int, int], ...]

UNTAUGHT = -1
"""A label of which nothing is learned."""

OPENING, NOTHING = -1, -2
"""``Example.asked`` where no attribute was asked for."""

ABOUT = 0.2001
"""The widest span of "about" a figure, as a share of it: ten per cent to either side."""


@dataclass(frozen=True)
class Span:
    """One labelled change: its tokens, the attribute's and the value's position (-1 for none), and
    float32 (values,): how well the words there name each value, as ``named_values`` gives it.
    """

    tokens: tuple[int, ...]
    attribute: int
    value: int
    named: NDArray[np.float32]


@dataclass(frozen=True)
class Example:
    """One utterance. ``tag``, ``begin``, ``owner``, ``must`` and ``bound`` are int64 (tokens,),
    ``UNTAUGHT`` where nothing is learned; ``feats`` float16 (tokens, attributes, features);
    ``asked`` is the attribute's position, ``OPENING`` or ``NOTHING``.
    """

    pack: str
    text: str
    ids: Ints
    offsets: Offsets
    feats: NDArray[np.float16]
    tag: Ints
    begin: Ints
    owner: Ints
    must: Ints
    bound: Ints
    act: int
    asked: int
    shown: bool
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class _Labels:
    """The labels of an utterance's tokens, filled one change after the other."""

    tag: Ints
    begin: Ints
    owner: Ints
    must: Ints
    bound: Ints

    def say(self, tokens: Sequence[int], position: int, numeric: bool, change: Row) -> list[int]:
        """Label tokens with a change, those that no earlier one has where there are any."""
        own = [t for t in tokens if self.tag[t] == 0] or list(tokens)
        self.tag[own] = TAGS.index(tag_of(change))
        self.owner[own] = position
        self.must[own] = MUSTS.index(must_of(change))
        self.bound[own] = BOUNDS.index(bound_of(change)) if numeric else UNTAUGHT
        self.begin[own[0]] = 1
        return own

    def close(self, unusable: Sequence[Sequence[int]], partial: bool) -> None:
        """Label what no attribute can hold; the rest is nothing, or untaught where the labels of
        the utterance are only a part of what it says.
        """
        for tokens in unusable:
            free = [t for t in tokens if self.tag[t] == 0]
            self.tag[free] = TAGS.index("unusable")
        if partial:
            self.tag[self.tag == 0] = UNTAUGHT


def _blank(n: int) -> _Labels:
    zeros = [np.zeros(n, np.int64) for _ in range(3)]
    owner, bound = np.full(n, UNTAUGHT, np.int64), np.full(n, UNTAUGHT, np.int64)
    return _Labels(tag=zeros[0], begin=zeros[1], owner=owner, must=zeros[2], bound=bound)


def example(row: Row, domain: Domain, tokenizer: Any) -> Example:
    """One labelled row as arrays.

    Args:
        row: as the README of the data describes it; ``partial`` where it labels only a part.
        domain: its pack.
        tokenizer: the encoder's.
    """
    text, ids = fold(row["text"]), [a.id for a in domain.attributes]
    coded = tokenizer.encode(text)
    offsets: Offsets = tuple(coded.offsets)
    mentions = find_mentions(row["text"], domain)
    labels, spans = _blank(len(offsets)), []
    for change in row["changes"] or ():
        tokens = tokens_of(change.get("words") or "", text, offsets)
        if tokens and change["attribute"] in ids:
            position = ids.index(change["attribute"])
            attribute = domain.attributes[position]
            own = labels.say(tokens, position, attribute.type.numeric, change)
            spans.append(_span(own, position, offsets, change, domain, mentions))
    unusable = [tokens_of(words, text, offsets) for words in row.get("unusable") or ()]
    labels.close(unusable, bool(row.get("partial")))
    return Example(
        pack=row["pack"],
        text=text,
        ids=np.array(coded.ids, np.int64),
        offsets=offsets,
        feats=features(mentions, offsets, row.get("asked"), domain, held_of(row)).astype(
            np.float16
        ),
        **vars(labels),
        act=ACTS.index(row["act"]),
        asked=_asked(row.get("asked"), ids),
        shown=bool(row.get("shown")),
        spans=tuple(spans),
    )


def held_of(row: Row) -> dict[str, frozenset[str]]:
    """By attribute, the values that a row's profile holds, in lower case."""
    found: dict[str, frozenset[str]] = {}
    for wish in row.get("profile") or ():
        values = found.get(wish["attribute"], frozenset())
        found[wish["attribute"]] = values | {str(wish.get("value")).lower()}
    return found


def _span(
    tokens: Sequence[int], position: int, offsets: Offsets, change: Row, domain: Domain,
    mentions: Mentions,
) -> Span:  # fmt: skip
    id = domain.attributes[position].id
    values = domain.values.get(id, ())
    where = min(offsets[t][0] for t in tokens), max(offsets[t][1] for t in tokens)
    named = named_values(values, id, mentions.values if values else (), where)
    return Span(tuple(tokens), position, _value(change, values), named)


def _value(change: Row, values: Sequence[str]) -> int:
    said, plain = str(change.get("value")).lower(), [value.lower() for value in values]
    return plain.index(said) if said in plain else UNTAUGHT


def _asked(asked: str | None, ids: Sequence[str]) -> int:
    if asked is None:
        return NOTHING
    return ids.index(asked) if asked in ids else OPENING


def tokens_of(words: str, text: str, offsets: Offsets) -> list[int]:
    """The tokens that words lie in, where they first stand in a folded text."""
    said = fold(words)
    at = text.find(said) if said else -1
    if at < 0:
        return []
    return [i for i, (a, b) in enumerate(offsets) if b > a and a < at + len(said) and b > at]


def tag_of(change: Row) -> str:
    """What is said of the mention (one of ``TAGS``); a flag wished false is refused."""
    if change.get("remove"):
        return "remove"
    if change.get("relative"):
        return str(change["relative"])
    stance = change.get("stance") or "want"
    return "avoid" if stance == "want" and change.get("value") is False else str(stance)


def must_of(change: Row) -> str:
    """How strongly it is said (one of ``MUSTS``)."""
    must = change.get("must")
    return "unsaid" if must is None else "must" if must else "nice"


def bound_of(change: Row) -> str:
    """How a figure bounds what is wished (one of ``BOUNDS``)."""
    low, high = change.get("min"), change.get("max")
    if low is None and high is None:
        return "none"
    if low is None or high is None:
        return "max" if low is None else "min"
    if low == high:
        return "exact"
    middle = (low + high) / 2
    about = middle and abs(high - low) / abs(middle) <= ABOUT
    return "about" if about and _single(change) else "range"


def _single(change: Row) -> bool:
    """Whether one figure was said, not two: the label's ends lie evenly around it."""
    return len(find_figures(hidden(str(change.get("words") or "")))) <= 1
