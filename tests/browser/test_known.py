"""What I know so far: always in view, changed by hand; and values that are looked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("playwright", reason="playwright is not installed: no browser tests")
from playwright.async_api import expect

if TYPE_CHECKING:
    from playwright.async_api import Page

    from tests.browser.conftest import Walk

pytestmark = pytest.mark.asyncio(loop_scope="session")


def said(chat: Any) -> list[Any]:
    """What was said in the newest conversation."""
    return [turn["said"] for turn in list(chat.talks.values())[-1]["turns"]]


async def test_a_wish_is_made_a_must_and_removed(page: Page, walk: Walk, chat: Any) -> None:
    await walk.say(page, "a small manufacturer")
    await walk.say(page, "manufacturing")
    chips = page.locator("#ff-known .ff-chip")
    await expect(chips).to_have_count(2)
    await page.evaluate("document.querySelector('[role=log]').parentElement.scrollTo(0, 9999)")
    await expect(chips.last).to_be_in_viewport()
    await chips.last.click()
    await page.get_by_role("switch").click()
    await expect(page.locator("#ff-known .ff-must")).to_have_count(1)
    await expect(page.locator("[data-step-type=user_message]").last).to_contain_text("is a must")
    await chips.first.click()
    await page.get_by_role("button", name="Remove this").click()
    await expect(chips).to_have_count(1)
    assert said(chat)[-2:] == [
        {"profile": [{"attribute": "industry", "set": {"must": True}}]},
        {"profile": [{"attribute": "activity", "remove": True}]},
    ]


async def test_a_figure_and_a_place_are_changed(page: Page, walk: Walk, chat: Any) -> None:
    for words in ("a small manufacturer", "manufacturing", "Maine"):
        await walk.say(page, words)
    await page.locator("button[data-choice=show]:enabled").click()
    await expect(page.locator(".ff-chip")).to_have_count(4)
    await page.get_by_role("button", name="Asking price:").click()
    await page.get_by_label("At most").fill("nonsense")
    await page.get_by_role("button", name="Save").click()
    await expect(page.get_by_role("alert")).to_be_visible()
    await page.get_by_label("At least").fill("$200,000")
    await page.get_by_label("At most").fill("750000")
    await page.get_by_role("button", name="Save").click()
    await expect(page.locator("#ff-known")).to_contain_text("$200,000 to $750,000")
    await page.get_by_role("button", name="State:").click()
    await page.get_by_role("combobox", name="Look for another:").last.fill("fish")
    await page.get_by_role("option", name="Fishing").click()
    edit = {"attribute": "state", "set": {"stance": "want", "value": "Fishing"}}
    await expect(page.locator("[data-step-type=user_message]").last).to_contain_text("State")
    await expect(page.locator("#ff-known")).to_contain_text("Fishing")
    assert said(chat)[-1] == {"profile": [edit]}


async def test_a_value_is_looked_for_with_the_keyboard(page: Page, walk: Walk, chat: Any) -> None:
    await walk.say(page, "a small manufacturer")
    box = page.get_by_role("combobox", name="Or look for another:")
    await box.fill("f")
    await expect(page.get_by_role("option")).to_have_count(3)
    await box.press("ArrowDown")
    await box.press("ArrowDown")
    await expect(page.get_by_role("option", name="Fishing")).to_have_attribute(
        "aria-selected", "true"
    )
    await box.press("Enter")
    await expect(page.get_by_role("option")).to_have_count(0)
    picked = page.locator("[data-choice='industry=Fishing']")
    await expect(picked).to_have_attribute("aria-pressed", "true")
    await box.fill("zebra")
    await expect(page.get_by_text("Nothing begins like that.")).to_be_visible()
    await page.locator(".ff-continue").click()
    await expect(page.locator("[data-choice='region=Midwest']")).to_be_enabled()
    assert said(chat)[-1] == {"choices": ["industry=Fishing"]}


async def test_it_folds_on_a_phone_and_lasts_over_a_reload(page: Page, walk: Walk) -> None:
    await page.set_viewport_size({"width": 360, "height": 740})
    await walk.say(page, "a small manufacturer")
    toggle = page.get_by_role("button", name="What I know so far (1)")
    await expect(toggle).to_have_attribute("aria-expanded", "false")
    await expect(page.locator(".ff-progress")).to_be_visible()
    await expect(page.locator(".ff-chip")).to_be_hidden()
    await page.reload()
    await toggle.click()
    await expect(page.locator(".ff-chip")).to_contain_text("small manufacturer")
    await page.set_viewport_size({"width": 1200, "height": 850})
