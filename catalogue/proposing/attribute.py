"""The lines of one proposed attribute, with remarks on what a person should look at."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from catalogue.proposing.column import Column
from catalogue.proposing.kind import MOST_CHOICES, Guess
from catalogue.proposing.ranges import buckets, say
from catalogue.proposing.roles import CODE
from core.model import Kind

ASKS = {
    Kind.CATEGORY: "Which {label} would you like?",
    Kind.CATEGORIES: "Which {label} would you like? You may name several.",
    Kind.NUMBER: "About what {label} should it have?",
    Kind.MONEY: "About how much may it be? ({label})",
    Kind.YEAR: "From about which year should it be?",
    Kind.PLACE: "Where should it be? A city, a state or a country will do.",
    Kind.FLAG: "Should it have this: {label}?",
}
"""A question for each type; every one of them reads better in a person's own words."""


def quoted(text: str) -> str:
    """A text as YAML takes it, whatever is in it."""
    plain = re.fullmatch(r"[A-Za-z][A-Za-z0-9 '-]*", text)
    reserved = text.lower() in ("yes", "no", "true", "false", "on", "off", "null", "y", "n")
    return (
        text
        if plain and not reserved and text == text.strip()
        else json.dumps(text, ensure_ascii=False)
    )


def attribute(column: Column, found: Guess, source: Sequence[str]) -> Iterator[str]:
    """The lines of one attribute; ``source`` are the fields it comes from."""
    name = column.label.lower()
    yield f"# {column.coverage:.0%} of the rows state it."
    yield f"- id: {column.id}"
    yield f"  type: {found.kind.value}"
    yield f"  label: {quoted(column.label)}"
    yield f"  ask: {json.dumps(ASKS[found.kind].format(label=name))}  # in your own words"
    yield "  why: It tells them apart.  # why it helps to know"
    yield f"  explain: {json.dumps(f'The {name}, as the source has it.')}"
    yield f"  words: [{quoted(name)}]  # what else do people call it?"
    if found.kind is not Kind.TEXT:
        yield "  fact: true" if column.coverage > 0.5 else "  # fact: true  # show it on cards"
    yield f"  extract: {_extract(found, source, column.missing)}"
    yield from _vocabulary(column, found)
    yield f"  reason: {json.dumps('{label}: {value}.')}"
    yield f"  compromise: {json.dumps('{label}: {value}; you asked for {wish}.')}"


def _extract(found: Guess, source: Sequence[str], missing: Sequence[str]) -> str:
    fields = json.dumps(source[0] if len(source) == 1 else list(source), ensure_ascii=False)
    parts = [f"field: {fields}"]
    parts += ["join: true"] if len(source) > 1 else []
    parts += [f"split: {json.dumps(found.split)}"] if found.split else []
    parts += [f"drop: {json.dumps(missing, ensure_ascii=False)}"] if missing else []
    return "{" + ", ".join(parts) + "}"


def _vocabulary(column: Column, found: Guess) -> Iterator[str]:
    if found.kind.numeric:
        yield from _figures(column, found)
    elif found.kind is Kind.FLAG:
        name = quoted(column.label.lower())
        yield f"  words_true: [{name}]  # what people say who want it"
        yield f"  words_false: [{quoted('no ' + column.label.lower())}]  # and who do not"
    elif 0 < len(found.values) <= MOST_CHOICES:
        codes = max(len(value) for value, _ in found.values) <= CODE
        told = "codes: give each a label" if codes else "labels as people read them"
        yield f"  choices:  # {told}, words as they say them"
        for value, count in found.values:
            yield f"  - {{value: {quoted(value)}, words: [{quoted(_said(value))}]}}  # {count} rows"
    elif found.values:
        shown = ", ".join(quoted(value) for value, _ in found.values[:8])
        yield f"  # {len(found.values)} values, from the catalogue itself: {shown}, …"
        yield "  # synonyms: {value: [what people call it]}"


def _said(value: str) -> str:
    return re.sub(r"[\W_]+", " ", value).strip().lower() or value


def _figures(column: Column, found: Guess) -> Iterator[str]:
    figures = column.figures
    year = found.kind is Kind.YEAR
    yield f"  # from {say(min(figures), year)} to {say(max(figures), year)}"
    if found.kind is Kind.NUMBER:
        yield "  # unit: people  # shown after the figure"
    made = buckets(figures, year=year)
    if made:
        yield "  buckets:"
    for bucket in made:
        ends = {"min": bucket.min, "max": bucket.max}
        told = ", ".join(f"{key}: {end:g}" for key, end in ends.items() if end is not None)
        yield f"  - {{label: {quoted(bucket.label)}, {told}}}"
