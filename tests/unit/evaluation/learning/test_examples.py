from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pytest

from agent.listening.cache import CachedEncoder
from agent.listening.labels import ACTS, BOUNDS, MUSTS, TAGS
from core.errors import BadSetting
from core.model import Kind
from evaluation.learning.augment import mistyped, mistyped_row
from evaluation.learning.examples import (
    NOTHING,
    OPENING,
    UNTAUGHT,
    Example,
    bound_of,
    example,
    must_of,
    tag_of,
    tokens_of,
)
from evaluation.learning.packs import DATA, open_domains, read_figures, read_packs
from evaluation.learning.preparing import open_tokenizer
from evaluation.learning.utterances import matches, read_rows, reviewed, utterance_files
from models.local import LocalEncoder
from models.weights import model_folder
from readers.text import fold

PACKS = read_packs()
TOKENIZER = open_tokenizer()


def change(**said: Any) -> dict[str, Any]:
    empty = {"stance": "want", "value": None, "min": None, "max": None, "must": None}
    return {"attribute": "price_per_night", **empty, **said}


def row(text: str, *changes: dict[str, Any], **more: Any) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "pack": "stays",
        "asked": None,
        "shown": False,
        "act": "wish",
        "unusable": [],
    }
    return {**plain, "text": text, "changes": list(changes), **more}


@pytest.fixture
def made(tmp_path: Path) -> Any:
    encoder = CachedEncoder(LocalEncoder(tmp_path, model_folder()))
    domain = open_domains({"stays": PACKS["stays"]}, encoder, {})["stays"]

    def make(said: dict[str, Any]) -> Example:
        return example(said, domain, TOKENIZER)

    return make


@pytest.mark.parametrize(
    ("said", "tag"),
    [
        ({"value": "York"}, "want"),
        ({"stance": "avoid", "value": "York"}, "avoid"),
        ({"value": True}, "want"),
        ({"value": False}, "avoid"),
        ({"stance": "avoid", "value": False}, "avoid"),
        ({"stance": "any"}, "any"),
        ({"remove": True}, "remove"),
        ({"remove": True, "value": False}, "remove"),
        ({"relative": "less"}, "less"),
        ({"relative": "unlike", "item": 2}, "unlike"),
        ({"stance": None, "value": "York"}, "want"),
    ],
)
def test_what_is_said_of_a_mention(said: dict[str, Any], tag: str) -> None:
    assert tag_of(said) == tag
    assert tag in TAGS


@pytest.mark.parametrize(
    ("said", "bound"),
    [
        ({}, "none"),
        ({"max": 90}, "max"),
        ({"min": 2}, "min"),
        ({"min": 4, "max": 4}, "exact"),
        ({"min": 90, "max": 110, "words": "about 100"}, "about"),
        ({"min": 90, "max": 110, "words": "around a hundred"}, "about"),
        ({"min": 95, "max": 105, "words": "95 to 105"}, "range"),
        ({"min": 100, "max": 200, "words": "100 to 200"}, "range"),
        ({"min": 50, "max": 200, "words": "50ish"}, "range"),
        ({"min": 0, "max": 0}, "exact"),
        ({"min": -5, "max": 5, "words": "zero or so"}, "range"),
    ],
)
def test_how_a_figure_bounds(said: dict[str, Any], bound: str) -> None:
    assert bound_of(said) == bound
    assert bound in BOUNDS


@pytest.mark.parametrize(("must", "name"), [(None, "unsaid"), (True, "must"), (False, "nice")])
def test_how_strongly_it_is_said(must: bool | None, name: str) -> None:
    assert must_of({"must": must}) == name
    assert name in MUSTS


def said_by(one: Example, tokens: tuple[int, ...]) -> str:
    return one.text[one.offsets[tokens[0]][0] : one.offsets[tokens[-1]][1]]


def test_labels_stand_on_the_tokens_of_their_words(made: Any) -> None:
    text = "Somewhere in York, under £90 a night, no dogs please"
    one = made(
        row(
            text,
            change(attribute="place", value="York", words="in York"),
            change(max=90, must=True, words="under £90 a night"),
            asked="price_per_night",
            unusable=["no dogs"],
        )
    )
    assert [said_by(one, s.tokens) for s in one.spans] == ["in york", "under £90 a night"]
    position = {a.id: i for i, a in enumerate(PACKS["stays"].attributes)}
    place, price = (list(s.tokens) for s in one.spans)
    assert set(one.owner[place]) == {position["place"]}
    assert set(one.owner[price]) == {position["price_per_night"]}
    assert set(one.bound[price]) == {BOUNDS.index("max")}
    assert set(one.bound[place]) == {UNTAUGHT}
    assert set(one.must[price]) == {MUSTS.index("must")}
    assert [int(t) for t in one.begin.nonzero()[0]] == [place[0], price[0]]
    unusable = tokens_of("no dogs", one.text, one.offsets)
    assert set(one.tag[unusable]) == {TAGS.index("unusable")}
    rest = {*range(len(one.ids))} - {*place, *price, *unusable}
    assert set(one.tag[sorted(rest)]) == {0}
    assert set(one.owner[sorted(rest)]) == {UNTAUGHT}
    assert one.asked == position["price_per_night"]
    assert (one.act, one.shown) == (ACTS.index("wish"), False)


def test_values_are_found_and_how_well_they_are_named(made: Any) -> None:
    listed = next(a for a in PACKS["stays"].attributes if a.type is Kind.CATEGORY and a.choices)
    value = listed.choices[1].value
    text = f"what about {value} then"
    one = made(row(text, change(attribute=listed.id, value=value, words=value)))
    (span,) = one.spans
    assert span.value == 1
    assert span.named.argmax() == 1
    assert span.named[1] > 0


def test_a_change_without_words_teaches_nothing(made: Any) -> None:
    one = made(row("ninety", change(max=90, words="eighty"), asked="opening"))
    assert one.spans == ()
    assert set(one.tag) == {0}
    assert one.asked == OPENING
    assert made(row("ninety")).asked == NOTHING


def test_of_a_part_only_the_part_is_taught(made: Any) -> None:
    one = made(
        row("York for two", change(attribute="place", value="York", words="York"), partial=True)
    )
    assert sorted({*one.tag.tolist()}) == [UNTAUGHT, TAGS.index("want")]


def test_slips_keep_length_and_stretches() -> None:
    random, changed = Random(3), 0
    for said in read_rows(DATA / "stays_a.jsonl", PACKS):
        copy = mistyped_row(said, random)
        assert len(copy["text"]) == len(said["text"])
        changed += copy["text"].lower() != said["text"].lower()
        for before, after in zip(said["changes"], copy["changes"], strict=True):
            assert after["words"] in copy["text"]
            assert len(after["words"]) == len(before["words"])
            assert {**after, "words": ""} == {**before, "words": ""}
        assert all(words in copy["text"] for words in copy["unusable"])
    assert changed > 60


def test_slips_fall_inside_long_words() -> None:
    random = Random(5)
    for _ in range(200):
        slipped = mistyped("the gardener of 12345 is up", random).lower()
        assert slipped[:4] == "the "
        assert slipped[11:] == "r of 12345 is up"


def test_every_label_can_be_taught() -> None:
    for file in utterance_files():
        for said in read_rows(file, PACKS):
            stretches = [c["words"] for c in said["changes"] or ()] + said["unusable"]
            text = fold(said["text"])
            assert all(words and fold(words) in text for words in stretches), said["text"]
            assert {tag_of(c) for c in said["changes"] or ()} <= {*TAGS}


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("{", "line 2"),
        ('{"pack": "stays"}', "without text, act, changes"),
        ('{"pack": "moons", "text": "a", "act": "wish", "changes": []}', "'moons' is no pack"),
        ('{"pack": "stays", "text": "a", "act": "sing", "changes": []}', "no kind of message"),
        (
            '{"pack": "stays", "text": "a", "act": "wish", "changes": [{"attribute": "sea"}]}',
            "'sea' is no attribute of stays",
        ),
        (
            '{"pack": "stays", "text": "a", "act": "wish",'
            ' "changes": [{"attribute": "place", "words": "b"}]}',
            "'b' does not stand in the text",
        ),
    ],
)
def test_a_wrong_line_is_named(line: str, complaint: str, tmp_path: Path) -> None:
    file = tmp_path / "own.jsonl"
    file.write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(BadSetting, match="line 2") as raised:
        read_rows(file, PACKS)
    assert complaint in str(raised.value)


@pytest.mark.parametrize(
    ("expected", "value", "ends", "words"),
    [
        ({"value": {"min": None, "max": 90.0}}, None, (None, 90.0), "York, ninety at most"),
        ({"value": {"name": "York", "country": "GB"}}, "York", (None, None), "York"),
        ({"value": "york"}, "york", (None, None), "York"),
        ({"value": True}, True, (None, None), "York, ninety at most"),
        ({"value": None, "stance": "any"}, None, (None, None), "York, ninety at most"),
    ],
)
def test_a_case_of_the_review_desk_is_a_row(
    expected: dict[str, Any], value: object, ends: tuple[float | None, float | None], words: str
) -> None:
    case = {
        "conversation": "c", "pack": "stays", "asked": "place", "text": "York, ninety at most",
        "read": [], "expected": {"attribute": "place", "stance": "want", **expected},
    }  # fmt: skip
    said = reviewed(case)
    (found,) = said["changes"]
    assert (found["value"], (found["min"], found["max"]), found["words"]) == (value, ends, words)
    assert found["stance"] == expected.get("stance", "want")
    assert said["partial"]


def test_files_are_kept_out_by_their_names() -> None:
    assert {f.name for f in utterance_files() if matches(f, "*_c.jsonl")} == {
        "businesses_c.jsonl",
        "startups_c.jsonl",
        "stays_c.jsonl",
    }
    assert not any(matches(f, None) for f in utterance_files())


def test_figures_come_from_catalogues_or_from_what_is_taught() -> None:
    rows = [
        {"pack": "wines", "changes": [change(attribute="price", max=n)]} for n in (8, 10, 12, 15)
    ]
    found = read_figures(rows, Random(1))
    assert found["stays"]["guests"] == (1.0, 2.0, 3.0, 5.0, 9.0)
    assert list(found["wines"]["price"]) == sorted(found["wines"]["price"])
    assert "wines" not in read_figures(rows[:1], Random(1))
