import random
from collections import Counter
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import pytest

from catalogue.column import CategoryColumn, NumberColumn
from catalogue.ingest import ingest
from catalogue.search import facets, qualifying, read_items, similarities
from catalogue.snapshot import Snapshot, load_snapshot
from core.database import Pool
from core.model import Item, Kind, Place, Range, Stance, Wish, WishValue
from domains import Pack
from guards.meets import meets
from models.encoder import Encoder

Row = dict[str, Any]
Published = tuple[Snapshot, dict[str, Item]]


class Write(Protocol):
    def __call__(self, rows: list[Row]) -> str: ...


@pytest.fixture(params=["small", "large"])
async def published(
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    pool: Pool,
    boats: Pack,
    write: Write,
    fleet: list[Row],
    encoder: Encoder,
) -> Published:
    """The same catalogue, asked of the store or, as a large one, of mapped memory."""
    await ingest(pool, boats, write(fleet), encoder)
    if request.param == "large":
        monkeypatch.setattr("catalogue.snapshot.LARGE", 1)
    snapshot = await load_snapshot(pool, boats, folder=tmp_path / "snapshots")
    assert (snapshot.large is not None) == (request.param == "large")
    async with pool.connection() as connection:
        items = await read_items(connection, "boats", snapshot.ids)
    return snapshot, {item.id: item for item in items}


def some_value(
    dice: random.Random, kind: Kind, items: dict[str, Item], id: str
) -> WishValue | None:
    stated = [i.attributes[id].value for i in items.values() if id in i.attributes]
    value = dice.choice(stated) if stated else None
    if kind.numeric and isinstance(value, float):
        ends = (value, value + dice.choice([0, 500, 20_000]))
        return Range(min=dice.choice([ends[0], None]), max=dice.choice([ends[1], None]))
    if isinstance(value, tuple):
        return _one(dice, value)
    return value if isinstance(value, str | bool) else None


def _one(dice: random.Random, values: tuple[str, ...] | tuple[Place, ...]) -> str | Place:
    return values[dice.randrange(len(values))]


def some_wishes(dice: random.Random, pack: Pack, items: dict[str, Item]) -> list[Wish]:
    wishes = []
    for _ in range(dice.randint(1, 5)):
        attribute = dice.choice(pack.attributes)
        stance: Stance = dice.choice(["want", "want", "want", "avoid", "any"])
        value = None if stance == "any" else some_value(dice, attribute.type, items, attribute.id)
        either = dice.random() < 0.5
        wishes.append(
            Wish(attribute=attribute.id, stance=stance, value=value, must=True, either=either)
        )
    return wishes


def meets_all(pack: Pack, item: Item, wishes: list[Wish]) -> bool:
    """Any of the alternatives, each of several values, and none of what is avoided."""
    for attribute in pack.attributes:
        own = [w for w in wishes if w.attribute == attribute.id and w.value is not None]
        stated = item.attributes.get(attribute.id)
        met = [(w, meets(w, stated, attribute.type)) for w in own]
        if attribute.type is Kind.TEXT:
            continue
        if any(w.stance == "avoid" and verdict is False for w, verdict in met):
            return False
        several = attribute.type is Kind.CATEGORIES
        wanted = [(w, verdict is True) for w, verdict in met if w.stance == "want"]
        either = [verdict for w, verdict in wanted if w.either or not several]
        if (either and not any(either)) or not all(
            verdict for w, verdict in wanted if several and not w.either
        ):
            return False
    return True


async def test_must_haves_in_sql_agree_with_the_rule_on_random_wishes(
    pool: Pool, boats: Pack, published: Published
) -> None:
    snapshot, items = published
    dice = random.Random(11)
    sizes = Counter[int]()
    async with pool.connection() as connection:
        for _ in range(250):
            wishes = some_wishes(dice, boats, items)
            found = await qualifying(connection, snapshot, wishes)
            expected = [meets_all(boats, items[id], wishes) for id in snapshot.ids]
            assert found.tolist() == expected, wishes
            sizes[int(found.sum())] += 1
    assert len(sizes) > 20


async def test_without_must_haves_everything_qualifies(pool: Pool, published: Published) -> None:
    snapshot, _ = published
    async with pool.connection() as connection:
        assert (await qualifying(connection, snapshot, [])).all()


async def test_similarities_are_those_of_numpy(
    pool: Pool, boats: Pack, published: Published, encoder: Encoder
) -> None:
    snapshot, items = published
    texts = [f"{items[id].title}. {_rig(items[id])}{_body(items[id])}" for id in snapshot.ids]
    vectors = encoder.encode(texts)
    for query in encoder.encode(["an old oak ketch", "fast sails on the lake", "b"]):
        async with pool.connection() as connection:
            found = await similarities(connection, snapshot, query)
        assert found.dtype == np.float32
        np.testing.assert_allclose(found, vectors @ query, atol=2e-3)


def _rig(item: Item) -> str:
    stated = item.attributes.get("rig")
    return f"{stated.value}. " if stated else ""


def _body(item: Item) -> str:
    return item.cleaned.removeprefix(item.title).strip().rstrip(".")


async def test_counts_are_of_available_items_that_qualify(pool: Pool, published: Published) -> None:
    snapshot, items = published
    engine = Wish(attribute="engine", value=True, must=True)
    shown = [i for i in items.values() if i.available and _states(i, "engine", True)]
    async with pool.connection() as connection:
        counts = await facets(connection, snapshot, [engine])
    assert counts["engine"] == {True: len(shown)}
    rigs = Counter(i.attributes["rig"].value for i in shown if "rig" in i.attributes)
    assert counts["rig"] == rigs
    canada = Place(name="Canada", kind="country")
    assert counts["berth"][canada] == sum(_in(i, canada) for i in shown)
    assert list(counts["rig"].values()) == sorted(rigs.values(), reverse=True)


def _states(item: Item, attribute: str, value: object) -> bool:
    stated = item.attributes.get(attribute)
    return stated is not None and stated.value == value


def _in(item: Item, place: Place) -> bool:
    stated = item.attributes.get("berth")
    return stated is not None and isinstance(stated.value, tuple) and place in stated.value


async def test_items_come_in_the_order_asked_and_unknown_ids_are_left_out(
    pool: Pool, published: Published
) -> None:
    async with pool.connection() as connection:
        found = await read_items(connection, "boats", ["b9", "none", "b2", "b9"])
    assert [item.id for item in found] == ["b9", "b2", "b9"]


async def test_columns_say_what_the_items_say(published: Published) -> None:
    snapshot, items = published
    price, rig = snapshot.columns["price"], snapshot.columns["rig"]
    assert isinstance(price, NumberColumn)
    assert isinstance(rig, CategoryColumn)
    for row, id in enumerate(snapshot.ids):
        stated = items[id].attributes
        assert snapshot.row[id] == row
        assert np.isnan(price.values[row]) == ("price" not in stated)
        code = rig.codes[row]
        assert (rig.values[code] if code >= 0 else None) == (
            stated["rig"].value if "rig" in stated else None
        )
