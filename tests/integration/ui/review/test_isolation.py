"""The desk does not exist for anybody but reviewers; what they do stands in the audit for good."""

from __future__ import annotations

import asyncio
import importlib
from pathlib import Path
from typing import Any

import pytest

from core.errors import BadSetting, UnknownUser
from core.settings import read_settings
from ui import reviewing

SECRET = "zephyrine"  # pragma: allowlist secret
LOOKS_AND_ACTS: tuple[tuple[str, str, dict[str, str], str, str], ...] = (
    ("GET", "/review", {}, "queue viewed", "review"),
    ("GET", "/review?q=ohio", {}, "queue viewed", "review"),
    ("GET", "{at}", {}, "conversation viewed", "{id}"),
    ("POST", "{at}/claim", {}, "conversation claimed", "{id}"),
    ("POST", "{at}/release", {}, "claim released", "{id}"),
    ("POST", "{at}/labels", {"turn": "1", "label": "tone"}, "conversation labelled", "{id}"),
    ("POST", "{at}/labels", {"turn": "1", "label": "tone"}, "label removed", "{id}"),
    ("POST", "{at}/redactions", {"words": "laundromat"}, "words redacted", "{id}"),
    ("POST", "{at}/judgement", {"note": "fine"}, "claim released", "{id}"),
    ("GET", "/review/export.csv", {}, "review exported", "csv"),
    ("GET", "/review/export.jsonl", {}, "review exported", "jsonl"),
    ("GET", "/review/figures", {}, "figures viewed", "all packs"),
    ("GET", "/review/opinions", {}, "agreement viewed", "review"),
    ("POST", "/review/opinions", {"reviewer": "rolf", "number": "3"},
     "second opinions asked for", "rolf"),
    ("GET", "/review/cases", {}, "cases viewed", "review"),
    ("GET", "/review/cases/businesses/people.jsonl", {}, "cases exported", "businesses"),
    ("POST", "{at}/case", {"accept": "A-001"}, "evaluation case made", "{id}"),
    ("POST", "{at}/utterance", {"turn": "1", "attribute": "state", "value": "Ohio"},
     "listening case made", "{id}"),
)  # fmt: skip
MODULES = ("reading", "acts", "learning", "downloads")
FILLED = {"format": "csv", "pack": "businesses", "kind": "people", "redaction": "1"}


def routes() -> list[tuple[str, str]]:
    """Every method and path of the desk, from its routers, with its own files."""
    found = [
        (method, route.path)
        for name in MODULES
        for route in importlib.import_module(f"ui.review.{name}").router.routes
        for method in sorted(route.methods)
    ]
    assert len(found) > 15
    extra = [
        "/review/static/review.css", "/review/static/review.js", "/review/nothing", "/review/",
        f"/review?q={SECRET}", f"/review/export.jsonl?q={SECRET}", "/review/export.jsonl",
    ]  # fmt: skip
    return [*found, *(("GET", path) for path in extra)]


def test_nobody_else_finds_any_of_it(site: Any, talk: Any) -> None:
    id = talk(site.browser(), f"a bakery called {SECRET}")
    rita = site.sign_in("rita")
    assert rita.post(f"/review/conversations/{id}/judgement", data={"note": ""}).status_code == 303
    before = site.sql("select count(*) from conversations.audit")
    fields = {"label": "tone", "turn": "1", "words": SECRET, "why": "because", "sure": "yes"}
    bodies: list[dict[str, Any]] = [
        {}, {"data": fields},
        {"content": b"\xff%zz=", "headers": {"Content-Type": "application/json"}},
    ]  # fmt: skip
    tried = 0
    for browser in (site.browser(), site.sign_in("paul")):
        for method, route in routes():
            path = route.format(conversation_id=id, **FILLED) if "{" in route else route
            for method_tried in {method, "GET", "POST", "DELETE", "HEAD"}:
                for body in bodies if method_tried == "POST" else bodies[:1]:
                    answer = browser.request(method_tried, path, **body)
                    assert answer.status_code == 404, (method_tried, path)
                    assert SECRET not in answer.text
                    tried += 1
    print(f"{tried} requests over {len(routes())} routes of the desk by others, all answered 404")
    assert site.sql("select count(*) from conversations.audit") == before
    assert rita.get(f"/review?q={SECRET}").text.count(f"/review/conversations/{id}") == 1


def test_every_look_and_act_leaves_a_line(site: Any, talk: Any) -> None:
    id, rita = talk(site.browser(), "a laundromat in Ohio"), site.sign_in("rita")
    at = f"/review/conversations/{id}"

    def last() -> tuple[str, str, str]:
        ((who, what, whom),) = site.sql(
            "select who, what, whom from conversations.audit order by id desc limit 1"
        )
        return who, what, whom

    for method, path, data, what, whom in LOOKS_AND_ACTS:
        path, whom = path.format(at=at), whom.format(id=id)
        answer = rita.request(method, path, data=data or None)
        assert answer.status_code in (200, 303), (path, answer.status_code, answer.text)
        assert last() == ("rita", what, whom), path
    refused = ("update conversations.audit set who = 'x'", "delete from conversations.audit",
               "truncate conversations.audit")  # fmt: skip
    for query in refused:
        with pytest.raises(Exception, match="only added to"):
            site.sql(query)
    written = site.sql("select string_agg(details::text || whom, '') from conversations.audit")
    assert "laundromat" not in written[0][0]
    assert "ohio" not in written[0][0]


def test_personal_data_is_for_those_permitted(site: Any, talk: Any) -> None:
    id = talk(site.browser(), "a bakery run by Daniel Miller")
    rita, anna = site.sign_in("rita"), site.sign_in("anna")
    path = f"/review/conversations/{id}/personal"
    assert "Daniel" not in rita.get(f"/review/conversations/{id}").text
    assert rita.post(path, data={"why": "a complaint came in"}).status_code == 404
    assert anna.post(path, data={"why": ""}).status_code == 422
    assert "Daniel Miller" in anna.post(path, data={"why": "a complaint came in"}).text
    assert site.command("review", "permit", "rita").returncode == 0
    assert "Daniel Miller" in rita.post(path, data={"why": "a complaint came in"}).text
    settings = read_settings(database_url=site.url, data_dir=site.folder)
    asyncio.run(reviewing.permit(settings, "rita", False))
    assert rita.post(path, data={"why": "a complaint came in"}).status_code == 404
    for name in ("csv", "jsonl"):
        rita.post(
            f"/review/conversations/{id}/judgement", data={"note": "ask for Daniel Miller again"}
        )
        told = rita.get(f"/review/export.{name}?q=bakery").text
        assert id in told
        assert "Miller" not in told


def test_what_cannot_be_done_is_said(site: Any, talk: Any) -> None:
    id, rita, rolf = talk(site.browser(), "a farm"), site.sign_in("rita"), site.sign_in("rolf")
    at = f"/review/conversations/{id}"
    assert rita.post(f"{at}/claim").status_code == 303
    for path, data, status in (
        (f"{at}/claim", {}, 409), (f"{at}/labels", {"turn": "1", "label": "tone"}, 409),
        (f"{at}/labels", {"turn": "-1", "label": "tone"}, 422),
        (f"{at}/labels", {"turn": "1", "label": "x\0"}, 422),
        (f"{at}/case", {"accept": ""}, 422), (f"{at}/erasure", {}, 422),
        (f"{at}/utterance", {"turn": "9", "attribute": "state", "value": "Ohio"}, 422),
        (f"{at}/utterance", {"turn": "1", "attribute": "none", "value": "Ohio"}, 422),
        (f"{at}/redactions", {"words": "\0"}, 422),
        ("/review/opinions", {"reviewer": "paul", "number": "3"}, 422),
        ("/review/opinions", {"reviewer": "rita", "number": "x"}, 422),
        (f"/review/conversations/{'0' * 32}/claim", {}, 404),
        ("/review/conversations/x/judgement", {"note": ""}, 404),
    ):  # fmt: skip
        answer = rolf.post(path, data=data)
        assert answer.status_code == status, (path, data, answer.status_code)
        assert "That was not done" in answer.text
    for odd in ("after=nan~x", "after=1e400~%00", "since=9999-99-99", "pack=%00", "q=%00%22%28",
                "version=x&flag=y&state=z&sort=q", "after=2026-01-01~x&sort=newest",
                "since=0001-01-01&until=9999-12-31", "q=" + "a" * 3000):  # fmt: skip
        assert rolf.get(f"/review?{odd}").status_code == 200, odd
    assert rolf.get("/review/export.xml").status_code == 422
    assert rolf.get("/review/conversations/x").status_code == 404


def test_erasure_on_request(site: Any, talk: Any) -> None:
    id, rita = talk(site.browser(), f"the {SECRET} orchard"), site.sign_in("rita")
    at = f"/review/conversations/{id}"
    rita.post(f"{at}/redactions", data={"words": "orchard"})
    rita.post(f"{at}/labels", data={"turn": "1", "label": "unsafe"})
    rita.post(f"{at}/case", data={"accept": "A-001"})
    assert rita.post(f"{at}/erasure", data={"sure": "yes"}).headers["location"] == "/review"
    assert rita.get(at).status_code == 404
    assert id not in rita.get("/review?q=orchard").text
    assert site.sql("select count(*) from conversations.cases where conversation_id = %s", id) == [
        (0,)
    ]
    assert ("rita", "conversation erased") in site.sql(
        "select who, what from conversations.audit where whom = %s", id
    )


def test_files_out_and_in(site: Any, talk: Any, tmp_path: Path) -> None:
    id, rita = talk(site.browser(), "a car wash in Texas"), site.sign_in("rita")
    at = f"/review/conversations/{id}"
    rita.post(f"{at}/labels", data={"turn": "1", "label": "wrong_reading"})
    rita.post(f"{at}/judgement", data={"note": "Texas was meant"})
    rita.post(f"{at}/case", data={"accept": "A-001"})
    rita.post(f"{at}/utterance", data={"turn": "1", "attribute": "state", "value": "Texas"})
    done = site.command("review", "export", "--format", "csv", "--pack", "businesses")
    assert done.returncode == 0, done.stderr
    assert f"{id},businesses," in done.stdout
    settings = read_settings(database_url=site.url, data_dir=tmp_path)
    file = tmp_path / "review.jsonl"
    asyncio.run(reviewing.export(settings, reviewing.chosen(None, None, None), "jsonl", file))
    assert "wrong_reading" in file.read_text()
    assert asyncio.run(reviewing.take_in(settings, file)).labels == 0
    asyncio.run(reviewing.cases(settings, "businesses", "people", file))
    assert '"accept": ["A-001"]' in file.read_text()
    asyncio.run(reviewing.cases(settings, "businesses", "utterances", file))
    assert '"expected"' in file.read_text()
    with pytest.raises(BadSetting):
        asyncio.run(reviewing.take_in(settings, tmp_path / "none.csv"))
    with pytest.raises(UnknownUser):
        asyncio.run(reviewing.permit(settings, "nobody", True))
    whats = [
        row[0] for row in site.sql("select what from conversations.audit where who = 'operator'")
    ]
    assert whats.count("review exported") == 2
    assert whats.count("review imported") == 1
    assert whats.count("cases exported") == 2


def test_reviewers_find_the_desk(site: Any) -> None:
    assert 'href="/review"' in site.sign_in("rita").get("/").text
    for browser in (site.sign_in("paul"), site.browser()):
        assert "/review" not in browser.get("/").text
