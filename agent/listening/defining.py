"""A question about a word: which word it is, and what of the pack it names. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from agent.inquiry import asked_span, asks
from agent.listening.domain import Domain, split_value
from agent.listening.utterance import Utterance
from core.model import Kind, Reading
from readers.tables import word_set
from readers.text import Token, fold, words

_QUOTED = re.compile(r"(?<!\w)[\"“‘'«]([^\"“”‘’'«»]{2,60})[\"”’'»](?!\w)")
_CLAUSE = re.compile(r"[,.;:!?\n]")
_MEANS = frozenset({"mean", "means", "meant", "meaning", "define", "definition", "explain"})
_IS = frozenset({"is", "are", "was", "were", "'s"})
_UNKNOWING = frozenset({"heard", "know", "understand"})
_WHAT = frozenset({"what", "what's", "whats", "what're"})
_LONGEST = 5
"""Words of the longest term: what is longer is a question about something, not about a word."""


def asked_term(text: str) -> str | None:
    """The word that a question about words asks for, as it was said: empty where it only points
    ("what does that mean?"), None where the text asks for no word.
    """
    if quoted := _QUOTED.search(text):
        return quoted.group(1)
    asking: list[str | None] = []
    beside: list[str | None] = []
    for clause in _clauses(text):
        own = text[clause[0].start : clause[-1].end]
        (asking if defines(own) else beside).append(_term(text, clause))
    named = [term for term in (*asking, *beside) if term]
    return named[0] if named else "" if "" in asking else None


def _clauses(text: str) -> list[list[Token]]:
    tokens = words(text)
    marks = [m.start() for m in _CLAUSE.finditer(text)]
    of = [sum(mark < token.start for mark in marks) for token in tokens]
    cut = [[t for t, n in zip(tokens, of, strict=True) if n == i] for i in range(len(marks) + 1)]
    return [clause for clause in cut if clause]


def _term(text: str, clause: list[Token]) -> str | None:
    """What of a clause is left between the words that ask."""
    said = [fold(token.text) for token in clause]
    frame = word_set("framing", "defining")
    start, end = 0, len(said)
    means = next((i for i, word in enumerate(said) if word in _MEANS), None)
    if means is not None and any(word not in frame for word in said[:means]):
        end = means
    while start < end and said[start] in frame:
        start += 1
    while end > start and said[end - 1] in frame:
        end -= 1
    if end - start > _LONGEST:
        return None
    return text[clause[start].start : clause[end - 1].end] if end > start else ""


_SOMEBODY = frozenset({"it", "he", "she", "they", "we"})


def defines(text: str) -> bool:
    """Whether the form of a text asks what a word means: "what is SDE", "define net"."""
    said = [fold(token.text) for token in words(text)]
    if _MEANS & {*said}:
        return True
    asking = [
        i
        for i, word in enumerate(said)
        if word in _WHAT and not (i + 2 < len(said) and said[i + 1] in _SOMEBODY)
    ]
    return any(said[i] != "what" or (i + 1 < len(said) and said[i + 1] in _IS) for i in asking)


def named_by(term: str, domain: Domain) -> tuple[str, Reading | None]:
    """The entry of the glossary that a term names, or else the attribute, with its value where it
    is one; ("", None) where the pack does not know it.
    """
    size = len(term)
    entries = [(m.span[1] - m.span[0], m.value) for m in domain.glossary.find(term)]
    named = [(m.span[1] - m.span[0], Reading(attribute=m.value)) for m in domain.names.find(term)]
    for m in domain.named_values.find(term):
        id, value = split_value(m.value)
        named.append((m.span[1] - m.span[0], _reading(id, value, domain)))
    entry = max(entries, key=lambda one: one[0], default=(0, ""))
    meant = max(named, key=lambda one: one[0], default=(0, None))
    if entry[0] >= meant[0] and 2 * entry[0] >= size and entry[0]:
        return entry[1], None
    return ("", meant[1]) if 2 * meant[0] >= size else ("", None)


def _reading(id: str, value: str, domain: Domain) -> Reading:
    if domain.pack.attribute(id).type is Kind.FLAG:
        return Reading(attribute=id)
    return Reading(attribute=id, value=value)


@dataclass(frozen=True)
class Asked:
    """A word that is asked about, as it was said, and what of the pack it names."""

    term: str
    named: tuple[Reading, ...] = ()


def word_asked(
    read: Utterance, said: str, shown: bool, named: bool, domain: Domain
) -> Asked | None:
    """The word that a message asks about; None where it asks about none.

    Args:
        read: what was read.
        said: its kind.
        shown: whether items are shown: what has a word of the glossary is then asked of them.
        named: whether it names items that are shown: then it asks about these.
        domain: the pack.
    """
    if named:
        return None
    bare = _bare(read) or (None if shown else _entry(read, domain))
    if said != "explain" and not bare:
        return None
    term = asked_term(read.text) if said == "explain" else bare
    if term is None or not (bare or defines(read.text) or not term):
        return None
    entry, reading = named_by(term, domain) if term else ("", None)
    if said != "explain" and not entry and reading is None:
        return None
    return Asked(entry or term, () if reading is None else (reading,))


def _entry(read: Utterance, domain: Domain) -> str | None:
    """The word of the glossary that a question is about and nothing else: "is there a deposit?"."""
    start, end = asked_span(read.text)
    if not (asks(read.text) or _UNKNOWING & {fold(token.text) for token in words(read.text)}):
        return None
    tokens = words(read.text[start:end])
    term = _term(read.text[start:end], tokens) if tokens else None
    return term if term and named_by(term, domain)[0] else None


def _bare(read: Utterance) -> str | None:
    """The word of a message that is nothing but a word with a question mark, of which nothing was
    wished: "and absentee?".
    """
    text = read.text.rstrip()
    tokens = words(text)
    if not text.endswith("?") or read.changes or not 0 < len(tokens) <= _LONGEST:
        return None
    return _term(text, tokens) or None
