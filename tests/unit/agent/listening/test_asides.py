"""Questions about the service and about words, and news of the person, as families of wordings;
and wishes in the same words, which stay wishes.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from agent.listening import Listener
from agent.listening.defining import asked_term, defines
from core.model import Heard

FLOORS: Mapping[str, float] = {
    "who answers": 0.85,
    "who checks": 0.75,
    "what becomes of what is written": 0.8,
    "what it costs": 0.85,
    "where it is from": 0.7,
    "what it can do": 0.8,
    "which money": 0.9,
    "what it likes": 0.6,
    "what it cannot do": 0.8,
    "a person": 0.85,
    "words": 0.85,
    "wishes in the same words": 0.85,
    "news of the person": 0.55,
    "wishes like news": 0.97,
    "advice": 0.7,
    "no advice": 0.8,
    "profile": 1.0,
}
"""Share of a family that is heard right, a little below what is reached."""

FAMILIES: dict[str, list[dict[str, Any]]] = yaml.load(
    Path(__file__).with_name("asides.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader
)
TITLES = ("Alpha House", "Beta Works", "Gamma Mill", "Delta Shop", "Epsilon Hall")


def said_of(heard: Heard) -> set[str]:
    """What the table may say of what was heard."""
    acts = {*heard.acts}
    found: set[str] = {*heard.acts, f"topic:{heard.topic}"}
    if "service" in acts:
        found.add(f"service:{heard.topic}")
    if "explain" in acts:
        found |= {f"explain:{heard.question}", *(f"explain:={r.attribute}" for r in heard.asked)}
    if heard.topic is None:
        found.add("notopic")
        found |= {"none"} if acts.isdisjoint({"service", "explain", "human"}) else set()
    return found | ({"notadvice"} if "advice" not in acts else set())


@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_is_heard(family: str, listeners: dict[str, Listener]) -> None:
    missed = []
    for row in FAMILIES[family]:
        shown = TITLES if row.get("shown") else ()
        heard = listeners[row.get("pack", "businesses")].hear(row["text"], None, (), shown)
        if not {*row["heard"].split("|")} & said_of(heard):
            missed.append((row["text"], heard.acts, heard.topic, heard.question))
    share = 1 - len(missed) / len(FAMILIES[family])
    assert share >= FLOORS[family], (share, missed)


def test_wishes_beside_a_question_are_kept(listeners: dict[str, Listener]) -> None:
    heard = listeners["businesses"].hear("a laundromat in Ohio. who checks these?", None)
    assert heard.acts[0] == "service"
    assert heard.topic == "checked"
    assert "state" in [r.attribute for r in heard.readings]


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("what's SDE", "SDE"), ("and what does cash flow mean?", "cash flow"),
        ("what do you mean by 'central' here", "central"), ("define triple net", "triple net"),
        ("step free, whats that mean", "step free"), ("what does that mean?", ""),
        ("hello, what is an earn-out exactly", "earn-out"), ("a laundromat", "laundromat"),
        ("growth stage, meaning?", "growth stage"), ("what do you mean?", ""),
        ("what is a good way to find something for my two sons in the north", None),
    ],
)  # fmt: skip
def test_the_word_that_is_asked_about(text: str, term: str | None) -> None:
    assert asked_term(text) == term


@pytest.mark.parametrize("text", ["what's SDE", "what is a note", "SDE means what", "define net"])
def test_the_form_of_a_question_about_a_word(text: str) -> None:
    assert defines(text)


@pytest.mark.parametrize("text", ["what does a month cost", "is it free", "a mean dog", "why"])
def test_other_forms(text: str) -> None:
    assert defines(text) is ("mean" in text)
