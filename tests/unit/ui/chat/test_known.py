"""The profile and the progress, as a person reads them."""

from __future__ import annotations

from typing import Any

import pytest

from core.reply import ProfileEntry, Progress
from ui.chat.known import installed_pack, known_lines, progress_line
from ui.chat.language import words

PACK = installed_pack("businesses")


def entry(attribute: str, value: Any, **more: Any) -> ProfileEntry:
    return ProfileEntry(attribute=attribute, stance=more.pop("stance", "want"), value=value, **more)


@pytest.mark.parametrize(
    ("given", "value"),
    [
        (entry("asking_price", {"min": None, "max": 400000.0}), "up to $400,000"),
        (entry("asking_price", {"min": 1e5, "max": 1e5}), "$100,000"),
        (entry("state", {"name": "Ohio", "kind": "state"}), "Ohio"),
        (entry("state", {"name": "Ohio", "kind": "state"}, must=True), "Ohio"),
        (entry("activity", "laundromat", stance="avoid"), "not laundromat"),
        (entry("state", None, stance="any"), "doesn’t matter"),
        (entry("industry", ["Retail", "Automotive"]), "Retail, Automotive"),
    ],
)
def test_one_wish(given: ProfileEntry, value: str) -> None:
    assert known_lines([given], PACK, words())[0]["value"] == value


def test_values_of_one_attribute_share_a_line() -> None:
    lines = known_lines([entry("x_y", "a"), entry("z", "b"), entry("x_y", "c")], None, words())
    assert [(line["label"], line["value"]) for line in lines] == [("X y", "a, c"), ("Z", "b")]


@pytest.mark.parametrize(
    ("given", "form", "must"),
    [
        (entry("asking_price", {"min": 1.0, "max": 2.0}, must=True), "range", True),
        (entry("state", {"name": "Ohio", "kind": "state"}), "list", False),
        (entry("franchise", True), "flag", False),
        (entry("activity", "laundromat"), "text", None),
        (entry("industry", "Retail", stance="avoid"), "list", None),
        (entry("state", None, stance="any"), "list", None),
    ],
)
def test_how_a_wish_may_be_changed(given: ProfileEntry, form: str, must: bool | None) -> None:
    (line,) = known_lines([given], PACK, words())
    assert (line["form"], line["must"]) == (form, must)
    if form == "range":
        assert (line["low"], line["high"]) == (1.0, 2.0)
    if form == "flag":
        assert line["yes"] != line["no"]


def test_without_a_pack_values_are_still_readable() -> None:
    place = {"name": "Ohio", "kind": "state"}
    (line,) = known_lines([entry("state", place)], installed_pack("none"), words())
    assert (line["label"], line["value"], line["form"]) == ("State", "Ohio", "text")


@pytest.mark.parametrize(
    ("asked", "total", "line"),
    [
        (1, 3, "About two more questions."),
        (2, 3, "About one more question."),
        (3, 3, "This should be the last question."),
        (4, 3, "This should be the last question."),
        (0, 14, "About 14 more questions."),
        (1, None, ""),
    ],
)
def test_progress(asked: int, total: int | None, line: str) -> None:
    assert progress_line(Progress(asked=asked, expected_total=total), words()) == line
