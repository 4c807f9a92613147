"""For everybody: sizes, colours, languages, small screens, the keyboard, and before the script."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("playwright", reason="playwright is not installed: no browser tests")
from playwright.async_api import expect

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext, Page, Route

    from tests.browser.conftest import Walk

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_the_first_screen_needs_no_script_of_the_chat(
    context: BrowserContext, chat: Any
) -> None:
    page = await context.new_page()
    held: list[Route] = []

    async def hold(route: Route) -> None:
        held.append(route)

    await page.route("**/assets/*.js", hold)
    await page.goto(chat.url, wait_until="commit")
    await expect(page.get_by_role("heading", name="What kind of business")).to_be_visible()
    await expect(page.locator("[data-example]")).to_have_count(3)
    await page.locator("[data-example]").nth(1).click()
    await expect(page.get_by_text("One moment…")).to_be_visible()
    for route in held:
        await route.continue_()
    await expect(page.locator("[data-choice='industry=Retail']")).to_be_enabled()
    assert list(chat.talks.values())[-1]["turns"][-1]["said"] == {"choices": ["opening=2"]}


async def test_what_was_begun_to_write_before_the_chat_was_there_is_kept(
    context: BrowserContext, chat: Any
) -> None:
    page = await context.new_page()
    held: list[Route] = []

    async def hold(route: Route) -> None:
        held.append(route)

    await page.route("**/assets/*.js", hold)
    await page.goto(chat.url, wait_until="commit")
    await page.get_by_label("Your message").fill("a small manu")
    for route in held:
        await route.continue_()
    await expect(page.locator("#chat-input")).to_have_value("a small manu")


@pytest.mark.parametrize(("width", "height"), [(320, 640), (600, 425), (820, 1180)])
async def test_every_screen_fits(page: Page, walk: Walk, width: int, height: int) -> None:
    """A narrow phone; a page of 1200 x 850 at 200 %; a tablet."""
    await page.set_viewport_size({"width": width, "height": height})
    assert await walk.bad(page) == {}
    await walk.say(page, "a small manufacturer")
    await expect(page.locator(".ff-continue")).to_be_visible()
    assert await walk.bad(page) == {}
    await page.locator("button[data-choice=show]:enabled").click()
    await expect(page.locator(".ff-card")).to_have_count(5)
    await page.locator(".ff-card").first.get_by_role("button", name="Tell me more").click()
    await page.locator(".ff-card").first.get_by_role("button", name="Show the source").click()
    assert await walk.bad(page) == {}
    for opener in ("#ff-settings", "#ff-restart"):
        await page.locator(opener).click()
        assert await walk.bad(page) == {}
        await page.keyboard.press("Escape")
    await page.set_viewport_size({"width": 1200, "height": 850})


async def test_size_and_colours_are_chosen_and_kept(page: Page, walk: Walk) -> None:
    root = "getComputedStyle(document.documentElement).fontSize"
    ground = "getComputedStyle(document.body).backgroundColor"
    await page.get_by_role("button", name="Settings").click()
    await page.get_by_label("Very large").check()
    await page.get_by_label("Strong contrast").check()
    await page.get_by_role("button", name="Close").click()
    await page.reload()
    await page.wait_for_selector(".step .ff-examples")
    assert await page.evaluate(root) == "30px"
    assert await page.evaluate(ground) == "rgb(0, 0, 0)"
    assert await page.evaluate(walk.SIDEWAYS) == []
    await page.evaluate("localStorage.clear()")


async def test_another_language(page: Page, walk: Walk, chat: Any) -> None:
    await page.get_by_role("button", name="Settings").click()
    await page.get_by_label("Español").click()
    await expect(page.get_by_role("button", name="Empezar de nuevo")).to_be_visible()
    await expect(page.locator("#chat-input")).to_have_attribute("placeholder", "Escriba aquí…")
    await page.locator(".step .ff-choice:enabled").first.click()
    await walk.choose(page, "Enséñeme ya")
    await expect(page.locator(".ff-card").first).to_contain_text("Por qué encaja")
    await walk.choose(page, "Enséñeme otras")
    await expect(page.get_by_text("I have noted that.")).to_be_visible()
    assert list(chat.talks.values())[-1]["turns"][-1]["said"] == {"text": "Show me others"}


async def test_with_the_keyboard_alone(page: Page) -> None:
    async def tab_to(selector: str) -> None:
        for _ in range(60):
            if await page.evaluate("s => document.activeElement.matches(s)", selector):
                return
            await page.keyboard.press("Tab")
        pytest.fail(f"the keyboard does not reach {selector}")

    await page.locator("#ff-settings").focus()
    await tab_to(".step .ff-examples button")
    await page.keyboard.press("Enter")
    await expect(page.locator("[data-choice='industry=Retail']")).to_be_enabled()
    await tab_to("[data-choice='industry=Retail']")
    await page.keyboard.press("Space")
    await tab_to(".ff-continue")
    await page.keyboard.press("Enter")
    await expect(page.locator("[data-choice='region=Midwest']")).to_be_enabled()
    await tab_to("[data-choice=show]")
    await page.keyboard.press("Enter")
    await expect(page.locator(".ff-card")).to_have_count(5)
    await page.locator("#ff-settings").focus()
    await tab_to(".ff-card [data-verdict=interested]")
    await page.keyboard.press("Enter")
    await expect(page.locator(".ff-noted").first).to_have_text("Noted: you are interested.")
    await page.locator("#ff-settings").focus()
    await tab_to(".ff-chip")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("dialog")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.locator(".ff-chip").first).to_be_focused()
