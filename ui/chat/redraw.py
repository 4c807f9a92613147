"""A whole conversation drawn anew from its transcript: after a reload, or a lost connection."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from core.reply import Reply
from ui.chat.draw import (
    Drawing,
    Element,
    Sheet,
    Step,
    answered,
    chosen_labels,
    draw_reply,
    draw_said,
    edit_line,
)


@dataclass
class Page:
    """All steps and elements of the page, in order, and the question that waits."""

    steps: list[Step] = field(default_factory=list)
    elements: dict[str, Element] = field(default_factory=dict)
    question: Element | None = None

    def say(self, said: Mapping[str, Any], sheet: Sheet, at: str) -> None:
        """What the person did in one turn; its question no longer waits."""
        choices = tuple(said.get("choices") or ())
        edited = edit_line(said.get("profile") or (), sheet)
        text = str(said.get("text") or edited or chosen_labels(self.question, choices, sheet.words))
        if not text:
            return
        self.steps.append(draw_said(text, at=at))
        if self.question is not None:
            done = answered(self.question, choices=choices, text=said.get("text"))
            self.elements[done["id"]] = done
            self.question = None

    def reply(self, drawing: Drawing) -> None:
        """What was answered."""
        self.steps.append(drawing.step)
        self.elements.update({e["id"]: e for e in drawing.elements})
        self.question = drawing.question


def draw_transcript(transcript: Mapping[str, Any], sheet: Sheet) -> Page:
    """The page of a transcript (contract of ``GET /api/conversations/{id}``) and its opening."""
    page = Page()
    if transcript.get("opening"):
        opening = Reply.model_validate(transcript["opening"])
        at = str(transcript["created_at"])
        page.reply(draw_reply(opening, sheet, at=at, fresh=False))
    for turn in transcript["turns"]:
        at = str(turn["at"])
        page.say(turn.get("said") or {}, sheet, at)
        if turn.get("reply") is not None:
            reply = Reply.model_validate(turn["reply"])
            page.reply(draw_reply(reply, sheet, at=at, fresh=False))
    return page


def mark_redrawn(page: Page) -> None:
    """Tell the last element what the person said last, so that lost words can be offered again.

    What is known is told by that element alone.
    """
    said = [s["output"] for s in page.steps if s["type"] == "user_message"]
    told = [element["props"] for element in page.elements.values() if element["name"] == "Words"]
    for props in told[:-1]:
        props["panel"] = None
    for props in told[-1:]:
        props["redrawn"] = {"said": said[-1] if said else ""}
