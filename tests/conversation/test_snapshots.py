"""What people should review as text: the graph, the tools, one whole conversation.

``UPDATE_GOLDEN=1 make test`` writes the files anew; read the difference before you keep it.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from langchain_core.tools import BaseTool
from pydantic import BaseModel

from agent import Agent
from agent.graph import build_graph
from core.reply import Reply
from tools import TOOLS

GOLDEN = Path(__file__).parent / "golden"


def same(name: str, text: str) -> None:
    path = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text


def test_graph() -> None:
    same("graph.mmd", build_graph().get_graph().draw_mermaid())


def schema(tool: BaseTool) -> dict[str, Any]:
    told = tool.tool_call_schema
    assert isinstance(told, type)
    assert issubclass(told, BaseModel)
    return told.model_json_schema()


def test_tool_schemas() -> None:
    schemas = {tool.name: schema(tool) for tool in TOOLS}
    same("tools.json", json.dumps(schemas, indent=1, sort_keys=True) + "\n")


def test_no_tool_lets_a_model_reach_the_desk() -> None:
    for tool in TOOLS:
        assert "desk" not in schema(tool)["properties"]


def written(reply: Reply) -> list[str]:
    lines = [f"[{reply.kind}] {reply.text}"]
    if reply.question is not None:
        lines.append("  choices: " + ", ".join(c.label for c in reply.question.choices))
    for card in reply.recommendations or ():
        lines.append(f"  * {card.title}")
        lines += [f"      + {reason.text}" for reason in card.reasons]
        lines += [f"      - {compromise.text}" for compromise in card.compromises]
    return lines


async def test_golden_conversation(agent: Agent) -> None:
    started = await agent.start("businesses")
    lines = written(started.reply)
    said = [
        "Something my wife and I could run together",
        "why do you ask?",
        "a small hotel or an inn",
        "New England",
        "just show me",
        "tell me more about number 2",
        "like the first one but cheaper",
        "goodbye",
    ]
    for line in said:
        lines += ["", f"> {line}", *written(await agent.turn(started.id, text=line))]
    same("conversation.txt", "\n".join(lines) + "\n")
