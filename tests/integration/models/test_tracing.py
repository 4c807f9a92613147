"""Traces tell steps, times and models; words only where the settings allow them.

Each is sent by a process of its own, since tracing is switched on for a whole process.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from models.tracing import SILENCED
from tests.emulators.collector import Collector, collector_running
from tests.patience import PATIENCE

if TYPE_CHECKING:
    from tests.emulators.openai_server import OpenAIServer

TYPED, ANSWERED, RAISED = "canary-typed-4711", "canary-answered-4711", "canary-raised-4711"
WORDS = (TYPED, ANSWERED, RAISED)
STEPS = ("hearing", "ValueError", "talk-1")

PROGRAM = f"""
import asyncio
from typing import TypedDict
from langchain_core.tracers.langchain import wait_for_all_tracers
from langgraph.graph import END, START, StateGraph
from pydantic import BaseModel
from core.errors import ModelFailed
from core.settings import read_settings
from models.call import Account
from models.chat import Chat, lines_of

class Mood(BaseModel):
    mood: str

class State(TypedDict, total=False):
    said: str

settings = read_settings()
chat = Chat(lines_of(settings, None), settings)

async def hearing(state: State) -> State:
    mood = await chat.structured(
        "listen", ("You listen.", state["said"]), Mood, Account(None, lambda call: None), 20
    )
    return {{"said": mood.mood}}

async def failing(state: State) -> State:
    raise ValueError("{RAISED}")

graph = StateGraph(State)
graph.add_node("hearing", hearing)
graph.add_node("failing", failing)
graph.add_edge(START, "hearing")
graph.add_edge("hearing", "failing")
graph.add_edge("failing", END)

async def main() -> None:
    config = {{"configurable": {{"thread_id": "talk-1"}}, "metadata": {{"note": "{TYPED}"}}}}
    try:
        await graph.compile().ainvoke({{"said": "{TYPED}"}}, config)
    except ValueError:
        pass
    wait_for_all_tracers()

asyncio.run(main())
"""

LANGSMITH = {"LANGSMITH_TRACING": "true", "LANGSMITH_API_KEY": "none"}
OTEL = {**LANGSMITH, "LANGSMITH_OTEL_ENABLED": "true", "LANGSMITH_OTEL_ONLY": "true"}


@pytest.fixture
def collector() -> Iterator[Collector]:
    with collector_running() as running:
        yield running


def traced(server: OpenAIServer, collector: Collector, **switched: str) -> None:
    """What a process sends that hears one message and then fails."""
    server.answer({"mood": ANSWERED})
    own = {
        "FIRSTFIVE_CHAT_MODEL": "openai:emulated",
        "FIRSTFIVE_CHAT_BASE_URL": server.url,
        "LANGSMITH_ENDPOINT": collector.url,
        "LANGSMITH_DISABLE_RUN_COMPRESSION": "true",
        "OTEL_EXPORTER_OTLP_ENDPOINT": collector.url,
        **switched,
    }
    command = [sys.executable, "-c", PROGRAM]
    environment = {k: v for k, v in os.environ.items() if k not in SILENCED} | own
    subprocess.run(command, env=environment, check=True, timeout=6 * PATIENCE)


@pytest.mark.parametrize("switched", [LANGSMITH, OTEL], ids=["langsmith", "opentelemetry"])
def test_no_words_unless_told_to(
    openai_server: OpenAIServer, collector: Collector, switched: dict[str, str]
) -> None:
    traced(openai_server, collector, **switched)
    told = collector.text()
    assert [word for word in STEPS if word in told] == [*STEPS]
    assert [word for word in WORDS if word in told] == []
    assert len(openai_server.requests) == 1


@pytest.mark.parametrize("switched", [LANGSMITH, OTEL], ids=["langsmith", "opentelemetry"])
def test_words_where_they_are_allowed(
    openai_server: OpenAIServer, collector: Collector, switched: dict[str, str]
) -> None:
    traced(openai_server, collector, **switched, FIRSTFIVE_TRACE_WORDS="true")
    told = collector.text()
    assert [word for word in WORDS if word in told] == [*WORDS]


def test_nothing_is_sent_where_nothing_is_switched_on(
    openai_server: OpenAIServer, collector: Collector
) -> None:
    traced(openai_server, collector)
    assert collector.bodies == []
