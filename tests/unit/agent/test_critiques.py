"""What may be said of the five."""

from __future__ import annotations

import numpy as np

from agent.critiques import critiques
from agent.listening.critique import Comparing, said_shortest
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


def test_every_word_is_heard_as_what_it_stands_for() -> None:
    for id in pack_ids():
        pack = load_pack(id)
        comparing = Comparing(pack)
        for attribute, direction, words in said_shortest(pack):
            heard = [(c.attribute, c.direction) for c in comparing.find(words.capitalize())]
            assert heard == [(attribute, direction)], f"{id}: {words}"
