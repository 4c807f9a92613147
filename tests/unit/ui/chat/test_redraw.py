"""A transcript becomes the page that the person had before."""

from __future__ import annotations

from typing import Any

from core.reply import Choice, Question, Reply
from ui.chat.draw import Sheet
from ui.chat.language import words
from ui.chat.redraw import draw_transcript, mark_redrawn

AT = "2026-11-20T12:00:00Z"


def question(attribute: str) -> dict[str, Any]:
    choices = (Choice(id=f"{attribute}=1", label=f"{attribute} one"),)
    asked = Question(attribute=attribute, choices=choices)
    return Reply(kind="question", text=f"{attribute}?", question=asked).model_dump(mode="json")


def transcript(*turns: dict[str, Any]) -> dict[str, Any]:
    return {"id": "c", "created_at": AT, "opening": question("opening"), "turns": list(turns)}


def turn(n: int, said: dict[str, Any], reply: dict[str, Any] | None) -> dict[str, Any]:
    return {"n": n, "at": AT, "said": said, "reply": reply}


def test_said_and_replies_alternate_and_only_the_last_question_waits() -> None:
    page = draw_transcript(
        transcript(
            turn(1, {"text": "hello"}, question("a")),
            turn(2, {"choices": ["a=1"]}, question("b")),
        ),
        Sheet(words()),
    )
    assert [s["output"] for s in page.steps] == ["", "hello", "", "a one", ""]
    asked = [e for e in page.elements.values() if e["name"] == "QuickReplies"]
    given = [e["props"]["answered"] for e in asked]
    expected = [{"choices": [], "text": "hello"}, {"choices": ["a=1"], "text": None}, None]
    assert given == expected
    assert page.question is asked[-1]


def test_a_turn_without_a_reply_yet() -> None:
    page = draw_transcript(transcript(turn(1, {"text": "hello"}, None)), Sheet(words()))
    assert [s["output"] for s in page.steps] == ["", "hello"]
    assert page.question is None


def test_an_edit_of_the_profile_is_told() -> None:
    edits = [{"attribute": "state", "remove": True}]
    page = draw_transcript(transcript(turn(1, {"profile": edits}, question("a"))), Sheet(words()))
    assert [s["output"] for s in page.steps] == ["", "Removed: State", ""]


def test_the_last_words_are_named_for_the_browser() -> None:
    page = draw_transcript(transcript(turn(1, {"text": "hello"}, question("a"))), Sheet(words()))
    mark_redrawn(page)
    texts = [e for e in page.elements.values() if e["name"] == "Words"]
    assert "redrawn" not in texts[0]["props"]
    assert texts[-1]["props"]["redrawn"] == {"said": "hello"}
    assert not any(e["props"]["fresh"] for e in texts)
    assert [e["props"]["panel"] is None for e in texts] == [True, False]
