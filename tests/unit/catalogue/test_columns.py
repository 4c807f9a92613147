import json
from io import BytesIO

import numpy as np
import pytest

from catalogue.archive import Packing, UnknownFormat, unpack_items
from catalogue.column import (
    CategoryColumn,
    Column,
    FlagColumn,
    NumberColumn,
    PlaceColumn,
    TagsColumn,
)
from catalogue.columns import Facts, Keys, Rows, asked_of, build_column
from catalogue.ids import Ids
from catalogue.parts import Items, taken_apart
from core.model import Place
from domains import Pack

KEYS = np.array([7, 3, 12], np.int32)
"""Row 0 is the item with key 7, and so on; key 5 belongs to no row."""


def keys(*numbers: int) -> Keys:
    return np.array(numbers, np.int32)


FACTS = {
    "rig": Facts(members=[("ketch", keys(3, 12)), ("sloop", keys(5))]),
    "gear": Facts(members=[("radio", keys(3, 7)), ("anchor", keys(3))]),
    "berth": Facts(
        members=[("country:Canada", keys(7, 12)), ("city:Toronto, Ontario", keys(7))],
        cities=[("Toronto, Ontario", keys(7)), ("Nowhere", keys(12))],
    ),
    "engine": Facts(members=[("true", keys(12)), ("false", keys(7, 5))]),
    "price": Facts(figures=(keys(12, 5, 3), np.array([9.5, 1.0, 250_000.0]))),
}


def built(boats: Pack) -> dict[str, Column]:
    rows = Rows(KEYS)
    return {
        a.id: build_column(a, rows, FACTS.get(a.id, Facts()), coordinates) for a in asked_of(boats)
    }


def packed(items: Items) -> bytes:
    packing = Packing()
    packing.add_items(items.ids, items.keys, items.available)
    for name, column in items.columns.items():
        packing.add(name, column)
    return packing.packed()


def coordinates(city: str) -> tuple[float, float] | None:
    return (43.7, -79.4) if city == "Toronto, Ontario" else None


def table(column: TagsColumn | PlaceColumn) -> list[list[bool]]:
    """Which value which item holds."""
    return [column.members.mask(value).tolist() for value in range(len(column.values))]


def test_rows_are_found_by_key() -> None:
    rows = Rows(KEYS)
    assert rows.of(keys(12, 7, 5, 99)).tolist() == [2, 0, -1, -1]
    assert rows.among(keys(99, 3)).tolist() == [1]


def test_columns_are_aligned_with_the_items_and_missing_is_missing(boats: Pack) -> None:
    columns = built(boats)
    rig, gear, price = columns["rig"], columns["gear"], columns["price"]
    assert isinstance(rig, CategoryColumn)
    assert [rig.values[c] if c >= 0 else None for c in rig.codes] == [None, "ketch", "ketch"]
    assert isinstance(gear, TagsColumn)
    assert gear.values == ("radio", "anchor")
    assert table(gear) == [[True, True, False], [False, True, False]]
    assert gear.known.tolist() == [True, True, False]
    assert isinstance(price, NumberColumn)
    np.testing.assert_array_equal(price.values, np.array([np.nan, 250_000, 9.5], np.float32))


def test_flags_places_and_attributes_without_any_value(boats: Pack) -> None:
    columns = built(boats)
    engine, berth, year = columns["engine"], columns["berth"], columns["built"]
    assert isinstance(engine, FlagColumn)
    assert engine.codes.tolist() == [0, -1, 1]
    assert isinstance(berth, PlaceColumn)
    assert berth.values[0] == Place(name="Canada", kind="country")
    assert table(berth) == [[True, False, True], [True, False, False]]
    np.testing.assert_allclose(berth.lat, [43.7, np.nan, np.nan], rtol=1e-6)
    assert isinstance(year, NumberColumn)
    assert np.isnan(year.values).all()
    assert "use" not in columns


def test_an_archive_gives_back_the_same_items_read_only(boats: Pack) -> None:
    columns = built(boats)
    items = Items(Ids.of(["a", "b", "cé"]), KEYS, np.array([True, False, True]), columns)
    back = unpack_items(packed(items))
    assert list(back.ids) == ["a", "b", "cé"]
    assert list(back.columns) == list(columns)
    before, after = taken_apart(items), taken_apart(back)
    assert json.dumps(after[0]) == json.dumps(before[0])
    assert after[1].keys() == before[1].keys()
    for name, array in after[1].items():
        np.testing.assert_array_equal(array, before[1][name])
        assert array.dtype == before[1][name].dtype
        assert not array.flags.writeable


def test_an_archive_of_the_format_before_gives_the_same_items(boats: Pack) -> None:
    columns = built(boats)
    items = Items(Ids.of(["a", "b", "c"]), KEYS, np.array([True, False, True]), columns)
    back = unpack_items(dense(items))
    before, after = taken_apart(items), taken_apart(back)
    assert json.dumps(after[0]) == json.dumps(before[0])
    for name, array in after[1].items():
        np.testing.assert_array_equal(array, before[1][name])
        assert array.dtype == before[1][name].dtype


def dense(items: Items) -> bytes:
    """An archive as version 0.1.0 wrote it."""
    header, arrays = taken_apart(items)
    old = {name: array for name, array in arrays.items() if not name.startswith("ids")}
    old["available"] = np.packbits(items.available)
    for name, column in items.columns.items():
        if isinstance(column, TagsColumn | PlaceColumn):
            for part in ("starts", "rows", "begins", "codes"):
                del old[f"{name}.{part}"]
            old[f"{name}.known"] = np.packbits(column.known)
            old[f"{name}.matrix"] = np.packbits(np.array(table(column)), axis=1)
    told = {"format": "columns-1", "ids": list(items.ids), "columns": header}
    old["header"] = np.frombuffer(json.dumps(told).encode(), np.uint8)
    file = BytesIO()
    np.savez_compressed(file, allow_pickle=False, **old)
    return file.getvalue()


def test_an_archive_of_another_format_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("catalogue.archive.FORMAT", "older")
    items = Items(Ids.of(["a", "b", "c"]), KEYS, np.ones(3, np.bool_), {})
    data = packed(items)
    monkeypatch.undo()
    with pytest.raises(UnknownFormat, match="older"):
        unpack_items(data)
