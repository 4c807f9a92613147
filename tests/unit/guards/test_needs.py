"""Tables of messages that get a prepared answer, and of ordinary ones that look like them."""

from __future__ import annotations

from pathlib import Path

import pytest

from domains import load_pack, pack_ids
from domains.pack import Care
from guards.health import find_health
from guards.incoming import screen
from guards.needs import EXAMPLES, FORMS, Need, examples, find_need, look_alikes
from guards.outgoing import Guard

TABLES = Path(__file__).parent / "tables"


def table(name: str) -> list[str]:
    return (TABLES / f"{name}.txt").read_text("utf-8").splitlines()


@pytest.mark.parametrize("need", EXAMPLES)
def test_each_table_is_large_enough(need: Need) -> None:
    assert len(set(examples()[need])) >= 60
    assert len(set(look_alikes())) >= 60 * len(EXAMPLES)


@pytest.mark.parametrize(
    ("need", "text"), [(need, text) for need in FORMS for text in examples()[need]]
)
def test_a_need_is_seen(need: str, text: str) -> None:
    assert find_need(text) == need
    assert find_need(text.replace("'", "’").upper()) == need


@pytest.mark.parametrize("text", look_alikes())
def test_an_ordinary_wish_is_left_alone(text: str) -> None:
    assert find_need(text) is None


@pytest.mark.parametrize("text", table("health"))
def test_a_fact_about_health_is_cut(text: str) -> None:
    screened = screen(text)
    assert "health" in screened.flags
    assert "[health removed]" in screened.text
    assert "removed" not in screened.wishes
    assert screen(screened.text).text == screened.text


@pytest.mark.parametrize("text", table("health_not"))
def test_health_as_a_topic_stays(text: str) -> None:
    assert find_health(text) == []


@pytest.mark.parametrize("pack", pack_ids())
def test_what_packs_have_prepared_may_be_said(pack: str) -> None:
    guard, loaded = Guard(load_pack(pack)), load_pack(pack)
    told = (
        loaded.human, loaded.notice, loaded.disclosure, loaded.opening.greeting, loaded.opening.ask,
        *loaded.opening.examples, *(getattr(loaded.care, name) for name in Care.model_fields),
    )  # fmt: skip
    for text in told:
        assert guard.check_text(text).verdict == "allow", text
    for attribute in loaded.attributes:
        for text in (attribute.ask, attribute.why, attribute.explain):
            assert guard.check_text(text).verdict == "allow", text
        for choice in attribute.choices:
            assert guard.check_text(choice.shown, quoting=True).verdict == "allow", choice
