"""Production mode starts with safe settings only, and says what is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import BadSetting
from core.settings import read_settings
from ui.production import refuse_open, refuse_unsafe
from ui.server import create_app
from ui.serving import listening, run

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


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1.2.3", "::1", "localhost"])
def test_this_machine_alone_is_served_without_a_word(tmp_path: Path, host: str) -> None:
    assert refuse_open(read_settings(data_dir=tmp_path, host=host)) is None


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.20", "my-machine.local", ""])
def test_other_machines_are_not_let_in_by_oversight(tmp_path: Path, host: str) -> None:
    open_ = {"data_dir": tmp_path, "host": host}
    with pytest.raises(BadSetting, match=r"lets other machines in.*FIRSTFIVE_HOSTS"):
        refuse_open(read_settings(**open_))
    for named in ({"hosts": "192.168.1.20"}, {"origins": "https://a.example"}):
        told = refuse_open(read_settings(**open_, **named))
        assert told is not None
        assert told.startswith("Warning: other machines are let in")
    assert refuse_open(read_settings(**open_, **SAFE)) is None


def test_a_server_that_would_let_other_machines_in_does_not_start(tmp_path: Path) -> None:
    with (
        listening("0.0.0.0", 0) as taken,
        pytest.raises(BadSetting, match="lets other machines in"),
    ):
        run(read_settings(data_dir=tmp_path / "new", host="0.0.0.0"), taken)
    assert not (tmp_path / "new").exists()
