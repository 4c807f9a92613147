"""Values found as a person types."""

from __future__ import annotations

import numpy as np
import pytest

from agent.listening import Pending, hear_choices
from agent.values import found, values_of, widened
from catalogue.snapshot import Snapshot
from core.errors import InvalidMessage
from core.reply import Choice
from domains import Pack

ALL = np.ones(12, np.bool_)


def labels(pack: Pack, snapshot: Snapshot, typed: str) -> list[tuple[str, int | None]]:
    kind = pack.attribute("kind")
    return [(c.label, c.count) for c in found(kind, snapshot.columns["kind"], typed, ALL)]


def test_by_first_letters_with_counts(pack: Pack, snapshot: Snapshot) -> None:
    assert labels(pack, snapshot, " GA") == [("garage", 4)]
    assert [name for name, _ in labels(pack, snapshot, "")] == ["bakery", "garage", "salon"]
    assert labels(pack, snapshot, "zebra") == []


def test_figures_have_no_values(pack: Pack, snapshot: Snapshot) -> None:
    assert values_of(snapshot.columns["price"]) == ()
    assert found(pack.attribute("price"), snapshot.columns["price"], "1", ALL) == ()


def test_what_was_found_may_be_chosen(pack: Pack, snapshot: Snapshot) -> None:
    kind, column = pack.attribute("kind"), snapshot.columns["kind"]
    shown = Pending("kind", choices=(Choice(id="kind=bakery", label="bakery"),))
    with pytest.raises(InvalidMessage):
        hear_choices(pack, ["kind=salon"], shown)
    wider = widened(shown, ["kind=salon"], kind, column)
    assert hear_choices(pack, ["kind=salon", "kind=bakery"], wider).readings[0].value == "salon"
    with pytest.raises(InvalidMessage):
        hear_choices(pack, ["kind=zoo"], widened(shown, ["kind=zoo"], kind, column))
