"""Written people: JSON lines with an opening and the words for each attribute."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from core.errors import BadSetting
from evaluation.people.person import Change, Person

CALLED: Mapping[str, tuple[str, ...]] = {
    "industry": ("sector",),
    "subindustry": ("subsector",),
    "tags": ("theme",),
    "city": ("state", "location"),
    "region": ("location",),
    "kind": ("property_type",),
    "room": ("property_type",),
    "area": ("neighbourhood",),
    "central": ("neighbourhood",),
    "quiet": ("neighbourhood",),
    "transit": ("neighbourhood",),
    "beds": ("bedrooms",),
    "details": ("anything_else",),
}
"""What people's answers are called where that differs from the attribute they answer."""
NEGATIVE = re.compile(r"(no|not|nothing|never|anything but|i don|i'd rather not)\b", re.I)


def read_people(file: Path, attributes: Collection[str]) -> list[Person]:
    """The people of one file.

    Raises:
        BadSetting: the file cannot be read as people.
    """
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
        return [_person(json.loads(line), attributes) for line in lines if line.strip()]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadSetting(f"--people {str(file)!r} cannot be read as people: {error!r}.") from error


def _person(row: Mapping[str, Any], attributes: Collection[str]) -> Person:
    said = row["answers"]
    named = {id: next((n for n in (id, *CALLED.get(id, ())) if n in said), id) for id in attributes}
    correction = row.get("correction")
    return Person(
        target=str(row["target"]),
        accept=tuple(map(str, row["accept"])),
        opening=row["opening"],
        answers={id: said[name] for id, name in named.items() if name in said},
        changes={
            id: Change(correction["wrong"], correction["say"])
            for id, name in named.items()
            if correction and correction["after"] in (id, name)
        },
        musts=frozenset(
            id for id, name in named.items() if {id, name} & set(row.get("musts") or ())
        ),
        exclusions=tuple(_negated(text) for text in row.get("exclusions") or ()),
        difficulty=int(row.get("difficulty") or 0),
        english=str(row.get("english") or ""),
    )


def _negated(text: str) -> str:
    return text if NEGATIVE.match(text) else "I don't want " + text
