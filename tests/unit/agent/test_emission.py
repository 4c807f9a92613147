from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from agent.buttons import Button
from agent.candidates import heaviest
from agent.emission import clicked, typed
from agent.parameters import Parameters
from catalogue.column import TagsColumn
from catalogue.members import Members
from catalogue.snapshot import Snapshot
from domains import Pack

EVEN = np.full(12, 1 / 12, dtype=np.float32)
ROWS = np.arange(12)


def replies(**holds: NDArray[np.bool_]) -> tuple[Button, ...]:
    """Quick replies that hold for these items."""
    matrix = np.stack(list(holds.values()))
    column = TagsColumn(tuple(holds), Members.table(matrix), np.asarray(matrix.any(axis=0)))
    return tuple(Button(name, name, column) for name in holds)


@pytest.mark.parametrize("attribute", ["kind", "price", "open", "tags"])
def test_typed_answers_are_distributions(
    pack: Pack, snapshot: Snapshot, parameters: Parameters, attribute: str
) -> None:
    kind = pack.attribute(attribute).type
    table = typed(snapshot.columns[attribute], kind, heaviest(EVEN), parameters)
    assert table.sum(axis=1) == pytest.approx(np.ones(12), abs=1e-5)


def test_of_several_replies_that_hold_the_rarest_is_clicked() -> None:
    shown = replies(wide=ROWS < 9, narrow=ROWS < 2)
    table = clicked(shown, heaviest(EVEN), Parameters(error_click=0.0))
    by_row = table[np.argsort(heaviest(EVEN).rows)]
    assert by_row[:2].tolist() == [[0, 1], [0, 1]]
    assert by_row[2:9].tolist() == [[1, 0]] * 7
    assert by_row[9:].tolist() == [[0, 0]] * 3


def test_a_wrong_click_is_anybodys() -> None:
    shown = replies(left=ROWS < 3, right=ROWS >= 3)
    table = clicked(shown, heaviest(EVEN), Parameters(error_click=0.2))
    by_row = table[np.argsort(heaviest(EVEN).rows)]
    assert by_row[0] == pytest.approx([0.8 + 0.2 * 0.25, 0.2 * 0.75])
    assert by_row[11] == pytest.approx([0.2 * 0.25, 0.8 + 0.2 * 0.75])
