"""The reply says in one short line what it took of a message and what it could not use."""

from __future__ import annotations

import pytest

from agent.nodes.store import LONGEST_QUOTE, accounted
from core.model import Heard
from core.reply import Question, Reply, Understood

ASK = Reply(kind="question", text="What price?", question=Question(attribute="price"))
UNREAD = Heard(
    acts=("answer",),
    understood=(("kind", "a bakery"), ("state", "in Ohio")),
    unread=("open two days a week",),
)


def test_what_was_used_and_what_was_not() -> None:
    found = accounted(ASK, UNREAD)
    line, *rest = found.text.split("\n\n")
    assert line == "I took: a bakery; in Ohio. I could not use “open two days a week”."
    assert rest == ["What price?"]
    assert found.unread == ("open two days a week",)
    assert found.understood == (
        Understood(text="a bakery", attribute="kind"),
        Understood(text="in Ohio", attribute="state"),
    )
    assert found.question == ASK.question


def test_nothing_is_said_where_all_was_used() -> None:
    used = UNREAD.model_copy(update={"unread": ()})
    found = accounted(ASK, used)
    assert found.text == "What price?"
    assert len(found.understood) == 2


def test_where_nothing_was_used_only_that_is_said() -> None:
    nothing = UNREAD.model_copy(update={"understood": ()})
    assert accounted(ASK, nothing).text.startswith("I could not use “open two days a week”.\n\n")


def test_a_notice_stays_what_it_is() -> None:
    notice = Reply(kind="notice", text="Please call somebody you trust.")
    found = accounted(notice, UNREAD)
    assert found.text == notice.text
    assert found.unread == UNREAD.unread


def test_the_line_stays_short() -> None:
    long = " ".join(["an endless wish"] * 40)
    many = UNREAD.model_copy(update={"unread": (long, "a second", "a third")})
    found = accounted(ASK, many)
    line = found.text.split("\n\n")[0]
    assert "…" in line
    assert "a second" in line
    assert "a third" not in line
    assert len(line) < 4 * LONGEST_QUOTE
    assert found.unread == many.unread


def test_line_breaks_of_the_message_break_nothing() -> None:
    broken = UNREAD.model_copy(update={"unread": ("two days\n\na   week",)})
    assert accounted(ASK, broken).text.count("\n\n") == 1


@pytest.mark.parametrize(
    ("acts", "language", "expected"),
    [(("foreign",), "de", "de"), (("answer",), "de", "en"), (("answer",), "en", "en")],
)
def test_the_language_is_that_of_the_reply(
    acts: tuple[str, ...], language: str, expected: str
) -> None:
    heard = Heard.model_validate({"acts": acts, "language": language})
    assert accounted(ASK, heard).language == expected


def test_a_change_without_words_of_its_own_is_not_quoted() -> None:
    heard = Heard(acts=("answer",), understood=(("kind", ""),), unread=("two days",))
    found = accounted(ASK, heard)
    assert found.understood == ()
    assert found.text.startswith("I could not use")
