"""How likely the person would say this, were a given item the match: one factor per attribute.

Every function returns likelihoods up to a constant, shape ``float32[n]``, aligned with the
snapshot's rows. An item without a value gets the mean over the items that have one, so that silence
in the catalogue is neither proof nor refutation.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from agent.parameters import Parameters
from catalogue.column import (
    CategoryColumn,
    Column,
    FlagColumn,
    NumberColumn,
    PlaceColumn,
    TagsColumn,
)
from core.model import Kind, Place, Range, Wish
from guards.meets import to_meet
from readers.place import open_gazetteer

Floats = NDArray[np.float32]
EARTH_KM = 6371.0
BROAD_LOG = 0.5
"""Scale of a figure said loosely, in natural logarithms: half as much again is still near."""
BROAD_YEARS = 4.0
AVOIDED = 0.0025
"""Likelihood of an exclusion for an item that has what is excluded."""
CLICKED = ("chosen", "edited")
"""Sources of wishes that were not read from words."""
SPEAKS_AGAINST = 0.2
"""A wish speaks against items whose likelihood is below this share of the best."""


def likelihood(
    column: Column,
    kind: Kind,
    wishes: Sequence[Wish],
    p: Parameters,
    counts: Floats | None = None,
) -> Floats | None:
    """The factor of one attribute's wishes; None where they say nothing about items.

    ``counts`` float32[n] is how many items each row of the column stands for, by default one.
    """
    wanted = [w for w in wishes if w.stance == "want" and w.value is not None]
    avoided = [w for w in wishes if w.stance == "avoid" and w.value is not None]
    has_value = known(column)
    factors = [
        _neutral(factor, has_value, counts) for factor in _wanted(column, kind, wanted, p, counts)
    ]
    for wish in avoided:
        plain = wish.model_copy(update={"weights": (), "stance": "want"})
        held = np.max(_wanted(column, kind, [plain], p, counts), axis=0)
        factors.append(_neutral(np.maximum(1.0 - held, AVOIDED), has_value, counts))
    if not factors:
        return None
    product: Floats = np.prod(np.stack(factors), axis=0, dtype=np.float32)
    return product


def fits(column: Column, wishes: Sequence[Wish], factor: Floats) -> NDArray[np.bool_]:
    """Which items the wishes do not speak against, bool[n]: figures in range, others by likelihood.

    Figures are judged apart because their likelihood leans to the bound: half the price still fits.
    """
    ranges = [w.value for w in wishes if w.stance == "want" and isinstance(w.value, Range)]
    if not isinstance(column, NumberColumn) or not ranges:
        return np.asarray(factor >= SPEAKS_AGAINST * factor.max())
    inside = np.isnan(column.values)
    for wish in ranges:
        low = -np.inf if wish.min is None else wish.min
        high = np.inf if wish.max is None else wish.max
        inside = inside | ((column.values >= low) & (column.values <= high))
    return inside


def known(column: Column, rows: NDArray[np.int64] | None = None) -> NDArray[np.bool_]:
    """Which items, or which of some of them, have a value, shape ``bool[n]`` or ``bool[m]``."""
    at = slice(None) if rows is None else rows
    match column:
        case CategoryColumn() | FlagColumn():
            return np.asarray(column.codes[at] >= 0)
        case NumberColumn():
            return ~np.isnan(column.values[at])
        case TagsColumn() | PlaceColumn():
            return column.known[at]


def _neutral(factor: Floats, has_value: NDArray[np.bool_], counts: Floats | None) -> Floats:
    mean = np.float32(_mean(factor, has_value, counts))
    return np.where(has_value, factor, mean).astype(np.float32)


def _mean(factor: Floats, has_value: NDArray[np.bool_], counts: Floats | None) -> float:
    """The mean over the items that have a value; 1 where none has."""
    if not has_value.any():
        return 1.0
    weights = None if counts is None else counts[has_value]
    return float(np.average(factor[has_value], weights=weights))


def _wanted(
    column: Column, kind: Kind, wishes: Sequence[Wish], p: Parameters, counts: Floats | None
) -> list[Floats]:
    """The factors of wishes for values: one for either-or, one each for tags wanted together."""
    factors = []
    for group in to_meet(wishes, kind):
        clean = np.max([_clean(column, kind, wish, p) for wish in group], axis=0)
        error = max(error_rate(wish, p) for wish in group)
        factors.append(fallible(clean, known(column), error, counts))
    if isinstance(column, TagsColumn):
        return [p.tag_missing + (1 - p.tag_missing) * factor for factor in factors]
    return factors


def fallible(
    clean: Floats, has_value: NDArray[np.bool_], error: float, counts: Floats | None = None
) -> Floats:
    """The likelihood of a wish that is wrong with this rate: then it is anybody's wish.

    ``clean`` (0..1) is the likelihood were it right. A wrong wish for a rare value is rarer than
    one for a common value, by as much as the items that have it.
    """
    anybody = _mean(clean, has_value, counts)
    return np.asarray((1 - error) * clean + error * anybody, dtype=np.float32)


def _clean(column: Column, kind: Kind, wish: Wish, p: Parameters) -> Floats:
    match column:
        case CategoryColumn():
            table = spread(wish, column.values, p)
            return np.asarray(np.append(table, 1.0)[column.codes], dtype=np.float32)
        case TagsColumn():
            return column.members.best(spread(wish, column.values, p), column.known)
        case PlaceColumn():
            return _place(column, wish, p)
        case NumberColumn():
            return _figure(column, kind, wish, p)
        case FlagColumn():
            return np.asarray(column.codes == int(bool(wish.value)), dtype=np.float32)


def error_rate(wish: Wish, p: Parameters) -> float:
    """How often such a wish is wrong: by its source, and by how surely it was read."""
    if wish.source in CLICKED:
        return p.error_click
    return max(p.error_said, 1 - wish.confidence)


def spread(wish: Wish, names: Sequence[str], p: Parameters) -> Floats:
    """Likelihood of a wish per vocabulary value, shape ``float32[v]``, largest 1.

    Soft readings are posteriors under an even prior, hence proportional to the likelihood; the
    power ``soften`` is how far they are to be trusted.
    """
    index = {name: i for i, name in enumerate(names)}
    weights = wish.weights or ((_name(wish.value), 1.0),)
    share = np.zeros(len(names), dtype=np.float32)
    for name, weight in weights:
        if name in index:
            share[index[name]] = max(share[index[name]], weight)
    rest = max(0.0, 1.0 - float(share.sum())) / max(1, len(names))
    top = float(share.max()) + rest
    if top <= 0:
        return np.ones(len(names), dtype=np.float32)
    relative = (share + rest) / top
    if wish.weights:
        relative = relative**p.soften
    return np.asarray(relative, dtype=np.float32)


def _name(value: object) -> str:
    return value.name if isinstance(value, Place) else str(value)


def _figure(column: NumberColumn, kind: Kind, wish: Wish, p: Parameters) -> Floats:
    if not isinstance(wish.value, Range):
        return np.ones(len(column.values), dtype=np.float32)
    return figure_likelihood(column.values, kind, wish.value, p)


def figure_likelihood(values: Floats, kind: Kind, wish: Range, p: Parameters) -> Floats:
    """A wished range: flat inside, fading outside; one open at an end leans to its bound."""
    years = kind is Kind.YEAR
    x = values if years else np.log1p(np.maximum(values, 0))
    scale = {Kind.YEAR: p.spread_years, Kind.MONEY: p.spread_money}.get(kind, p.spread_number)
    low = None if wish.min is None else (wish.min if years else np.log1p(max(wish.min, 0)))
    high = None if wish.max is None else (wish.max if years else np.log1p(max(wish.max, 0)))
    outside = np.zeros_like(x)
    if low is not None:
        outside = np.maximum(outside, low - x)
    if high is not None:
        outside = np.maximum(outside, x - high)
    far = BROAD_YEARS if years else BROAD_LOG
    factor = (1 - p.broad) * np.exp(-outside / scale) + p.broad * np.exp(-outside / far)
    bound = low if high is None else high if low is None else None
    if bound is not None:
        inside = np.abs(x - bound) * (outside == 0)
        factor = factor * np.exp(-p.near_bound * inside / (10.0 if years else 1.0))
    return np.asarray(np.nan_to_num(factor), dtype=np.float32)


def _place(column: PlaceColumn, wish: Wish, p: Parameters) -> Floats:
    index = {place.name: i for i, place in enumerate(column.values)}
    kinds = {place.name: place.kind for place in column.values}
    weights = wish.weights or ((_name(wish.value), 1.0),)
    top = max(weight for _, weight in weights)
    factor = np.zeros(len(column.known), dtype=np.float32)
    for name, weight in weights:
        share = np.float32((weight / top) ** p.soften if top > 0 else 1.0)
        if name in index:
            factor = np.maximum(factor, share * column.members.mask(index[name]))
        kind = kinds.get(name) or (wish.value.kind if isinstance(wish.value, Place) else "city")
        if kind == "city":
            factor = np.maximum(
                factor, 0.5 * share * closeness(column, Place(name=name, kind="city"), p)
            )
    return factor


def closeness(column: PlaceColumn, place: Place, p: Parameters) -> Floats:
    """How near each item lies to a city, 1 at the spot, fading by ``spread_km``; 0 if unknown."""
    spot = open_gazetteer().coordinates(place)
    if spot is None:
        return np.zeros(len(column.lat), dtype=np.float32)
    return np.asarray(
        np.nan_to_num(np.exp(-kilometres(column.lat, column.lon, spot) / p.spread_km)),
        dtype=np.float32,
    )


def kilometres(lat: Floats, lon: Floats, spot: tuple[float, float]) -> Floats:
    """Great-circle distance of each item to a spot, in km (haversine)."""
    a, b = np.radians(lat), np.radians(spot[0])
    half = np.sin((a - b) / 2) ** 2
    half = half + np.cos(a) * np.cos(b) * np.sin(np.radians(lon - spot[1]) / 2) ** 2
    return np.asarray(2 * EARTH_KM * np.arcsin(np.sqrt(half)), dtype=np.float32)
