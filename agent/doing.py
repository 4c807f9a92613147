"""What is being done for a turn, told as it happens; nothing of the reply is in it."""

from __future__ import annotations

from langgraph.runtime import Runtime

from agent.context import Context
from core.reply import Doing, Stage

TEXTS: dict[Stage, str] = {
    "reading": "Reading your message",
    "comparing": "Comparing {count:,} {noun}",
    "asking": "Choosing what to ask",
    "choosing": "Choosing the best of {count:,} {noun}",
    "looking_up": "Looking it up",
    "checking": "Checking the facts",
}


def tell(runtime: Runtime[Context], stage: Stage, count: int | None = None) -> None:
    """Tell whoever follows the run (LangGraph's custom stream) what begins now."""
    noun = runtime.context.pack.noun
    text = TEXTS[stage].format(count=count, noun=noun.one if count == 1 else noun.many)
    runtime.stream_writer(Doing(stage=stage, text=text, count=count))
