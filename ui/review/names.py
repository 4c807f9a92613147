"""What is stored, in words that a reviewer reads."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from agent.wording import say_wish_value
from core.errors import FirstFiveError
from core.model import Wish
from domains import Pack, load_pack

ACTS: Mapping[str, str] = {
    "answer": "says what is wanted",
    "unsure": "is not sure",
    "any": "says that it does not matter",
    "show": "asks to see the five",
    "why": "asks why this is asked",
    "explain": "asks what is meant",
    "yes": "says yes",
    "no": "says no",
    "continue": "asks to go on",
    "restart": "starts over",
    "back": "takes a step back",
    "profile": "asks what is known of them",
    "more": "asks for others",
    "details": "asks about an item",
    "compare": "compares items",
    "like": "wants something like an item",
    "reject": "turns an item down",
    "human": "asks for a person",
    "distress": "is in distress",
    "fraud": "may be pressed for money",
    "advice": "asks for advice",
    "bye": "says goodbye",
    "greeting": "greets",
    "empty": "nothing could be read",
}
READERS = {"click": "a click", "local": "the built-in reader", "model": "the language model"}
GUARDS: Mapping[str, str] = {
    "exists": "the item exists",
    "available": "the item is available",
    "distinct": "no item twice",
    "musts": "every must-have is met",
    "links": "links lead to the item's own page",
    "grounded": "every claim is in the evidence",
    "promises": "no promise and no advice",
    "personal": "no personal data",
    "markup": "no markup",
    "instructions": "nothing aimed at programs",
    "reasons": "a reason is left",
    "text": "the wording may be said",
    "incoming": "the person's message",
}
VERDICTS = {"allow": "passed", "fix": "changed", "block": "blocked", "error": "check failed"}
OUTCOMES = {
    "interested": "Liked one",
    "five": "Saw the five",
    "nothing fits": "Nothing fitted",
    "open": "No five yet",
}


class Names:
    """The names of one pack; ids stand for themselves where the pack is not here any more."""

    def __init__(self, pack: Pack | None) -> None:
        self._pack = pack

    @property
    def attributes(self) -> dict[str, str]:
        """The label of every attribute, by id."""
        return {a.id: a.label for a in self._pack.attributes} if self._pack else {}

    def attribute(self, id: str) -> str:
        """The label of an attribute."""
        return self.attributes.get(id) or id.replace("_", " ").capitalize()

    def wish(self, stored: Mapping[str, Any]) -> str:
        """A wish, or a change of one: ``Asking price: up to $400,000 (must have)``."""
        name, stance = self.attribute(stored["attribute"]), stored.get("stance", "want")
        must = " (must have)" if stored.get("must") else ""
        if stance == "any" or stored.get("value") is None:
            return f"{name}: does not matter"
        return f"{name}: {'not ' if stance == 'avoid' else ''}{self._value(stored)}{must}"

    def _value(self, stored: Mapping[str, Any]) -> str:
        try:
            wish = Wish.model_validate({"attribute": stored["attribute"], "value": stored["value"]})
            if self._pack:
                return say_wish_value(wish.value, self._pack.attribute(wish.attribute), self._pack)
        except (ValidationError, KeyError):
            pass
        return str(stored["value"])


def names_of(pack_id: str, packs_dir: Path) -> Names:
    """The names of a pack."""
    try:
        return Names(load_pack(pack_id, packs_dir))
    except FirstFiveError:
        return Names(None)
