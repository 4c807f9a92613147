"""A click on a card in the chat, and clicks that no page of ours makes."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from tests.emulators.chat_client import chatting

KEPT = """select f.item_id, f.verdict from conversations.feedback f
join conversations.turns t using (conversation_id) where t.said ->> 'text' = %s"""
SHOWN = """select card ->> 'item_id' from conversations.turns t
join conversations.turns first using (conversation_id)
cross join jsonb_array_elements(t.five) card where first.n = 1 and first.said ->> 'text' = %s"""


def test_the_chat_keeps_verdicts_on_what_it_showed(site: Any) -> None:
    said, session = f"just show me {uuid4().hex[:8].translate(LETTERS)}", str(uuid4())
    with chatting(site.base, {}, session) as client:
        client.until("QuickReplies")
        client.say(said)
        client.until('"task_end"', patience=120)
        client.heard.clear()
        client.say("show me the five now")
        client.until("RecCards", patience=120)
        browser = site.browser()

        def click(item: str, verdict: str) -> Any:
            action = {"name": "feedback", "payload": {"item": item, "verdict": verdict}}
            body = {"sessionId": session, "action": action}
            return browser.post("/chat/project/action", json=body).json().get("response")

        items = [row[0] for row in site.sql(SHOWN, said)]
        assert items
        for strange in ("my number is 5551234567", "nope", "x" * 5000, ""):
            assert click(strange, "interested") is False
        assert site.sql(KEPT, said) == []
        for verdict in ("interested", "not_interested", "interested"):
            assert click(items[0], verdict) is True
        assert site.sql(KEPT, said) == [(items[0], "interested")]


def test_all_that_is_written_counts_whatever_it_is_called(site_of: Any) -> None:
    """Notes, choices and edits are read as words are, and cost as much."""
    with site_of(FIRSTFIVE_CHARACTERS_PER_MINUTE="30000") as site:
        browser = site.browser()

        def sent(path: str, **body: Any) -> int:
            begun = browser.post("/api/conversations", json={}).json()
            bearer = {"Authorization": f"Bearer {begun['token']}"}
            url = f"/api/conversations/{begun['id']}/{path}"
            return int(browser.post(url, json=body, headers=bearer).status_code)

        note = ("1(" * 4_000)[:8_000]
        edit = {"attribute": "industry", "set": {"value": "x" * 7_900}}
        assert sent("feedback", verdict="helpful", note=note) == 201
        assert sent("messages", choices=["x" * 900] * 8) == 422
        assert sent("messages", profile=[edit]) == 422
        assert sent("feedback", verdict="helpful", note=note) == 429
        assert sent("messages", choices=["x" * 900] * 8) == 429
        assert sent("messages", profile=[edit]) == 429
        assert sent("feedback", verdict="helpful") == 201


LETTERS = str.maketrans("0123456789", "ghijklmnop")
