"""What an identity provider must be given and must say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from core.errors import BadSetting
from core.settings import read_settings
from ui.chat.provider import provided, subject_and_name
from ui.chat.sign_in import environment

WHOLE = {"oidc_issuer": "https://p/", "oidc_client_id": "us", "oidc_client_secret": "s"}


def test_all_or_nothing(tmp_path: Path) -> None:
    assert provided(read_settings(data_dir=tmp_path)) is False
    assert provided(read_settings(data_dir=tmp_path, **WHOLE)) is True
    for name in WHOLE:
        partly = {k: v for k, v in WHOLE.items() if k != name}
        with pytest.raises(BadSetting, match=f"FIRSTFIVE_{name.upper()} is missing"):
            provided(read_settings(data_dir=tmp_path, **partly))


def test_what_the_chat_server_is_told(tmp_path: Path) -> None:
    plain = environment(read_settings(data_dir=tmp_path), "secret")
    assert plain == {
        "CHAINLIT_AUTH_SECRET": "secret",  # pragma: allowlist secret
        "CHAINLIT_AUTH_COOKIE_NAME": "firstfive_sign_in",
    }
    whole = read_settings(data_dir=tmp_path, origins="https://a.example.org/", **WHOLE)
    told = environment(whole, "secret")
    assert told["CHAINLIT_URL"] == "https://a.example.org"
    assert not [name for name in told if name.startswith("OAUTH")]


@pytest.mark.parametrize("issuer", ["p", "widget", "ftp://p"])
def test_an_issuer_is_an_address(tmp_path: Path, issuer: str) -> None:
    with pytest.raises(BadSetting, match="FIRSTFIVE_OIDC_ISSUER"):
        read_settings(data_dir=tmp_path, oidc_issuer=issuer)


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ({"sub": "1", "email": "a@b.c"}, None),
        ({"sub": "1", "email": " a@b.c ", "email_verified": True}, ("1", "a@b.c")),
        ({"sub": "1", "email": "a@b.c", "email_verified": "true"}, None),
        ({"sub": "1", "email": "a@b.c", "email_verified": 1}, None),
        ({"sub": "1", "email": "a@b.c", "email_verified": None}, None),
        ({"sub": "1", "email": "Widget:ann", "email_verified": True}, None),
        ({"sub": "1", "email": "a@b.c", "email_verified": False}, None),
        ({"sub": "1", "email": "a@b.c", "email_verified": "no"}, None),
        ({"sub": "", "email": "a@b.c", "email_verified": True}, None),
        ({"sub": "1", "email": " ", "email_verified": True}, None),
        ({"sub": 1, "email": "a@b.c", "email_verified": True}, None),
        ({"email": "a@b.c", "email_verified": True}, None), ({}, None),
    ],
)  # fmt: skip
def test_whom_the_provider_names(said: dict[str, Any], named: tuple[str, str] | None) -> None:
    assert subject_and_name(said, "email") == named


def test_another_claim_needs_no_address() -> None:
    assert subject_and_name({"sub": "1", "nickname": "ann"}, "nickname") == ("1", "ann")
