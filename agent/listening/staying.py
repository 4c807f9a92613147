"""How long somebody wants to stay, for attributes that count nights."""

from __future__ import annotations

from datetime import date

from domains import Attribute
from readers.amount import Amount
from readers.stay import NIGHTS, find_stays


def stays_in(attribute: Attribute, text: str, today: date) -> tuple[Amount, ...]:
    """The stays of a text in nights, none for other attributes; of "3 or 4 nights" the longer."""
    found = find_stays(text, today=today) if attribute.unit == NIGHTS else []
    return tuple(
        stay.model_copy(update={"min": stay.max if stay.max is not None else stay.min})
        for stay in found
    )
