"""answer: a notice, or an explanation followed by the question again."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from langgraph.runtime import Runtime

from agent import answering, item_answers
from agent.context import Context
from agent.doing import tell
from agent.elsewhere import called
from agent.evidence import found_by_words, quotes
from agent.explaining import explained
from agent.hearing import everything
from agent.inquiry import (
    asks_on,
    inquires,
    of_all,
    of_choice,
    of_everything,
    of_oneself,
    of_standing,
)
from agent.listening.mentions import find_places
from agent.listing import first_rows, ordering
from agent.model_calls import may_ask
from agent.nodes.recommend import none_of_it, of_kind
from agent.nodes.screen import ASIDE
from agent.questions import answered
from agent.state import State
from catalogue.column import PlaceColumn
from catalogue.holding import holding
from catalogue.likeness import liken
from catalogue.meeting import counted
from catalogue.sentences import tellable
from core.model import Act, Evidence, Place, Reading
from core.reply import Reply
from domains import Pack
from guards.needs import NEEDS, Need
from tools.search import may_show

NOWHERE = "I find nothing of that name in my whole list, either."
DRAWBACKS = (
    "It needs repair and work.", "Something is broken or missing.", "Sales have gone down.",
    "It can be noisy.", "There are many stairs.", "The lease ends soon.", "The owner must sell.",
)  # fmt: skip
"""What speaks against an item, as its text may say it."""


async def answer(state: State, runtime: Runtime[Context]) -> dict[str, Any]:
    """Answer what was asked; the pending question stays and is repeated."""
    tell(runtime, "looking_up")
    context, pending, heard = runtime.context, state.get("pending"), state["heard"]
    pack, acts = context.pack, heard.acts
    before = state["reply"].text.rsplit("\n\n", 1)[-1] if "reply" in state else ""
    if (need := _need(acts)) is not None:
        return _notice(await _needed(need, state, context), state)
    if "why" in acts or ("explain" in acts and pending and pending.purpose != "ask"):
        return _again(answering.why(pack, pending, before), state)
    if "explain" in acts:
        return _again(await _explained(state, context), state)
    if "foreign" in acts:
        return _again(answering.foreign(heard.language), state)
    if "bye" in acts:
        return _notice(answering.FAREWELL, state)
    if "service" in acts:
        return _again(answering.service(pack, _shown_items(context), heard.topic), state)
    if "list" in acts:
        return _again(await _about_list(state, context), state)
    if "thanks" in acts or "smalltalk" in acts:
        return _again(answering.pleasantry(heard, _spoken_of(state), pending, pack), state)
    if "profile" in acts:
        return _notice(answering.profile(state.get("wishes", ()), pack), state)
    if "details" in acts or "compare" in acts:
        return await _about_items(state, context)
    if "greeting" in acts and pending is None:
        return _notice(answering.ASK_MORE, state)
    return _again(_uncaught(state), state)


async def _explained(state: State, context: Context) -> str:
    """What a word means, and what the items that were spoken of last say with it."""
    heard, shown = state["heard"], state.get("shown", ())
    meaning = answering.explain(context.pack, state.get("pending"), heard)
    focus = [id for id in state.get("focus", ()) if id in shown]
    if not (heard.question and focus):
        return meaning
    lines = [meaning]
    for item in await context.desk.items(focus):
        spans = await asyncio.to_thread(tellable, item.title, item.cleaned)
        told = found_by_words(spans, heard.question)
        lines += [f"“{item.title}” says: “{told.text}”"] if told is not None else []
    return context.guard.source_text("\n".join(lines))


def _spoken_of(state: State) -> list[str]:
    """The titles of the items that a message names."""
    titles = state.get("titles", ())
    return [titles[n - 1] for n in state["heard"].about if 0 < n <= len(titles)]


def _uncaught(state: State) -> str:
    """What is said to a message without a wish."""
    if "empty" not in state["heard"].acts:
        return answering.ASK_MORE
    return answering.BESIDE if ASIDE in state.get("flags", ()) else answering.NOT_CAUGHT


def prepared(pack: Pack, need: Need) -> str:
    """The pack's own words for somebody who needs something other than an item."""
    return pack.human if need == "human" else str(getattr(pack.care, need))


async def _needed(need: Need, state: State, context: Context) -> str:
    """The pack's own words for a need; before those on advice what the listings say to the
    question, where it is about items.
    """
    own = prepared(context.pack, need)
    if need != "advice" or not state["heard"].question or not state.get("shown"):
        return own
    said = await _stored(state, context)
    nothing = item_answers.UNSURE in said or item_answers.NOTHING in said
    if nothing and of_oneself(state["said"].text or ""):
        return own
    return f"{context.guard.source_text(said)}\n\n{own}"


def _need(acts: Sequence[Act]) -> Need | None:
    return next((need for need in NEEDS if need in acts), None)


async def _about_items(state: State, context: Context) -> dict[str, Any]:
    """What is stored of the items meant, as far as it may be repeated."""
    if not state.get("shown"):
        said = await _missing(state, context) if await _there(state, context) else ""
        said = said or answering.nothing_shown(context.pack, state.get("pending"))
        return _again(context.guard.source_text(said), state)
    return _notice(context.guard.source_text(await _stored(state, context)), state)


async def _there(state: State, context: Context) -> bool:
    """Whether the catalogue has something of all that is named before anything is shown."""
    named = [await called(term, (), context) for term in state["heard"].absent]
    return bool(named) and all(named)


async def _stored(state: State, context: Context) -> str:
    shown, heard = state["shown"], state["heard"]
    missing = await _missing(state, context) if heard.absent else ""
    if missing and not heard.about:
        return missing
    asked = state["said"].text or ""
    wide = inquires(asked) or of_all(asked) or "compare" in heard.acts
    about = [n for n in heard.about if 0 < n <= len(shown)]
    about = about or list(range(1, len(shown) + 1) if wide else [1])
    found = {item.id: item for item in await context.desk.items([shown[n - 1] for n in about])}
    items = [(n, found[shown[n - 1]]) for n in about if shown[n - 1] in found]
    said = await _told(asked, items, state, context)
    return f"{missing}\n{said}".strip()


async def _missing(state: State, context: Context) -> str:
    """What is said of things that are named and not shown: where the catalogue has them, what they
    say to the question, or what keeps them out.
    """
    shown, heard, pack = state.get("shown", ()), state["heard"], context.pack
    asked = state["said"].text or ""
    lines = []
    for term in heard.absent:
        items = await called(term, shown, context)
        plain = f"{item_answers.missing([term], len(shown))} {NOWHERE}".strip()
        if items and inquires(asked) and not of_standing(asked):
            told, _ = await answered(asked, [(0, item) for item in items], heard, context)
            lines.append(f"{answering.not_shown(len(items))} {told}" if shown else told)
        else:
            lines.append(item_answers.unlisted(items, state.get("wishes", ()), pack) or plain)
    return "\n".join(lines)


async def _told(
    asked: str, items: Sequence[item_answers.Numbered], state: State, context: Context
) -> str:
    heard, pack = state["heard"], context.pack
    side_by_side = "compare" in heard.acts and not (heard.asked and inquires(asked))
    if side_by_side and len(items) > 1:
        return item_answers.compare(items, pack)
    if heard.about and of_standing(asked):
        return item_answers.standing(items, len(state["shown"]), state.get("wishes", ()), pack)
    question = heard.question or ""
    if inquires(asked) or heard.asked or inquires(question) or asks_on(asked, question):
        return await _answered(asked, items, state, context)
    return item_answers.details(items, pack)


async def _answered(
    asked: str, items: Sequence[item_answers.Numbered], state: State, context: Context
) -> str:
    """What the items say about a question: found by a model where one may be asked, or here."""
    bare = [item for _, item in items]
    if may_ask("explain", state, context):
        told = await explained(asked, bare, context)
        if told is not None:
            context.meter.spoke = True
            return told
    question = state["heard"].question or asked
    if state["heard"].topic == "drawback":
        quoted = await _drawbacks(items, context)
        return item_answers.drawbacks(items, state.get("wishes", ()), quoted, context.pack)
    told, any_told = await answered(asked, items, state["heard"], context)
    return told if any_told else f"{told}{_glossed(question, context)}"


def _glossed(question: str, context: Context) -> str:
    """What a word of the trade means that a question names and no listing speaks of."""
    named = context.listener.domain.glossary.find(question)
    entries = [e for e in context.pack.glossary if e.word in {match.value for match in named}]
    return "".join(f"\n{entry.word.capitalize()}: {entry.meaning}" for entry in entries[:1])


async def _drawbacks(
    items: Sequence[item_answers.Numbered], context: Context
) -> Mapping[str, Evidence]:
    """By item id, the sentence that comes closest to what may speak against an item."""
    encoder = context.desk.encoder
    vectors = await asyncio.to_thread(encoder.encode, DRAWBACKS)
    async with context.desk.lend() as connection:
        likened = await liken(connection, [item for _, item in items], vectors, encoder)
    return quotes(likened, DRAWBACKS)


def _shown_items(context: Context) -> int:
    return int(context.desk.snapshot.available.sum())


async def _about_list(state: State, context: Context) -> str:
    """How many fit, and which is first by what the question names: of those shown, unless it is
    about everything.
    """
    snapshot = context.desk.snapshot
    question = state["said"].text or ""
    names = [match.value for match in context.listener.domain.names.find(question)]
    order = ordering(question, names, context.pack)
    shown = state.get("shown", ())
    if order is not None and len(shown) > 1 and not of_everything(question):
        found = {item.id: item for item in await context.desk.items(shown)}
        items = [(n, found[id]) for n, id in enumerate(shown, 1) if id in found]
        return item_answers.about(
            items, (Reading(attribute=order.attribute),), {}, order, context.pack
        )
    asks_place = order is None and not state["heard"].readings
    if asks_place and (said := await _about_places(question, names, context)) is not None:
        return said
    wishes = state.get("wishes", ())
    meeting = await may_show(context.desk, everything(wishes, context.pack))
    rows = first_rows(snapshot, meeting, order) if order else []
    firsts = await context.desk.items([snapshot.ids[row] for row in rows])
    told = answering.listed(int(meeting.sum()), firsts, order, wishes, context.pack)
    spoken = state.get("spoken", ())
    kind = await of_kind(context.desk, state["belief"], wishes, spoken)
    missing = none_of_it(kind, wishes, context.pack)
    return f"{told} {missing}" if missing is not None else told


async def _about_places(question: str, names: Sequence[str], context: Context) -> str | None:
    """What there is in the places that a question names, or which places there are."""
    pack, snapshot = context.pack, context.desk.snapshot
    named = [f.places[0][0] for f in find_places(question, context.listener.domain) if f.places]
    columns = {id: c for id, c in snapshot.columns.items() if isinstance(c, PlaceColumn)}
    if named:
        there = np.zeros(len(snapshot.ids), np.bool_)
        for column in columns.values():
            there |= np.any([holding(column, place) for place in named], axis=0)
        rows = np.flatnonzero(there & snapshot.available)
        few = [snapshot.ids[row] for row in rows.tolist()] if len(rows) <= MOST_NAMED else []
        return answering.held_there(named, len(rows), await context.desk.items(few), pack)
    asked = next((id for id in names if id in columns), None)
    if asked is None or not of_choice(question):
        return None
    counts = counted(columns[asked], snapshot.available)
    places = {place: n for place, n in counts.items() if isinstance(place, Place)}
    return answering.where(places, question, pack)


MOST_NAMED = 5
"""Items of a place that are named where it is asked what there is."""


def _again(text: str, state: State) -> dict[str, Any]:
    """An explanation followed by the question: a question where one waits, else a notice."""
    pending = state.get("pending")
    if pending is None:
        return _notice(text, state)
    return {"reply": Reply(kind="question", text=text, question=pending)}


def _notice(text: str, state: State) -> dict[str, Any]:
    return {"reply": Reply(kind="notice", text=text, question=state.get("pending"))}
