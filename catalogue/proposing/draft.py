"""The text of a proposed ``pack.yaml``."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from itertools import islice

from catalogue.fetching import USUAL, Bounds
from catalogue.proposing.attribute import attribute, quoted
from catalogue.proposing.column import ROWS, Column, columns_of
from catalogue.proposing.kind import Guess, guess
from catalogue.proposing.roles import Roles, roles
from catalogue.record import Unusable
from catalogue.source import open_named
from core.errors import BadSource
from core.model import Kind
from domains.schema import HINT, SCHEMA

Found = list[tuple[Column, Guess, tuple[str, ...]]]
"""Fields with what they are, and the source fields they are made of."""

_CITY = re.compile(r"(?:^|[\W_])(?:city|town)$", re.I)
_AROUND = re.compile(r"(?:^|[\W_])(?:state|country)$", re.I)


def propose(name: str, source: str, bounds: Bounds = USUAL) -> str:
    """A pack for a source, out of its first rows.

    Raises:
        BadSource: the source cannot be read, or no field of it names its items.
    """
    with open_named(source, bounds) as rows:
        read = [r.content for r in islice(rows, ROWS) if not isinstance(r.content, Unusable)]
    records = [content for content in read if isinstance(content, dict)]
    found = columns_of(records)
    for_what = roles(found, records)
    if not for_what.title:
        raise BadSource(f"{source!r} has no field that could name its items.")
    return "\n".join(_lines(name, source, found, for_what)) + "\n"


def _lines(name: str, source: str, found: Sequence[Column], what: Roles) -> Iterator[str]:
    many = name.replace("_", " ")
    one = many.removesuffix("s")
    taken = {*what.texts, what.url, *(what.id if len(what.id) == 1 else ())}
    taken |= {*what.title} if len(what.title) == 1 else set()
    told: Found = [(c, g, (c.name,)) for c in found if c.name not in taken and (g := guess(c))]
    told = _placed([t for t in told if t[1].kind is not Kind.TEXT])
    yield f"{HINT}{SCHEMA}"
    yield f"# Proposed from {len(found)} fields of {quoted(source.rpartition('/')[2])}."
    yield "# Read it from top to bottom; what stands behind a # asks for your own words."
    yield f"title: {quoted(many.capitalize())}"
    yield f"noun: {{one: {quoted(one)}, many: {quoted(many)}}}"
    yield "currency: USD"
    yield f"source: {json.dumps(source)}  # what `firstfive ingest {name}` reads"
    yield from _fields(what)
    yield from _texts(one, many, told)
    listed = [c.id for c, g, _ in told if g.values or g.kind is Kind.PLACE]
    parts = [] if what.texts else [f"{{{id}}}" for id in listed[:4]]
    yield f"embed: {quoted('. '.join(['{title}', *parts, '{cleaned}']))}"
    left = [c.name for c in found if c.name not in taken and c.name not in _used(told)]
    if left:
        yield f"# No attribute was made of: {', '.join(map(quoted, left))}."
    yield "attributes:"
    for column, kind, fields in told:
        yield from attribute(column, kind, fields)
    if what.texts:
        yield from _free()


def _used(told: Found) -> set[str]:
    return {name for _, _, fields in told for name in fields}


def _placed(told: Found) -> Found:
    """A city and the state or country beside it are one place."""
    city = next((c for c, g, _ in told if g.kind is Kind.PLACE and _CITY.search(c.name)), None)
    around = [c for c, g, _ in told if g.kind is Kind.PLACE and _AROUND.search(c.name)]
    if city is None or not around:
        return told
    fields = (city.name, *(c.name for c in around))
    kept = [t for t in told if t[0] not in around]
    return [(c, g, fields) if c is city else (c, g, f) for c, g, f in kept]


def _fields(what: Roles) -> Iterator[str]:
    yield "fields:"
    yield f"  id: {_one_or_more(what.id)}  # must stay the same from file to file"
    yield f"  title: {_one_or_more(what.title)}"
    yield f"  texts: [{', '.join(map(quoted, what.texts))}]"
    if not what.texts:
        yield "  text_required: false"
    if what.url:
        yield f"  url: {quoted(what.url)}"


def _one_or_more(names: Sequence[str]) -> str:
    return quoted(names[0]) if len(names) == 1 else f"[{', '.join(map(quoted, names))}]"


def _texts(one: str, many: str, told: Found) -> Iterator[str]:
    yield "opening:"
    yield f"  greeting: Hello. I ask a few short questions, then show five {many} that fit best."
    yield f"  ask: What kind of {one} are you looking for? Say it in your own words."
    yield "  examples:  # what people may say first"
    values = [value for _, g, _ in told for value, _ in g.values[:2]]
    for value in values[:3] or [f"Any good {one}"]:
        yield f"  - {quoted(f'Something with {value}' if value in values else value)}"
    yield "disclosure: I am a computer program (AI), not a person. I can make mistakes."
    yield "notice: The facts come from the source as they are. Please check what matters to you."
    yield "human: I am a program. Please ask the people who sent you here for a person."
    yield "forbidden: [guaranteed]  # claims that no sentence may make"


def _free() -> Iterator[str]:
    yield "# What people say in their own words is compared with the texts."
    yield "- id: description"
    yield "  type: text"
    yield "  label: Description"
    yield "  ask: What else should it be like? A few plain words are enough."
    yield "  why: Your own words find what no list can."
    yield "  explain: Anything that matters to you."
    yield "  words: [description, anything else]"
    yield '  reason: "{value}"'
