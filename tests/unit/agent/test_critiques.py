"""What may be said of the five."""

from __future__ import annotations

import numpy as np
import pytest

from agent.critiques import MOST, critiques
from agent.listening.commands import said_shortest
from catalogue.holding import holding
from catalogue.snapshot import Snapshot
from core.model import Range
from domains import Pack, load_pack, pack_ids

SHOWN = ("shop-1", "shop-4", "shop-5")


def test_only_what_leads_on_is_offered(pack: Pack, snapshot: Snapshot) -> None:
    everything = np.ones(12, np.bool_)
    said = critiques(pack, snapshot, SHOWN, (), everything)
    assert {"Cheaper", "Dearer"} <= set(said)
    dearer = holding(snapshot.columns["price"], Range(min=550_000))
    assert "Cheaper" not in critiques(pack, snapshot, SHOWN, (), dearer)
    nothing = np.zeros(12, np.bool_)
    assert [w for w in critiques(pack, snapshot, SHOWN, (), nothing) if w != "Closer"] == []


def test_lesser_values_come_first_and_there_are_few(pack: Pack, snapshot: Snapshot) -> None:
    said = critiques(pack, snapshot, SHOWN, (), np.ones(12, np.bool_))
    assert said[0] == "Cheaper"
    assert len(said) <= MOST


def test_cheaper_is_offered_only_where_something_is_cheaper_than_the_best(
    pack: Pack, snapshot: Snapshot
) -> None:
    everything = np.ones(12, np.bool_)
    assert "Cheaper" not in critiques(pack, snapshot, ("shop-0", "shop-5"), (), everything)
    assert "Cheaper" in critiques(pack, snapshot, ("shop-5", "shop-0"), (), everything)


@pytest.mark.parametrize("id", pack_ids())
def test_each_word_stands_for_one_thing(id: str) -> None:
    said = list(said_shortest(load_pack(id)))
    named = [words for _, _, words in said]
    assert len(set(named)) == len(named) >= 2
    assert len({(attribute, direction) for attribute, direction, _ in said}) == len(said)
    assert all(1 <= len(words.split()) <= 3 for words in named)
