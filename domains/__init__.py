"""Domain packs: a folder each, data and no code. This file is the one loader."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

import yaml
from pydantic import ValidationError

from core.errors import BadPack, UnknownPack
from domains.pack import Attribute, Availability, Bucket, Choice, Pack

__all__ = [
    "Attribute", "Availability", "Bucket", "Choice", "Pack",
    "load_pack", "pack_folder", "pack_ids",
]  # fmt: skip


def pack_ids() -> list[str]:
    """The packs that are installed, the default one first."""
    found = [f.name for f in files("domains").iterdir() if f.joinpath("pack.yaml").is_file()]
    return sorted(found, key=lambda id: (not load_pack(id).default, id))


def pack_folder(id: str) -> Traversable:
    """The folder of a pack.

    Raises:
        UnknownPack: there is none of this name.
    """
    folder = files("domains").joinpath(id) if id.isidentifier() else None
    if folder is None or not folder.joinpath("pack.yaml").is_file():
        raise UnknownPack(f"{id!r} is not one of: {', '.join(pack_ids())}.")
    return folder


@cache
def load_pack(id: str) -> Pack:
    """Read and check a pack.

    Raises:
        UnknownPack: there is none of this name.
        BadPack: its file breaks the schema; the message names the field.
    """
    text = pack_folder(id).joinpath("pack.yaml").read_text(encoding="utf-8")
    try:
        return Pack.model_validate({"id": id, **yaml.safe_load(text)})
    except (ValidationError, yaml.YAMLError, TypeError) as error:
        raise BadPack(f"{id}/pack.yaml: {error}") from error
