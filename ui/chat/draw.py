"""A reply as what the chat page draws: one step, and the elements in it. Pure functions.

The step itself never carries text: the page would read that as markdown. All text is handed to
elements of our own, which show it as it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypedDict
from urllib.parse import urlsplit
from uuid import uuid4

from core.reply import Choice, Doing, Question, Recommendation, Reply
from domains import Pack
from ui.chat.known import Known, Words, known_lines, label_of, progress_line
from ui.chat.language import words as interface_words

Step = dict[str, Any]
Element = dict[str, Any]

ALWAYS = ("any", "show", "why")
MATCHES = ((0.5, "match_top"), (0.25, "match_strong"), (0.1, "match_good"))


TEMPLATE: Mapping[str, Any] = {"made_by": "template", "generated_by_ai": True}
"""The mark of what the chat itself says."""


@dataclass
class Sheet:
    """What one conversation's drawings share: words, names, and the notices shown already."""

    words: Words
    pack: Pack | None = None
    conversation: str = ""
    keep: Mapping[str, str] | None = None
    noticed: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Drawing:
    """A step, its elements, and which of them waits for an answer."""

    step: Step
    elements: tuple[Element, ...]
    question: Element | None = None


def draw_reply(reply: Reply, sheet: Sheet, *, at: str, fresh: bool = True) -> Drawing:
    """One reply. ``fresh`` False for what is drawn anew after a reload, which must not scroll."""
    mark = {"made_by": reply.made_by, "generated_by_ai": reply.generated_by_ai}
    step = {**new_step("assistant_message", "", at), "metadata": mark}
    notices = _new_notices(reply, sheet)
    cards = reply.recommendations
    said: dict[str, Any] = {
        **mark,
        "text": reply.text,
        "tone": reply.kind,
        "fresh": fresh,
        "keep": sheet.keep,
        "lang": sheet.pack.locale if sheet.pack else None,
        "notices": [] if cards else notices,
        "panel": panel(reply, sheet),
    }
    elements = [new_element("Words", step, said)]
    if cards:
        five = {**mark, **_five(reply, cards, notices, sheet)}
        elements.append(new_element("RecCards", step, five))
    question = None
    if reply.question is not None:
        question = new_element("QuickReplies", step, _question(reply.question, sheet))
        elements.append(question)
    return Drawing(step, tuple(elements), question)


class Panel(TypedDict):
    """What stands above the conversation: what is known, and how far the interview is."""

    lines: list[Known]
    progress: str


def panel(reply: Reply, sheet: Sheet) -> Panel:
    """What is known once a reply was given."""
    opening = reply.question is not None and reply.question.attribute == "opening"
    asking = reply.question is not None and reply.question.purpose == "ask" and not opening
    return Panel(
        lines=known_lines(reply.profile, sheet.pack, sheet.words),
        progress=progress_line(reply.progress, sheet.words) if asking else "",
    )


def edit_line(edits: Sequence[Mapping[str, Any]], sheet: Sheet) -> str:
    """What the person's own bubble says after they changed the profile by hand."""
    said = []
    for edit in edits:
        change = edit.get("set")
        key = "said_changed" if isinstance(change, Mapping) else "said_removed"
        if isinstance(change, Mapping) and set(change) == {"must"}:
            key = "said_must" if change["must"] else "said_may"
        label = label_of(str(edit.get("attribute")), sheet.pack)
        said.append(str(sheet.words[key]).format(label=label))
    return ", ".join(dict.fromkeys(said))


def draw_said(text: str, *, at: str, id: str | None = None) -> Step:
    """What the person said or chose."""
    return new_step("user_message", text, at, id)


def draw_sorry(text: str, again: Mapping[str, Any] | None, sheet: Sheet, *, at: str) -> Drawing:
    """A friendly sentence about a failure, and a button that sends ``again`` when there is one."""
    step = {**new_step("assistant_message", "", at), "metadata": TEMPLATE}
    said = {"text": text, "tone": "sorry", "fresh": True, "notices": [], "again": again, **TEMPLATE}
    said["words"] = _some(sheet.words, "try_again")
    return Drawing(step, (new_element("Words", step, said),))


def draw_working(doing: Doing, id: str, sheet: Sheet, *, at: str) -> Drawing:
    """What is being done while the person waits, in their language, and a button to stop it.

    Drawings of one ``id`` take each other's place.
    """
    step = {**new_step("assistant_message", "", at, id), "metadata": TEMPLATE}
    items = sheet.pack.noun.many if sheet.pack else ""
    count = "" if doing.count is None else f"{doing.count:,}"
    text = str(sheet.words["doing"][doing.stage]).format(count=count, items=items)
    said = {"text": text, "words": _some(sheet.words, "stop"), **TEMPLATE}
    return Drawing(step, (new_element("Working", step, said),))


def answered(question: Element, *, choices: Sequence[str] = (), text: str | None = None) -> Element:
    """The same question, no longer waiting, showing what was answered."""
    given = {"choices": list(choices), "text": text}
    return {**question, "props": {**question["props"], "answered": given}}


def chosen_labels(question: Element | None, choices: Sequence[str], words: Words) -> str:
    """What the person's own bubble says after a click."""
    offered = question["props"]["choices"] if question else []
    labels = {c["id"]: c["label"] for c in offered}
    labels.update({id: labels.get(id, words[id]) for id in ALWAYS})
    return ", ".join(str(labels.get(id) or _told(id)) for id in choices)


def _told(choice: str) -> str:
    """A value that was looked up, whose label stands in no question: its id ends with it."""
    return choice.partition("=")[2].rpartition(":")[2] or choice


def new_step(type: str, output: str, at: str, id: str | None = None) -> Step:
    """A message of the page; its fields are those the chat server itself sends."""
    person = type == "user_message"
    return {
        "id": id or str(uuid4()), "type": type, "output": output, "createdAt": at,
        "name": "User" if person else "FirstFive", "start": at, "end": at, "threadId": "",
        "parentId": None, "streaming": False, "isError": False, "metadata": {},
    }  # fmt: skip


def new_element(name: str, step: Step, props: Mapping[str, Any]) -> Element:
    """A custom element of the page, drawn by ``public/elements/<name>.jsx``."""
    return {
        "id": f"{step['id']}-{name}", "forId": step["id"], "threadId": "", "type": "custom",
        "name": name, "display": "inline", "props": dict(props), "mime": "application/json",
    }  # fmt: skip


def safe_url(url: str | None) -> str | None:
    """The address when it is one of the web; None for any other scheme."""
    if url is None:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.scheme in ("http", "https") and parts.netloc else None


def match_line(match: float, words: Words) -> str:
    """A probability in words and as a percentage."""
    name = next((name for least, name in MATCHES if match >= least), "match_possible")
    percent = f"{match:.0%}".rstrip("%") if match >= 0.01 else "<1"
    return str(words["match"]).format(words=words[name], percent=percent)


def _question(question: Question, sheet: Sheet) -> dict[str, Any]:
    opening = question.attribute == "opening"
    offered = [c for c in question.choices if c.id not in ALWAYS]
    keys = ("several", "or_type", "opening_hint", "continue", "continue_none", "find")
    return {
        "choices": [_choice(c) for c in offered],
        "always": [] if opening else _always(question, sheet.words),
        "multiple": question.multiple and (len(offered) > 1 or question.more > 0),
        "free_text": question.free_text,
        "opening": opening,
        "answered": None,
        "attribute": question.attribute,
        "more": question.more,
        "words": _some(sheet.words, *keys),
    }


def _always(question: Question, words: Words) -> list[dict[str, Any]]:
    """The three answers that are always understood; "doesn't matter" only where it is one."""
    ids = ALWAYS if question.purpose == "ask" else ALWAYS[1:]
    return [{"id": id, "label": words[id]} for id in ids]


def _choice(choice: Choice) -> dict[str, Any]:
    return {"id": choice.id, "label": choice.label, "count": choice.count}


def _five(
    reply: Reply, cards: Sequence[Recommendation], notices: Sequence[str], sheet: Sheet
) -> dict[str, Any]:
    keys = (
        "reasons", "compromises", "evidence", "evidence_hide", "open", "new_tab", "interested",
        "not_interested", "noted_interested", "noted_not_interested", "not_noted", "more",
        "more_hint", "tell_more", "tell_less", "no_details", "compare", "compare_one",
        "compare_now", "compare_title", "not_stated", "close", "source_says", "summary",
        "summary_hint", "critique_hint",
    )  # fmt: skip
    return {
        "items": [draw_card(card, n, len(cards), sheet) for n, card in enumerate(cards, 1)],
        "notices": list(notices),
        "critiques": list(reply.critiques),
        "others": interface_words()["more"],
        "lang": sheet.pack.locale if sheet.pack else None,
        "conversation": sheet.conversation,
        "words": _some(sheet.words, *keys),
    }


def draw_card(card: Recommendation, position: int, count: int, sheet: Sheet) -> dict[str, Any]:
    """One of the five, ready to read."""
    return {
        "id": card.item_id,
        "position": position,
        "of": str(sheet.words["of"]).format(position=position, count=count),
        "title": card.title,
        "url": safe_url(card.url),
        "summary": card.summary,
        "match": match_line(card.match, sheet.words),
        "facts": [{"label": f.label, "value": f.value} for f in card.facts],
        "reasons": [
            {"text": r.text, "evidence": r.evidence.text if r.evidence else None}
            for r in card.reasons
        ],
        "compromises": [c.text for c in card.compromises],
    }


def _new_notices(reply: Reply, sheet: Sheet) -> list[str]:
    """The notices to show: all of them under recommendations, else those not seen before."""
    fresh = [n for n in reply.notices if reply.recommendations or n not in sheet.noticed]
    sheet.noticed.update(reply.notices)
    return fresh


def _some(words: Words, *keys: str) -> dict[str, Any]:
    return {key: words[key] for key in keys}
