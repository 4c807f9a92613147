"""All attributes of a record: the fields of the source, and what is extracted from its text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from typing import Any

from catalogue import extract, fields
from core.model import ItemValue, Place, Stated
from domains import Pack
from readers.place import open_gazetteer

VERSION = "attributes-1"
"""Changes whenever the same findings would be kept otherwise."""


def attributes_of(
    pack: Pack, record: Mapping[str, Any], title: str, cleaned: str
) -> dict[str, Stated]:
    """The attributes of one record; a field of the source beats what its text says.

    A place brings every place that contains it: state, country and the regions around them.
    """
    found = {
        **extract.extract(pack, record, title, cleaned),
        **fields.from_fields(pack, record),
    }
    return {id: with_regions(stated) for id, stated in found.items()}


def with_regions(stated: Stated) -> Stated:
    """A place with all that contains it; other values as they are."""
    value: ItemValue = stated.value
    if not isinstance(value, tuple):
        return stated
    places = tuple(part for part in value if isinstance(part, Place))
    if not places:
        return stated
    around = (outer for place in places for outer in _containing(place))
    return stated.model_copy(update={"value": tuple(dict.fromkeys((*places, *around)))})


@lru_cache(maxsize=20_000)
def _containing(place: Place) -> tuple[Place, ...]:
    return open_gazetteer().containing(place)


def extractor_version(pack: Pack) -> str:
    """Names the extraction code and all that the pack says about values: a change re-extracts."""
    about = {"fields", "availability", "currency", "locale", "terms"}
    says = pack.model_dump(mode="json", include=about)
    says["attributes"] = [
        attribute.model_dump(mode="json", include={"id", "type", "choices", "extract", "within"})
        for attribute in pack.attributes
    ]
    digest = sha256(json.dumps(says, sort_keys=True).encode()).hexdigest()[:12]
    return f"{extract.VERSION} {fields.VERSION} {VERSION} {digest}"
