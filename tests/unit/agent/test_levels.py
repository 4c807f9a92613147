"""What is computed of a column's levels is what would be computed of its items."""

import numpy as np
import pytest

from agent.likelihood import fits, likelihood
from agent.parameters import Parameters
from catalogue.column import (
    CategoryColumn,
    Column,
    FlagColumn,
    NumberColumn,
    PlaceColumn,
    TagsColumn,
)
from catalogue.levels import levels_of
from catalogue.members import Members
from core.model import Kind, Place, Range, Wish, WishValue

DICE = np.random.default_rng(2)
N = 4_000
PLACES = (Place(name="Toronto, Ontario", kind="city"), Place(name="Canada", kind="country"))
HELD = DICE.random((2, N)) < 0.4
FIGURES = np.where(DICE.random(N) < 0.2, np.nan, DICE.integers(1, 90, N)).astype(np.float32)
SPOTS = DICE.integers(0, 3, N)
COLUMNS: dict[Kind, Column] = {
    Kind.CATEGORY: CategoryColumn(("a", "b", "c"), DICE.integers(-1, 3, N).astype(np.int16)),
    Kind.FLAG: FlagColumn(DICE.integers(-1, 2, N).astype(np.int8)),
    Kind.MONEY: NumberColumn(FIGURES),
    Kind.CATEGORIES: TagsColumn(("a", "b"), Members.table(HELD), HELD[0] | HELD[1]),
    Kind.PLACE: PlaceColumn(
        PLACES,
        Members.table(HELD),
        HELD[0] | HELD[1],
        np.array([43.7, 40.0, np.nan], np.float32)[SPOTS],
        np.array([-79.4, -75.0, np.nan], np.float32)[SPOTS],
    ),
}
VALUES: dict[Kind, WishValue] = {
    Kind.CATEGORY: "b",
    Kind.FLAG: True,
    Kind.MONEY: Range(min=10, max=30),
    Kind.CATEGORIES: "b",
    Kind.PLACE: PLACES[0],
}


@pytest.mark.parametrize("kind", COLUMNS)
@pytest.mark.parametrize("stance", ["want", "avoid"])
def test_levels_say_what_the_items_say(kind: Kind, stance: str, parameters: Parameters) -> None:
    column = COLUMNS[kind]
    wish = Wish.model_validate({"attribute": "x", "stance": stance, "value": VALUES[kind]})
    levels = levels_of(column)
    assert levels.codes is not None
    plain = likelihood(column, kind, [wish], parameters)
    short = likelihood(levels.column, kind, [wish], parameters, levels.counts)
    assert plain is not None
    assert short is not None
    assert len(short) < N / 4
    np.testing.assert_allclose(levels.spread(short), plain, rtol=1e-5)
    spread = levels.spread(fits(levels.column, [wish], short))
    assert spread.tolist() == fits(column, [wish], plain).tolist()


def test_a_column_of_distinct_figures_is_left_as_it_is() -> None:
    column = NumberColumn(np.arange(N, dtype=np.float32))
    levels = levels_of(column)
    assert levels.column is column
    assert levels.spread(column.values) is column.values


def test_items_that_state_nothing_are_a_level_too() -> None:
    column = CategoryColumn(("a",), np.array([-1, 0, -1, -1, 0], np.int16))
    levels = levels_of(column)
    assert levels.counts is not None
    assert levels.counts.tolist() == [3, 2]
    assert levels.spread(np.array([0.5, 1.0])).tolist() == [0.5, 1.0, 0.5, 0.5, 1.0]
