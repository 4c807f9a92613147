"""What listening knows of one pack: its attributes, their values and names, and what they mean."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from agent.listening.cache import CachedEncoder
from core.model import Kind, Place
from domains import Attribute, Pack
from readers.place import Gazetteer
from readers.spelling import Spelling
from readers.tables import table, word_set
from readers.text import fold, stem, words
from readers.vocabulary import Vocabulary

Vectors = NDArray[np.float32]
Quantiles = tuple[float, ...]
"""Ascending values of one attribute in the catalogue at equal steps of probability (e.g. 5, 25,
50, 75, 95 %)."""

_SEPARATOR = "\x1f"
_COMPOUND = re.compile(r"^[A-Za-z]{1,10}[- ]?\d{1,4}[A-Za-z]?$|^[A-Za-z]{1,3}-[A-Za-z]{1,6}$")
"""Names such as F-150, RAV4 and CR-V."""

_PIECES = re.compile(r"[A-Za-z]+|\d+")
_INITIALS = re.compile(r"^(?=.*[A-Z])[A-Z0-9]{3,5}$")


@dataclass(frozen=True)
class Domain:
    """One pack and one version of its catalogue, as listening needs them.

    ``vocabulary`` and ``places`` count the catalogue's items by value, ``figures`` hold quantiles
    by attribute, ``today`` gives the day of the conversation.
    """

    pack: Pack
    vocabulary: Mapping[str, Mapping[str, int]]
    places: Mapping[str, Mapping[Place, int]]
    figures: Mapping[str, Quantiles]
    encoder: CachedEncoder
    gazetteer: Gazetteer
    today: Callable[[], date]

    @cached_property
    def attributes(self) -> tuple[Attribute, ...]:
        """The attributes that can be wished, in the pack's order."""
        return self.pack.attributes

    @cached_property
    def values(self) -> Mapping[str, tuple[str, ...]]:
        """The values of each listed attribute: the pack's choices, then those of the catalogue."""
        found = {}
        for attribute in self.attributes:
            if attribute.type in (Kind.CATEGORY, Kind.CATEGORIES):
                own = [choice.value for choice in attribute.choices]
                held = self.vocabulary.get(attribute.id, {})
                rest = sorted((v for v in held if v not in set(own)), key=lambda v: -held[v])
                found[attribute.id] = (*own, *rest)
        return found

    @cached_property
    def named_values(self) -> Vocabulary:
        """All values and flags by the words of the pack; a match names attribute and value."""
        terms: dict[str, list[str]] = {}
        for attribute in self.attributes:
            for value, spoken in _spoken_values(attribute, self.values.get(attribute.id, ())):
                terms.setdefault(f"{attribute.id}{_SEPARATOR}{value}", []).extend(spoken)
        return Vocabulary(terms)

    @cached_property
    def from_catalogue(self) -> frozenset[str]:
        """The attributes of one listed value whose values the catalogue alone tells."""
        return frozenset(a.id for a in self.attributes if a.type is Kind.CATEGORY and not a.choices)

    @cached_property
    def catalogue_names(self) -> Vocabulary:
        """The values that come from the catalogue alone, such as parts of towns, by what they are
        called.
        """
        terms: dict[str, list[str]] = {}
        for attribute in self.attributes:
            if attribute.id in self.from_catalogue:
                for value, spoken in _spoken_values(attribute, self.values[attribute.id]):
                    terms.setdefault(f"{attribute.id}{_SEPARATOR}{value}", []).extend(spoken)
        return Vocabulary(terms)

    @cached_property
    def initials(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        """Attribute and value of each value that is written by its initials: AWD, 4WD."""
        found: dict[str, list[tuple[str, str]]] = {}
        for id, values in self.values.items():
            for value in filter(_INITIALS.match, values):
                found.setdefault(value.lower(), []).append((id, value))
        return found

    @cached_property
    def spelling(self) -> Spelling:
        """Puts slips right, by the words of the pack and its catalogue."""
        values = (
            spoken
            for a in self.attributes
            for _, words_of in _spoken_values(a, self.values.get(a.id, ()))
            for spoken in words_of
        )
        places = (place.name for held in self.places.values() for place in held)
        called = (w for a in self.attributes for w in (a.label, a.unit, *a.words))
        return Spelling(
            [*values, *places, *called, *self.gazetteer.countries], self.gazetteer.knows
        )

    @cached_property
    def names(self) -> Vocabulary:
        """What the attributes themselves are called."""
        return Vocabulary(
            {a.id: [a.label, a.id.replace("_", " "), *a.words] for a in self.attributes}
        )

    @cached_property
    def own_words(self) -> Mapping[str, frozenset[str]]:
        """Stems that tell an attribute from the others: of its label, unit, question and names."""
        return _telling({a.id: _stems(a) for a in self.attributes})

    @cached_property
    def every_own_word(self) -> frozenset[str]:
        """The stems that tell any attribute from the others."""
        return frozenset().union(*self.own_words.values())

    @cached_property
    def called(self) -> Mapping[str, str]:
        """Stems that stand in the name of one attribute alone, by which it is called for short."""
        named = {a.id: _said(f"{a.id.replace('_', ' ')} {a.label}") for a in self.attributes}
        counts = Counter(word for own in named.values() for word in own)
        return {word: id for id, own in named.items() for word in own if counts[word] == 1}

    @cached_property
    def value_words(self) -> Mapping[str, frozenset[str]]:
        """Stems of the words in the values of each listed attribute, those of many apart."""
        empty = word_set("framing", "empty")
        return _telling({
            id: {stem(fold(t.text)) for value in values for t in words(value)} - empty
            for id, values in self.values.items()
        })  # fmt: skip

    @cached_property
    def attribute_vectors(self) -> Vectors:
        """Float32 (attributes, 3 * width): label with unit, question, values, side by side."""
        texts = [text for a in self.attributes for text in described(a, self.values.get(a.id, ()))]
        return self.encoder.learn(texts).reshape(len(self.attributes), -1)

    @cached_property
    def aside_vectors(self) -> Mapping[str, Vectors]:
        """By topic of what is said beside the search: unit vectors (examples, width)."""
        rows = {topic: row for own in table("asides").values() for topic, row in own.items()}
        return {
            topic: self.encoder.learn([text.strip().lower() for text in row.split("|")])
            for topic, row in rows.items()
        }

    @cached_property
    def glossary(self) -> Vocabulary:
        """The words that the pack explains beside its attributes; a match names an entry."""
        return Vocabulary({entry.word: [entry.word, *entry.words] for entry in self.pack.glossary})

    @cached_property
    def value_vectors(self) -> Mapping[str, Vectors]:
        """By listed attribute: unit vectors (values, width) of its values."""
        return {
            a.id: self.encoder.learn(_value_texts(a, self.values[a.id]))
            for a in self.attributes
            if self.values.get(a.id)
        }


def _telling(every: Mapping[str, set[str]]) -> Mapping[str, frozenset[str]]:
    """Of each attribute's words those that at most one other has, too."""
    counts = Counter(word for own in every.values() for word in own)
    return {id: frozenset(w for w in own if counts[w] <= 2) for id, own in every.items()}


def split_value(match: str) -> tuple[str, str]:
    """Attribute id and value that a match of :attr:`Domain.named_values` names."""
    id, _, value = match.partition(_SEPARATOR)
    return id, value


def described(attribute: Attribute, values: Sequence[str]) -> tuple[str, str, str]:
    """An attribute in words, three ways: what it is, how it is asked, which values it has."""
    unit = f", {attribute.unit}" if attribute.unit else ""
    shown = ", ".join(values[:24]) or f"{attribute.type.value}: {attribute.label}"
    return f"{attribute.label}{unit}", attribute.ask or attribute.label, shown


def _value_texts(attribute: Attribute, values: Sequence[str]) -> list[str]:
    about = {c.value: f"{c.shown}: {c.about}" if c.about else c.shown for c in attribute.choices}
    return [about.get(value, value) for value in values]


def _spoken_values(attribute: Attribute, values: Sequence[str]) -> list[tuple[str, list[str]]]:
    if attribute.type is Kind.FLAG:
        return [("true", [*attribute.words_true]), ("false", [*attribute.words_false])]
    called = {c.value: [c.shown, *c.words] for c in attribute.choices}
    return [
        (v, [v, *_written(v), *_parts(v), *called.get(v, ()), *attribute.synonyms.get(v, ())])
        for v in values
    ]


def _written(value: str) -> list[str]:
    """Other ways to write a name with hyphens or figures: "F-150" is F150 and F 150."""
    joined = value.replace("-", "").replace(" ", "") if _COMPOUND.search(value) else ""
    apart = " ".join(_PIECES.findall(value)) if joined else ""
    return [form for form in (joined, apart) if len(form) > 2 and form != value]


def _parts(value: str) -> list[str]:
    """The parts of a name that lists several: "Health & care" is called health, and care."""
    listed = value.replace(" and ", "&").replace("/", "&").replace(",", "&").split("&")
    parts = [part.strip() for part in listed]
    return [part for part in parts if len(part) > 3] if len(parts) > 1 else []


def _stems(attribute: Attribute) -> set[str]:
    said = " ".join(
        (attribute.id.replace("_", " "), attribute.label, attribute.unit, attribute.unit_one,
         attribute.ask, *attribute.words)
    )  # fmt: skip
    return _said(said)


def _said(text: str) -> set[str]:
    empty = word_set("framing", "empty")
    return {stem(word) for t in words(text) if (word := fold(t.text)) not in empty}
