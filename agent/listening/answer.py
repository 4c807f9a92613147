"""Reading a text as the answer to the question about one attribute."""

from __future__ import annotations

from agent.listening.alternatives import alternatives
from agent.listening.anecdote import is_story
from agent.listening.ears import Ears
from agent.listening.figures import read_figure
from agent.listening.meaning import Meaning, Meant
from agent.listening.negation import denies
from agent.listening.phrase import phrases
from agent.listening.places import Placed
from core.model import Kind, Reading
from domains import Attribute

FAINT = 0.2
"""A vocabulary value less likely than this is no reading."""

BOLD = 0.5
"""From here on the words, or the sense, name a value with confidence."""


def read_answer(
    ears: Ears, attribute: Attribute, text: str, *, refused: str = "", soft: bool = True
) -> tuple[Reading, ...]:
    """The readings of one attribute in a text that answers its question; empty when none is found.

    Args:
        ears: the readers of the pack.
        attribute: what was asked.
        text: the person's words, acts and exclusions removed.
        refused: words of what was ruled out in the same breath.
        soft: whether meaning may be guessed from similarity (one embedding), or words alone count.
    """
    if not text.strip():
        return ()
    if attribute.type is Kind.TEXT:
        return (Reading(attribute=attribute.id, value=text, span=(0, len(text))),) if soft else ()
    if attribute.type.numeric:
        return _figure(ears, attribute, text)
    if attribute.type is Kind.FLAG:
        return _flag(ears, attribute, text)
    if attribute.type is Kind.PLACE:
        return _place(ears, attribute, text)
    meaning = ears.meanings[attribute.id]
    placed = () if meaning.named(text) else _derived(ears, attribute, text)
    return placed or _listed(meaning, text, refused, soft)


def _figure(ears: Ears, attribute: Attribute, text: str) -> tuple[Reading, ...]:
    found = read_figure(
        attribute,
        text,
        today=ears.today(),
        currency=ears.pack.currency,
        typical=ears.figures.get(attribute.id, ()),
        bare=True,
    )
    if found is None:
        return ()
    return (
        Reading(
            attribute=attribute.id, value=found.range, confidence=found.confidence, span=found.span
        ),
    )


def _flag(ears: Ears, attribute: Attribute, text: str) -> tuple[Reading, ...]:
    found = ears.flags[attribute.id].answer(text)
    if found is None:
        return ()
    return (
        Reading(
            attribute=attribute.id, value=found.value, confidence=found.confidence, span=found.span
        ),
    )


def _place(ears: Ears, attribute: Attribute, text: str) -> tuple[Reading, ...]:
    found = ears.places[attribute.id].answer(text)
    if found is None:
        return ()
    readings = list(place_readings(attribute.id, found))
    if found.value.kind != "city":
        finer = _finer(ears, attribute, text)
        readings += [finer] if finer else []
    return tuple(readings)


def place_readings(id: str, found: Placed) -> tuple[Reading, ...]:
    """What was heard of places as readings of a place attribute: alternatives each for itself."""
    if found.either:
        return tuple(
            Reading(
                attribute=id,
                value=one.place,
                confidence=one.sure,
                weights=tuple((place.name, weight) for place, weight in one.weights),
                span=one.span,
            )
            for one in found.either
        )
    named = tuple((place.name, weight) for place, weight in found.weights)
    return (
        Reading(
            attribute=id,
            value=found.value,
            confidence=found.confidence,
            weights=named,
            span=found.span,
        ),
    )


def _finer(ears: Ears, attribute: Attribute, text: str) -> Reading | None:
    """The city named in the answer to a question about the state, where the pack keeps cities
    too.
    """
    for other in ears.pack.attributes:
        if (
            other.type is not Kind.PLACE
            or other.id == attribute.id
            or attribute.id not in (other.within, other.id)
        ):
            continue
        found = ears.places[other.id].answer(text)
        if found and found.value.kind == "city" and found.confidence >= BOLD:
            named = tuple((place.name, weight) for place, weight in found.weights)
            return Reading(
                attribute=other.id,
                value=found.value,
                confidence=found.confidence,
                weights=named,
                must=False,
            )
    return None


def _derived(ears: Ears, attribute: Attribute, text: str) -> tuple[Reading, ...]:
    """The value that follows from a place named, where the pack derives the attribute from places:
    the region of "near Chicago".
    """
    derive = attribute.extract.get("derive") or {}
    reader = ears.places.get(derive.get("from", ""))
    found = reader.answer(text) if reader else None
    if found is None:
        return ()
    shares = {
        value: sum(weight for place, weight in found.weights if place.name in members)
        for value, members in (derive.get("table") or {}).items()
    }
    weights = tuple(sorted(((v, s) for v, s in shares.items() if s > 0), key=lambda w: -w[1]))
    if not weights or weights[0][1] < FAINT:
        return ()
    best, share = weights[0]
    return (
        Reading(
            attribute=attribute.id, value=best, confidence=share, weights=weights, span=found.span
        ),
    )


def _listed(meaning: Meaning, text: str, refused: str, soft: bool) -> tuple[Reading, ...]:
    pieces = phrases(text)
    told = [p for p in pieces if not is_story(p.plain)] or list(pieces)
    said = [p for p in told if not denies(p.plain)] or told
    heard = ". ".join(p.text for p in told)
    meant = meaning.weigh(heard, refused, sense=". ".join(p.text for p in said) if soft else None)
    if meant is None or meant.confidence < FAINT:
        return ()
    if meaning.attribute.type is Kind.CATEGORIES:
        return _several(meaning, meant)
    either = () if refused else alternatives(meaning, heard, meant.named)
    found = tuple(_one(meaning, each.value, each) for _, each in either)
    return found or (_one(meaning, meant.value, meant),)


def _one(meaning: Meaning, value: str, meant: Meant) -> Reading:
    return Reading(
        attribute=meaning.attribute.id,
        value=value,
        confidence=meant.confidence,
        weights=meant.weights,
    )


def _several(meaning: Meaning, meant: Meant) -> tuple[Reading, ...]:
    """Every value named outright is a wish of its own; else the likeliest, with its rivals."""
    spans: dict[tuple[int, int], list[str]] = {}
    for match in meant.named:
        spans.setdefault(match.span, []).append(match.value)
    weight = dict(meant.weights)
    found: dict[str, Reading] = {}
    for span, values in spans.items():
        best = max(values, key=lambda v: weight.get(v, 0.0))
        total = sum(weight.get(v, 0.0) for v in values) or 1.0
        shares = tuple(
            sorted(
                ((v, round(0.9 * weight.get(v, 0.0) / total, 4)) for v in values),
                key=lambda s: -s[1],
            )
        )
        found.setdefault(
            best,
            Reading(
                attribute=meaning.attribute.id,
                value=best,
                confidence=max(BOLD, shares[0][1]),
                weights=shares,
                span=span,
            ),
        )
    return tuple(found.values()) or (_one(meaning, meant.value, meant),)
