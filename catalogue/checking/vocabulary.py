"""Choices that nobody can name, words that name several of them, buckets with gaps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from catalogue.checking.problem import Path, Problem
from core.model import Kind
from domains import Attribute, Bucket, Pack
from readers.text import fold

_LISTED = (Kind.CATEGORY, Kind.CATEGORIES)


def vocabulary(pack: Pack) -> list[Problem]:
    """The faults of choices, synonyms, flags and buckets."""
    found: list[Problem] = []
    for n, attribute in enumerate(pack.attributes):
        at: Path = ("attributes", n)
        found += [*_choices(attribute, at), *_kind(attribute, at), *_flag(attribute, at)]
        found += _buckets(attribute, at)
    return found


def _choices(attribute: Attribute, at: Path) -> Iterator[Problem]:
    owners: dict[str, dict[str, int]] = defaultdict(dict)
    values: dict[str, int] = defaultdict(int)
    for n, choice in enumerate(attribute.choices):
        values[choice.value] += 1
        if values[choice.value] > 1:
            yield Problem((*at, "choices", n), f"{choice.value!r} stands twice.", "Take one out.")
        if not choice.words and attribute.askable:
            what = f"{choice.value!r} has no words."
            yield Problem((*at, "choices", n), what, "Add what people call it.", False)
        for word in (choice.value, choice.label, *choice.words):
            owners[fold(word)].setdefault(choice.value, n)
    for word, called in sorted(owners.items()):
        if word and len(called) > 1:
            what = f"{word!r} means {_both(called)} of {attribute.id!r}."
            place = (*at, "choices", max(called.values()))
            yield Problem(place, what, "Keep it where it is meant most.", False)


def _both(values: Iterable[str]) -> str:
    return " and ".join(map(repr, sorted(values)))


def _kind(attribute: Attribute, at: Path) -> Iterator[Problem]:
    if attribute.choices and attribute.type not in _LISTED:
        yield Problem((*at, "choices"), f"{attribute.id!r} is no category.", "Take `choices` out.")
    if attribute.buckets and not attribute.type.numeric:
        yield Problem((*at, "buckets"), f"{attribute.id!r} is no figure.", "Take `buckets` out.")
    if attribute.type is not Kind.TEXT and not attribute.extract:
        what = f"{attribute.id!r} says nowhere where its values come from."
        yield Problem(at, what, "Add `extract`.", False)


def _flag(attribute: Attribute, at: Path) -> Iterator[Problem]:
    if attribute.type is not Kind.FLAG or not attribute.askable:
        return
    for key in ("words_true", "words_false"):
        if not getattr(attribute, key):
            what = f"{attribute.id!r} has no {key!r}: only a yes or no to its question is heard."
            yield Problem(at, what, "Add what people say.", False)


def _buckets(attribute: Attribute, at: Path) -> Iterator[Problem]:
    if attribute.meant != "about" and _nested(attribute.buckets):
        return
    found = sorted(attribute.buckets, key=lambda b: float("-inf") if b.min is None else b.min)
    for one, other in pairwise(found):
        if one.max is None or other.min is None or other.min < one.max:
            what = f"The buckets {one.label!r} and {other.label!r} overlap."
            yield Problem((*at, "buckets"), what, "Let one end where the other begins.", False)
        elif other.min - one.max > _step(attribute):
            what = f"Nothing lies between {one.label!r} and {other.label!r}."
            yield Problem((*at, "buckets"), what, "Close the gap.", False)


def _step(attribute: Attribute) -> float:
    """How far apart whole figures may lie: one year or person, a cent of the sums of money."""
    ends = [end for b in attribute.buckets for end in (b.min, b.max) if end is not None]
    return 1.0 if all(float(end).is_integer() for end in ends) else 0.1


def _nested(buckets: tuple[Bucket, ...]) -> bool:
    """Whether all are open on the same side: "2 or more", "4 or more"."""
    return all(b.max is None for b in buckets) or all(b.min is None for b in buckets)
