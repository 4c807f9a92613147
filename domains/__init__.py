"""Domain packs: a folder each, data and no code. This file is the one loader."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import yaml
from pydantic import ValidationError

from core.errors import BadPack, UnknownPack
from domains.pack import Attribute, Availability, Bucket, Care, Choice, Pack

__all__ = [
    "PACK", "Attribute", "Availability", "Bucket", "Care", "Choice", "Pack",
    "load_pack", "pack_folder", "pack_ids", "parse_pack",
]  # fmt: skip

PACK = "pack.yaml"
"""The one file that makes a folder a pack."""


def pack_ids(own: Path | None = None) -> list[str]:
    """The packs that are installed, the default one first, then those of the folder ``own``."""
    installed = _named(files("domains"))
    first = sorted(installed, key=lambda id: (not load_pack(id, own).default, id))
    mine = sorted(_named(own)) if own is not None and own.is_dir() else []
    return [*first, *(id for id in mine if id not in installed)]


def _named(folder: Traversable) -> list[str]:
    return [
        f.name for f in folder.iterdir() if f.name.isidentifier() and f.joinpath(PACK).is_file()
    ]


def pack_folder(id: str, own: Path | None = None) -> Traversable:
    """The folder of a pack: an installed one, or one of the folder ``own``.

    Raises:
        UnknownPack: there is none of this name.
    """
    places: list[Traversable] = [files("domains"), *([own] if own is not None else [])]
    for place in places if id.isidentifier() else ():
        if place.joinpath(id).joinpath(PACK).is_file():
            return place.joinpath(id)
    raise UnknownPack(f"{id!r} is not one of: {', '.join(pack_ids(own))}.")


@cache
def load_pack(id: str, own: Path | None = None) -> Pack:
    """Read and check a pack; the source that one of ``own`` names is a path from its folder.

    Raises:
        UnknownPack: there is none of this name.
        BadPack: its file breaks the schema; the message names the field.
    """
    folder = pack_folder(id, own)
    pack = parse_pack(id, folder.joinpath(PACK).read_text(encoding="utf-8"))
    if pack.source is None or "://" in pack.source or not isinstance(folder, Path):
        return pack
    mine = own is not None and folder.parent == own
    return pack.model_copy(update={"source": str(folder / pack.source)}) if mine else pack


def parse_pack(id: str, text: str) -> Pack:
    """A pack out of the text of its file.

    Raises:
        BadPack: it breaks the schema; the message names the field.
    """
    try:
        return Pack.model_validate({"id": id, **yaml.load(text, yaml.CSafeLoader)})
    except (ValidationError, yaml.YAMLError, TypeError) as error:
        raise BadPack(f"{id}/{PACK}: {error}") from error
