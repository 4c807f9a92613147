"""What lasts: across a reload, a killed server, a failure, and until the person starts over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest

pytest.importorskip("playwright", reason="playwright is not installed: no browser tests")
from playwright.async_api import expect

from tests.browser.conftest import Walk
from tests.emulators.raw_client import handshake

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext, Page, WebSocketRoute

pytestmark = pytest.mark.asyncio(loop_scope="session")
say = Walk.say


async def bubbles(page: Page) -> list[str]:
    """What the person said, as the page shows it."""
    found: list[str] = await page.locator("[data-step-type=user_message]").all_inner_texts()
    return found


async def test_reload_in_the_middle(page: Page, chat: Any) -> None:
    await say(page, "a small manufacturer")
    await page.get_by_role("button", name="Retail").click()
    await page.get_by_role("button", name="Continue").click()
    await expect(page.locator("[data-choice='region=Midwest']")).to_be_enabled()
    before = len(chat.talks)
    await page.reload()
    await expect(page.locator("[data-choice='region=Midwest']")).to_be_enabled()
    assert await bubbles(page) == ["a small manufacturer", "Retail"]
    await expect(page.locator("[data-choice='industry=Retail']")).to_have_count(0)
    await expect(page.locator("#ff-known")).to_contain_text("Manufacturing")
    await expect(page.locator("#ff-notice")).to_contain_text("this is where you left off")
    await page.locator("[data-choice='region=Midwest']").click()
    await expect(page.locator("[data-choice^='asking_price=']:enabled")).to_have_count(4)
    assert len(chat.talks) == before


async def test_a_long_thought_is_told_and_can_be_stopped(page: Page, chat: Any) -> None:
    await say(page, "a small manufacturer")
    await expect(page.locator(".ff-continue")).to_be_visible()
    await say(page, "this needs patience")
    await expect(page.locator(".ff-working [role=status]")).to_have_text(
        "Comparing 157 businesses …"
    )
    marked = "[data-generated-by-ai=true][data-made-by=template]"
    await expect(page.locator(f".ff-working{marked}")).to_have_count(1)
    await page.get_by_role("button", name="Stop", exact=True).click()
    await expect(page.locator(".ff-sorry").last).to_contain_text("Stopped. Nothing of your last")
    await expect(page.locator(".ff-working")).to_have_count(0)
    await say(page, "near Boston")
    await expect(page.locator("[data-choice='region=Midwest']")).to_be_enabled()
    said = [turn["said"] for turn in list(chat.talks.values())[-1]["turns"]]
    assert {"text": "this needs patience"} not in said


async def test_server_killed_while_the_page_is_open(page: Page, chat: Any) -> None:
    await say(page, "a small manufacturer")
    await expect(page.locator(".ff-continue")).to_be_visible()
    await say(page, "something slow")
    await page.wait_for_timeout(300)
    chat.kill()
    chat.start()
    await expect(page.locator("[data-choice='region=Midwest']")).to_be_enabled()
    assert await bubbles(page) == ["a small manufacturer", "something slow"]
    await say(page, "near Boston")
    await expect(page.locator("[data-choice^='asking_price=']:enabled")).to_have_count(4)
    assert await bubbles(page) == ["a small manufacturer", "something slow", "near Boston"]
    said = [turn["said"] for turn in list(chat.talks.values())[-1]["turns"]]
    assert said.count({"text": "something slow"}) == 1


async def test_words_that_never_arrive_go_back_into_the_box(page: Page, chat: Any) -> None:
    await say(page, "a small manufacturer")
    await expect(page.locator(".ff-continue")).to_be_visible()
    lost = '{"text": "retail then", "meant": {}, "tries": 1, "id": "x"}'
    await page.evaluate("lost => sessionStorage.setItem('firstfive.sent', lost)", lost)
    await page.reload()
    await expect(page.locator("#chat-input")).to_have_value("retail then")
    await expect(page.get_by_role("alert")).to_contain_text("did not arrive")
    await page.click("#chat-submit")
    await expect(page.locator("[data-choice='region=Midwest']")).to_be_enabled()
    await expect(page.locator("#ff-notice")).to_have_count(0)


async def test_connection_lost_for_a_moment(context: BrowserContext, chat: Any) -> None:
    sockets: list[WebSocketRoute] = []

    def hold(socket: WebSocketRoute) -> None:
        socket.connect_to_server()
        sockets.append(socket)

    page = await context.new_page()
    await page.route_web_socket("**/socket.io/**", hold)
    await page.goto(chat.url)
    await page.wait_for_selector(".step .ff-examples")
    await say(page, "a small manufacturer")
    await expect(page.locator(".ff-continue")).to_be_visible()
    await say(page, "something slow")
    await page.wait_for_timeout(300)
    await sockets[-1].close()
    await expect(page.locator("[data-choice='region=Midwest']")).to_be_enabled()
    assert len(sockets) > 1, "the page connected anew"
    assert await bubbles(page) == ["a small manufacturer", "something slow"]


async def test_failure_and_second_try(page: Page) -> None:
    await say(page, "my line is down")
    alert = page.locator(".ff-sorry")
    await expect(alert).to_contain_text("Nothing is lost")
    await page.get_by_role("button", name="Try again").click()
    await expect(page.locator(".ff-continue")).to_be_visible()
    await expect(alert).to_have_count(0)
    assert await bubbles(page) == ["my line is down"]


@pytest.mark.parametrize("word", ["boom", "busy"])
async def test_failures_are_friendly(page: Page, word: str) -> None:
    await say(page, word)
    alert = page.locator(".ff-sorry")
    await expect(alert).to_contain_text("try again in a moment")
    assert "secret" not in await page.inner_text("body")
    await say(page, "a small manufacturer")
    await expect(page.locator(".ff-continue")).to_be_visible()
    await expect(alert).to_have_count(0)


async def test_two_tabs(page: Page, context: BrowserContext, chat: Any) -> None:
    await say(page, "a small manufacturer")
    await expect(page.locator(".ff-continue")).to_be_visible()
    other = await context.new_page()
    await other.goto(chat.url)
    await say(other, "retail")
    await expect(other.locator("[data-choice='region=Midwest']")).to_be_enabled()
    await page.locator("[data-choice='industry=Retail']").click()
    await page.locator(".ff-continue").click()
    await expect(page.locator("[data-choice='region=Midwest']")).to_be_enabled()
    await expect(page.get_by_text("This page was behind")).to_be_visible()


async def test_no_script_reads_what_keeps_the_conversation(
    context: BrowserContext, page: Page, chat: Any
) -> None:
    await say(page, "a small manufacturer")
    await expect(page.locator(".ff-continue")).to_be_visible()
    cookies = {one.get("name"): one for one in await context.cookies()}
    kept = cookies["firstfive_default"]
    assert kept.get("httpOnly") is True
    assert kept.get("sameSite") == "Lax"
    assert (kept.get("path"), (kept.get("expires") or 0) > 0) == ("/chat", True)
    assert "firstfive_default" not in await page.evaluate("document.cookie")
    token = unquote(str(kept.get("value"))).partition(":")[2]
    assert len(token) > 20
    assert token not in await page.content()

    await page.get_by_role("button", name="Start over").click()
    await page.get_by_role("button", name="Yes, start over").click()
    await expect(page.locator(".step .ff-examples button:enabled")).to_have_count(3)
    anew = {one.get("name"): one.get("value") for one in await context.cookies()}
    assert anew["firstfive_default"] != kept.get("value")


async def test_start_over(page: Page, chat: Any) -> None:
    await say(page, "a small manufacturer")
    await expect(page.locator(".ff-continue")).to_be_visible()
    before = len(chat.talks)
    await page.get_by_role("button", name="Start over").click()
    await page.get_by_role("button", name="No, go back").click()
    await expect(page.locator(".ff-continue")).to_be_visible()
    await page.get_by_role("button", name="Start over").click()
    await page.get_by_role("button", name="Yes, start over").click()
    await expect(page.locator(".step .ff-examples button:enabled")).to_have_count(3)
    assert await bubbles(page) == []
    assert len(chat.talks) == before + 1


async def test_only_its_own_page_may_connect(chat: Any) -> None:
    base = chat.url.removesuffix("/chat/")
    assert handshake(base) == 101
    assert handshake(base, origin="https://elsewhere.example") == 403
