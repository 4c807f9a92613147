"""One side of a dialogue: a person answers what is put to them, by typing or by clicking.

Typing follows the behaviour of the shared people: own words for the attribute asked, one exclusion
added to each answer, a correction one message after the wrong answer. Whoever clicks types only the
opening, then picks the quick reply that holds their value, else "doesn't matter"; they too take
some answers back, in words, one message later.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from core.model import ItemValue, Place
from core.reply import Choice, Question, Reply, Said
from evaluation.people.person import Person

Mode = Literal["typed", "clicks"]
MUST = "That one is a must."
BEND, KEEP = "Yes, that's fine.", "No, I can't bend on that one."
GO_ON = "Please go on."


@dataclass
class Talker:
    """A person in one dialogue; ``said`` is what they typed so far."""

    person: Person
    mode: Mode
    said: list[str] = field(default_factory=list)
    _later: list[str] = field(default_factory=list)
    _changed: set[str] = field(default_factory=set)
    _excluded: int = 0

    def opening(self) -> Said:
        """The first message."""
        return self._typed(self.person.opening)

    def answer(self, reply: Reply) -> Said:
        """The next message."""
        question = reply.question
        if self.mode == "clicks" and self._later:
            return self._typed(self._later.pop(0))
        if self.mode == "clicks" and question is not None and question.choices:
            return Said(choices=(self._click(question),))
        if self._later:
            return self._typed(self._later.pop(0))
        if question is None:
            return self._typed(GO_ON)
        if question.purpose == "relax":
            return self._typed(KEEP if question.attribute in self.person.musts else BEND)
        return self._typed(self._words(question.attribute))

    def _typed(self, text: str) -> Said:
        self.said.append(text)
        return Said(text=text)

    def _words(self, attribute: str) -> str:
        change = self.person.changes.get(attribute)
        if change is not None and attribute not in self._changed:
            self._changed.add(attribute)
            self._later.append(change.then)
            return change.first
        text = self.person.answers.get(attribute, self.person.unmoved)
        if attribute in self.person.musts and attribute in self.person.answers:
            text = f"{text}. {MUST}"
        if self._excluded < len(self.person.exclusions):
            text = f"{text}. And {self.person.exclusions[self._excluded]}."
            self._excluded += 1
        return text

    def _click(self, question: Question) -> str:
        if question.purpose == "relax":
            return "no" if question.attribute in self.person.musts else "yes"
        if question.purpose == "confirm":
            return "yes"
        return self._pick(question, self._first_thought(question)) or "any"

    def _first_thought(self, question: Question) -> ItemValue | None:
        """The value to click: the first time perhaps one that is taken back a message later."""
        attribute = question.attribute
        change = self.person.changes.get(attribute)
        if change is not None and attribute not in self._changed:
            self._changed.add(attribute)
            if change.clicked is not None and self._pick(question, change.clicked):
                self._later.append(change.then)
                return change.clicked
        return self.person.clicks.get(attribute)

    @staticmethod
    def _pick(question: Question, value: ItemValue | None) -> str | None:
        """The quick reply that holds a value."""
        holding = [c for c in question.choices if value is not None and holds(c, value)]
        return narrowest(holding).id if holding else None


def holds(choice: Choice, value: ItemValue) -> bool:
    """Whether a quick reply stands for a value; ids are ``attribute=value``."""
    _, sign, written = choice.id.partition("=")
    if not sign:
        return False
    if isinstance(value, bool):
        return written == ("yes" if value else "no")
    if isinstance(value, float | int):
        low, _, high = written.partition("..")
        return (not low or value >= float(low)) and (not high or value <= float(high))
    if isinstance(value, str):
        return written == value
    return written in {f"{v.kind}:{v.name}" if isinstance(v, Place) else v for v in value}


def narrowest(choices: list[Choice]) -> Choice:
    """The quick reply that leaves fewest items: who knows the city does not click the country."""
    return min(choices, key=lambda choice: choice.count if choice.count is not None else 0)
