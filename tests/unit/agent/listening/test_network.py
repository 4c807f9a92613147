"""The heads with the weights that ship: what holds whatever they learned."""

from __future__ import annotations

from importlib.resources import files

import numpy as np
import pytest

from agent.listening import Listener, Network, Pending
from agent.listening.domain import Domain
from agent.listening.labels import ACTS, BOUNDS, MUSTS, TAGS
from agent.listening.mentions import find_mentions
from agent.listening.network import WEIGHTS, Scores, named_values
from core.model import Range
from models.local import LocalEncoder
from readers.text import fold

MOST_BYTES = 8_000_000
TEXTS = (
    "A bakery in Ohio, under 400k.",
    "no",
    "We would love a small laundromat near Dallas with at least two machines, no franchise please!",
)


@pytest.fixture(scope="module")
def own(listeners: dict[str, Listener]) -> Domain:
    return listeners["businesses"].domain


def read(network: Network, domain: Domain, *texts: str, asked: str | None = None) -> list[Scores]:
    mentions = [find_mentions(text, domain) for text in texts]
    windows = [fold(text) for text in texts]
    return network.read(windows, mentions, network.prepare(domain), domain, asked, False)


def test_the_weights_are_small() -> None:
    assert len((files("agent") / "listening" / WEIGHTS).read_bytes()) <= MOST_BYTES


@pytest.mark.parametrize("asked", [None, "opening", "asking_price", "industry"])
def test_probabilities_sum_to_one(network: Network, own: Domain, asked: str | None) -> None:
    for text, found in zip(TEXTS, read(network, own, *TEXTS, asked=asked), strict=True):
        n = len(found.offsets)
        shapes = {
            (n, len(TAGS)): found.tag, (n, len(MUSTS)): found.must, (n, len(BOUNDS)): found.bound,
            (n, len(own.attributes)): found.owner, (len(ACTS),): found.act,
        }  # fmt: skip
        for shape, probabilities in shapes.items():
            assert probabilities.shape == shape
            assert (probabilities >= 0).all()
            np.testing.assert_allclose(probabilities.sum(axis=-1), 1, atol=1e-5)
        assert found.begin.shape == (n,)
        assert ((found.begin >= 0) & (found.begin <= 1)).all()
        assert all(0 <= a <= b <= len(text) for a, b in found.offsets)


def test_probabilities_of_values_sum_to_one(network: Network, own: Domain) -> None:
    (found,) = read(network, own, TEXTS[0])
    ids = [a.id for a in own.attributes]
    for id, values in own.values.items():
        if values:
            named = named_values(values, id, (), (0, 0))
            weights = found.values.of(ids.index(id), [1, 2], named)
            assert weights.shape == (len(values),)
            assert weights.sum() == pytest.approx(1, abs=1e-5)


def test_a_value_named_by_its_words_is_meant_more(network: Network, own: Domain) -> None:
    (found,) = read(network, own, TEXTS[0])
    ids, values = [a.id for a in own.attributes], own.values["industry"]
    none = np.zeros(len(values), np.float32)
    one = none.copy()
    one[3] = 1
    at = ids.index("industry")
    assert found.values.of(at, [2], one)[3] > found.values.of(at, [2], none)[3]


def test_windows_read_together_are_read_as_alone(network: Network, own: Domain) -> None:
    together = read(network, own, *TEXTS, asked="industry")
    for text, one in zip(TEXTS, together, strict=True):
        (alone,) = read(network, own, text, asked="industry")
        assert one.offsets == alone.offsets
        for name in ("tag", "begin", "must", "bound", "owner", "act", "hidden"):
            np.testing.assert_allclose(
                getattr(one, name), getattr(alone, name), atol=1e-4, err_msg=name
            )


def test_the_mean_of_the_states_is_the_vector_of_the_text(
    listeners: dict[str, Listener], encoder: LocalEncoder
) -> None:
    """The pass that listens gives the search its vector: nothing is encoded twice."""
    text = "a quiet bakery by the lake"
    vector = listeners["businesses"].read(text).vector([(0, len(text))])
    assert vector is not None
    (encoded,) = encoder.encode([text])
    assert float(vector @ encoded) > 0.9
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-4)


def test_the_same_text_is_read_the_same_again(listeners: dict[str, Listener]) -> None:
    first, again = (listeners["businesses"].read(TEXTS[2]) for _ in range(2))
    assert (first.act, first.changes, first.unread) == (again.act, again.changes, again.unread)


def test_what_was_asked_counts(listeners: dict[str, Listener]) -> None:
    free = listeners["businesses"].read("350").acts
    asked = listeners["businesses"].read("350", Pending("asking_price")).acts
    assert free != asked


@pytest.mark.parametrize("text", ["?", "\u200b", "ab" * 4000, "🦀 " * 300, "\n\n", "İ" * 50])
def test_odd_texts_are_read(listeners: dict[str, Listener], text: str) -> None:
    found = listeners["stays"].hear(text, None)
    assert found.acts


@pytest.mark.parametrize("text", ["", "   ", "\n", "\u200b"])
def test_nothing_says_nothing(listeners: dict[str, Listener], text: str) -> None:
    read = listeners["stays"].read(text)
    assert (read.changes, read.unread) == ((), ())


@pytest.mark.parametrize(
    ("text", "asked", "figure"),
    [
        ("One", "guests", 1),
        ("one only", "guests", 1),
        ("Just one.", "guests", 1),
        ("just myself", "guests", 1),
        ("two", "guests", 2),
        ("6 of us", "guests", 6),
        ("Eight", "guests", 8),
        ("3", "bedrooms", 3),
        ("One", "bedrooms", 1),
        ("Two nights", "minimum_nights", 2),
        ("just the one night", "minimum_nights", 1),
        ("85", "price_per_night", 85),
    ],
)
def test_a_figure_alone_answers_the_figure_that_was_asked(
    listeners: dict[str, Listener], text: str, asked: str, figure: float
) -> None:
    (reading,) = listeners["stays"].hear(text, Pending(asked)).readings
    assert reading.attribute == asked
    assert isinstance(reading.value, Range)
    assert figure in (reading.value.min, reading.value.max)
