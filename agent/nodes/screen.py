"""screen: length, encoding, private facts, orders to programs, other languages."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Any

from langgraph.runtime import Runtime

from agent.context import Context
from agent.doing import tell
from agent.opening import question
from agent.state import State
from catalogue.language import foreign
from domains import Pack
from guards.incoming import screen as screened

OTHER_LANGUAGE = "language"
"""Flag: a sentence was in another language than the pack's."""

LITERAL = "literal"
"""Flag: a message that reads like orders to a program: heard for what it plainly says alone."""

ASIDE = "aside"
"""Flag: a message was nothing but orders to a program."""


async def screen(state: State, runtime: Runtime[Context]) -> dict[str, Any]:
    """What of the text may be listened to; ``need`` is what its form alone says it needs.

    Raises:
        InvalidMessage, MessageTooLong: nothing is stored of the turn.
    """
    tell(runtime, "reading")
    said, begun = state["said"], begin(state, runtime.context.pack)
    with runtime.context.meter.step("screen"):
        if said.text is None:
            return {**begun, "flags": (), "need": None}
        clean = await asyncio.to_thread(partial(screened, said.text, before=True))
        spans = await asyncio.to_thread(foreign, clean.wishes, language(runtime.context.pack))
        flags = (*clean.flags, *([OTHER_LANGUAGE] if spans else []))
        literal = not clean.wishes and "instructions" not in flags
        nothing = [] if clean.wishes else [LITERAL] if literal else [ASIDE]
        flags = (*flags, *nothing)
    return {
        **begun,
        "said": said.model_copy(update={"text": clean.text if literal else clean.wishes}),
        "flags": flags,
        "need": clean.need,
    }


def language(pack: Pack) -> str:
    """ISO 639-1 code of the language that a pack is served in."""
    return pack.locale.split("-")[0]


def begin(state: State, pack: Pack) -> dict[str, Any]:
    """What every turn starts with; in the very first one the opening question waits."""
    before = {"before": state.get("wishes", ())}
    return before if "reply" in state else {**before, "pending": question(pack)}
