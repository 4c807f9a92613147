"""Every screen passes all rules of WCAG 2.2, level AA, that axe-core knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("playwright", reason="playwright is not installed: no browser tests")
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import expect

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext, Frame, Page

    from tests.browser.conftest import Walk

pytestmark = pytest.mark.asyncio(loop_scope="session")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}


async def violations(page: Page | Frame) -> list[str]:
    """What axe-core finds on a page, or in one frame of it, each with the elements concerned."""
    searched: Any = page  # all that is asked of it is to evaluate a script
    found = (await Axe().run(searched, options=OPTIONS)).response["violations"]
    return [f"{v['id']}: {[node['html'][:200] for node in v['nodes']]}" for v in found]


@pytest.mark.parametrize("look", ["light", "dark", "contrast"])
async def test_a_whole_conversation(page: Page, walk: Walk, look: str) -> None:
    await page.evaluate("look => { document.documentElement.dataset.look = look }", look)
    assert await violations(page) == []
    await walk.say(page, "a small manufacturer")
    await expect(page.locator(".ff-continue")).to_be_visible()
    await page.get_by_role("combobox").fill("f")
    await expect(page.get_by_role("option")).to_have_count(3)
    assert await violations(page) == []
    await page.get_by_role("combobox").fill("")
    await page.locator("button[data-choice=show]:enabled").click()
    card = page.locator(".ff-card")
    await expect(card).to_have_count(5)
    await card.first.get_by_role("button", name="Tell me more").click()
    await card.first.get_by_role("button", name="Show the source").click()
    await card.first.get_by_role("button", name="Interested").click()
    for n in (0, 1):
        await card.nth(n).get_by_role("button", name="Compare").click()
    await expect(card.first.locator(".ff-details")).to_be_visible()
    assert await violations(page) == []


async def test_the_dialogs(page: Page, walk: Walk) -> None:
    for opener in ("#ff-settings", "#ff-restart"):
        await page.locator(opener).click()
        assert await violations(page) == []
        await page.keyboard.press("Escape")
    await walk.to_the_five(page)
    for chip in await page.locator(".ff-chip").all():
        await chip.click()
        assert await violations(page) == []
        await page.keyboard.press("Escape")
    for n in (0, 1):
        await page.locator(".ff-card").nth(n).get_by_role("button", name="Compare").click()
    await page.get_by_role("button", name="Compare 2").click()
    assert await violations(page) == []
    await page.keyboard.press("Escape")
    await walk.say(page, "boom")
    await expect(page.locator(".ff-sorry")).to_be_visible()
    assert await violations(page) == []


async def test_the_pages_beside_the_chat(context: BrowserContext, walk: Walk, chat: Any) -> None:
    page = await context.new_page()
    await page.goto(chat.url.removesuffix("chat/"))
    assert await violations(page) == []
    await page.goto(f"{chat.url}login")
    await expect(page.locator("input#password")).to_be_visible()
    assert await violations(page) == []
    await page.goto(chat.url)
    await page.wait_for_selector(".step .ff-examples")
    await walk.to_the_five(page)
    await page.get_by_role("link", name="Print or save a summary").click()
    await expect(page.locator("article")).to_have_count(5)
    assert await violations(page) == []
