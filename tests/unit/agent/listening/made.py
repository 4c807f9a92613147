"""A made-up pack, and scores as the heads might give them: what compose and heard are tried on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from agent.listening.cache import CachedEncoder
from agent.listening.change import Change, Value
from agent.listening.domain import Domain
from agent.listening.labels import ACTS, BOUNDS, MUSTS, TAGS
from agent.listening.network import Scores, ValueScores
from agent.listening.utterance import Utterance
from core.model import Kind, Place
from domains import Attribute, Pack
from domains.brief import brief_pack
from domains.pack import Choice
from readers.place import open_gazetteer

Floats = NDArray[np.float32]
_TOKEN = re.compile(r"\w+|[^\w\s]")


class SharedWords:
    """Texts that share words are alike."""

    name = "shared words"
    dimension = 256

    def encode(self, texts: Sequence[str]) -> Floats:
        rows = np.full((len(texts), self.dimension), 1e-3, dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in text.lower().replace(",", " ").replace(".", " ").split():
                row[int.from_bytes(blake2b(word.encode(), digest_size=1).digest())] += 1
        lengths: Floats = np.linalg.norm(rows, axis=1, keepdims=True)
        return np.asarray(rows / lengths, dtype=np.float32)


def _attribute(id: str, kind: Kind, label: str, unit: str = "", *values: str) -> Attribute:
    choices = tuple(Choice(value=v) for v in values)
    yes = (label.lower(),) if kind is Kind.FLAG else ()
    return Attribute(
        id=id,
        type=kind,
        label=label,
        ask=f"{label}?",
        unit=unit,
        choices=choices,
        words_true=yes,
        answerable=0.95 if kind is Kind.TEXT else 0.85,
    )


ATTRIBUTES = (
    _attribute("kind", Kind.CATEGORY, "Kind", "", "Bakery", "Cafe", "Laundromat", "Garage", "Inn"),
    _attribute("extras", Kind.CATEGORIES, "Extras", "", "Sauna", "Fireplace", "Piano", "Boat"),
    _attribute("price", Kind.MONEY, "Price", "USD"),
    _attribute("profit", Kind.MONEY, "Profit", "USD a year"),
    _attribute("rate", Kind.MONEY, "Rate", "USD a night"),
    _attribute("fee", Kind.MONEY, "Fee", "USD"),
    _attribute("staff", Kind.NUMBER, "Staff", "employees"),
    _attribute("guests", Kind.NUMBER, "Guests", "guests"),
    _attribute("rooms", Kind.NUMBER, "Bedrooms", "bedrooms"),
    _attribute("stay", Kind.NUMBER, "Shortest stay", "nights"),
    _attribute("built", Kind.YEAR, "Built"),
    _attribute("place", Kind.PLACE, "Where it is"),
    _attribute("garden", Kind.FLAG, "Garden"),
    _attribute("about", Kind.TEXT, "Anything else"),
)
FIGURES = {
    "price": (90_000.0, 250_000.0, 450_000.0, 900_000.0, 3_000_000.0),
    "profit": (30_000.0, 80_000.0, 140_000.0, 300_000.0, 900_000.0),
    "rate": (55.0, 95.0, 140.0, 210.0, 420.0),
    "fee": (4_000.0, 9_000.0, 15_000.0, 25_000.0, 60_000.0),
    "staff": (1.0, 4.0, 8.0, 20.0, 80.0),
    "guests": (1.0, 2.0, 4.0, 6.0, 10.0),
    "rooms": (1.0, 1.0, 2.0, 3.0, 5.0),
}
PLACES = {
    Place(name=name, kind="state"): 5 for name in ("Texas", "Ohio", "Pennsylvania", "Georgia")
} | {Place(name=name, kind="city"): 2 for name in ("Dallas, Texas", "Akron, Ohio")}


def made_pack() -> Pack:
    """A pack of every kind of attribute."""
    bare = brief_pack("havens", {"noun": "haven", "attributes": []})
    return bare.model_copy(update={"attributes": ATTRIBUTES})


def made_domain() -> Domain:
    """The made-up pack with a catalogue, on 13 January 2026."""
    encoder = CachedEncoder(SharedWords())
    places = {"place": PLACES}
    return Domain(
        made_pack(), {}, places, FIGURES, encoder, open_gazetteer(), lambda: date(2026, 1, 13)
    )


@dataclass(frozen=True)
class Said:
    """What the heads are to say of a stretch of words, and how surely."""

    words: str
    tag: str
    attribute: str
    bound: str = "none"
    must: str = "unsaid"
    tagged: float = 0.96
    owned: float = 0.96


def tokens(text: str, pieces: int = 99) -> tuple[tuple[int, int], ...]:
    """Spans of words, cut into ``pieces`` letters at most, between two marks."""
    cut = [
        (a, min(a + pieces, m.end()))
        for m in _TOKEN.finditer(text)
        for a in range(m.start(), m.end(), pieces)
    ]
    return ((0, 0), *cut, (0, 0))


def scores(
    text: str, said: Sequence[Said], domain: Domain, *, pieces: int = 99, values: float = 9.0
) -> Scores:
    """Scores of a text; ``values`` is how much a value named by its words counts."""
    offsets = tokens(text, pieces)
    ids = [a.id for a in domain.attributes]
    n = len(offsets)
    tag, must, bound = _at(n, TAGS, 0), _at(n, MUSTS, 0), _at(n, BOUNDS, 0)
    owner = np.full((n, len(ids)), 1 / len(ids), np.float32)
    begin = np.full(n, 0.02, np.float32)
    at = 0
    for one in said:
        start = text.index(one.words, at)
        at = start + len(one.words)
        rows = [i for i, (a, b) in enumerate(offsets) if start <= a < b <= at]
        tag[rows] = _one(TAGS, TAGS.index(one.tag), one.tagged)
        must[rows] = _one(MUSTS, MUSTS.index(one.must), 0.9)
        bound[rows] = _one(BOUNDS, BOUNDS.index(one.bound), 0.9)
        if one.attribute in ids:
            owner[rows] = _one(ids, ids.index(one.attribute), one.owned)
        begin[rows[0]] = 0.9
    return Scores(
        offsets=offsets,
        tag=tag,
        begin=begin,
        must=must,
        bound=bound,
        owner=owner,
        act=_one(ACTS, 0, 0.9),
        values=_values(domain, n, values),
        hidden=np.ones((n, 4), np.float32),
    )


def _values(domain: Domain, n: int, named: float) -> ValueScores:
    ids = [a.id for a in domain.attributes]
    sizes = {ids.index(id): len(values) for id, values in domain.values.items()}
    return ValueScores(
        said=np.zeros((n, 2), np.float32),
        hidden=np.ones((n, 4), np.float32),
        learned={i: np.zeros((size, 2), np.float32) for i, size in sizes.items()},
        meaning={i: np.zeros((size, 4), np.float32) for i, size in sizes.items()},
        mix=(named, 0.0),
    )


def _at(n: int, names: Sequence[str], likeliest: int) -> Floats:
    return np.tile(_one(names, likeliest, 0.97), (n, 1))


def _one(names: Sequence[str], likeliest: int, probability: float) -> Floats:
    rest = (1 - probability) / max(1, len(names) - 1)
    found = np.full(len(names), rest, np.float32)
    found[likeliest] = probability
    return found


def utterance(
    text: str, act: str, *changes: Change, unread: Sequence[str] = (), margin: float = 0.9
) -> Utterance:
    """What might have been read of a text; ``unread`` are stretches of it."""
    acts = dict.fromkeys(ACTS, 0.0) | {act: 0.9}
    spans = tuple((text.index(one), text.index(one) + len(one)) for one in unread)
    return Utterance(text, act, acts, changes, spans, margin)


def change(
    text: str, words: str, attribute: str, tag: str = "want", value: Value | None = None,
    must: bool | None = None, weights: tuple[tuple[str, float], ...] = (),
) -> Change:  # fmt: skip
    """A change that was read in some words of a text."""
    start = text.index(words)
    span = (start, start + len(words))
    return Change(attribute, tag, span, value, must, weights=weights)
