"""The secret is given, or made once for a data folder."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from core.errors import BadSetting
from core.settings import read_settings
from ui.secret import FILE, auth_secret


def test_a_given_one_is_used_and_kept_nowhere(tmp_path: Path) -> None:
    given = "0123456789abcdef" * 2  # pragma: allowlist secret
    assert auth_secret(read_settings(data_dir=tmp_path, auth_secret=given)) == given
    assert list(tmp_path.iterdir()) == []


def test_a_short_one_is_refused_without_being_shown(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match="32 characters") as refused:
        auth_secret(read_settings(data_dir=tmp_path, auth_secret="tooshort"))
    assert "tooshort" not in str(refused.value)


def test_one_is_made_for_a_folder_once(tmp_path: Path) -> None:
    settings = read_settings(data_dir=tmp_path / "data")
    with ThreadPoolExecutor(4) as threads:
        made = set(threads.map(lambda _: auth_secret(settings), range(8)))
    assert len(made) == 1
    assert len(made.pop()) >= 64
    assert stat.S_IMODE((tmp_path / "data" / FILE).stat().st_mode) == 0o600
    assert [path.name for path in (tmp_path / "data").iterdir()] == [FILE]


def test_each_folder_has_its_own(tmp_path: Path) -> None:
    made = {auth_secret(read_settings(data_dir=tmp_path / name)) for name in "ab"}
    assert len(made) == 2


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    settings = read_settings(data_dir=tmp_path / "file" / "data")
    assert auth_secret(settings) != auth_secret(settings)
