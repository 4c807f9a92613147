"""The rules as guardrails-ai validators. Importing this takes seconds, so it is imported late."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from guardrails import Guard as GuardrailsGuard
from guardrails.settings import settings
from guardrails.validator_base import (
    FailResult,
    PassResult,
    ValidationResult,
    Validator,
    register_validator,
)
from pydantic import BaseModel, Field, create_model

from core.reply import Recommendation
from guards.verdict import Record

Cards = list[str]
"""Cards as the guard sees them, each the JSON of a recommendation: guardrails walks and copies
every nested value many times over, which took longer than all checks together."""


def _validator(name: str) -> Validator:
    """The validator of one rule, on the whole list: only there a card can be dropped.

    What "on_fail" does with a single element removes either nothing or everything.
    """

    class RuleValidator(Validator):
        def validate(self, value: Cards, metadata: dict[str, Any]) -> ValidationResult:
            record: Record = metadata["record"]
            drafts = [record.read(card) for card in value]
            kept = record.apply(name, drafts)
            if len(kept) == len(drafts) and all(k is d for k, d in zip(kept, drafts, strict=True)):
                return PassResult()
            return FailResult(
                error_message=f"{name} changed the list",
                fix_value=[draft.model_dump_json() for draft in kept],
            )

    registered: Callable[..., Validator]
    registered = register_validator(name=f"firstfive/{name}", data_type="list")(RuleValidator)
    return registered(on_fail="fix")


def build_guard(names: Sequence[str]) -> GuardrailsGuard:
    """One guardrails Guard whose field ``cards`` passes through these rules in turn.

    Its validators run one after the other in the calling thread: side by side, their fixes would be
    merged as text. Nothing is reported to anybody, and nothing is traced: spans would repeat the
    cards and the person's wishes, and took a third of the whole check.
    """
    settings.disable_tracing = True
    os.environ["GUARDRAILS_RUN_SYNC"] = "true"
    field = Field(json_schema_extra={"validators": [_validator(name) for name in names]})
    cards: type[BaseModel] = create_model("Cards", cards=(list[str], field))
    guard = GuardrailsGuard.for_pydantic(cards, name="firstfive-cards")
    guard.configure(allow_metrics_collection=False)
    return guard


def run_guard(
    guard: GuardrailsGuard, drafts: Sequence[Recommendation], record: Record
) -> list[Recommendation]:
    """The cards that the guard lets through; ``record`` collects what the rules decided.

    Raises:
        ValueError: the guard gives nothing back.
    """
    text = json.dumps({"cards": [draft.model_dump_json() for draft in drafts]})
    outcome = guard.parse(text, metadata={"record": record}, num_reasks=0)
    output: Mapping[str, Any] | None = outcome.validated_output
    if output is None or not isinstance(output.get("cards"), list):
        raise ValueError(f"guardrails gave no output: {outcome.error}")
    return [Recommendation.model_validate_json(card) for card in output["cards"]]
