"""Whole conversations in the browser, by clicks and by typing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("playwright", reason="playwright is not installed: no browser tests")
from playwright.async_api import expect

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext, FrameLocator, Page

    from tests.browser.conftest import Walk

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_first_screen(page: Page) -> None:
    words = page.locator(".ff-words")
    await expect(words).to_contain_text("I help you find a business")
    await expect(words).to_contain_text("computer program (AI)")
    await expect(words).to_have_attribute("data-generated-by-ai", "true")
    await expect(words).to_have_attribute("data-made-by", "template")
    await expect(page.locator(".ff-examples button")).to_have_count(3)
    await expect(page.locator("#ff-first")).to_have_count(0)
    assert await page.title() == "FirstFive"
    root = await page.evaluate("getComputedStyle(document.documentElement).fontSize")
    assert root == "20px"
    for hidden in ("#readme-button", "#theme-toggle", "img.logo", "#upload-button", "#stop-button"):
        await expect(page.locator(hidden)).to_be_hidden()


async def every_answer_is_marked(page: Page | FrameLocator) -> None:
    """Each drawn answer, and the cards, say to programs who made them."""
    for drawn in (".ff-words", ".ff-cards"):
        unmarked = f"{drawn}:not([data-generated-by-ai=true][data-made-by])"
        await expect(page.locator(unmarked)).to_have_count(0)
        assert await page.locator(drawn).count()


async def test_by_clicks(page: Page, walk: Walk, chat: Any) -> None:
    await page.locator(".ff-choice").nth(1).click()
    await expect(page.locator(".ff-choice[data-choice='industry=Retail']")).to_contain_text("33")
    await walk.choose(page, "Home services", "Health & care")
    assert await page.evaluate(walk.SMALL) == []
    await walk.choose(page, "Continue")
    await expect(page.locator("[data-choice='industry=Home services']")).to_have_count(0)
    await expect(page.locator("[data-step-type=user_message]").last).to_have_text(
        "Home services, Health & care", use_inner_text=True
    )
    await walk.choose(page, "Why do you ask?")
    await expect(page.get_by_text("Most buyers want to be within")).to_be_visible()
    await walk.choose(page, "Midwest")
    await walk.choose(page, "Doesn’t matter")
    await expect(page.locator(".ff-card")).to_have_count(5)
    await every_answer_is_marked(page)
    said = [turn["said"] for turn in list(chat.talks.values())[-1]["turns"]]
    assert said[2] == {"choices": ["industry=Home services", "industry=Health & care"]}
    assert said[3:] == [{"choices": ["why"]}, {"choices": ["region=Midwest"]}, {"choices": ["any"]}]


async def test_by_typing(page: Page, walk: Walk) -> None:
    await walk.say(page, "a small manufacturer in Maine")
    await expect(page.locator(".ff-progress")).to_have_text("About two more questions.")
    await walk.say(page, "manufacturing, I think")
    await expect(page.locator("#ff-known")).to_contain_text("Manufacturing")
    await page.fill("#chat-input", "near Portland")
    await page.click("#chat-submit")
    await expect(page.locator("#ff-known")).to_contain_text("Maine")
    await expect(page.locator(".ff-progress")).to_have_text("This should be the last question.")
    await walk.say(page, "up to a million")
    await expect(page.locator(".ff-card")).to_have_count(5)
    await expect(page.locator(".ff-choice:enabled")).to_have_count(0)


async def test_the_five(page: Page, walk: Walk, chat: Any) -> None:
    await walk.to_the_five(page)
    first = page.locator(".ff-card").first
    await expect(first).to_contain_text("Strong match · 41% likely to be the one")
    await expect(first).to_contain_text("$840,000")
    await expect(first).to_contain_text("lease runs to 2031")
    source = first.get_by_text("14 full-time people")
    await expect(source).to_be_hidden()
    await first.get_by_role("button", name="Show the source text").click()
    await expect(source).to_be_visible()
    link = first.get_by_role("link")
    assert await link.get_attribute("href") == "https://example.com/1"
    assert await link.get_attribute("target") == "_blank"
    assert "noopener" in (await link.get_attribute("rel") or "")
    await expect(page.get_by_text("not investment advice")).to_be_visible()
    await first.get_by_role("button", name="Interested").click()
    await expect(first.get_by_role("status")).to_have_text("Noted: you are interested.")
    await page.locator(".ff-card").nth(1).get_by_role("button", name="Not for me").click()
    await expect(page.locator(".ff-card").nth(1).get_by_role("status")).to_contain_text("Noted")
    kept = list(chat.talks.values())[-1]["feedback"]
    assert kept == [["b-1", "interested"], ["b-2", "not_interested"]]
    await expect(source).to_be_visible()
    await walk.choose(page, "Show me others")
    await expect(page.get_by_text("I have noted that.")).to_be_visible()


async def test_text_of_items_is_inert(page: Page, walk: Walk) -> None:
    await walk.to_the_five(page)
    card = page.locator(".ff-card").nth(1)
    title = await card.locator("h3").inner_text()
    assert title.startswith(
        "<script>window.pwned=1</script> <b>Tidy</b> **bold** [link](javascript:"
    )
    assert await card.locator("a, img, b, strong, script").count() == 0
    await walk.say(
        page, "**loud** <img src=x onerror='window.pwned=2'> [x](javascript:window.pwned=3)"
    )
    await expect(page.get_by_text("*Stars* and <i>tags</i> stay")).to_be_visible()
    bubble = page.locator("[data-step-type=user_message]").last
    await expect(bubble).to_contain_text("**loud** <img")
    assert await bubble.locator("a, img, strong, .font-bold").count() == 0
    assert await page.evaluate("window.pwned") is None


async def test_nothing_scrolls_sideways_on_a_narrow_phone(page: Page, walk: Walk) -> None:
    await page.set_viewport_size({"width": 320, "height": 640})
    assert await page.evaluate(walk.SIDEWAYS) == []
    await walk.say(page, "a small manufacturer")
    await expect(page.locator(".ff-continue")).to_be_visible()
    assert await page.evaluate(walk.SIDEWAYS) == []
    assert await page.evaluate(walk.SMALL) == []
    await page.locator("button[data-choice=show]:enabled").click()
    await expect(page.locator(".ff-card")).to_have_count(5)
    await page.locator(".ff-card").first.get_by_role("button", name="Show the source text").click()
    assert await page.evaluate(walk.SIDEWAYS) == []
    box = await page.locator(".ff-card").first.bounding_box()
    assert box is not None
    assert box["y"] < 400, "the first of the five begins on the screen"


async def test_every_button_and_box_has_a_name(page: Page, walk: Walk) -> None:
    await walk.to_the_five(page)
    await expect(page.locator("#chat-submit")).to_have_attribute("aria-label", "Send")
    await expect(page.locator("#chat-input")).to_have_attribute("aria-label", "Your message")
    await expect(page.locator("[role=log]")).to_have_count(1)
    nameless = """() => [...document.querySelectorAll('button')].filter(b => b.checkVisibility()
      && !(b.getAttribute('aria-label') || b.textContent.trim())).map(b => b.outerHTML)"""
    await page.wait_for_timeout(300)
    assert await page.evaluate(nameless) == []


async def test_by_keyboard_alone(page: Page) -> None:
    await page.locator(".ff-choice").first.focus()
    await page.keyboard.press("Enter")
    choice = page.locator("[data-choice='industry=Manufacturing']")
    await expect(choice).to_be_enabled()
    await choice.focus()
    await page.keyboard.press("Space")
    await expect(choice).to_have_attribute("aria-pressed", "true")
    await expect(choice).to_be_focused()


async def test_the_address_chooses_the_domain(context: BrowserContext, chat: Any) -> None:
    page = await context.new_page()
    await page.goto(f"{chat.url}?pack=startups")
    await expect(page.locator(".ff-words")).to_contain_text("Which young company")
    await page.goto(f"{chat.url}?pack=nonsense")
    await expect(page.locator(".ff-words")).to_contain_text("I help you find a business")
