from __future__ import annotations

import numpy as np
import pytest

from agent.parameters import Parameters
from catalogue.column import CategoryColumn, FlagColumn, NumberColumn, TagsColumn
from catalogue.members import Members
from catalogue.snapshot import Snapshot
from core.model import Kind
from domains import Attribute, Pack
from domains.pack import Fields, Noun, Opening

N = 12


@pytest.fixture
def parameters() -> Parameters:
    return Parameters(uniform=0.0)


@pytest.fixture
def pack() -> Pack:
    return Pack(
        id="shops",
        title="Shops",
        noun=Noun(one="shop", many="shops"),
        fields=Fields(id="id", title="title", texts=("text",)),
        opening=Opening(greeting="Hello.", ask="What do you want?", examples=("A bakery",)),
        disclosure="This is an AI.",
        notice="No advice.",
        human="Please call us.",
        embed="{title}. {cleaned}",
        attributes=(
            Attribute(id="kind", type=Kind.CATEGORY, label="Kind", ask="Which kind?", answerable=1),
            Attribute(id="price", type=Kind.MONEY, label="Price", ask="What price?", answerable=1),
            Attribute(id="open", type=Kind.FLAG, label="Open", ask="Open now?", answerable=1),
            Attribute(id="tags", type=Kind.CATEGORIES, label="Tags", ask="Which tag?"),
            Attribute(id="about", type=Kind.TEXT, label="About", ask="What should it do?"),
        ),
    )


@pytest.fixture
def snapshot() -> Snapshot:
    matrix = np.zeros((2, N), dtype=np.bool_)
    matrix[0, :3] = True
    matrix[1, 6:] = True
    kinds = np.array([0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, -1], dtype=np.int16)
    prices = np.array([*np.arange(1, N) * 100_000, np.nan], dtype=np.float32)
    flags = np.array([1, 0] * 5 + [-1, -1], dtype=np.int8)
    return Snapshot(
        pack_id="shops",
        version=1,
        set_id=1,
        ids=tuple(f"shop-{n}" for n in range(N)),
        available=np.ones(N, dtype=np.bool_),
        columns={
            "kind": CategoryColumn(("bakery", "garage", "salon"), kinds),
            "price": NumberColumn(prices),
            "open": FlagColumn(flags),
            "tags": TagsColumn(("cosy", "cheap"), Members.table(matrix), matrix[0] | matrix[1]),
        },
        keys=np.arange(N, dtype=np.int32),
    )
