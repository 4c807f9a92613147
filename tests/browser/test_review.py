"""The review desk in the browser: found, labelled and taken away in a few steps, by everybody."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio

from tests.databases import create, drop

pytest.importorskip("playwright", reason="playwright is not installed: no browser tests")
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import expect

from conversations.users import Role
from core.settings import Settings, read_settings
from evaluation.rehearsal.faults import Fault
from evaluation.rehearsal.playing import Rehearsal, rehearse
from ui import users

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext, Page

pytestmark = pytest.mark.asyncio(loop_scope="session")
PASSWORD = "a long enough password"  # pragma: allowlist secret
TALKS = 40
PEOPLE_HERE: dict[str, Role] = {"rita": "reviewer", "anna": "admin"}
MOST_STEPS = 10


@dataclass
class Desk:
    """The product with played conversations, and what was planted in each."""

    home: str
    planted: dict[str, Fault | None]


@pytest.fixture(scope="module")
def desk(chat_of: Callable[..., Any], _server: str, stocked: str) -> Iterator[Desk]:
    """The product, serving, with reviewers and conversations in which faults were planted."""
    url = create(_server, "review_desk", stocked)
    made = chat_of("product.py", FIRSTFIVE_DATABASE_URL=url)
    settings = read_settings(database_url=url, data_dir=made.data)
    planted = asyncio.run(_filled(settings))
    made.start()
    yield Desk(made.url.removesuffix("/chat/"), planted)
    made.kill()
    drop(_server, "review_desk")


async def _filled(settings: Settings) -> dict[str, Fault | None]:
    """People, and what they said."""
    for name, role in PEOPLE_HERE.items():
        await users.add(settings, name, role, PASSWORD)
    return await rehearse(settings, Rehearsal("businesses", TALKS, faulty=0.3))


@dataclass
class Reviewer:
    """Somebody at the desk; counts what they press, click and type."""

    page: Page
    home: str
    steps: int = 0
    errors: list[str] = field(default_factory=list)

    async def press(self, key: str) -> None:
        """A key."""
        self.steps += 1
        await self.page.keyboard.press(key)

    async def click(self, name: str) -> None:
        """A link or button, by its name."""
        self.steps += 1
        await self.page.locator("a, button", has_text=name).first.click()

    async def go(self, path: str) -> None:
        """Open a page by its address."""
        await self.page.goto(self.home + path)


async def signed_in(context: BrowserContext, desk: Desk, name: str) -> Reviewer:
    page = await context.new_page()
    await page.goto(f"{desk.home}/chat/login")
    await page.fill("input#email", name)
    await page.fill("input#password", PASSWORD)
    await page.press("input#password", "Enter")
    await expect(page.locator("#chat-input")).to_be_visible()
    reviewer = Reviewer(page, desk.home)
    await reviewer.go("/review")
    page.on("pageerror", lambda error: reviewer.errors.append(str(error)))
    page.on("console", lambda m: reviewer.errors.append(m.text) if m.type == "error" else None)
    return reviewer


def text_of(path: Path) -> str:
    """What was downloaded."""
    return path.read_text(encoding="utf-8")


@pytest_asyncio.fixture(loop_scope="session")
async def rita(context: BrowserContext, desk: Desk) -> AsyncIterator[Reviewer]:
    """A reviewer at the queue; the test fails if a page misbehaved meanwhile."""
    made = await signed_in(context, desk, "rita")
    yield made
    assert made.errors == []


async def test_the_worst_is_found_labelled_and_taken_away(rita: Reviewer, desk: Desk) -> None:
    page = rita.page
    await rita.press("j")
    await rita.press("Enter")
    await page.wait_for_url("**/review/conversations/*")
    id = re.sub(r".*/|[?#].*", "", page.url)
    assert desk.planted[id] is Fault.WORST
    await expect(page.get_by_text("check failed")).to_be_visible()
    await rita.press("w")
    async with page.expect_navigation():
        await rita.press("7")
    await expect(page.locator("#turn-all [aria-pressed=true]")).to_contain_text("Unsafe")
    await rita.press("d")
    await page.keyboard.type("A check failed, and they were told so little.")
    rita.steps += 1
    async with page.expect_navigation():
        await rita.click("I have read it: finish")
    await expect(page.locator("textarea[name=note]")).to_have_value(re.compile("told so little"))
    async with page.expect_navigation():
        await rita.click("Back to the list")
    async with page.expect_download() as download:
        await rita.click("As a table (CSV)")
    table = text_of(await (await download.value).path())
    assert f"{id},businesses," in table
    assert ",unsafe,rita," in table
    assert "told so little" in table
    print(f"found, labelled and exported in {rita.steps} interactions")
    assert rita.steps <= MOST_STEPS


async def test_keys_walk_and_can_be_turned_off(rita: Reviewer) -> None:
    page = rita.page
    several = page.locator("td.n", has_text=re.compile("^[2-9]$"))
    async with page.expect_navigation():
        await page.locator("[data-row]", has=several).first.locator("a").click()
    first = page.url
    async with page.expect_navigation():
        await page.keyboard.press("n")
    assert page.url != first
    async with page.expect_navigation():
        await page.keyboard.press("p")
    await expect(page).to_have_url(first)
    await page.keyboard.press("j")
    await expect(page.locator("#turn-2.marked")).to_be_visible()
    await page.keyboard.press("k")
    await expect(page.locator("#turn-1.marked")).to_be_visible()
    async with page.expect_navigation():
        await page.keyboard.press("3")
    await expect(page.locator("#turn-1 [aria-pressed=true]")).to_contain_text("Needless question")
    await expect(page).to_have_url(re.compile("#turn-1$"))
    async with page.expect_navigation():
        await page.keyboard.press("3")
    await expect(page.locator("#turn-1 [aria-pressed=true]")).to_have_count(0)
    await page.locator("textarea[name=note]").fill("")
    await page.keyboard.type("13q")
    await expect(page.locator("textarea[name=note]")).to_have_value("13q")
    await page.locator("summary", has_text="Keys").click()
    await page.get_by_label("Use these keys").uncheck()
    await page.locator("h1").click()
    await page.keyboard.press("q")
    await page.keyboard.press("3")
    await expect(page.locator("#turn-1 [aria-pressed=true]")).to_have_count(0)
    await page.get_by_label("Use these keys").check()


async def test_the_conversation_as_it_was_seen_with_what_is_behind_it(rita: Reviewer) -> None:
    page = rita.page
    await rita.go("/review?outcome=interested")
    await page.locator("[data-row] a").first.click()
    await expect(page.locator(".buttons").first).to_be_visible()
    await expect(page.locator(".card")).to_have_count(5)
    await expect(page.locator(".claims blockquote, .claims .source").first).to_be_visible()
    for heading in ("Understood", "Profile", "Checks", "Label"):
        await expect(page.locator("#turn-1").get_by_role("heading", name=heading)).to_be_visible()
    await expect(
        page.locator("#turn-1").get_by_text(re.compile("candidates? left"))
    ).to_be_visible()
    await page.locator("#turn-1 details summary").first.click()
    await expect(page.locator("#turn-1 dt", has_text="pack")).to_be_visible()
    await page.get_by_role("button", name="Make this an evaluation case").click()
    await rita.go("/review/cases")
    async with page.expect_download() as download:
        await page.get_by_role("link", name="1 to be played").click()
    assert '"accept"' in text_of(await (await download.value).path())


async def test_filters_and_search(rita: Reviewer) -> None:
    page = rita.page
    await expect(page.locator("[data-row]")).to_have_count(TALKS)
    await page.get_by_text("More filters").click()
    await page.get_by_label("A guardrail stepped in").check()
    async with page.expect_navigation():
        await page.get_by_role("button", name="Show").click()
    shown = await page.locator("[data-row]").count()
    assert 0 < shown < TALKS
    await expect(page.get_by_label("A guardrail stepped in")).to_be_checked()
    await page.keyboard.press("/")
    await page.keyboard.type("nowhereatall")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("No conversation fits.")).to_be_visible()


@pytest.mark.parametrize("width", [1400, 390])
async def test_everybody_can_use_it(context: BrowserContext, desk: Desk, width: int) -> None:
    anna = await signed_in(context, desk, "anna")
    page = anna.page
    await page.set_viewport_size({"width": width, "height": 900})
    first = await page.locator("[data-row] a").first.get_attribute("href") or ""
    paths = ("/review", first, "/review?outcome=interested&flag=none", "/review/figures",
             "/review/opinions", "/review/cases", "/review?flag=long&abandoned=yes")  # fmt: skip
    for path in paths:
        await anna.go(path)
        for summary in await page.locator("summary").all():
            await summary.click()
        found = await Axe().run(page)
        assert found.violations_count == 0, (path, found.generate_report())
        wide = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, path
    await page.goto(anna.home + first)
    await page.get_by_role("button", name="Hide them").click()
    await expect(page.get_by_text("That was not done")).to_be_visible()
    assert (await Axe().run(page)).violations_count == 0
    await page.set_viewport_size({"width": 1200, "height": 850})
