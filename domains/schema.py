"""The JSON schema of ``pack.yaml``: editors complete and check a pack by it."""

from __future__ import annotations

import json
from types import GenericAlias
from typing import Any

from pydantic import Field, create_model

from domains.extract import Extract
from domains.pack import Attribute, Pack

SCHEMA = "pack.schema.json"
"""The file's name, in this folder and beside every pack that ``firstfive pack new`` makes."""

HINT = "# yaml-language-server: $schema="
"""The comment by which editors find the schema of a file."""

_DIALECT = "https://json-schema.org/draft/2020-12/schema"

TypedAttribute = create_model(
    "Attribute",
    __base__=Attribute,
    extract=(Extract, Field(default=Extract(), description="Where the value comes from.")),
)
_Attributes: Any = GenericAlias(tuple, (TypedAttribute, ...))
TypedPack = create_model(
    "Pack",
    __base__=Pack,
    attributes=(_Attributes, Field(description="What is known of the items.")),
)
"""The pack as ``domains.pack`` has it, with the language of ``extract`` spelled out."""


def pack_schema() -> dict[str, Any]:
    """The schema; the id is left out, since the folder's name is the id."""
    schema = TypedPack.model_json_schema()
    schema["properties"].pop("id")
    schema["required"].remove("id")
    return {"$schema": _DIALECT, **schema}


def schema_text() -> str:
    """The schema as it is kept in a file."""
    return json.dumps(pack_schema(), indent=2, ensure_ascii=False) + "\n"
