"""The chat in the frame of another site: a page at ``localhost``, the chat at ``127.0.0.1``."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import jwt
import pytest

pytest.importorskip("playwright", reason="playwright is not installed: no browser tests")
from playwright.async_api import expect

from tests.browser.test_axe import violations
from ui.widget.demo import host_page, serve_host

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext, FrameLocator, Page

    from tests.browser.conftest import Walk

pytestmark = pytest.mark.asyncio(loop_scope="session")
SECRET = "b1946ac92492d2347c6235b4d2611184"  # pragma: allowlist secret
HARMLESS = ("Skipped", "ERR_CONNECTION_REFUSED", "WebSocket")


@pytest.fixture(scope="module")
def widget_chat(chat_of: Callable[..., Any]) -> Iterator[Any]:
    """The chat, which sites at any port of ``localhost`` may embed."""
    made = chat_of(
        "scripted.py",
        FIRSTFIVE_WIDGET_HOSTS="http://localhost:*",
        FIRSTFIVE_WIDGET_SECRET=SECRET,
    )
    made.start()
    yield made
    made.kill()


@pytest.fixture
def host(widget_chat: Any) -> Iterator[Callable[..., str]]:
    """Serves a page that embeds the chat; gives its address."""
    served = []

    def serve(**more: str) -> str:
        server = widget_chat.url.removesuffix("/chat/")
        site = serve_host(host_page(server, "businesses", more), 0)
        served.append(site)
        return f"http://localhost:{site.server_port}/"

    yield serve
    for site in served:
        site.shutdown()
        site.server_close()


async def opened(page: Page, address: str) -> FrameLocator:
    """The chat in the page, opened by its button."""
    await page.goto(address)
    await page.get_by_role("button", name="Chat with us").click()
    return page.frame_locator("#firstfive-widget iframe")


def heard(page: Page, event: str) -> Any:
    """What the page heard of an event."""
    return page.locator(f"#heard [data-event={event}]")


async def test_a_conversation_with_a_reload_and_a_restart(
    context: BrowserContext, walk: Walk, host: Callable[..., str], widget_chat: Any
) -> None:
    page, asked, wrong = await context.new_page(), [], []
    page.on("request", lambda r: asked.append(r.url))
    page.on("pageerror", lambda e: wrong.append(str(e)))
    page.on("console", lambda m: wrong.append(m.text) if m.type == "error" else None)
    address = host()
    await page.goto(address)
    await expect(
        page.get_by_text("Looking for a business to buy? Ask me.", exact=True)
    ).to_be_visible()
    frame = await opened(page, address)
    await expect(frame.locator(".step .ff-examples button:enabled")).to_have_count(3)
    await expect(heard(page, "ready")).to_have_count(1)
    await walk.say(frame, "a small manufacturer")
    await expect(frame.locator(".ff-continue")).to_be_visible()

    [kept] = [c for c in await context.cookies() if c.get("name") == "firstfive_businesses"]
    assert kept.get("httpOnly")
    assert kept.get("secure")
    assert (kept.get("sameSite"), bool(kept.get("partitionKey"))) == ("None", True)

    await page.reload()
    await page.get_by_role("button", name="Chat with us").click()
    await expect(frame.locator(".ff-continue")).to_be_visible()
    widget_chat.kill()
    widget_chat.start()
    await expect(frame.locator("[data-choice='industry=Retail']")).to_be_enabled()
    await frame.locator("button[data-choice=show]:enabled").click()
    await expect(frame.locator(".ff-card")).to_have_count(5)
    marked = "[data-generated-by-ai=true][data-made-by=template]"
    for drawn in (".ff-words", ".ff-cards"):
        await expect(frame.locator(f"{drawn}:not({marked})")).to_have_count(0)
        assert await frame.locator(f"{drawn}{marked}").count() > 0
    await expect(frame.locator(".ff-words").first).to_contain_text("computer program (AI)")
    await expect(page.locator("#firstfive-widget")).to_have_attribute(
        "data-generated-by-ai", "true"
    )
    await expect(heard(page, "recommendations")).to_contain_text("Harbor Tool & Die")
    await frame.locator(".ff-card").first.get_by_role("button", name="Interested").click()
    await expect(heard(page, "interested")).to_contain_text("Coastal Fittings")

    await frame.locator("#chat-input").press("Escape")
    await expect(page.get_by_role("button", name="Chat with us")).to_be_focused()
    await expect(page.get_by_role("dialog")).to_be_hidden()
    own = (address, widget_chat.url.removesuffix("chat/"), "data:", "blob:")
    assert [url for url in asked if not url.startswith(own)] == []
    assert [text for text in wrong if not any(word in text for word in HARMLESS)] == []


async def test_with_the_keyboard_alone_and_on_a_phone(
    context: BrowserContext, walk: Walk, host: Callable[..., str]
) -> None:
    page = await context.new_page()
    await page.set_viewport_size({"width": 320, "height": 640})
    await page.goto(host())
    await page.get_by_role("button", name="Chat with us").focus()
    await page.keyboard.press("Enter")
    frame = page.frame_locator("#firstfive-widget iframe")
    await expect(frame.locator(".step .ff-examples button:enabled")).to_have_count(3)
    panel = page.get_by_role("dialog")
    assert await panel.bounding_box() == {"x": 0, "y": 0, "width": 320, "height": 640}
    shut = page.get_by_role("button", name="Close")
    await expect(shut).to_be_focused()
    box = await shut.bounding_box()
    assert box is not None
    assert box["height"] >= 44
    inner = page.frames[1]
    assert await inner.evaluate(walk.SIDEWAYS) == []
    assert await inner.evaluate(walk.SMALL) == []
    for _ in range(12):
        await page.keyboard.press("Tab")
        if await inner.evaluate("document.activeElement.closest('.ff-examples') !== null"):
            break
    await page.keyboard.press("Enter")
    await expect(frame.locator(".ff-continue")).to_be_visible()
    await shut.focus()
    await page.keyboard.press("Escape")
    await expect(panel).to_be_hidden()


@pytest.mark.parametrize("width", [320, 600], ids=["a phone", "200 % zoom"])
async def test_everybody_can_use_it(
    context: BrowserContext, walk: Walk, host: Callable[..., str], width: int
) -> None:
    page = await context.new_page()
    await page.set_viewport_size({"width": width, "height": 425})
    await page.goto(host())
    assert await violations(page) == []
    frame = await opened(page, page.url)
    await expect(frame.locator(".step .ff-examples button:enabled")).to_have_count(3)
    await walk.to_the_five(frame)
    inner = page.frames[1]
    for script in (walk.SIDEWAYS, walk.SMALL, walk.FAINT):
        assert await inner.evaluate(script) == []
    assert await violations(page) == []
    assert await violations(inner) == []


async def test_the_item_on_the_page_is_told(
    context: BrowserContext, host: Callable[..., str], widget_chat: Any
) -> None:
    frame = await opened(await context.new_page(), host(item="listing-123"))
    await expect(frame.locator(".step .ff-examples")).to_be_visible()
    assert list(widget_chat.talks.values())[-1]["looking_at"] == "listing-123"


async def test_a_site_that_is_not_named_shows_no_chat(
    context: BrowserContext, host: Callable[..., str], chat: Any
) -> None:
    """The same page, but of a server that names no site."""
    page = await context.new_page()
    site = serve_host(host_page(chat.url.removesuffix("/chat/"), "businesses"), 0)
    frame = await opened(page, f"http://localhost:{site.server_port}/")
    await page.wait_for_timeout(1000)
    assert await frame.locator("#ff-top").count() == 0
    site.shutdown()
    site.server_close()


async def test_a_bad_token_leaves_the_visitor_without_a_name(
    context: BrowserContext, host: Callable[..., str]
) -> None:
    frame = await opened(await context.new_page(), host(token="nonsense"))
    await expect(frame.locator(".step .ff-examples")).to_be_visible()


async def test_a_visitor_whom_the_site_names(
    context: BrowserContext, host: Callable[..., str], chat_of: Any, stocked_url: str, walk: Walk
) -> None:
    product = chat_of(
        "product.py",
        FIRSTFIVE_DATABASE_URL=stocked_url,
        FIRSTFIVE_WIDGET_HOSTS="http://localhost:*",
        FIRSTFIVE_WIDGET_SECRET=SECRET,
    )
    product.start()
    now = int(time.time())
    claims = {"aud": "firstfive", "sub": "paul", "iat": now, "exp": now + 300}
    token = jwt.encode(claims, SECRET, algorithm="HS256")
    page = await context.new_page()
    server = product.url.removesuffix("/chat/")
    site = serve_host(host_page(server, "businesses", {"token": token}), 0)
    frame = await opened(page, f"http://localhost:{site.server_port}/")
    await expect(frame.locator(".step .ff-examples")).to_be_visible()
    me = await page.frames[1].evaluate("fetch('/api/me').then(answer => answer.json())")
    assert me["name"] == "widget:paul"
    mine = await page.frames[1].evaluate("fetch('/api/me/conversations').then(a => a.json())")
    assert len(mine) == 1
    site.shutdown()
    site.server_close()
    product.kill()
