"""Batches of utterances as arrays of fixed shapes, for the heads to be tuned on."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from random import Random
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from agent.listening.features import COUNT, NAMES
from agent.listening.network import KINDS, Floats
from evaluation.learning.examples import NOTHING, OPENING, UNTAUGHT, Example, Ints
from evaluation.learning.packs import Described
from evaluation.learning.preparing import LONGEST, Taught
from models.bert import WIDTH

SIZE = 32
"""Utterances of a batch."""

AHEAD = 3
"""Batches made before they are needed."""

LENGTHS = (16, 24, 32, 48, 64, 96, LONGEST)
"""Tokens of a batch: each length is compiled once."""

SLOTS = 28
"""Attributes an utterance is weighed against, those of other packs included."""

SPANS = 12
"""Labelled spans of an utterance whose value is taught."""

MIXED, KEPT, STRANGERS, ALIKE = 0.5, 0.75, 8, 0.55
"""Share of utterances among attributes of another pack; of their own pack's unmentioned attributes
the share kept; most of the others; cosine from which another is too much like one of the own."""

CONTEXT = 3 + len(KINDS)
DESCRIBED = 3 * WIDTH + len(KINDS)
ASKED, OPENED = NAMES.index("asked"), NAMES.index("opening")


class Batch(NamedTuple):
    """``n`` utterances of ``L`` tokens; labels are ``UNTAUGHT`` where nothing is learned.

    ``trunk``, ``hidden`` (n, L, width), ``mask`` (n, L), ``feats`` (n, L, SLOTS, features),
    ``context`` (n, CONTEXT), ``asked`` (n) the slot asked for; ``tag``, ``begin``, ``owner`` (a
    slot), ``must``, ``bound`` (n, L); ``act`` (n). Attributes: ``described`` (n, SLOTS, DESCRIBED),
    ``present`` (n, SLOTS), ``listed`` (n, SLOTS) their group of values or -1. Spans: ``share``
    (n, SPANS, L) weights of their tokens, ``value`` (n, SPANS) among all values, ``first`` and
    ``many`` (n, SPANS) the attribute's own, ``named`` (n, SPANS, values).
    """

    trunk: Floats
    hidden: Floats
    mask: Floats
    feats: Floats
    context: Floats
    asked: Ints
    tag: Ints
    begin: Ints
    owner: Ints
    must: Ints
    bound: Ints
    act: Ints
    described: Floats
    present: Floats
    listed: Ints
    share: Floats
    value: Ints
    first: Ints
    many: Ints
    named: Floats


@dataclass(frozen=True)
class _Slots:
    """The attributes (pack, position) that one utterance stands among, and its features there."""

    owners: list[tuple[str, int]]
    feats: NDArray[Any]


class Batches:
    """Makes batches out of utterances; ``random`` decides their order and who stands among whom."""

    def __init__(self, described: Described, random: Random, size: int = SIZE) -> None:
        self.described = described
        self.size = size
        self._random = random
        self._slots = max(SLOTS, *map(len, described.attributes.values()))

    def shuffled(self, taught: Sequence[Taught]) -> list[list[Taught]]:
        """The utterances of one epoch, by length, in another order every time."""
        mixed = self._random.sample(taught, len(taught))
        groups = self.grouped(mixed)
        self._random.shuffle(groups)
        return groups

    def grouped(self, taught: Sequence[Taught]) -> list[list[Taught]]:
        """The utterances in groups of about the same length, at most ``size`` in each."""
        by: dict[int, list[Taught]] = defaultdict(list)
        for one in taught:
            by[padded(len(one.example.ids))].append(one)
        cuts = range(0, max(map(len, by.values()), default=0), self.size)
        return [own[s : s + self.size] for own in by.values() for s in cuts if s < len(own)]

    def batch(self, group: Sequence[Taught], *, mixed: bool) -> Batch:
        """One batch; ``mixed`` puts some utterances among attributes of another pack."""
        length = padded(max(len(one.example.ids) for one in group))
        empty = self._empty(length)
        for row, one in enumerate(group):
            slots = self._mixed(one) if mixed else None
            self._fill(empty, row, one, slots or _plain(one))
        return empty

    def _empty(self, length: int) -> Batch:
        n, slots, values = self.size, self._slots, len(self.described.values)

        def zeros(*shape: int) -> Floats:
            return np.zeros((n, *shape), np.float32)

        def none(*shape: int) -> Ints:
            return np.full((n, *shape), UNTAUGHT, np.int64)

        return Batch(
            trunk=zeros(length, WIDTH), hidden=zeros(length, WIDTH), mask=zeros(length),
            feats=zeros(length, slots, COUNT), context=zeros(CONTEXT), asked=none(),
            tag=none(length), begin=none(length), owner=none(length), must=none(length),
            bound=none(length), act=none(), described=zeros(slots, DESCRIBED),
            present=zeros(slots), listed=none(slots), share=zeros(SPANS, length),
            value=none(SPANS), first=none(SPANS) + 1, many=none(SPANS) + 1,
            named=zeros(SPANS, values),
        )  # fmt: skip

    def _mixed(self, one: Taught) -> _Slots | None:
        """Some of the own attributes, all that are mentioned among them, and foreign ones."""
        if one.foreign is None or self._random.random() >= MIXED:
            return None
        own, other = one.example, one.foreign
        needed = {*own.owner[own.owner >= 0].tolist(), own.asked}
        kept = [
            a
            for a in range(own.feats.shape[1])
            if a in needed or self._random.random() < KEPT
        ]  # fmt: skip
        near = self.described.nearness(own.pack, other.pack)
        strange = [a for a in range(other.feats.shape[1]) if near[a] < ALIKE]
        room = max(0, min(self._random.randint(0, STRANGERS), self._slots - len(kept)))
        strange = self._random.sample(strange, min(room, len(strange)))
        feats = other.feats[:, strange].copy()
        feats[..., ASKED] = 0
        feats[..., OPENED] = own.feats[:, :1, OPENED]
        owners = [(own.pack, a) for a in kept] + [(other.pack, a) for a in strange]
        return _Slots(owners, np.concatenate([own.feats[:, kept], feats], axis=1))

    def _fill(self, batch: Batch, row: int, one: Taught, slots: _Slots) -> None:
        n = len(one.example.ids)
        batch.trunk[row, :n], batch.hidden[row, :n] = one.trunk, one.hidden
        batch.mask[row, :n] = 1
        batch.feats[row, :n, : len(slots.owners)] = slots.feats
        for slot, owner in enumerate(slots.owners):
            pack, position = owner
            batch.described[row, slot] = self.described.attributes[pack][position]
            batch.present[row, slot] = 1
            listed = self.described.listed.get(owner)
            batch.listed[row, slot] = UNTAUGHT if listed is None else listed.group
        self._label(batch, row, one.example, slots)
        self._say_values(batch, row, one.example)

    def _label(self, batch: Batch, row: int, own: Example, slots: _Slots) -> None:
        """Labels of the tokens between the marks at both ends, owners as slots; the context."""
        where = {owner: slot for slot, owner in enumerate(slots.owners)}
        inner, part = slice(1, len(own.ids) - 1), slice(1, -1)
        owners = [where.get((own.pack, int(a)), UNTAUGHT) for a in own.owner[part]]
        batch.tag[row, inner], batch.begin[row, inner] = own.tag[part], own.begin[part]
        batch.owner[row, inner], batch.bound[row, inner] = owners, own.bound[part]
        batch.must[row, inner] = np.where(own.owner[part] >= 0, own.must[part], UNTAUGHT)
        batch.act[row] = own.act
        kind = {NOTHING: 0, OPENING: 1}.get(own.asked)
        if kind is None:
            kind = 2 + int(self.described.kinds[own.pack][own.asked])
            batch.asked[row] = where[own.pack, own.asked]
        batch.context[row, kind] = 1
        batch.context[row, -1] = own.shown

    def _say_values(self, batch: Batch, row: int, own: Example) -> None:
        for at, span in enumerate([s for s in own.spans if s.value >= 0][:SPANS]):
            listed = self.described.listed[own.pack, span.attribute]
            batch.share[row, at, list(span.tokens)] = 1 / len(span.tokens)
            batch.value[row, at] = listed.first + span.value
            batch.first[row, at], batch.many[row, at] = listed.first, listed.count
            batch.named[row, at, listed.first : listed.first + listed.count] = span.named


def padded(tokens: int) -> int:
    """The least length of a batch that so many tokens fit in."""
    return next(length for length in LENGTHS if tokens <= length)


def _plain(one: Taught) -> _Slots:
    own = one.example
    return _Slots([(own.pack, a) for a in range(own.feats.shape[1])], own.feats)


def batches(
    maker: Batches, taught: Sequence[Taught], *, training: bool
) -> Iterator[tuple[Sequence[Taught], Batch]]:
    """Groups of utterances with their batches: shuffled and mixed where they are trained on. The
    next ones are made while one is worked on.
    """
    groups = maker.shuffled(taught) if training else maker.grouped(taught)
    with ThreadPoolExecutor(1, "batches") as pool:
        made: deque[tuple[Sequence[Taught], Future[Batch]]] = deque()
        for group in groups:
            made.append((group, pool.submit(maker.batch, group, mixed=training)))
            if len(made) > AHEAD:
                first, batch = made.popleft()
                yield first, batch.result()
        yield from ((first, batch.result()) for first, batch in made)
