"""The pages beside the API."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from core.settings import read_settings
from ui.server import create_app

SAFE = {"auth_secret": "0123456789abcdefghijklmnopqrstuvwxyz", "origins": "https://a.example"}


def test_landing_page(api: Any) -> None:
    page = api.http.get("/")
    assert page.headers["content-type"].startswith("text/html")
    assert 'href="/chat/?pack=businesses"' in page.text
    assert "Businesses &lt;for&gt; sale" in page.text
    assert "1,200" in page.text
    assert page.text.count("a computer program (AI), not with a person") == 2
    assert api.http.get("/static/landing.css").status_code == 200
    assert api.http.get("/static/../server.py").status_code == 404


def test_landing_page_in_another_language(api: Any) -> None:
    page = api.http.get("/", headers={"Accept-Language": "es"})
    assert '<html lang="es">' in page.text
    assert "¿Qué busca?" in page.text
    assert "1.200" in page.text
    assert "un programa informático (IA)" in page.text


def test_alive_and_ready(api: Any) -> None:
    assert api.http.get("/healthz").json() == {"status": "alive"}
    assert api.http.head("/healthz").status_code == 200
    assert api.http.get("/readyz").json() == {"status": "ready"}
    api.agent.reason = "No catalogue."
    response = api.http.get("/readyz")
    assert response.status_code == 503
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["detail"] == "No catalogue."
    assert api.http.get("/healthz").status_code == 200
    api.agent.reason = None


@pytest.mark.parametrize("path", ["/", "/api/domains", "/static/landing.css", "/chat/", "/nope"])
def test_a_name_that_is_not_ours_is_refused_everywhere(api: Any, path: str) -> None:
    for name in (
        "rebound.example",
        "rebound.example:8000",
        "127.0.0.1.rebound.example",
        "10.1.2.3",
    ):
        answer = api.http.get(path, headers={"Host": name})
        assert answer.status_code == 421
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["type"] == "urn:firstfive:unknown-host"
        assert "rebound" not in answer.text
    headers = {"Host": "rebound.example", "Origin": "http://rebound.example"}
    assert api.http.post("/api/conversations", json={}, headers=headers).status_code == 421
    assert 'firstfive_refused_total{limit="unknown-host"}' in api.http.get("/metrics").text


def test_probes_by_address_are_answered(api: Any) -> None:
    for path in ("/healthz", "/readyz", "/metrics"):
        for name in ("10.1.2.3:8000", "[fd00::1]:8000", "localhost"):
            assert api.http.get(path, headers={"Host": name}).status_code == 200
        assert api.http.get(path, headers={"Host": "rebound.example"}).status_code == 421


def test_figures_have_no_ids(api: Any) -> None:
    path, owner = api.begin()
    api.http.post(f"{path}/messages", json={"text": "hello"}, headers=owner)
    api.http.get("/whatever/secret")
    figures = api.http.get("/metrics")
    assert figures.headers["content-type"].startswith("text/plain")
    assert 'firstfive_turns_total{kind="question"} 1.0' in figures.text
    assert 'route="/api/conversations/{conversation_id}/messages"' in figures.text
    assert path.rsplit("/", 1)[1] not in figures.text
    assert "secret" not in figures.text


@pytest.mark.parametrize(
    ("settings", "token", "status"),
    [
        ({"metrics_token": "figures"}, "figures", 200),
        ({"metrics_token": "figures"}, "others", 401),
        ({"metrics_token": "figures"}, None, 401),
        ({"mode": "production"}, "figures", 404),
        ({"mode": "production", "metrics_token": "figures"}, "figures", 200),
    ],
)
def test_who_may_read_the_figures(
    settings: dict[str, str], token: str | None, status: int, tmp_path: Path
) -> None:
    app = create_app(read_settings(data_dir=tmp_path, **SAFE, **settings), chat=False)
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    assert TestClient(app, SAFE["origins"]).get("/metrics", headers=headers).status_code == status


def test_security_headers(api: Any) -> None:
    page, answer = api.http.get("/"), api.http.get("/api/domains")
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert "unsafe" not in page.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"
    for response in (page, answer, api.http.get("/api/nothing"), api.http.get("/healthz")):
        assert response.headers["x-content-type-options"] == "nosniff"
        assert "frame-ancestors 'none'" in response.headers["content-security-policy"]
