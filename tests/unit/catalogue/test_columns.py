import numpy as np
import pytest

from catalogue.archive import UnknownFormat, pack_columns, unpack_columns
from catalogue.column import CategoryColumn, FlagColumn, NumberColumn, PlaceColumn, TagsColumn
from catalogue.columns import Facts, Keys, Rows, build_columns
from core.model import Place
from domains import Pack

KEYS = np.array([7, 3, 12], np.int32)
"""Row 0 is the item with key 7, and so on; key 5 belongs to no row."""


def keys(*numbers: int) -> Keys:
    return np.array(numbers, np.int32)


FACTS = Facts(
    members={
        "rig": [("ketch", keys(3, 12)), ("sloop", keys(5))],
        "gear": [("radio", keys(3, 7)), ("anchor", keys(3))],
        "berth": [("country:Canada", keys(7, 12)), ("city:Toronto, Ontario", keys(7))],
        "engine": [("true", keys(12)), ("false", keys(7, 5))],
    },
    figures={"price": (keys(12, 5, 3), np.array([9.5, 1.0, 250_000.0]))},
    cities={"berth": [("Toronto, Ontario", keys(7)), ("Nowhere", keys(12))]},
)


def coordinates(city: str) -> tuple[float, float] | None:
    return (43.7, -79.4) if city == "Toronto, Ontario" else None


def test_rows_are_found_by_key() -> None:
    rows = Rows(KEYS)
    assert rows.of(keys(12, 7, 5, 99)).tolist() == [2, 0, -1, -1]
    assert rows.among(keys(99, 3)).tolist() == [1]


def test_columns_are_aligned_with_the_items_and_missing_is_missing(boats: Pack) -> None:
    columns = build_columns(boats, KEYS, FACTS, coordinates)
    rig, gear, price = columns["rig"], columns["gear"], columns["price"]
    assert isinstance(rig, CategoryColumn)
    assert [rig.values[c] if c >= 0 else None for c in rig.codes] == [None, "ketch", "ketch"]
    assert isinstance(gear, TagsColumn)
    assert gear.values == ("radio", "anchor")
    assert gear.matrix.tolist() == [[True, True, False], [False, True, False]]
    assert gear.known.tolist() == [True, True, False]
    assert isinstance(price, NumberColumn)
    np.testing.assert_array_equal(price.values, np.array([np.nan, 250_000, 9.5], np.float32))


def test_flags_places_and_attributes_without_any_value(boats: Pack) -> None:
    columns = build_columns(boats, KEYS, FACTS, coordinates)
    engine, berth, built = columns["engine"], columns["berth"], columns["built"]
    assert isinstance(engine, FlagColumn)
    assert engine.codes.tolist() == [0, -1, 1]
    assert isinstance(berth, PlaceColumn)
    assert berth.values[0] == Place(name="Canada", kind="country")
    assert berth.matrix.tolist() == [[True, False, True], [True, False, False]]
    np.testing.assert_allclose(berth.lat, [43.7, np.nan, np.nan], rtol=1e-6)
    assert isinstance(built, NumberColumn)
    assert np.isnan(built.values).all()
    assert "use" not in columns


def test_an_archive_gives_back_the_same_columns_read_only(boats: Pack) -> None:
    columns = build_columns(boats, KEYS, FACTS, coordinates)
    available = np.array([True, False, True])
    ids, stored, shown, back = unpack_columns(pack_columns("cab", KEYS, available, columns))
    assert ids == ("c", "a", "b")
    assert stored.tolist() == KEYS.tolist()
    assert shown.tolist() == [True, False, True]
    assert list(back) == list(columns)
    for name, column in columns.items():
        for part in column.__dataclass_fields__:
            before, after = getattr(column, part), getattr(back[name], part)
            np.testing.assert_array_equal(after, before)
            if isinstance(after, np.ndarray):
                assert after.dtype == before.dtype
                assert not after.flags.writeable


def test_an_archive_of_another_format_is_refused(
    boats: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("catalogue.archive.FORMAT", "older")
    data = pack_columns("abc", KEYS, np.ones(3, np.bool_), {})
    monkeypatch.undo()
    with pytest.raises(UnknownFormat, match="older"):
        unpack_columns(data)
