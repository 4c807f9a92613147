"""How many clicks and how long, measured on the product; times are printed, with ``--long``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("playwright", reason="playwright is not installed: no browser tests")
from playwright.async_api import expect

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext, Page

    from tests.browser.conftest import Walk

pytestmark = pytest.mark.asyncio(loop_scope="session")
MOST_CLICKS = 8
SLOWED = 4
REPLIES = 20
SEEN = """() => {
  const paints = performance.getEntriesByType('paint')
  return paints.find(p => p.name === 'first-contentful-paint')?.startTime ?? null
}"""
# From the last frame of a reply on the socket to the frame in which its question is on the screen.
WATCH = """() => {
  window.drawn = []
  const Plain = window.WebSocket
  window.WebSocket = class extends Plain {
    constructor(...given) {
      super(...given)
      this.addEventListener('message', ({ data }) => {
        const asks = typeof data === 'string' && data.includes('"QuickReplies"')
        if (asks) window.heardAt = performance.now()
      })
    }
  }
  new MutationObserver(() => {
    const now = document.querySelectorAll('.ff-question .ff-choice').length
    if (!now || !window.heardAt) return
    const at = window.heardAt
    window.heardAt = null
    requestAnimationFrame(() => window.drawn.push(performance.now() - at))
  }).observe(document, { childList: true, subtree: true })
}"""


async def click(page: Page, selector: str) -> int:
    """One click."""
    await page.locator(selector).first.click()
    return 1


async def test_few_clicks_from_the_landing_page_to_the_five(
    product: Any, context: BrowserContext
) -> None:
    page = await context.new_page()
    await page.goto(product.url.removesuffix("chat/"))
    clicks = await click(page, "a[href*='pack=businesses']")
    clicks += await click(page, ".step .ff-examples button:enabled")
    waiting = page.locator(".ff-card, .ff-always .ff-choice:enabled")
    await waiting.first.wait_for()
    while not await page.locator(".ff-card").count():
        asked = await page.locator("[data-step-type=user_message]").count()
        clicks += await click(page, ".ff-choices .ff-choice:enabled")
        if await page.locator(".ff-continue").count():
            clicks += await click(page, ".ff-continue:enabled")
        await expect(page.locator("[data-step-type=user_message]")).to_have_count(asked + 1)
        await waiting.first.wait_for()
    print(f"clicks from the landing page to the five: {clicks}")
    assert clicks <= MOST_CLICKS


async def test_times(
    context: BrowserContext, chat: Any, walk: Walk, pytestconfig: pytest.Config
) -> None:
    if not pytestconfig.getoption("--long"):
        pytest.skip("times are measured with --long")
    seen: list[float] = []
    drawn: list[float] = []
    for _ in range(5):
        page = await context.new_page()
        slow = await context.new_cdp_session(page)
        await slow.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
        await slow.send("Network.clearBrowserCache")
        await page.goto(chat.url, wait_until="commit")
        await page.get_by_role("heading", name="What kind of business").wait_for()
        await page.wait_for_function(SEEN)
        seen.append(await page.evaluate(SEEN))
        await page.close()
    while len(drawn) < REPLIES:
        page = await context.new_page()
        await page.add_init_script(f"({WATCH})()")
        await page.goto(chat.url)
        await page.wait_for_selector(".step .ff-examples")
        for words in ("a small manufacturer", "retail", "Maine"):
            replies = await page.locator(".ff-words").count()
            await walk.say(page, words)
            await expect(page.locator(".ff-words")).to_have_count(replies + 1)
            await page.wait_for_timeout(300)
        drawn += await page.evaluate("window.drawn")
        await page.close()
        await context.clear_cookies()
    print(f"first screen painted, CPU slowed {SLOWED} x: {[round(s) for s in seen]} ms")
    print(f"reply on the screen after its frame: median {sorted(drawn)[len(drawn) // 2]:.0f} ms, "
          f"longest of {len(drawn)}: {max(drawn):.0f} ms")  # fmt: skip
