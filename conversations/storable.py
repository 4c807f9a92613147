"""Makes what people and models say acceptable to Postgres, changing nothing that already is."""

from __future__ import annotations

import math
import re
from typing import Any

from psycopg.types.json import Jsonb

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_REFUSED = re.compile("[\0\ud800-\udfff]")


def storable_text(text: str) -> str:
    """The text with each NUL and lone surrogate replaced, which Postgres refuses."""
    return _REFUSED.sub(REPLACEMENT, text)


def storable(value: Any) -> Any:
    """The same for everything inside a JSON-like value; figures JSON cannot hold become None."""
    if isinstance(value, str):
        return storable_text(value)
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, dict):
        return {storable_text(str(key)): storable(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [storable(inner) for inner in value]
    return value


def document(value: Any) -> Jsonb:
    """A JSON-like value as a jsonb parameter that Postgres accepts."""
    return Jsonb(storable(value))
