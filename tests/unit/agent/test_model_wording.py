"""A model's words stand only where they say the same."""

from __future__ import annotations

from typing import Any

import pytest

from agent.judging import reordered
from agent.model_wording import ModelReason, asks_the_same, mended, reworded
from core.reply import Reason, Recommendation
from domains import load_pack

INDUSTRY = load_pack("businesses").attribute("industry")
CARD = Recommendation(
    item_id="1", title="T", summary="S", match=0.5,
    reasons=(Reason(text="First."), Reason(text="Second.", attribute="industry")),
)  # fmt: skip


@pytest.mark.parametrize(
    "text", ["Which industry would you enjoy?", "What business interests you?"]
)
def test_the_same_question(text: str) -> None:
    assert asks_the_same(text, INDUSTRY)


@pytest.mark.parametrize(
    "text",
    [
        "How are you?",
        "Tell me your industry.",
        "Which industry? And where?",
        "Which industry: Food or Retail?",
        "Which industry, under $500,000?",
        "Which\nindustry?",
        "Which industry " + "would you like " * 20 + "?",
        "",
    ],
)
def test_another_question(text: str) -> None:
    assert not asks_the_same(text, INDUSTRY)


def test_reworded_reasons_keep_what_they_rest_on() -> None:
    said = [ModelReason(item=1, reason=2, text="Better."), ModelReason(item=2, reason=1, text="No")]
    changed = reworded(CARD, 1, said)
    assert [reason.text for reason in changed.reasons] == ["First.", "Better."]
    assert changed.reasons[1].attribute == "industry"
    assert mended(CARD, changed, set()) == CARD
    assert mended(CARD, changed, {changed.reasons[1]}) == changed


def test_an_order_by_numbers() -> None:
    items: Any = [f"item {n}" for n in range(1, 5)]
    found: Any = reordered(items, [3, 3, 9, 0, -1, 1])
    assert found == ["item 3", "item 1", "item 2", "item 4"]
    assert reordered([], [1]) == []
