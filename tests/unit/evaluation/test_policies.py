from __future__ import annotations

import random

import numpy as np
import pytest

from agent.belief import Belief, settle
from agent.candidates import heaviest
from agent.decision import Interview
from agent.parameters import Parameters
from catalogue.column import CategoryColumn, FlagColumn
from catalogue.snapshot import Snapshot
from core.model import Kind
from domains import Attribute, Pack
from domains.pack import Fields, Noun, Opening
from evaluation.playing.policies import (
    POLICIES,
    Moment,
    at_random,
    by_entropy,
    by_value,
    fixed_form,
    information,
)

N = 16
P = Parameters(uniform=0.0, error_said=0.0)


def attribute(id: str, kind: Kind) -> Attribute:
    return Attribute(id=id, type=kind, label=id, ask=f"{id}?", answerable=1.0)


PACK = Pack(
    id="shops",
    title="Shops",
    noun=Noun(one="shop", many="shops"),
    fields=Fields(id="id", title="title", texts=("text",)),
    opening=Opening(greeting="Hello.", ask="What?", examples=()),
    disclosure="",
    notice="",
    human="",
    embed="{title}",
    attributes=(
        attribute("same", Kind.CATEGORY),
        attribute("half", Kind.FLAG),
        attribute("each", Kind.CATEGORY),
    ),
)
SNAPSHOT = Snapshot(
    pack_id="shops",
    version=1,
    set_id=1,
    ids=tuple(map(str, range(N))),
    available=np.ones(N, dtype=np.bool_),
    columns={
        "same": CategoryColumn(("one",), np.zeros(N, dtype=np.int16)),
        "half": FlagColumn((np.arange(N) % 2).astype(np.int8)),
        "each": CategoryColumn(tuple("abcdefgh"), (np.arange(N) // 2).astype(np.int16)),
    },
    keys=np.arange(N, dtype=np.int32),
)


def even() -> Belief:
    return settle(np.zeros(N, dtype=np.float32), np.ones(N, dtype=np.bool_), P)


def moment(belief: Belief, *asked: str) -> Moment:
    talk = Interview(wishes=(), asked=asked, idle=0, finished=False, typed=True, cap=8)
    return Moment(PACK, SNAPSHOT, belief, talk, P, random.Random(1))


def test_information_is_the_entropy_of_a_sure_answer() -> None:
    candidates = heaviest(np.full(N, 1 / N, dtype=np.float32))
    found = [information(a, SNAPSHOT.columns[a.id], candidates, P) for a in PACK.attributes]
    assert found == pytest.approx([0.0, np.log(2), np.log(8)], abs=1e-4)


def test_each_policy_chooses_its_own_way() -> None:
    now = moment(even())
    assert by_entropy(now).attribute == "each"
    assert by_value(now).attribute == "each"
    assert fixed_form(now).attribute == "same"
    assert {at_random(now).attribute for _ in range(40)} == {"same", "half", "each"}


def test_no_policy_asks_twice_or_stops_while_nothing_is_known() -> None:
    for policy in POLICIES.values():
        now = moment(even(), "same", "half")
        assert policy(now).attribute == "each"
        assert policy(moment(even(), "same", "half", "each")).attribute is None
    assert not by_entropy(moment(even())).stop


def test_every_policy_stops_when_the_match_is_sure() -> None:
    logits = np.where(np.arange(N) == 3, 20.0, 0.0).astype(np.float32)
    sure = settle(logits, np.ones(N, dtype=np.bool_), P)
    assert all(policy(moment(sure)).stop for policy in POLICIES.values())
