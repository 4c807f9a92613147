"""Production mode starts with safe settings only, and says what is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import BadSetting
from core.settings import read_settings
from ui.production import refuse_unsafe
from ui.server import create_app

SAFE = {
    "mode": "production",
    "auth_secret": "0123456789abcdef" * 4,  # pragma: allowlist secret
    "origins": "https://advisor.example.org",
}


def test_safe_settings(tmp_path: Path) -> None:
    refuse_unsafe(read_settings(data_dir=tmp_path, **SAFE))


def test_elsewhere_nothing_is_asked(tmp_path: Path) -> None:
    refuse_unsafe(read_settings(data_dir=tmp_path, auth_secret="x"))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"auth_secret": None}, "FIRSTFIVE_AUTH_SECRET is not set"),
        ({"auth_secret": "0123456789abcdef"}, "too easy to guess"),
        ({"auth_secret": "changeme" * 8}, "too easy to guess"),
        ({"origins": ""}, "FIRSTFIVE_ORIGINS is not set"),
        ({"origins": "https://a.example.org, http://b.example.org"}, "'http://b.example.org'"),
        ({"database_url": "host=db password=postgres"}, "everybody knows"),
        ({"oidc_client_id": "us"}, "FIRSTFIVE_OIDC_CLIENT_SECRET is not set"),
    ],
)  # fmt: skip
def test_each_weakness_is_named(tmp_path: Path, change: dict[str, str], said: str) -> None:
    settings = read_settings(data_dir=tmp_path, **{**SAFE, **change})
    with pytest.raises(BadSetting, match="FIRSTFIVE_MODE=production does not start") as refused:
        refuse_unsafe(settings)
    assert said in str(refused.value)
    assert "0123456789abcdef" not in str(refused.value)


def test_all_weaknesses_are_named_at_once_and_nothing_is_made(tmp_path: Path) -> None:
    with pytest.raises(BadSetting) as refused:
        create_app(read_settings(data_dir=tmp_path / "new", mode="production"), chat=False)
    assert "FIRSTFIVE_AUTH_SECRET" in str(refused.value)
    assert "FIRSTFIVE_ORIGINS" in str(refused.value)
    assert not (tmp_path / "new").exists()
