"""Labelled utterances: what people typed, held against the true attributes of what they looked
for.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from core.model import Kind, Place
from domains import Pack, load_pack
from readers.number import find_numbers
from readers.place import open_gazetteer

Truth = str | bool | float | frozenset[str] | tuple[Place, ...] | None

ASKED: Mapping[str, Mapping[str, str]] = {
    "startups": {"sector": "industry", "subsector": "subindustry", "theme": "tags"},
    "businesses": {},
}
"""What a person's answer is called, where that differs from the attribute it answers."""

_YES_OR_NO = re.compile(
    r"(?:yes|no|yeah|yep|yup|nope|nah|never|sure)\b(?! (?:idea|preference|opinion|comment|matter))"
)
_PROVINCES = {"ON", "BC", "AB", "QC", "MB", "SK", "NS", "NB", "NL", "PE", "YT", "NT", "NU"}


@dataclass(frozen=True)
class Person:
    """Somebody who looks for one item: what they type, by attribute, and the item's true
    attributes.
    """

    opening: str
    answers: Mapping[str, str]
    truth: Mapping[str, Truth]
    exclusions: tuple[str, ...]
    correction: Mapping[str, str] | None


@dataclass
class Labelled:
    """The people of one file with the vocabularies, places and figures of their catalogue."""

    pack: Pack
    people: list[Person] = field(default_factory=list)
    vocabulary: dict[str, Counter[str]] = field(default_factory=dict)
    places: dict[str, Counter[Place]] = field(default_factory=dict)
    figures: dict[str, tuple[float, ...]] = field(default_factory=dict)


def read_labels(data: Path, pack_id: str, file: str) -> Labelled:
    """The people of ``users/<file>`` and their catalogue, from the test-data folder ``data``."""
    items = dict(_startups(data) if pack_id == "startups" else _businesses(data))
    found = Labelled(load_pack(pack_id))
    _count(found, items)
    for line in (data / "users" / file).read_text(encoding="utf-8").splitlines():
        person = json.loads(line)
        names = ASKED[pack_id]
        found.people.append(
            Person(
                opening=person["opening"],
                answers={names.get(k, k): v for k, v in person["answers"].items()},
                truth=items.get(str(person["target"]), {}),
                exclusions=tuple(person.get("exclusions") or ()),
                correction=_renamed(person.get("correction"), names),
            )
        )
    return found


def _renamed(correction: Any, names: Mapping[str, str]) -> Mapping[str, str] | None:
    if not correction:
        return None
    return {**correction, "after": names.get(correction["after"], correction["after"])}


def _count(found: Labelled, items: Mapping[str, Mapping[str, Truth]]) -> None:
    figures: dict[str, list[float]] = {}
    for truth in items.values():
        for id, value in truth.items():
            if isinstance(value, str):
                found.vocabulary.setdefault(id, Counter())[value] += 1
            elif isinstance(value, frozenset):
                found.vocabulary.setdefault(id, Counter()).update(value)
            elif isinstance(value, tuple):
                found.places.setdefault(id, Counter()).update(value)
            elif isinstance(value, float):
                figures.setdefault(id, []).append(value)
    for id, values in figures.items():
        values.sort()
        found.figures[id] = tuple(
            values[round(q * (len(values) - 1))] for q in (0.05, 0.25, 0.5, 0.75, 0.95)
        )


def _startups(data: Path) -> Iterator[tuple[str, Mapping[str, Truth]]]:
    spelt = load_pack("startups").attribute("tags").extract.get("map", {})
    path = data / "catalogues/startups/companies.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            yield str(row["source_id"]), _startup(row, spelt)


def _startup(row: Mapping[str, Any], spelt: Mapping[str, str]) -> dict[str, Truth]:
    locations = [x for x in row["locations"] if x != "Remote"]
    return {
        "industry": None if row["industry"] == "Unspecified" else row["industry"],
        "subindustry": row["subindustry"].split("-> ")[-1],
        "tags": frozenset(spelt.get(t, t) for t in row["tags"]),
        "location": _resolved(locations) or None,
        "remote": _remote(row["regions"]),
        "team_size": float(row["team_size"]) if row["team_size"] else None,
        "founded": float(row["batch_year"]) if row["batch_year"] else None,
        "stage": row["stage"],
        "status": row["status"],
        "hiring": bool(row["is_hiring"]),
        "nonprofit": bool(row["nonprofit"]),
    }


def _remote(regions: list[str]) -> str | None:
    if "Fully Remote" in regions:
        return "Fully remote"
    return (
        "Partly remote"
        if "Partly Remote" in regions
        else None
        if "Unspecified" in regions
        else "In person"
    )


def _resolved(locations: list[str]) -> tuple[Place, ...]:
    gazetteer = open_gazetteer()
    return tuple(dict.fromkeys(p for text in locations for p in gazetteer.resolve(text)))


def _businesses(data: Path) -> Iterator[tuple[str, Mapping[str, Truth]]]:
    types = {a.id: a.type for a in load_pack("businesses").attributes}
    for line in (
        (data / "catalogues/businesses/gold.jsonl").read_text(encoding="utf-8").splitlines()
    ):
        row = json.loads(line)
        yield row["id"], {id: _gold(row["gold"], id, kind) for id, kind in types.items()}


def _gold(gold: Mapping[str, Any], id: str, kind: Kind) -> Truth:
    value = gold.get(id)
    if value is None or value == "unknown":
        return None
    if kind is Kind.PLACE:
        state = gold.get("state") or ""
        country = "Canada" if state in _PROVINCES else "USA"
        text = f"{gold.get('city')}, {state}, {country}" if id == "city" else f"{state}, {country}"
        return _resolved([text]) or None
    if kind.numeric:
        return float(value)
    if kind in (Kind.FLAG, Kind.CATEGORY):
        return value if isinstance(value, bool | str) else None
    return None


def shrugs(labelled: Labelled) -> frozenset[str]:
    """Answers that answer nothing: the same words typed for several different attributes.

    Longer answers that begin with such words ("no idea, dear") are among them; yes and no, figures
    and the names of values, which answer several questions too, are not.
    """
    asked: dict[str, set[str]] = {}
    for person in labelled.people:
        for id, text in person.answers.items():
            if not find_numbers(text):
                asked.setdefault(plain(text), set()).add(id)
    values = _values(labelled) | {""}
    common = {
        t
        for t, ids in asked.items()
        if len(ids) > 1 and t not in values and not _YES_OR_NO.match(t)
    }
    starts = tuple(t + " " for t in common if " " in t)
    return frozenset(common | {t for t in asked if t.startswith(starts) and len(t.split()) < 9})


def _values(labelled: Labelled) -> frozenset[str]:
    """What the pack and the catalogue call the values of all attributes."""
    said: list[str] = [v for counted in labelled.vocabulary.values() for v in counted]
    for attribute in labelled.pack.attributes:
        said += [*attribute.words_true, *attribute.words_false]
        for choice in attribute.choices:
            said += [choice.value, choice.shown, *choice.words]
    return frozenset(map(plain, said))


def plain(text: str) -> str:
    """Lower case, letters and single spaces only."""
    return " ".join(re.sub(r"[^a-z ]+", "", text.lower().replace("'", "")).split())
