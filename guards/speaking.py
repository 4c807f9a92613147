"""The last check of a whole reply: its sentences and its buttons, whoever wrote them."""

from __future__ import annotations

from typing import Literal, Protocol

from core.reply import Choice, Question, Reply
from guards.verdict import Verdict

SAFE: dict[str, str] = {
    "question": "Please choose an answer, or say it in your own words.",
    "recommendations": "This is what matches what you told me.",
    "notice": "I cannot repeat those words here. Everything else you told me still counts.",
}
"""Said, by kind of reply, instead of a text that may not be said."""

FAILED = (
    "Something went wrong on my side while I checked my answer, so I do not show it. "
    "Please try again."
)


class Checker(Protocol):
    """What judges one sentence."""

    def check_text(self, text: str, *, quoting: bool = False) -> Verdict:
        """Allow or block; ``quoting``: the words are the source's."""


def checked_reply(
    guard: Checker, reply: Reply, *, quoting: bool = False
) -> tuple[Reply, tuple[Verdict, ...]]:
    """The reply as it may be shown, and every decision but plain permissions.

    A text that may not be said gives way to a plain one, a button that may not be shown goes. Cards
    are not looked at: they come from :meth:`guards.outgoing.Guard.check`. When a check fails,
    an admission of that is all that is left of the reply.
    """
    try:
        text = guard.check_text(reply.text, quoting=quoting)
        buttons = [(c, guard.check_text(c.label, quoting=True)) for c in _choices(reply.question)]
    except Exception as error:
        return failed(reply), (_verdict("error", type(error).__name__),)
    gone = [verdict for _, verdict in buttons if verdict.verdict != "allow"]
    update: dict[str, object] = {}
    if text.verdict != "allow":
        update["text"] = SAFE[reply.kind]
    if gone and reply.question is not None:
        kept = tuple(choice for choice, verdict in buttons if verdict.verdict == "allow")
        update["question"] = reply.question.model_copy(update={"choices": kept})
    blocked = [verdict for verdict in (text, *gone) if verdict.verdict != "allow"]
    return reply.model_copy(update=update), tuple(blocked)


def failed(reply: Reply) -> Reply:
    """What is shown of a reply that could not be checked: neither its words nor its cards."""
    return reply.model_copy(
        update={"kind": "notice", "text": FAILED, "question": None, "recommendations": None}
    )


def _choices(question: Question | None) -> tuple[Choice, ...]:
    return question.choices if question else ()


def _verdict(verdict: Literal["fix", "error"], detail: str) -> Verdict:
    return Verdict(item_id=None, guard="text", verdict=verdict, detail=detail)


def noticed(flags: tuple[str, ...]) -> tuple[Verdict, ...]:
    """What screening took out of a message, as decisions that are kept with the turn."""
    return tuple(
        Verdict(item_id=None, guard="incoming", verdict="fix", detail=flag) for flag in flags
    )
