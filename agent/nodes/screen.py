"""screen: length, encoding, private facts, orders to programs, words about something else."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from itertools import takewhile
from typing import Any

from langgraph.runtime import Runtime

from agent.context import Context
from agent.listening.subject import Subject
from agent.needing import need_by_meaning
from agent.opening import question
from agent.state import State
from catalogue.language import foreign
from domains import Pack
from guards.incoming import screen as screened

OTHER_LANGUAGE = "language"
"""Flag: a sentence was in another language than the pack's."""

ASIDE = "aside"
"""Flag: a sentence was about something else than the search."""


async def screen(state: State, runtime: Runtime[Context]) -> dict[str, Any]:
    """Replace the text by what of it may be listened to.

    A message that is nothing but orders to a program, or in another language than the pack's, is
    read ``literal``ly: for what it plainly says, not for its meaning; and not at all where it is
    not about the search.

    Raises:
        InvalidMessage, MessageTooLong: nothing is stored of the turn.
    """
    said, begun = state["said"], begin(state, runtime.context.pack)
    with runtime.context.meter.step("screen"):
        if said.text is None:
            return {**begun, "flags": (), "need": None, "literal": False}
        clean = await asyncio.to_thread(screened, said.text)
        encoder, subject = runtime.context.desk.encoder, runtime.context.listener.subject
        need = clean.need or await asyncio.to_thread(
            need_by_meaning,
            clean.wishes,
            encoder,
            subject.search,
            first="reply" not in state,
            before=state.get("need"),
        )
        wishes = served(clean.wishes, runtime.context.pack)
        flags = clean.flags if wishes == clean.wishes else (*clean.flags, OTHER_LANGUAGE)
        orders = bool({"orders", OTHER_LANGUAGE} & {*flags})
        literal = not wishes and orders and "instructions" not in flags
        text = clean.text if literal else wishes
        heeded = await asyncio.to_thread(_heeded, text, clean.text, flags, subject, state)
        flags = flags if heeded == text else (*flags, ASIDE)
    return {
        **begun,
        "said": said.model_copy(update={"text": heeded}),
        "flags": flags,
        "need": need,
        "literal": literal,
    }


def _heeded(text: str, typed: str, flags: Sequence[str], subject: Subject, state: State) -> str:
    """What of a text is about the search; the rest of what spoke to a program is not trusted."""
    if not {"orders", "instructions", OTHER_LANGUAGE} & {*flags}:
        first = "reply" not in state
        return subject.heeded(text, whole=len(text), suspect=False, stories=first)
    alike = 0 if text == typed else _alike(text, typed)
    return subject.heeded(text, whole=alike, suspect=True)


def _alike(one: str, two: str) -> int:
    """How many characters two texts begin with together."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, two, strict=False)))


def served(text: str, pack: Pack) -> str:
    """The sentences of a message that are in the pack's language."""
    spans = foreign(text, pack.locale.split("-")[0])
    for start, end in reversed(spans):
        text = f"{text[:start]} {text[end:]}"
    return text.strip() if spans else text


def begin(state: State, pack: Pack) -> dict[str, Any]:
    """What every turn starts with; in the very first one the opening question waits."""
    before = {"before": state.get("wishes", ())}
    return before if "reply" in state else {**before, "pending": question(pack)}
