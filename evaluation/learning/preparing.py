"""Rows made ready to be learned from: arrays, the encoder's states, foreign attributes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray

from agent.listening.domain import Domain
from agent.listening.features import features
from agent.listening.mentions import find_mentions
from evaluation.learning.augment import AMONG, COPIES, among, mistyped_row, wishes_nothing
from evaluation.learning.examples import Example, Row, example
from models.local import WORKERS, LocalEncoder
from models.weights import model_folder
from readers.text import fold

Halves = NDArray[np.float16]
Tell = Callable[[int], None]
"""Hears that so many more are done."""

Bar = Callable[[str, int], Tell]
"""Begins a bar with its label and total."""

LONGEST = 160
"""Tokens taught of an utterance; windows of listening have fewer."""

AT_ONCE = 32
"""Utterances of one pass of the encoder."""


@dataclass(frozen=True)
class Foreign:
    """Float16 (tokens, attributes, features): an utterance in another ``pack`` than its own."""

    pack: str
    feats: Halves


@dataclass(frozen=True)
class Taught:
    """An example, the states of its tokens after the trunk and after the encoder's last layer,
    float16 (tokens, width), and its features in another pack, where there is one.
    """

    example: Example
    trunk: Halves
    hidden: Halves
    foreign: Foreign | None


class Maker:
    """Makes rows ready.

    Args:
        domains: the packs that the rows speak of.
        encoder: the encoder in full precision.
        random: decides which rows are mistyped, how, and beside which other pack they stand.
        bar: begins a bar of progress.
    """

    def __init__(
        self, domains: Mapping[str, Domain], encoder: LocalEncoder, random: Random, bar: Bar
    ) -> None:
        self._domains = domains
        self._encoder = encoder
        self._random = random
        self._bar = bar
        self._tokenizer = open_tokenizer()

    def taught(self, rows: Sequence[Row]) -> list[Taught]:
        """The rows, some of them a second time, mistyped or among other words; each with a foreign
        pack.
        """
        idle = [row for row in rows if wishes_nothing(row)]
        found = [
            (example(one, self._domains[one["pack"]], self._tokenizer), self._foreign(one))
            for row in told(rows, self._bar("Reading", len(rows)))
            for one in self._with_copies(row, idle)
        ]
        return self._with_states(found)

    def held_out(self, rows: Sequence[Row], name: str) -> list[Taught]:
        """The rows as they are."""
        found = [
            (example(row, self._domains[row["pack"]], self._tokenizer), None)
            for row in told(rows, self._bar(f"Reading {name}", len(rows)))
        ]
        return self._with_states(found)

    def _with_copies(self, row: Row, idle: Sequence[Row]) -> list[Row]:
        copies = [mistyped_row(row, self._random)] if self._random.random() < COPIES else []
        if row["changes"] and row["act"] == "wish" and idle and self._random.random() < AMONG:
            longer = among(row, self._random.choice(idle), self._random)
            copies += [longer] if longer else []
        return [row, *copies]

    def _foreign(self, row: Row) -> Foreign | None:
        others = [id for id in self._domains if id != row["pack"]]
        if not others:
            return None
        other = self._random.choice(others)
        domain, coded = self._domains[other], self._tokenizer.encode(fold(row["text"]))
        feats = features(find_mentions(row["text"], domain), coded.offsets, None, domain)
        return Foreign(other, feats.astype(np.float16))

    def _with_states(self, found: Sequence[tuple[Example, Foreign | None]]) -> list[Taught]:
        examples = [one for one, _ in found]
        states = encoded(examples, self._encoder, self._bar("Encoding", len(found)))
        return [
            Taught(one, *own, foreign) for (one, foreign), own in zip(found, states, strict=True)
        ]


def told(rows: Iterable[Row], tell: Tell) -> Iterator[Row]:
    """The rows, each told when it is done."""
    for row in rows:
        yield row
        tell(1)


def open_tokenizer() -> Any:
    """The encoder's tokenizer, for utterances of at most ``LONGEST`` tokens."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(model_folder() / "tokenizer.json"))
    tokenizer.enable_truncation(LONGEST)
    tokenizer.no_padding()
    return tokenizer


def encoded(
    examples: Sequence[Example], encoder: LocalEncoder, tell: Tell
) -> list[tuple[Halves, Halves]]:
    """The states of each example's tokens: after the trunk, and after the last layer."""
    order = sorted(range(len(examples)), key=lambda i: len(examples[i].ids))
    batches = [order[s : s + AT_ONCE] for s in range(0, len(order), AT_ONCE)]
    found: dict[int, tuple[Halves, Halves]] = {}

    def run(batch: list[int]) -> None:
        tokens = encoder.states([examples[i].text for i in batch])
        for row, i in enumerate(batch):
            n = len(examples[i].ids)
            trunk, hidden = tokens.trunk[row, :n], tokens.hidden[row, :n]
            found[i] = trunk.astype(np.float16), hidden.astype(np.float16)
        tell(len(batch))

    with ThreadPoolExecutor(WORKERS) as pool:
        list(pool.map(run, batches))
    return [found[i] for i in range(len(examples))]
