"""A reply becomes one step without text and elements that carry all of it."""

from __future__ import annotations

import json

import pytest

from core.model import Evidence
from core.reply import (
    Choice,
    Compromise,
    Fact,
    Maker,
    ProfileEntry,
    Progress,
    Question,
    Reason,
    Recommendation,
    Reply,
)
from ui.chat.draw import (
    Sheet,
    answered,
    chosen_labels,
    draw_reply,
    draw_said,
    draw_sorry,
    edit_line,
    match_line,
    safe_url,
)
from ui.chat.language import words

AT = "2026-11-20T12:00:00Z"
ASK = Question(
    attribute="industry",
    choices=(Choice(id="a", label="Retail", count=3), Choice(id="b", label="Food", count=0)),
    multiple=True,
    why="It narrows most.",
)


def sheet() -> Sheet:
    return Sheet(words(), conversation="c1", keep={"name": "n", "ticket": "t"})


def five() -> Reply:
    card = Recommendation(
        item_id="1",
        title="**T** <b>",
        url="javascript:alert(1)",
        summary="S",
        facts=(Fact(attribute="state", label="Place", value="Maine"),),
        match=0.41,
        reasons=(Reason(text="R", evidence=Evidence(text="E", start=0, end=1)), Reason(text="Q")),
        compromises=(Compromise(text="C", attribute="x"),),
    )
    return Reply(kind="recommendations", text="Five.", recommendations=(card,), notices=("N",))


def test_the_step_carries_no_text() -> None:
    drawing = draw_reply(Reply(kind="notice", text="# **Hello**"), sheet(), at=AT)
    assert drawing.step["output"] == ""
    assert drawing.step["type"] == "assistant_message"
    assert [e["name"] for e in drawing.elements] == ["Words"]
    assert drawing.elements[0]["props"]["text"] == "# **Hello**"
    assert drawing.elements[0]["forId"] == drawing.step["id"]
    assert drawing.question is None


def test_a_question_offers_its_choices_and_the_three_answers() -> None:
    drawing = draw_reply(Reply(kind="question", text="What?", question=ASK), sheet(), at=AT)
    assert drawing.question is not None
    props = drawing.question["props"]
    assert props["choices"][0] == {"id": "a", "label": "Retail", "count": 3}
    assert [c["id"] for c in props["always"]] == ["any", "show", "why"]
    assert props["multiple"] is True
    assert props["answered"] is None


def test_the_three_answers_are_not_offered_twice_and_speak_the_interface_language() -> None:
    choices = (*ASK.choices, Choice(id="any", label="All the same to me"))
    question = ASK.model_copy(update={"choices": choices})
    reply = Reply(kind="question", text="?", question=question)
    drawing = draw_reply(reply, Sheet(words("es")), at=AT)
    assert drawing.question is not None
    props = drawing.question["props"]
    assert [c["id"] for c in props["choices"]] == ["a", "b"]
    assert props["always"][0] == {"id": "any", "label": "No importa"}


@pytest.mark.parametrize(
    ("change", "always"),
    [
        ({"attribute": "opening"}, []),
        ({"purpose": "relax"}, ["show", "why"]),
        ({"purpose": "confirm"}, ["show", "why"]),
    ],
)
def test_where_the_three_answers_make_sense(change: dict[str, str], always: list[str]) -> None:
    question = ASK.model_copy(update=change)
    drawing = draw_reply(Reply(kind="question", text="?", question=question), sheet(), at=AT)
    assert drawing.question is not None
    assert [c["id"] for c in drawing.question["props"]["always"]] == always


def test_the_five() -> None:
    drawing = draw_reply(five(), sheet(), at=AT)
    assert [e["name"] for e in drawing.elements] == ["Words", "RecCards"]
    card = drawing.elements[1]["props"]["items"][0]
    assert card["title"] == "**T** <b>"
    assert card["url"] is None
    assert card["reasons"] == [{"text": "R", "evidence": "E"}, {"text": "Q", "evidence": None}]
    assert card["compromises"] == ["C"]
    assert card["of"] == "1 of 1"
    assert drawing.elements[1]["props"]["notices"] == ["N"]
    json.dumps(drawing.elements)


def test_a_notice_is_shown_once_but_always_under_the_five() -> None:
    one = sheet()
    told = Reply(kind="notice", text="x", notices=("N",))
    assert draw_reply(told, one, at=AT).elements[0]["props"]["notices"] == ["N"]
    assert draw_reply(told, one, at=AT).elements[0]["props"]["notices"] == []
    assert draw_reply(five(), one, at=AT).elements[1]["props"]["notices"] == ["N"]


def test_no_five_shows_the_text_alone() -> None:
    nothing = Reply(
        kind="recommendations", text="Nothing fits.", recommendations=(), notices=("N",)
    )
    drawing = draw_reply(nothing, sheet(), at=AT)
    assert [e["name"] for e in drawing.elements] == ["Words"]
    assert drawing.elements[0]["props"]["notices"] == ["N"]


def test_an_answered_question_is_a_new_version_of_the_same_element() -> None:
    question = draw_reply(Reply(kind="question", text="?", question=ASK), sheet(), at=AT).question
    assert question is not None
    done = answered(question, choices=("a",))
    assert done["id"] == question["id"]
    assert done["props"]["answered"] == {"choices": ["a"], "text": None}
    assert question["props"]["answered"] is None
    assert chosen_labels(question, ("b", "any"), words()) == "Food, Doesn’t matter"
    assert chosen_labels(None, ("b",), words()) == "b"


def test_what_the_person_said_is_kept_as_it_is() -> None:
    step = draw_said("<b>hi</b>", at=AT, id="x")
    assert (step["type"], step["output"], step["id"]) == ("user_message", "<b>hi</b>", "x")


def test_an_apology_may_offer_a_second_try() -> None:
    drawing = draw_sorry("Sorry.", {"text": "hi", "command": "{}"}, sheet(), at=AT)
    assert drawing.elements[0]["props"]["again"] == {"text": "hi", "command": "{}"}
    assert drawing.elements[0]["props"]["tone"] == "sorry"


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://example.com/a?b=c#d", True),
        ("HTTP://example.com", True),
        (" https://example.com ", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("java\tscript:alert(1)", False),
        ("data:text/html,<script>", False),
        ("//example.com/x", False),
        ("https:", False),
        ("/local", False),
        ("http://[bad", False),
        ("", False),
        (None, False),
    ],
)
def test_links(url: str | None, safe: bool) -> None:
    assert safe_url(url) == (url.strip() if url and safe else None)


@pytest.mark.parametrize(
    ("match", "line"),
    [
        (0.93, "Very strong match · 93% likely to be the one"),
        (0.25, "Strong match · 25% likely to be the one"),
        (0.1, "Good match · 10% likely to be the one"),
        (0.02, "Possible match · 2% likely to be the one"),
        (0.004, "Possible match · <1% likely to be the one"),
    ],
)
def test_match_in_words(match: float, line: str) -> None:
    assert match_line(match, words()) == line


def test_what_is_known_stands_above_the_conversation() -> None:
    profile = (ProfileEntry(attribute="asking_price", stance="want", value={"max": 9.0}),)
    progress = Progress(asked=1, expected_total=2)
    reply = Reply(kind="question", text="?", question=ASK, profile=profile, progress=progress)
    shown = draw_reply(reply, sheet(), at=AT).elements[0]["props"]["panel"]
    assert [line["attribute"] for line in shown["lines"]] == ["asking_price"]
    assert shown["progress"] == "About one more question."
    opening = ASK.model_copy(update={"attribute": "opening"})
    first = Reply(kind="question", text="?", question=opening, progress=progress)
    assert draw_reply(first, sheet(), at=AT).elements[0]["props"]["panel"]["progress"] == ""


@pytest.mark.parametrize(
    ("edit", "line"),
    [
        ({"attribute": "state", "remove": True}, "Removed: State"),
        ({"attribute": "state", "set": {"must": True}}, "State is a must"),
        ({"attribute": "state", "set": {"must": False}}, "State is no must"),
        ({"attribute": "state", "set": {"value": "x", "must": True}}, "Changed: State"),
    ],
)
def test_an_edit_in_words(edit: dict[str, object], line: str) -> None:
    assert edit_line([edit], sheet()) == line


def test_a_value_that_was_looked_up_is_named() -> None:
    assert chosen_labels(None, ["state=state:New York"], words()) == "New York"
    assert chosen_labels(None, ["industry=Retail", "any"], words()) == "Retail, Doesn’t matter"


@pytest.mark.parametrize("maker", ["template", "model"])
def test_every_message_says_who_made_it(maker: Maker) -> None:
    for reply in (five(), Reply(kind="question", text="Which?", question=ASK)):
        drawing = draw_reply(reply.model_copy(update={"made_by": maker}), sheet(), at=AT)
        mark = {"made_by": maker, "generated_by_ai": True}
        assert drawing.step["metadata"] == mark
        texts = [e["props"] for e in drawing.elements if e["name"] != "QuickReplies"]
        assert all(mark.items() <= props.items() for props in texts)
    sorry = draw_sorry("Sorry.", None, sheet(), at=AT)
    assert sorry.step["metadata"] == {"made_by": "template", "generated_by_ai": True}
    assert sorry.elements[0]["props"]["generated_by_ai"] is True
