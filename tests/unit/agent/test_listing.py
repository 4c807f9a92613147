"""Questions about the list as a whole: what it is ordered by, and what comes first."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from agent.listing import MOST, Order, first_rows, ordering
from catalogue.snapshot import Snapshot
from domains import load_pack

BUSINESSES = load_pack("businesses")

CHEAPEST, DEAREST = Order("asking_price", most=False), Order("asking_price", most=True)
ORDERS: list[tuple[str, tuple[str, ...], Order | None]] = [
    ("which is the cheapest?", (), CHEAPEST),
    ("Which one is least expensive", (), CHEAPEST),
    ("which has the lowest asking price?", ("asking_price",), CHEAPEST),
    ("what is the most expensive one", (), DEAREST),
    ("and the priciest?", (), DEAREST),
    ("which has the highest cash flow?", ("cash_flow",), Order("cash_flow", most=True)),
    ("who earns most", (), DEAREST),
    ("which is the oldest?", (), Order("established", most=False)),
    ("the newest please", (), Order("established", most=True)),
    ("which has the fewest employees", ("employees",), Order("employees", most=False)),
    ("the biggest", (), Order("employees", most=True)),
    ("the largest sales?", ("revenue",), Order("revenue", most=True)),
    ("sort them by price", ("asking_price",), CHEAPEST),
    ("order by sales", ("revenue",), Order("revenue", most=False)),
    ("rank them by staff", ("employees",), Order("employees", most=False)),
    ("how many do you have?", (), None),
    ("how many are there in Ohio", ("state",), None),
    ("which have a building", ("real_estate",), None),
    ("what do they have in price", ("asking_price",), None),
    ("sort them", (), None),
    ("", (), None),
]


@pytest.mark.parametrize(("question", "named", "order"), ORDERS)
def test_what_the_list_is_ordered_by(
    question: str, named: tuple[str, ...], order: Order | None
) -> None:
    assert ordering(question, named, BUSINESSES) == order


@pytest.mark.parametrize(("question", "named", "order"), ORDERS)
def test_capitals_change_nothing(
    question: str, named: tuple[str, ...], order: Order | None
) -> None:
    assert ordering(question.upper(), named, BUSINESSES) == order


def everything(snapshot: Snapshot) -> NDArray[np.bool_]:
    return np.ones(len(snapshot.ids), np.bool_)


def test_the_first_few_in_order(snapshot: Snapshot) -> None:
    fitting = everything(snapshot)
    assert first_rows(snapshot, fitting, Order("price", most=False)) == [0, 1, 2, 3, 4]
    assert first_rows(snapshot, fitting, Order("price", most=True)) == [10, 9, 8, 7, 6]


def test_only_what_fits_and_states_it(snapshot: Snapshot) -> None:
    fitting = everything(snapshot)
    fitting[[0, 2, 9, 10]] = False
    assert first_rows(snapshot, fitting, Order("price", most=False)) == [1, 3, 4, 5, 6]
    assert first_rows(snapshot, fitting, Order("price", most=True))[0] == 8
    fitting[:11] = False
    assert first_rows(snapshot, fitting, Order("price", most=True)) == []
    assert first_rows(snapshot, ~everything(snapshot), Order("price", most=False)) == []


@pytest.mark.parametrize("attribute", ["kind", "tags", "open", "nothing"])
def test_what_is_no_figure_orders_nothing(snapshot: Snapshot, attribute: str) -> None:
    assert first_rows(snapshot, everything(snapshot), Order(attribute, most=True)) == []


def test_there_are_never_more_than_a_few(snapshot: Snapshot) -> None:
    assert len(first_rows(snapshot, everything(snapshot), Order("price", most=True))) == MOST
