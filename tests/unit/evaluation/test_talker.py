from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from core.errors import BadSetting
from core.model import ItemValue, Place
from core.reply import Choice, Question, Reply
from evaluation.people.person import Change, Person
from evaluation.people.talker import MUST, Talker, holds
from evaluation.people.written import read_people

ANY = Choice(id="any", label="Doesn't matter")


def person(**more: Any) -> Person:
    base: dict[str, Any] = {
        "target": "1", "accept": ("1",), "opening": "a bakery", "answers": {"price": "cheap"},
    }  # fmt: skip
    return Person(**{**base, **more})


def asked(attribute: str, *choices: Choice, purpose: Any = "ask") -> Reply:
    question = Question(attribute=attribute, purpose=purpose, choices=choices)
    return Reply(kind="question", text="?", question=question)


def test_typing_uses_the_persons_own_words() -> None:
    talker = Talker(person(musts=frozenset({"price"}), exclusions=("no pets",)), "typed")
    assert talker.opening().text == "a bakery"
    assert talker.answer(asked("price", ANY)).text == f"cheap. {MUST}. And no pets."
    assert talker.answer(asked("size", ANY)).text == "doesn't matter to me"


def test_a_correction_comes_one_message_later() -> None:
    talker = Talker(person(changes={"price": Change("dear", "no, cheap")}), "typed")
    said = [talker.answer(asked(id)).text for id in ("price", "size", "price")]
    assert said == ["dear", "no, cheap", "cheap"]


def test_who_clicks_takes_a_click_back_in_words() -> None:
    first, right = Choice(id="kind=bar", label="Bar"), Choice(id="kind=inn", label="Inn")
    change = Change("a bar", "no, an inn", "bar")
    talker = Talker(person(clicks={"kind": "inn"}, changes={"kind": change}), "clicks")
    assert talker.answer(asked("kind", first, right, ANY)).choices == ("kind=bar",)
    assert talker.answer(asked("price", ANY)).text == "no, an inn"
    assert talker.answer(asked("kind", first, right, ANY)).choices == ("kind=inn",)
    alone = Talker(person(clicks={"kind": "inn"}, changes={"kind": change}), "clicks")
    assert alone.answer(asked("kind", right, ANY)).choices == ("kind=inn",)
    assert alone.answer(asked("price", ANY)).choices == ("any",)


def test_a_must_is_not_given_up() -> None:
    talker = Talker(person(musts=frozenset({"price"})), "typed")
    assert (talker.answer(asked("price", purpose="relax")).text or "").startswith("No")
    assert (talker.answer(asked("size", purpose="relax")).text or "").startswith("Yes")


def test_clicking_picks_the_narrowest_choice_that_holds() -> None:
    places = (Place(name="Austin, Texas", kind="city"), Place(name="Texas", kind="state"))
    talker = Talker(person(clicks={"place": places}), "clicks")
    state = Choice(id="place=state:Texas", label="Texas", count=9)
    city = Choice(id="place=city:Austin, Texas", label="Austin", count=3)
    other = Choice(id="place=state:Utah", label="Utah", count=1)
    assert talker.answer(asked("place", other, state, city, ANY)).choices == (city.id,)
    assert talker.answer(asked("place", other, ANY)).choices == ("any",)
    assert talker.answer(asked("price", other, ANY)).choices == ("any",)


@pytest.mark.parametrize(
    ("id", "value", "expected"),
    [
        ("open=yes", True, True),
        ("open=no", True, False),
        ("price=100..200", 150.0, True),
        ("price=100..200", 201.0, False),
        ("price=..200", 5.0, True),
        ("price=100..", 5.0, False),
        ("kind=Home & garden", "Home & garden", True),
        ("kind=Home", "Home & garden", False),
        ("tags=video", ("audio", "video"), True),
        ("any", "any", False),
    ],
)
def test_what_a_choice_stands_for(id: str, value: ItemValue, expected: bool) -> None:
    assert holds(Choice(id=id, label=""), value) is expected


def test_written_people_are_read(tmp_path: Path) -> None:
    row = {
        "target": 7, "accept": ["yc-7"], "opening": "cars", "difficulty": 3,
        "answers": {"sector": "motoring", "team_size": "ten"},
        "musts": ["sector"], "exclusions": ["crypto", "no ads"],
        "correction": {"after": "team_size", "wrong": "two", "say": "I meant ten"},
    }  # fmt: skip
    file = tmp_path / "people.jsonl"
    file.write_text(json.dumps(row) + "\n\n", encoding="utf-8")
    (read,) = read_people(file, ["industry", "team_size", "stage"])
    assert read.answers == {"industry": "motoring", "team_size": "ten"}
    assert read.musts == {"industry"}
    assert read.exclusions == ("I don't want crypto", "no ads")
    assert read.changes == {"team_size": Change("two", "I meant ten")}
    assert (read.target, read.accept, read.difficulty) == ("7", ("yc-7",), 3)


def test_a_file_that_holds_no_people_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "people.jsonl"
    file.write_text('{"target": 1}\n', encoding="utf-8")
    for path in (file, tmp_path / "missing.jsonl"):
        with pytest.raises(BadSetting, match="--people"):
            read_people(path, ["industry"])
