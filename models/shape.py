"""The shape of an answer as providers are told of it: JSON Schema without what costs and says
nothing. Pure.

pydantic's own has a title and a default for every field, and spells "or null" as a choice of two
schemas: more words than the prompt itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from langchain.agents.structured_output import ProviderStrategy
from pydantic import BaseModel

KEPT = ("type", "enum", "description")
"""What is told of a field; limits of figures are not, since strict modes refuse them."""


@dataclass(frozen=True)
class Shape:
    """What an answer is to look like, by the name of its schema."""

    name: str
    description: str
    properties: Mapping[str, Any]
    required: tuple[str, ...]

    def as_tool(self) -> dict[str, Any]:
        """As a tool whose arguments are the answer; what has a default may be left out."""
        return {
            "title": self.name,
            "description": self.description,
            "type": "object",
            "properties": _loose(self.properties),
            "required": list(self.required),
        }

    def as_format(self) -> dict[str, Any]:
        """As what binds a model to answer with nothing else: every field stands, none is added."""
        schema = {"title": self.name, **_strict({"properties": dict(self.properties)})}
        bound: dict[str, Any] = ProviderStrategy(schema, strict=True).to_model_kwargs()
        return bound


def shape_of(schema: type[BaseModel]) -> Shape:
    """The shape of a schema; its fields' descriptions stand in it."""
    told = schema.model_json_schema()
    properties = _plain(told, told.get("$defs", {}))["properties"]
    name, description = schema.__name__, " ".join((schema.__doc__ or "").split())
    return Shape(name, description, properties, tuple(told.get("required", ())))


def _plain(told: Mapping[str, Any], known: Mapping[str, Any]) -> dict[str, Any]:
    """A schema with what it refers to in its place, and "or null" as a second type."""
    if "$ref" in told:
        return {**_plain(known[told["$ref"].rpartition("/")[2]], known), **_kept(told)}
    found = _kept(told)
    if "anyOf" in told:
        found |= _either([_plain(one, known) for one in told["anyOf"]])
    if "items" in told:
        found["items"] = _plain(told["items"], known)
    if "properties" in told:
        found.pop("description", None)
        found["properties"] = {k: _plain(v, known) for k, v in told["properties"].items()}
        found["required"] = list(told.get("required", ()))
    return found


def _kept(told: Mapping[str, Any]) -> dict[str, Any]:
    return {name: told[name] for name in KEPT if name in told}


def _either(several: list[dict[str, Any]]) -> dict[str, Any]:
    """One of several: as types of one schema where nothing else distinguishes them."""
    if all(set(one) == {"type"} for one in several):
        return {"type": [one["type"] for one in several]}
    return {"anyOf": several}


def _strict(told: Mapping[str, Any]) -> dict[str, Any]:
    """A schema whose objects have all of their fields, and no others."""
    found = dict(told)
    if "items" in found:
        found["items"] = _strict(found["items"])
    if "properties" in found:
        fields = {name: _strict(field) for name, field in found["properties"].items()}
        found |= {"type": "object", "properties": fields, "required": list(fields)}
        found["additionalProperties"] = False
    return found


def _loose(properties: Mapping[str, Any]) -> dict[str, Any]:
    """Fields without "or null": where nothing must stand, nothing need be told of it."""
    return {name: _without_null(field) for name, field in properties.items()}


def _without_null(told: Mapping[str, Any]) -> dict[str, Any]:
    found = dict(told)
    if isinstance(found.get("type"), list):
        left = [kind for kind in found["type"] if kind != "null"]
        found["type"] = left[0] if len(left) == 1 else left
    if "anyOf" in found:
        several = [one for one in found.pop("anyOf") if one != {"type": "null"}]
        found = {**several[0], **found} if len(several) == 1 else {**found, "anyOf": several}
    if "items" in found:
        found["items"] = _without_null(found["items"])
    if "properties" in found:
        found["properties"] = _loose(found["properties"])
    return found
