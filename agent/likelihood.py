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
from readers.place import open_gazetteer

Floats = NDArray[np.float32]
EARTH_KM = 6371.0
BROAD_LOG = 0.5
"""Scale of a figure said loosely, in natural logarithms: half as much again is still near."""
BROAD_YEARS = 4.0
SPEAKS_AGAINST = 0.2
"""A wish speaks against items whose likelihood is below this share of the best."""


def likelihood(column: Column, kind: Kind, wishes: Sequence[Wish], p: Parameters) -> Floats | None:
    """The factor of one attribute's wishes; None where they say nothing about items."""
    wanted = [w for w in wishes if w.stance == "want" and w.value is not None]
    avoided = [w for w in wishes if w.stance == "avoid" and w.value is not None]
    factors = []
    if wanted:
        factors.append(_neutral(_wanted(column, kind, wanted, p), known(column)))
    for wish in avoided:
        held = _wanted(column, kind, [wish.model_copy(update={"weights": ()})], p)
        factors.append(_neutral(np.maximum(1.0 - held, p.error_said / 4), known(column)))
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


def known(column: Column) -> NDArray[np.bool_]:
    """Which items have a value, shape ``bool[n]``."""
    match column:
        case CategoryColumn() | FlagColumn():
            return np.asarray(column.codes >= 0)
        case NumberColumn():
            return ~np.isnan(column.values)
        case TagsColumn() | PlaceColumn():
            return column.known


def _neutral(factor: Floats, has_value: NDArray[np.bool_]) -> Floats:
    mean = float(factor[has_value].mean()) if has_value.any() else 1.0
    return np.where(has_value, factor, np.float32(mean)).astype(np.float32)


def _wanted(column: Column, kind: Kind, wishes: Sequence[Wish], p: Parameters) -> Floats:
    match column:
        case CategoryColumn():
            return _category(column, wishes, p)
        case TagsColumn():
            return _tags(column, wishes, p)
        case PlaceColumn():
            return _place(column, wishes, p)
        case NumberColumn():
            return _figure(column, kind, wishes, p)
        case FlagColumn():
            return _flag(column, wishes, p)


def error_rate(wish: Wish, p: Parameters) -> float:
    """How often a wish of this source is wrong."""
    return p.error_click if wish.source in ("chosen", "edited") else p.error_said


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
    error = error_rate(wish, p)
    return (error + (1 - error) * relative).astype(np.float32)


def _name(value: object) -> str:
    return value.name if isinstance(value, Place) else str(value)


def _category(column: CategoryColumn, wishes: Sequence[Wish], p: Parameters) -> Floats:
    table = np.max([spread(w, column.values, p) for w in wishes], axis=0)
    return np.asarray(np.append(table, 1.0)[column.codes], dtype=np.float32)


def _tags(column: TagsColumn, wishes: Sequence[Wish], p: Parameters) -> Floats:
    factor = np.ones(column.matrix.shape[1], dtype=np.float32)
    for wish in wishes:
        table = spread(wish, column.values, p)
        held = np.where(column.matrix, table[:, None], 0.0).max(axis=0)
        factor *= p.tag_missing + (1 - p.tag_missing) * held
    return factor


def _flag(column: FlagColumn, wishes: Sequence[Wish], p: Parameters) -> Floats:
    wish = wishes[-1]
    error = error_rate(wish, p)
    agrees = column.codes == int(bool(wish.value))
    return np.where(agrees, 1.0, error).astype(np.float32)


def _figure(column: NumberColumn, kind: Kind, wishes: Sequence[Wish], p: Parameters) -> Floats:
    factors = [
        figure_likelihood(column.values, kind, w.value, error_rate(w, p), p)
        for w in wishes
        if isinstance(w.value, Range)
    ]
    return np.max(factors, axis=0) if factors else np.ones(len(column.values), dtype=np.float32)


def figure_likelihood(
    values: Floats, kind: Kind, wish: Range, error: float, p: Parameters
) -> Floats:
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
    return np.asarray(error + (1 - error) * np.nan_to_num(factor), dtype=np.float32)


def _place(column: PlaceColumn, wishes: Sequence[Wish], p: Parameters) -> Floats:
    factors = [_one_place(column, w, p) for w in wishes]
    return np.asarray(np.max(factors, axis=0), dtype=np.float32)


def _one_place(column: PlaceColumn, wish: Wish, p: Parameters) -> Floats:
    index = {place.name: i for i, place in enumerate(column.values)}
    kinds = {place.name: place.kind for place in column.values}
    weights = wish.weights or ((_name(wish.value), 1.0),)
    top = max(weight for _, weight in weights)
    factor = np.zeros(len(column.known), dtype=np.float32)
    for name, weight in weights:
        share = np.float32((weight / top) ** p.soften if top > 0 else 1.0)
        if name in index:
            factor = np.maximum(factor, share * column.matrix[index[name]])
        kind = kinds.get(name) or (wish.value.kind if isinstance(wish.value, Place) else "city")
        if kind == "city":
            factor = np.maximum(
                factor, 0.5 * share * closeness(column, Place(name=name, kind="city"), p)
            )
    error = error_rate(wish, p)
    return np.asarray(error + (1 - error) * factor, dtype=np.float32)


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
