"""What a language model is to answer about one text."""

from __future__ import annotations

from pydantic import BaseModel, Field, ValidationError, field_validator


class Claim(BaseModel):
    """One value, and the words of the text that say so."""

    attribute: str
    value: str
    quote: str


class Answer(BaseModel):
    """What one text states."""

    values: list[Claim] = Field(default_factory=list)

    @field_validator("values", mode="before")
    @classmethod
    def _readable(cls, given: object) -> object:
        """Half a right answer is worth having: a claim that cannot be read is left out."""
        return [claim for claim in given if _is_claim(claim)] if isinstance(given, list) else given


def _is_claim(given: object) -> bool:
    try:
        Claim.model_validate(given)
    except ValidationError:
        return False
    return True
