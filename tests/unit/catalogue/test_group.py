import random

from catalogue.group import find_groups, value_key


def crowd(count: int) -> dict[str, dict[str, str]]:
    """Items that share a few common values, as strangers do."""
    dice = random.Random(5)
    return {
        f"c{n}": {
            "state": str(dice.randrange(12)),
            "industry": str(dice.randrange(8)),
            "price": value_key(float(dice.randrange(50_000, 900_000, 500))),
            "cash": value_key(float(dice.randrange(20_000, 400_000, 500))),
            "sales": value_key(float(dice.randrange(90_000, 3_000_000, 500))),
        }
        for n in range(count)
    }


def test_figures_are_compared_by_three_digits() -> None:
    assert value_key(270_400.0) == value_key(270_000.0)
    assert value_key(271_000.0) != value_key(270_000.0)
    assert value_key("Ohio") == "Ohio"


def test_strangers_form_no_group() -> None:
    assert find_groups(crowd(300)) == {}
    assert find_groups({}) == {}
    assert find_groups({"a": {}, "b": {}}) == {}


def test_items_that_share_rare_values_are_one_group_named_after_the_smallest_id() -> None:
    items = crowd(200)
    items["c7b"] = {**items["c7"], "industry": "other"}
    items["c7a"] = dict(items["c7"])
    assert find_groups(items) == {"c7": "c7", "c7a": "c7", "c7b": "c7"}


def test_sharing_only_what_many_have_is_no_evidence() -> None:
    items = crowd(200)
    items["x"] = {"state": items["c1"]["state"], "industry": items["c1"]["industry"]}
    assert find_groups(items) == {}


def test_values_that_differ_count_against() -> None:
    items = crowd(200)
    same = {"price": "1", "sales": "2", "cash": "3"}
    opposed = {f"extra{n}": str(n) for n in range(4)}
    other = same | {name: f"not {value}" for name, value in opposed.items()}
    assert find_groups({**items, "one": same, "other": same})
    assert find_groups({**items, "one": same | opposed, "other": same})
    assert not find_groups({**items, "one": same | opposed, "other": other})
