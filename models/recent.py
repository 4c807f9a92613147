"""Answers to identical questions, kept in memory for a few minutes."""

from __future__ import annotations

from collections import OrderedDict
from hashlib import sha256
from time import monotonic

from langchain_core.messages import AIMessage

from models.client import Asked

KEPT, KEPT_SECONDS = 256, 600.0


class Recent:
    """The latest answers by what was asked; nothing is kept of the question but a digest."""

    def __init__(self) -> None:
        self._answers: OrderedDict[str, tuple[float, AIMessage]] = OrderedDict()

    def get(self, key: str) -> AIMessage | None:
        """The answer, while it is fresh."""
        made, answer = self._answers.get(key, (0.0, None))
        return answer if answer is not None and monotonic() - made < KEPT_SECONDS else None

    def put(self, key: str, answer: AIMessage) -> None:
        """Keep an answer; the oldest one goes when there are too many."""
        self._answers[key] = (monotonic(), answer)
        self._answers.move_to_end(key)
        if len(self._answers) > KEPT:
            self._answers.popitem(last=False)

    def forget(self) -> None:
        """Drop them all: they repeat what people said."""
        self._answers.clear()


def key_of(model: str, asked: Asked) -> str:
    """A digest of a question to a model: messages, tools and the shape of the answer."""
    tools = [str(getattr(tool, "name", tool)) for tool in asked.tools]
    words = [message.model_dump_json(exclude={"id"}) for message in asked.messages]
    return sha256("\n".join([model, str(asked.shape), *tools, *words]).encode()).hexdigest()
