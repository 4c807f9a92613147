"""Rows of a source as they arrive: a usable record, or a reject with its reason."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from domains import Pack

LONGEST_ROW = 1_000_000
LONGEST_ID = 200
LONGEST_TITLE = 1_000
REJECT_KEEPS = 2_000
"""Bytes of a row, characters of an id and of a title at most; characters of a reject kept."""


@dataclass(frozen=True)
class Record:
    """A usable row: ``line`` counts from one (lines of the file, or elements of an array)."""

    line: int
    id: str
    title: str
    raw: Mapping[str, Any]

    @property
    def json(self) -> str:
        """The raw row as canonical JSON: the same content gives the same text."""
        return json.dumps(self.raw, sort_keys=True, ensure_ascii=False)

    @property
    def hash(self) -> str:
        """SHA-256 of the raw row, in hex."""
        return sha256(self.json.encode()).hexdigest()


@dataclass(frozen=True)
class Reject:
    """A row that cannot be used, with the reason in words."""

    line: int
    reason: str
    raw: str


class Unusable(ValueError):
    """Why a row cannot be used."""


def parse(row: bytes) -> Any:
    """JSON of one row, refusing what the store could not hold.

    Raises:
        Unusable: too long, not UTF-8, not JSON, or with figures that are none.
    """
    if len(row) > LONGEST_ROW:
        raise Unusable(f"longer than {LONGEST_ROW:,} bytes")
    try:
        text = row.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unusable("not valid UTF-8") from error
    try:
        return json.loads(text, parse_constant=_no_constant, parse_float=_finite)
    except Unusable:
        raise
    except (ValueError, RecursionError) as error:
        raise Unusable(f"not JSON ({_reason(error)})") from error


def _reason(error: Exception) -> str:
    return error.msg if isinstance(error, json.JSONDecodeError) else "nested too deeply or too long"


def _no_constant(name: str) -> float:
    raise Unusable(f"{name} is not a figure")


def _finite(figure: str) -> float:
    value = float(figure)
    if math.isinf(value):
        raise Unusable("a figure is too large")
    return value


def record_of(pack: Pack, line: int, raw: object) -> Record:
    """Check a row against what the pack needs of it.

    Raises:
        Unusable: it is no object, lacks id, title or text, or holds characters that cannot be kept.
    """
    if not isinstance(raw, Mapping):
        raise Unusable("not an object")
    _storable(raw)
    id = _id(raw, pack.fields.id)
    title = _joined(raw, pack.fields.title, " ")
    if not isinstance(title, str) or not title.strip():
        raise Unusable(f"no title ({_named(pack.fields.title)})")
    if len(title) > LONGEST_TITLE:
        raise Unusable(f"the title is longer than {LONGEST_TITLE:,} characters")
    if pack.fields.text_required and not source_text(pack, raw).strip():
        raise Unusable(f"no text (fields {', '.join(map(repr, pack.fields.texts))})")
    return Record(line, id, title, raw)


def _named(fields: str | tuple[str, ...]) -> str:
    if isinstance(fields, str):
        return f"field {fields!r}"
    return f"fields {', '.join(map(repr, fields))}"


def _joined(raw: Mapping[str, Any], fields: str | tuple[str, ...], between: str) -> object:
    """The one field as it is; what several state, written one after the other."""
    if isinstance(fields, str):
        return raw.get(fields)
    told = (raw.get(field) for field in fields)
    return between.join(" ".join(str(v).split()) for v in told if v not in (None, ""))


def _id(raw: Mapping[str, Any], fields: str | tuple[str, ...]) -> str:
    value = _joined(raw, fields, "-")
    if isinstance(value, bool) or not isinstance(value, str | int) or not str(value).strip():
        raise Unusable(f"no id ({_named(fields)})")
    id = str(value).strip()
    if len(id) > LONGEST_ID:
        raise Unusable(f"the id is longer than {LONGEST_ID} characters")
    return id


def _storable(value: object) -> None:
    text = json.dumps(value, ensure_ascii=False)
    if "\\u0000" in text and "\x00" in _unescaped(value):
        raise Unusable("holds a NUL character")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise Unusable("holds half a character (a lone surrogate)") from error


def _unescaped(value: object) -> str:
    if isinstance(value, Mapping):
        return "".join(str(k) + _unescaped(v) for k, v in value.items())
    if isinstance(value, list):
        return "".join(map(_unescaped, value))
    return value if isinstance(value, str) else ""


def source_text(pack: Pack, raw: Mapping[str, Any]) -> str:
    """The raw text of a row: its text fields, a blank line between them."""
    found = (raw.get(field) for field in pack.fields.texts)
    return "\n\n".join(text for text in found if isinstance(text, str) and text.strip())


def reject(line: int, reason: str, row: bytes | str) -> Reject:
    """A reject whose text can be stored, cut to a readable length."""
    text = row.decode("utf-8", "backslashreplace") if isinstance(row, bytes) else row
    text = text[:REJECT_KEEPS].replace("\x00", "\\u0000")
    return Reject(line, reason, text.encode("utf-8", "backslashreplace").decode())
