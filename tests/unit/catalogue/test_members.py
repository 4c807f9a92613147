import numpy as np
import pytest
from numpy.typing import NDArray

from catalogue.ids import Ids, RowById
from catalogue.members import Members

DICE = np.random.default_rng(3)
HELD: NDArray[np.bool_] = DICE.random((7, 50)) < 0.2
HELD[3] = False
"""Seven values, one of which nobody holds, and fifty items, some of which hold none."""


@pytest.fixture
def members() -> Members:
    return Members.table(HELD)


def test_who_holds_what_is_that_of_the_table(members: Members) -> None:
    assert members.items == 50
    assert members.counts.tolist() == HELD.sum(axis=1).tolist()
    for value, row in enumerate(HELD):
        assert members.holders(value).tolist() == np.flatnonzero(row).tolist()
        assert members.mask(value).tolist() == row.tolist()


@pytest.mark.parametrize("rows", [[], [0], [49, 3, 3, 20], list(range(50))])
def test_some_items_by_value(members: Members, rows: list[int]) -> None:
    at = np.array(rows, np.int64)
    weights = DICE.random(len(rows)).astype(np.float32)
    assert members.among(at).tolist() == HELD[:, at].tolist()
    for value, row in enumerate(HELD):
        assert members.held_by(value, at).tolist() == row[at].tolist()
    np.testing.assert_allclose(members.weighed(at, weights), HELD[:, at] @ weights, atol=1e-6)


def test_the_best_of_what_each_item_holds(members: Members) -> None:
    known: NDArray[np.bool_] = np.asarray(HELD.any(axis=0))
    known[np.flatnonzero(~known)[:1]] = True  # it holds a value that is not listed
    for worth in (DICE.random(7).astype(np.float32), np.full(7, 0.5, np.float32)):
        best = np.where(HELD, worth[:, None], worth.min() * known).max(axis=0)
        np.testing.assert_allclose(members.best(worth, known), best)


def test_nothing_to_hold() -> None:
    none = Members.of(4, [])
    assert none.best(np.zeros(0, np.float32), np.zeros(4, np.bool_)).tolist() == [0, 0, 0, 0]
    assert none.among(np.array([1, 2])).shape == (0, 2)


def test_ids_are_found_both_ways() -> None:
    names = sorted({f"item {n * n}" for n in range(90)} | {"é", "z", "日本", "", "~"})
    ids = Ids.of(names)
    rows = RowById(ids)
    assert list(ids) == names
    assert ids[-1] == names[-1]
    assert ids[2:9:3] == tuple(names[2:9:3])
    assert [rows[name] for name in names] == list(range(len(names)))
    assert dict(rows) == {name: row for row, name in enumerate(names)}
    assert "item 3" not in ids
    assert "item 4" in ids
    with pytest.raises(KeyError):
        rows["zz"]
    with pytest.raises(IndexError):
        ids[len(names)]
