"""The network of ``agent/listening/network.py`` as functions that can be differentiated.

The last layers of the encoder (Devlin et al. 2019) are tuned together with linear heads on their
states, which share them (multi-task learning, Caruana 1997); dropout after Srivastava et al. 2014.
Names and shapes of the parameters are those that listening reads.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np

from agent.listening.features import COUNT
from agent.listening.labels import ACTS, BOUNDS, MUSTS, TAGS
from agent.listening.network import FAR, KINDS, Floats
from evaluation.learning.batches import CONTEXT, DESCRIBED, Batch
from models.bert import EPSILON, HEADS, HIDDEN, LAYERS, TRUNK, WIDTH

Parameters = dict[str, jax.Array]

RANK = 128
"""Numbers in which tokens meet attributes, and values."""

WEIGHED = 24
"""Units that mix the features of a token."""

KEPT = 0.9
"""Share of numbers that dropout lets through."""

TUNED = range(TRUNK, LAYERS)


class Logits(NamedTuple):
    """Of each head: ``tag`` (n, L, TAGS), ``begin`` (n, L), ``must`` (n, L, MUSTS), ``bound``
    (n, L, BOUNDS), ``owner`` (n, L, SLOTS), ``value`` (n, SPANS, values), ``act`` (n, ACTS).
    """

    tag: jax.Array
    begin: jax.Array
    must: jax.Array
    bound: jax.Array
    owner: jax.Array
    value: jax.Array
    act: jax.Array


class Values(NamedTuple):
    """All values of all packs: ``vectors`` (values, width) and the ``groups`` (values,) of each."""

    vectors: jax.Array
    groups: jax.Array


def first_parameters(encoder: Mapping[str, Floats], seed: int) -> Parameters:
    """The layers as they are in the encoder, and heads that know nothing yet."""
    keys = iter(jax.random.split(jax.random.PRNGKey(seed), 40))

    def drawn(*shape: int, deviation: float = 0.02) -> jax.Array:
        return jax.random.normal(next(keys), shape) * deviation

    def zeros(*shape: int) -> jax.Array:
        return jnp.zeros(shape)

    layers = tuple(f"encoder.layer.{n}." for n in TUNED)
    tuned = {k: jnp.asarray(v) for k, v in encoder.items() if k.startswith(layers)}
    both, kinds = 2 * WIDTH, len(KINDS)
    return tuned | {
        "ctx": zeros(CONTEXT, WIDTH), "actx": zeros(RANK, WIDTH),
        "tag": drawn(both, len(TAGS)), "tagb": zeros(len(TAGS)),
        "tagf": zeros(COUNT, len(TAGS)), "tagc": zeros(CONTEXT, len(TAGS)),
        "beg": drawn(WIDTH, 1), "begb": zeros(1),
        "mu": drawn(WIDTH, len(MUSTS)), "mub": zeros(len(MUSTS)),
        "bd": drawn(WIDTH, len(BOUNDS)), "bdb": zeros(len(BOUNDS)),
        "at": drawn(both, RANK, deviation=0.04), "av": drawn(DESCRIBED, RANK, deviation=0.04),
        "atb": drawn(both, kinds), "f1": drawn(COUNT + 1 + kinds, WEIGHED, deviation=0.2),
        "f1b": zeros(WEIGHED), "f2": drawn(WEIGHED, 1, deviation=0.2), "fl": zeros(COUNT + 1),
        "vs": drawn(both, RANK, deviation=0.04), "vv": drawn(WIDTH, RANK, deviation=0.04),
        "vl": jnp.array([2.0, 6.0]), "aq": drawn(WIDTH, 1),
        "act": drawn(3 * WIDTH, len(ACTS)), "actb": zeros(len(ACTS)),
        "actc": zeros(CONTEXT, len(ACTS)),
    }  # fmt: skip


def _dropped(x: jax.Array, key: jax.Array | None) -> jax.Array:
    return x if key is None else x * jax.random.bernoulli(key, KEPT, x.shape) / KEPT


def _folded(key: jax.Array | None, n: int) -> jax.Array | None:
    return None if key is None else jax.random.fold_in(key, n)


def _norm(x: jax.Array, scale: jax.Array, shift: jax.Array) -> jax.Array:
    mean = x.mean(-1, keepdims=True)
    variance = ((x - mean) ** 2).mean(-1, keepdims=True)
    return (x - mean) / jnp.sqrt(variance + EPSILON) * scale + shift


def layer(p: Parameters, n: int, x: jax.Array, mask: jax.Array, key: jax.Array | None) -> jax.Array:
    """One layer of the encoder on states (n, L, width); with dropout where there is a key."""

    def of(name: str) -> jax.Array:
        return p[f"encoder.layer.{n}.{name}"]

    def dense(y: jax.Array, name: str) -> jax.Array:
        return y @ of(f"{name}.weight").T + of(f"{name}.bias")

    def normed(y: jax.Array, name: str) -> jax.Array:
        return _norm(y, of(f"{name}.LayerNorm.weight"), of(f"{name}.LayerNorm.bias"))

    size, length, _ = x.shape
    query, k, v = (
        dense(x, f"attention.self.{name}")
        .reshape(size, length, HEADS, WIDTH // HEADS)
        .transpose(0, 2, 1, 3)
        for name in ("query", "key", "value")
    )
    scores = query @ k.transpose(0, 1, 3, 2) / np.sqrt(WIDTH // HEADS)
    weights = jax.nn.softmax(scores + (1 - mask[:, None, None, :]) * HIDDEN, -1)
    mixed = (weights @ v).transpose(0, 2, 1, 3).reshape(size, length, WIDTH)
    x = normed(x + _dropped(dense(mixed, "attention.output.dense"), key), "attention.output")
    inner = jax.nn.gelu(dense(x, "intermediate.dense"), approximate=False)
    return normed(x + _dropped(dense(inner, "output.dense"), _folded(key, 1)), "output")


def states(p: Parameters, b: Batch, key: jax.Array | None) -> jax.Array:
    """States (n, L, width) of the tuned last layer, told what was asked and whether five show."""
    there = (b.asked >= 0)[:, None]
    asked = jnp.take_along_axis(b.described, jnp.maximum(b.asked, 0)[:, None, None], 1)[:, 0]
    extra = b.context @ p["ctx"] + ((asked * there) @ p["av"]) @ p["actx"]
    x = _dropped(b.trunk, key) + extra[:, None, :] * b.mask[:, :, None]
    for i, n in enumerate(TUNED):
        x = layer(p, n, x, b.mask, _folded(key, i + 7))
    return x


def logits(
    p: Parameters, b: Batch, values: Values, groups: int, key: jax.Array | None = None
) -> Logits:
    """What the heads say of a batch.

    Args:
        p: the parameters.
        b: the batch.
        values: of all packs.
        groups: how many listed attributes have values.
        key: for dropout; None for none.
    """
    own = states(p, b, key)
    both = _dropped(jnp.concatenate([own, b.hidden], -1), _folded(key, 3))
    h = both[..., :WIDTH]
    context = (b.context @ p["tagc"])[:, None]
    return Logits(
        tag=both @ p["tag"] + p["tagb"] + b.feats.max(2) @ p["tagf"] + context,
        begin=(h @ p["beg"] + p["begb"])[..., 0],
        must=h @ p["mu"] + p["mub"],
        bound=h @ p["bd"] + p["bdb"],
        owner=_owner(p, b, both, jnp.concatenate([b.feats, _meant(b, values, groups)], -1)),
        value=_value(p, b, both, values.vectors),
        act=_act(p, b, h),
    )


def _unit(x: jax.Array) -> jax.Array:
    return x / jnp.linalg.norm(x, axis=-1, keepdims=True).clip(1e-6)


def _meant(b: Batch, values: Values, groups: int) -> jax.Array:
    """(n, L, SLOTS, 1): how close each token comes to any value of each attribute."""
    close = (_unit(b.hidden) @ values.vectors.T).transpose(2, 0, 1)
    nearest = jax.ops.segment_max(close, values.groups, num_segments=groups).transpose(1, 2, 0)
    listed = jnp.broadcast_to(
        jnp.maximum(b.listed, 0)[:, None, :], (*nearest.shape[:2], b.listed.shape[1])
    )
    found = jnp.maximum(jnp.take_along_axis(nearest, listed, 2) - FAR, 0) * 2
    return jnp.where(b.listed[:, None, :] >= 0, found, 0.0)[..., None]


def _owner(p: Parameters, b: Batch, both: jax.Array, feats: jax.Array) -> jax.Array:
    types = b.described[..., 3 * WIDTH :]
    keys = (b.described @ p["av"]).transpose(0, 2, 1)
    learned = (both @ p["at"]) @ keys * 0.5 + (both @ p["atb"]) @ types.transpose(0, 2, 1)
    wide = jnp.broadcast_to(types[:, None], (*feats.shape[:3], types.shape[-1]))
    weighed = jax.nn.relu(jnp.concatenate([feats, wide], -1) @ p["f1"] + p["f1b"])
    found = learned + (weighed @ p["f2"])[..., 0] + feats @ p["fl"]
    return jnp.where(b.present[:, None, :] > 0, found, HIDDEN)


def _value(p: Parameters, b: Batch, both: jax.Array, vectors: jax.Array) -> jax.Array:
    learned = (b.share @ both @ p["vs"]) @ (vectors @ p["vv"]).T * 0.5
    meaning = _unit(b.share @ b.hidden) @ vectors.T
    found = learned + p["vl"][0] * b.named + p["vl"][1] * meaning
    every, first = jnp.arange(len(vectors))[None, None], b.first[..., None]
    return jnp.where((every >= first) & (every < first + b.many[..., None]), found, HIDDEN)


def _act(p: Parameters, b: Batch, h: jax.Array) -> jax.Array:
    attention = jax.nn.softmax((h @ p["aq"])[..., 0] + (1 - b.mask) * HIDDEN, -1)
    mean = (h * b.mask[..., None]).sum(1) / b.mask.sum(1, keepdims=True).clip(1)
    pooled = jnp.concatenate([mean, (h * attention[..., None]).sum(1), h[:, 0]], -1)
    return pooled @ p["act"] + p["actb"] + b.context @ p["actc"]
