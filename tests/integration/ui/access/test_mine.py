"""What a person may do with what is theirs: see it, take it away, erase it."""

from __future__ import annotations

from typing import Any


def say(browser: Any, text: str) -> str:
    """A new conversation in which this was said; its id."""
    id: str = browser.post("/api/conversations").json()["id"]
    answer = browser.post(f"/api/conversations/{id}/messages", json={"text": text})
    assert answer.status_code == 200, answer.text
    return id


def test_the_history(site: Any) -> None:
    site.add("hanna")
    browser = site.sign_in("hanna")
    first, second = say(browser, "a <b>bakery</b>"), say(browser, "a laundromat")
    listed = browser.get("/api/me/conversations").json()
    assert [(c["id"], c["first_words"]) for c in listed] == [
        (second, "a laundromat"), (first, "a <b>bakery</b>"),
    ]  # fmt: skip
    page = browser.get("/conversations")
    assert "a &lt;b&gt;bakery&lt;/b&gt;" in page.text
    assert f"conversation={first}" in page.text
    assert page.headers["cache-control"] == "no-store"
    assert 'href="/conversations"' in browser.get("/").text
    assert 'href="/chat/login"' in site.browser().get("/").text
    assert site.browser().get("/conversations").headers["location"] == "/chat/login"


def test_an_export_is_marked_as_made_by_an_ai(site: Any) -> None:
    site.add("emil")
    browser = site.sign_in("emil")
    id = say(browser, "a bakery")
    answer = browser.get(f"/api/conversations/{id}/export")
    assert answer.headers["content-disposition"] == f'attachment; filename="conversation-{id}.json"'
    one, all_of_it = answer.json(), browser.get("/api/me/export").json()
    for told in (one, all_of_it):
        assert told["generated_by_ai"] is True
        assert "computer program (AI)" in told["ai_disclosure"]
    assert all_of_it["name"] == "emil"
    assert all_of_it["conversations"] == [one["conversation"]]
    (turn,) = one["conversation"]["turns"]
    assert turn["said"] == {"text": "a bakery"}
    assert turn["reply"]["generated_by_ai"] is True
    assert one["conversation"]["opening"]["generated_by_ai"] is True
    noted = site.sql("select who, what, whom from conversations.audit order by id desc limit 2")
    assert noted == [
        ("emil", "person exported", "emil"), ("emil", "conversation exported", id),
    ]  # fmt: skip


def test_the_holder_of_a_token_exports_and_erases(site: Any) -> None:
    stranger = site.browser()
    begun = stranger.post("/api/conversations").json()
    path, headers = (
        f"/api/conversations/{begun['id']}",
        {"Authorization": f"Bearer {begun['token']}"},
    )
    assert stranger.get(f"{path}/export", headers=headers).status_code == 200
    assert stranger.delete(path, headers=headers).status_code == 204
    assert stranger.get(f"{path}/export", headers=headers).status_code == 404
    noted = site.sql("select who, what from conversations.audit where whom = %s", begun["id"])
    assert noted == [
        ("holder of the token", "conversation exported"),
        ("holder of the token", "conversation erased"),
    ]


def test_erasing_one_and_all(site: Any) -> None:
    site.add("egon")
    browser = site.sign_in("egon")
    ids = [say(browser, f"a bakery {n}") for n in range(3)]
    assert browser.post(f"/conversations/{ids[0]}/erase").status_code == 303
    assert browser.get(f"/api/conversations/{ids[0]}").status_code == 404
    assert browser.delete("/api/me/conversations").json() == {"erased": 2}
    assert browser.get("/api/me/conversations").json() == []
    assert site.sql("select n from conversations.turns where conversation_id = any(%s)", ids) == []


def test_what_is_held_is_closed_and_stays(site: Any) -> None:
    stranger = site.browser()
    begun = stranger.post("/api/conversations").json()
    path, headers = (
        f"/api/conversations/{begun['id']}",
        {"Authorization": f"Bearer {begun['token']}"},
    )
    assert site.command("retention", "hold", begun["id"], "--why", "a lawsuit").returncode == 0
    assert stranger.delete(path, headers=headers).status_code == 204
    for method in ("GET", "DELETE"):
        assert stranger.request(method, path, headers=headers).status_code == 404
    there = "select id from conversations.conversations where id = %s"
    site.command("retention", "run")
    assert len(site.sql(there, begun["id"])) == 1
    assert site.command("retention", "release", begun["id"]).returncode == 0
    report = site.command("retention", "run").stdout.split()
    assert report[:2] == ["conversations", "1"]
    assert site.sql(there, begun["id"]) == []


def test_files_written_for_somebody_go_with_the_conversation(site: Any) -> None:
    site.add("wanda")
    browser = site.sign_in("wanda")
    ids = [say(browser, "a bakery"), say(browser, "a farm")]
    done = site.command("users", "export", "wanda")
    folder = site.folder / "exports"
    assert done.stdout.strip().startswith(str(folder))
    assert {path.stem for path in folder.rglob("*.json")} == set(ids)
    assert '"generated_by_ai": true' in next(folder.rglob("*.json")).read_text()
    assert browser.delete(f"/api/conversations/{ids[0]}").status_code == 204
    assert {path.stem for path in folder.rglob("*.json")} == {ids[1]}
    done = site.command("users", "remove", "wanda", "--erase")
    assert done.stdout == "1 conversations erased.\n"
    assert list(folder.rglob("*.json")) == []
