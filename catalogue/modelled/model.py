"""The language model that reads texts while a catalogue is made, as the settings name it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from catalogue.modelled.allowance import Limits
from catalogue.modelled.support import readable
from core.errors import BadSetting
from core.settings import Settings
from domains import Attribute, Pack
from models.name import models_of
from models.price import CHARACTERS_PER_TOKEN, Price, most, price_of
from prompts import load_prompt

PROMPT = "extract"
VERSION = "modelled-1"
"""Changes whenever the same answer would be held against a text in another way."""

USUAL_ANSWER = 250
"""Tokens that an answer takes as a rule; how many it may take is a setting."""

MOST_CHOICES = 80


@dataclass(frozen=True)
class Model:
    """Who is asked, and within which limits; it travels to workers. ``version`` names the model,
    the prompt and the attributes asked for: answers of another version are no answers.
    """

    settings: Settings
    name: str
    version: str
    limits: Limits
    price: Price | None

    def parts(self, pack: Pack, text: str) -> tuple[str, str]:
        """The prompt for one text: what is the same for all, and the text."""
        inputs = {
            "noun": pack.noun.one,
            "currency": pack.currency,
            "attributes": [_described(attribute) for attribute in readable(pack)],
            "text": text,
        }
        return load_prompt(PROMPT).parts(**inputs)

    def tokens(self, characters: int) -> int:
        """Tokens of a call whose prompt has so many characters, as a rule."""
        return int(characters / CHARACTERS_PER_TOKEN) + USUAL_ANSWER

    def most(self, characters: int) -> float:
        """US dollars that such a call may cost at most; 0 where the price is not known."""
        return most(characters, self.settings.model_tokens, self.price) or 0.0

    def usual(self, characters: int) -> float | None:
        """US dollars that such a call costs as a rule; None where the price is not known."""
        return most(characters, USUAL_ANSWER, self.price)


def model_of(settings: Settings, pack: Pack) -> Model | None:
    """The model that the settings name for the job ``extract``; None where they name none.

    Raises:
        BadSetting: its name cannot be used, or there is a budget and its price is not known.
    """
    names = models_of(settings, "extract")
    if not names or not readable(pack):
        return None
    price = price_of(settings, names[0])
    if price is None and settings.extract_budget is not None:
        raise BadSetting(
            f"The price of {str(names[0])!r} is not known, and there is a budget: give it in "
            f"FIRSTFIVE_MODEL_PRICES, e.g. {names[0]}=0.15/0.60."
        )
    limits = Limits(
        settings.extract_calls_per_minute,
        settings.extract_tokens_per_minute,
        settings.extract_budget,
    )
    asked = [_described(attribute) for attribute in readable(pack)]
    about = json.dumps([VERSION, load_prompt(PROMPT).version, [*map(str, names)], asked])
    version = f"{VERSION}-{sha256(about.encode()).hexdigest()[:12]}"
    return Model(settings, str(names[0]), version, limits, price)


def _described(attribute: Attribute) -> dict[str, Any]:
    choices = [choice.value for choice in attribute.choices][:MOST_CHOICES]
    return {
        "id": attribute.id,
        "type": attribute.type.value,
        "label": attribute.label,
        **({"about": attribute.explain} if attribute.explain else {}),
        **({"choices": choices} if choices else {}),
    }
