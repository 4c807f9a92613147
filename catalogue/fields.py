"""Attributes that are fields of the source: the ``field`` method of a pack's ``extract`` entries.

The language is described in ``domains/README.md``.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from catalogue.matcher import matcher_of
from core.model import ItemValue, Kind, Place, Stated
from domains import Attribute, Pack
from readers.place import open_gazetteer

VERSION = "fields-2"
"""Changes whenever the same record would give other values."""

Rule = Mapping[str, Any]

_FIGURE = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_TRUE = (True, "true", "t", "yes", "y", "1")
_FALSE = (False, "false", "f", "no", "n", "0")


def from_fields(pack: Pack, record: Mapping[str, Any]) -> dict[str, Stated]:
    """The attributes of a record whose values stand in its fields, where they are stated."""
    found = {a.id: _stated(a, record) for a in pack.attributes if "field" in a.extract}
    return {id: stated for id, stated in found.items() if stated is not None}


def _stated(attribute: Attribute, record: Mapping[str, Any]) -> Stated | None:
    rule = attribute.extract
    for raw in _candidates(record, rule):
        value = _value(attribute, rule, raw)
        if value is not None:
            return Stated(value=value)
    if "absent" in rule and not _forbidden(record, rule):
        value = _value(attribute, {}, [rule["absent"]])
        return Stated(value=value, default=True) if value is not None else None
    return None


def _candidates(record: Mapping[str, Any], rule: Rule) -> Iterator[list[Any]]:
    """The raw values of each named field in turn, or of all of them joined into one."""
    if rule.get("join"):
        parts = [part for name in _names(rule) for part in _raw(record, name, rule)]
        yield [", ".join(map(str, parts))] if parts else []
    else:
        for name in _names(rule):
            yield [_part(value, rule) for value in _raw(record, name, rule)]


def _forbidden(record: Mapping[str, Any], rule: Rule) -> bool:
    """Whether the fields say something from which silence must not be concluded."""
    told = [value for name in _names(rule) for value in _raw(record, name, rule)]
    return any(_among(value, rule.get("unless", ())) for value in told)


def _names(rule: Rule) -> list[str]:
    named = rule["field"]
    return [str(name) for name in named] if isinstance(named, list) else [str(named)]


def _raw(record: Mapping[str, Any], name: str, rule: Rule) -> list[Any]:
    value = _inside(record, name)
    if isinstance(value, str) and rule.get("split"):
        value = value.split(rule["split"])
    values = value if isinstance(value, list) else [value]
    told = (" ".join(v.split()) if isinstance(v, str) else v for v in values)
    return [v for v in told if v is not None and v != ""]


def _inside(record: Mapping[str, Any], name: str) -> object:
    """The field of this name; dots reach into objects where no field is called that."""
    if name in record:
        return record[name]
    head, dot, rest = name.partition(".")
    inner = record.get(head) if dot else None
    return _inside(inner, rest) if isinstance(inner, Mapping) else None


def _part(value: object, rule: Rule) -> object:
    """What stands after the last separator ``after`` and before the first ``before``."""
    if not isinstance(value, str):
        return value
    if after := rule.get("after"):
        value = value.rpartition(after)[2].strip()
    if before := rule.get("before"):
        value = value.partition(before)[0].strip()
    return value


def _among(value: object, values: Sequence[object]) -> bool:
    """Membership that takes neither False for 0 nor True for 1."""
    return any(v == value and isinstance(v, bool) == isinstance(value, bool) for v in values)


def _value(attribute: Attribute, rule: Rule, raw: Sequence[Any]) -> ItemValue | None:
    told = [value for value in raw if not _among(value, rule.get("drop", ()))]
    table = rule.get("map", {})
    mapped = [table.get(v, v) if isinstance(v, str | int | float) else v for v in told]
    known = [value for value in mapped if value is not None]
    if "match" in rule:
        known = list(matcher_of(rule["match"]).values(known))
    return _read(attribute, rule, known) if known else None


def _read(attribute: Attribute, rule: Rule, known: Sequence[Any]) -> ItemValue | None:
    kind = attribute.type
    if kind is Kind.PLACE:
        return _places(known, rule.get("places", {}))
    if kind is Kind.FLAG:
        return _flag(known[0], rule)
    if kind is Kind.YEAR:
        return _year(known[0], bool(rule.get("epoch")))
    if kind.numeric:
        return _figure(known[0], float(rule.get("scale", 1)))
    return _words(attribute, [str(value) for value in known])


def _words(attribute: Attribute, known: Sequence[str]) -> ItemValue | None:
    allowed = {choice.value for choice in attribute.choices}
    kept = tuple(dict.fromkeys(v for v in known if not allowed or v in allowed))
    if attribute.type is Kind.CATEGORIES:
        return kept or None
    return kept[0] if kept else None


def _flag(raw: object, rule: Rule) -> bool | None:
    told = raw.casefold() if isinstance(raw, str) else raw
    for answer, default in ((True, _TRUE), (False, _FALSE)):
        named = rule.get("true" if answer else "false", default)
        if _among(told, [v.casefold() if isinstance(v, str) else v for v in _several(named)]):
            return answer
    return {0: False, 1: True}.get(raw) if isinstance(raw, int) else None


def _several(named: object) -> Sequence[object]:
    return named if isinstance(named, list | tuple) else [named]


def _figure(raw: object, scale: float = 1.0) -> float | None:
    if isinstance(raw, bool):
        return None
    if isinstance(raw, int | float):
        return float(raw) * scale if math.isfinite(raw) else None
    found = _FIGURE.search(str(raw))
    return float(found[0].replace(",", "")) * scale if found else None


def _year(raw: object, epoch: bool) -> float | None:
    if epoch:
        seconds = _figure(raw)
        return float(datetime.fromtimestamp(seconds, UTC).year) if seconds is not None else None
    found = _YEAR.search(f"{raw:g}" if isinstance(raw, float) else str(raw))
    return float(found[0]) if found else None


def _places(known: Sequence[Any], named: Mapping[str, str]) -> tuple[Place, ...] | None:
    gazetteer = open_gazetteer()
    chains = (gazetteer.resolve(named.get(str(text), str(text))) for text in known)
    return tuple(dict.fromkeys(place for chain in chains for place in chain)) or None
