"""What the very words of a change leave no doubt about, whatever the heads make of it. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from agent.listening.features import Held
from agent.listening.mentions import Mentions
from core.model import Place
from readers.tables import word_set
from readers.text import fold, stem, words

if TYPE_CHECKING:
    from agent.listening.compose import Change

Span = tuple[int, int]

_REFUSING = frozenset({"no", "not", "don't", "dont", "never", "without", "nothing", "none", "but"})
_NEGATING = frozenset(
    {
        *("no", "not", "never", "without", "nor", "outside", "except", "excluding", "excepting"),
        *("dont", "don't", "wont", "won't", "cant", "can't", "cannot", "didnt", "didn't"),
        *("shouldnt", "shouldn't", "mustnt", "mustn't", "wouldnt", "wouldn't"),
    }
)
_LINKING = frozenset(
    {
        *("a", "an", "the", "any", "in", "at", "of", "on", "to", "from", "for", "with", "near"),
        *("by", "want", "like", "wish", "be", "have", "do", "there", "go", "see", "it", "me"),
    }
)
"""Words that refuse what follows them, and those that may stand between."""


def said_tag(tag: str, text: str, span: Span) -> str:
    """What is said of a stretch, where its words leave no doubt that it is wished, not refused:
    "only Vermont, nowhere else"; "No, Ohio".
    """
    if tag != "avoid":
        return tag
    said = {fold(token.text) for token in words(text[slice(*span)])}
    corrects = text[: span[1]].lower().lstrip().startswith("no,") and span[0] <= len("no, ")
    only = "only" in said and not said & _REFUSING
    return "want" if only or (corrects and not said & (_REFUSING - {"no"})) else tag


_CORRECTING = frozenset(
    {"scratch", "sorry", "correction", "mean", "meant", "rather", "oops", "wait"}
)


def corrects(between: str, after: str) -> bool:
    """Whether the words between two figures, or the first ones of the second, take the first back:
    "no, scratch that", "I mean", "sorry".
    """
    said = [fold(token.text) for token in [*words(between), *words(after)[:3]]]
    refused = between.lower().strip(" .,;-").startswith("no") and len(words(between)) <= 2
    return refused or bool(_CORRECTING & {*said})


def negated(change: Change, mentions: Mentions) -> Change:
    """The change as a refusal, where what it names stands right after "not", "no" or "without":
    "not in the US", "no drones".
    """
    if change.tag != "want" or not isinstance(change.value, str | Place):
        return change
    return replace(change, tag="avoid") if _is_negated(change, mentions) else change


def _is_negated(change: Change, mentions: Mentions) -> bool:
    spans = [p.span for p in mentions.places if p.places[0][0] == change.value] + [
        m.span for m in mentions.values
        if (m.attribute, m.value) == (change.attribute, change.value) and m.score == 1.0
    ]  # fmt: skip
    start, end = change.span
    said = [span for span in spans if span[0] < end and start < span[1]]
    return bool(said) and _follows_negation(mentions.text, min(said), change.value)


def _follows_negation(text: str, span: Span, value: object) -> bool:
    """Whether "not" or its like stands before a name, in one breath with it; two of them ("can't do
    without") cancel out. What is outside of a town is near it.

    ``span`` is that of the name; of a place's, with what tells how near it is meant.
    """
    negating, end, refused = _NEGATING, span[0], False
    if isinstance(value, Place):
        negating = _NEGATING - {"outside"} if value.kind == "city" else _NEGATING
        inside = [t for t in words(text[: span[1]]) if t.end > span[0]]
        end = inside[-len(words(value.name.split(",")[0])) :][0].start
    for token in reversed([t for t in words(text[:end]) if t.end <= end]):
        word = fold(token.text)
        if text[token.end : end].strip() or word not in _LINKING | negating:
            break
        refused ^= word in negating
        end = token.start
    return refused


def taken_back(change: Change, held: Held) -> Change:
    """A value that is taken back where none was asked for, as the refusal that it then is."""
    if change.tag != "remove" or not isinstance(change.value, str | Place):
        return change
    return change if held.get(change.attribute) else replace(change, tag="avoid")


def says_more(
    span: Span, changes: Sequence[Change], mentions: Mentions, called: Collection[str]
) -> bool:
    """Whether a stretch that was not used says something beside what was: more than words that
    say nothing by themselves, the rest of a value's name, or what the attributes read are called.

    ``called``: stems of the names of the attributes that were read.
    """
    text = mentions.text
    read = {(c.attribute, c.value) for c in changes if isinstance(c.value, str)}
    used = [m.span for m in mentions.values if (m.attribute, m.value) in read]
    used += [c.span for c in changes]
    empty = word_set("framing", "around") | word_set("framing", "slight")
    return any(
        (word := fold(token.text)) not in empty
        and stem(word) not in called
        and not any(a <= token.start + span[0] < b for a, b in used)
        for token in words(text[slice(*span)])
    )
