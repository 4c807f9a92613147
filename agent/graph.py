"""The walk of one message, from screening to the stored reply. Wiring only: start reading here.

    screen → listen → believe → decide → ask | confirm | relax | answer | recommend → check → store

Each message is one run of this graph; the state in between lives in the checkpointer.
"""

from __future__ import annotations

from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph

from agent.context import Context
from agent.nodes.answer import answer
from agent.nodes.ask import ask, confirm
from agent.nodes.believe import believe
from agent.nodes.decide import decide, route
from agent.nodes.listen import listen
from agent.nodes.recommend import check, recommend
from agent.nodes.relax import relax
from agent.nodes.screen import screen
from agent.nodes.store import store
from agent.state import State

Graph = CompiledStateGraph[State, Context, State, State]


def build_graph() -> Graph:
    """The graph without a checkpointer; each run gets a copy bound to its own connection."""
    graph = StateGraph(State, context_schema=Context)
    graph.add_node("screen", screen)
    graph.add_node("listen", listen)
    graph.add_node("believe", believe)
    graph.add_node("decide", decide)
    graph.add_node("ask", ask)
    graph.add_node("confirm", confirm)
    graph.add_node("relax", relax)
    graph.add_node("answer", answer)
    graph.add_node("recommend", recommend)
    graph.add_node("check", check)
    graph.add_node("store", store)

    graph.add_edge(START, "screen")
    graph.add_edge("screen", "listen")
    graph.add_edge("listen", "believe")
    graph.add_edge("believe", "decide")
    graph.add_conditional_edges("decide", route, ["ask", "confirm", "relax", "answer", "recommend"])
    graph.add_edge("recommend", "check")
    for last in ("ask", "confirm", "relax", "answer", "check"):
        graph.add_edge(last, "store")
    graph.add_edge("store", END)
    return graph.compile()
