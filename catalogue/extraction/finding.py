"""What a rule brings back: a value, how sure it is, and where it was read."""

from __future__ import annotations

from dataclasses import dataclass

from core.model import ItemValue


@dataclass(frozen=True)
class Finding:
    """A value read in the text; ``span`` are offsets, None where nothing in the text states it."""

    value: ItemValue
    confidence: float
    span: tuple[int, int] | None = None
    default: bool = False
