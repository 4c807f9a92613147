from __future__ import annotations

import numpy as np

from agent.asking import ALWAYS, question
from agent.belief import settle
from agent.parameters import Parameters
from catalogue.snapshot import Snapshot
from domains import Bucket, Pack


def test_choices_carry_counts_and_the_ways_out(
    pack: Pack, snapshot: Snapshot, parameters: Parameters
) -> None:
    belief = settle(np.zeros(12, np.float32), np.ones(12, np.bool_), parameters)
    put = question(pack.attribute("kind"), snapshot, belief)
    assert put.choices[-2:] == ALWAYS
    assert {c.label: c.count for c in put.choices[:-2]} == {"bakery": 4, "garage": 4, "salon": 3}


def test_counts_are_of_what_may_be_shown(
    pack: Pack, snapshot: Snapshot, parameters: Parameters
) -> None:
    allowed = np.arange(12) < 6
    belief = settle(np.zeros(12, np.float32), allowed, parameters)
    put = question(pack.attribute("kind"), snapshot, belief)
    assert {c.label: c.count for c in put.choices[:-2]} == {"bakery": 4, "garage": 2}


def test_buckets_without_items_are_left_out(
    pack: Pack, snapshot: Snapshot, parameters: Parameters
) -> None:
    belief = settle(np.zeros(12, np.float32), np.ones(12, np.bool_), parameters)
    price = pack.attribute("price").model_copy(
        update={"buckets": (Bucket(label="low", max=300_000), Bucket(label="none", min=9e9))}
    )
    labels = [(c.label, c.count) for c in question(price, snapshot, belief).choices[:-2]]
    assert labels == [("low", 3)]


def test_flags_and_free_words(pack: Pack, snapshot: Snapshot, parameters: Parameters) -> None:
    belief = settle(np.zeros(12, np.float32), np.ones(12, np.bool_), parameters)
    yes, no = question(pack.attribute("open"), snapshot, belief).choices[:-2]
    assert (yes.id, yes.count, no.id, no.count) == ("open=yes", 5, "open=no", 5)
    assert question(pack.attribute("about"), snapshot, belief).choices == ALWAYS
