"""Made-up inputs of every prompt for a pack, to read and to measure prompts by."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from agent.listening import Pending
from agent.model_listening import Situation, listening_inputs
from core.model import Wish
from domains import Pack

SAID = "Something quiet, not too dear, that does not need me every day."


def example_inputs(pack: Pack) -> Mapping[str, dict[str, Any]]:
    """By prompt, inputs as a conversation about this pack could bring them."""
    asked = next(a for a in pack.attributes if a.askable and a.ask)
    wishes = (Wish(attribute=asked.id, stance="any"),)
    noun = pack.noun.one
    situation = Situation(Pending(asked.id), asked.ask, wishes)
    listen = listening_inputs(SAID, situation, pack)
    item = {"number": 1, "id": "1", "title": "An item", "summary": "What it says of itself."}
    reason = {"reason": 1, "text": f"{asked.label}: as you said.", "evidence": "What it says."}
    return {
        "listen": listen,
        "extract": {
            **{name: listen[name] for name in ("noun", "currency", "attributes")},
            "text": "What an item says of itself.",
        },
        "explain": {"noun": noun, "shown": [item], "question": "Does it suit a beginner?"},
        "word_question": {
            "noun": noun,
            "question": asked.ask,
            "label": asked.label,
            "profile": listen["profile"],
        },
        "word_reasons": {
            "noun": noun,
            "cards": [{"item": 1, "title": "An item", "reasons": [reason]}],
        },
        "judge": {
            "noun": noun,
            "said": [SAID],
            "profile": listen["profile"],
            "items": [item],
        },
    }
