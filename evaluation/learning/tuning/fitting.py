"""Tuning the network on batches: losses, schedule, and what it gets right of utterances kept out.

Cross-entropies of all heads are summed (Caruana 1997), those of tags and kinds of message with
smoothed labels (Szegedy et al. 2016), and minimised by AdamW (Loshchilov & Hutter 2019) with a
warm-up and a cosine decay; encoder and heads have rates of their own. What is kept is the moving
mean of the parameters over the last steps (Polyak & Juditsky 1992).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
import optax

from agent.listening.network import Floats
from evaluation.learning.batches import Batch, Batches, batches
from evaluation.learning.preparing import Taught
from evaluation.learning.tuning.heads import Logits, Parameters, Values, first_parameters, logits

SMOOTHED = 0.05
"""Share of a label that is spread over all labels."""

ENCODER_RATE, HEAD_RATE = (4e-4, 1e-6), (2e-3, 1e-5)
"""The highest and the last learning rate."""

DECAY, LARGEST = 0.02, 1.0
"""Weight decay; norm to which gradients are clipped."""

AVERAGED = 0.5
"""Steps of the moving mean, as a share of an epoch."""

SPARE = 8
"""Batches of an epoch more than its utterances would fill: every length has a last, smaller one."""

Heard = Callable[[int, float], None]
"""Hears after each step the epoch and its mean loss so far."""


class Weight(NamedTuple):
    """How much the loss of each head counts."""

    tag: float = 1.0
    begin: float = 0.5
    must: float = 0.4
    bound: float = 0.4
    owner: float = 0.8
    value: float = 0.5
    act: float = 0.7


WEIGHT = Weight()


def loss(p: Parameters, b: Batch, values: Values, key: jax.Array | None, groups: int) -> jax.Array:
    """The weighted sum of the heads' mean losses over what is taught; a number."""
    said = logits(p, b, values, groups, key)
    begins = optax.sigmoid_binary_cross_entropy(said.begin, jnp.maximum(b.begin, 0))
    return (
        WEIGHT.tag * _mean(_smooth(said.tag, b.tag), b.tag >= 0)
        + WEIGHT.begin * _mean(begins, (b.begin >= 0) & (b.tag > 0))
        + WEIGHT.must * _mean(_plain(said.must, b.must), b.must >= 0)
        + WEIGHT.bound * _mean(_plain(said.bound, b.bound), b.bound >= 0)
        + WEIGHT.owner * _mean(_plain(said.owner, b.owner), b.owner >= 0)
        + WEIGHT.value * _mean(_plain(said.value, b.value), b.value >= 0)
        + WEIGHT.act * _mean(_smooth(said.act, b.act), b.act >= 0)
    )


def _plain(said: jax.Array, labels: jax.Array) -> jax.Array:
    return optax.softmax_cross_entropy_with_integer_labels(said, jnp.maximum(labels, 0))


def _smooth(said: jax.Array, labels: jax.Array) -> jax.Array:
    spread = -jax.nn.log_softmax(said).mean(-1)
    return (1 - SMOOTHED) * _plain(said, labels) + SMOOTHED * spread


def _mean(losses: jax.Array, taught: jax.Array) -> jax.Array:
    return (losses * taught).sum() / jnp.maximum(taught.sum(), 1)


def steps_of(utterances: int, size: int) -> int:
    """Steps of an epoch, for the schedule."""
    return utterances // size + SPARE


def _optimiser(steps: int, epochs: int, names: Sequence[str]) -> Any:
    """Of the encoder's layers and of the heads, each with its rates."""

    def one(highest: float, last: float) -> Any:
        rate = optax.warmup_cosine_decay_schedule(0, highest, steps // 2, steps * epochs, last)
        return optax.chain(
            optax.clip_by_global_norm(LARGEST), optax.adamw(rate, weight_decay=DECAY)
        )

    which = {name: "encoder" if name.startswith("encoder.") else "head" for name in names}
    return optax.multi_transform({"encoder": one(*ENCODER_RATE), "head": one(*HEAD_RATE)}, which)


class Tuning:
    """One training, from the encoder's weights to those of listening.

    Args:
        encoder: the encoder's weights, by the names of its file.
        maker: makes the batches.
        seed: of first parameters and dropout.
    """

    def __init__(self, encoder: Mapping[str, Floats], maker: Batches, seed: int) -> None:
        described = maker.described
        self._maker = maker
        self._values = Values(jnp.asarray(described.values), jnp.asarray(described.groups))
        self._groups = len(described.listed)
        self._key = jax.random.PRNGKey(seed + 5)
        self.parameters = first_parameters(encoder, seed)

    def run(self, taught: Sequence[Taught], epochs: int, heard: Heard) -> None:
        """Go through the utterances so many times."""
        steps = steps_of(len(taught), self._maker.size)
        optimiser = _optimiser(steps, epochs, list(self.parameters))
        state = optimiser.init(self.parameters)
        step = jax.jit(partial(_step, optimiser, self._groups, 1 - 1 / max(1.0, AVERAGED * steps)))
        latest = self.parameters
        for epoch in range(epochs):
            total = 0.0
            for n, (_, batch) in enumerate(batches(self._maker, taught, training=True), 1):
                self._key, key = jax.random.split(self._key)
                latest, self.parameters, state, found = step(
                    latest, self.parameters, state, batch, self._values, key
                )
                total += float(found)
                heard(epoch, total / n)

    def right(self, held_out: Sequence[Taught]) -> dict[str, float]:
        """Of each head, the share of what is labelled that it gets right."""
        say = jax.jit(partial(logits, groups=self._groups))
        hits: Counter[str] = Counter()
        labelled: Counter[str] = Counter()
        for _, batch in batches(self._maker, held_out, training=False):
            said = Logits(*map(np.asarray, say(self.parameters, batch, self._values)))
            for head in ("tag", "owner", "must", "bound", "value", "act"):
                labels = getattr(batch, head)
                known = labels >= 0
                hits[head] += int((getattr(said, head).argmax(-1) == labels)[known].sum())
                labelled[head] += int(known.sum())
        return {head: round(hits[head] / n, 4) for head, n in labelled.items() if n}

    def weights(self) -> dict[str, Floats]:
        """The parameters as they are now, float32."""
        return {name: np.asarray(value, np.float32) for name, value in self.parameters.items()}


def _step(
    optimiser: Any, groups: int, kept: float, p: Parameters, mean: Parameters, state: Any,
    batch: Batch, values: Values, key: jax.Array,
) -> tuple[Parameters, Parameters, Any, jax.Array]:  # fmt: skip
    found, gradient = jax.value_and_grad(loss)(p, batch, values, key, groups)
    update, state = optimiser.update(gradient, state, p)
    p = optax.apply_updates(p, update)
    return p, optax.incremental_update(p, mean, 1 - kept), state, found
