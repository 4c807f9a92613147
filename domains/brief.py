"""Packs in brief: attributes only, to listen without a catalogue (``firstfive listen``)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from core.errors import BadPack
from domains.pack import Choice, Fields, Noun, Opening, Pack


def brief_pack(id: str, said: Mapping[str, Any]) -> Pack:
    """A pack of attributes that has no items.

    ``said`` holds ``noun``, ``currency`` and ``attributes``, each with ``id``, ``type``, ``label``
    and, where it has them, ``ask``, ``choices`` (plain values) and ``unit``.

    Raises:
        BadPack: an attribute breaks the schema of packs; the message names it.
    """
    try:
        noun = str(said.get("noun", id))
        return Pack(
            id=id,
            title=noun,
            noun=Noun(one=noun, many=f"{noun}s"),
            currency=str(said.get("currency", "USD")),
            fields=Fields(id="id", title="title", texts=("title",)),
            opening=Opening(greeting="", ask="", examples=()),
            disclosure="",
            notice="",
            human="",
            embed="{title}",
            attributes=tuple(map(_attribute, said["attributes"])),
        )
    except (ValidationError, KeyError, TypeError, AttributeError) as error:
        raise BadPack(f"pack {id!r}: {error}") from error


def read_briefs(path: Path) -> dict[str, Pack]:
    """The packs that a JSON file describes, by name.

    Raises:
        BadPack: the file cannot be read, is not JSON, or describes no pack.
    """
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadPack(f"{path}: {error}") from error
    if not isinstance(said, dict):
        raise BadPack(f"{path}: an object of packs by name is expected.")
    return {str(id): brief_pack(str(id), one) for id, one in said.items()}


def _attribute(said: Mapping[str, Any]) -> Any:
    choices = [Choice(value=str(choice)) for choice in said.get("choices", ())]
    kept = ("id", "type", "label", "ask", "unit")
    return {**{k: said[k] for k in kept if k in said}, "choices": choices}
