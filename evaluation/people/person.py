"""Somebody who looks for one item: what they would say, decided before the interview begins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.model import ItemValue


@dataclass(frozen=True)
class Change:
    """A change of mind: said at first, and what puts it right one message later.

    ``clicked`` is the value of a first thought that is clicked; it is put right in words, too.
    """

    first: str
    then: str
    clicked: ItemValue | None = None


@dataclass(frozen=True)
class Person:
    """One person.

    ``answers`` are the words by attribute; an attribute without any does not matter to them.
    ``clicks`` are the values they would pick among quick replies, empty for people who were
    written. ``accept`` are the ids of the items they take for the match; ``musts`` attributes of
    which they say that they must be met; ``unmoved`` is said when a question means nothing to them;
    ``english`` tells whose English they write. ``truth`` are the values that their item has, where
    every answer is to be read right; empty for people who are listened to.
    """

    target: str
    accept: tuple[str, ...]
    opening: str
    answers: Mapping[str, str]
    clicks: Mapping[str, ItemValue] = field(default_factory=dict)
    changes: Mapping[str, Change] = field(default_factory=dict)
    musts: frozenset[str] = frozenset()
    exclusions: tuple[str, ...] = ()
    difficulty: int = 0
    english: str = ""
    unmoved: str = "doesn't matter to me"
    truth: Mapping[str, ItemValue] = field(default_factory=dict)

    @property
    def words(self) -> list[str]:
        """Everything they could say."""
        changed = [text for c in self.changes.values() for text in (c.first, c.then)]
        return [self.opening, *self.answers.values(), *changed, *self.exclusions]
