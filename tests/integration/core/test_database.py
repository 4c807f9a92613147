"""The pool: what it opens, and what it says when it cannot."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from core.database import Pool, open_pool, server_url
from core.errors import BadSetting, DatabaseUnavailable
from core.settings import read_settings


async def refused(url: str, tmp_path: Path) -> str:
    with pytest.raises(DatabaseUnavailable) as error:
        async with open_pool(read_settings(database_url=url, data_dir=tmp_path)):
            raise AssertionError("opened")
    return str(error.value)


async def test_rows_are_dicts_and_commits_are_durable(pool: Pool) -> None:
    async with pool.connection() as connection:
        cursor = await connection.execute(
            "select current_setting('synchronous_commit') as durable, '[1,2]'::vector as vector"
        )
        row = await cursor.fetchone()
    assert row is not None
    assert row["durable"] == "on"
    assert row["vector"].to_list() == [1, 2]


async def test_an_unreachable_server_is_one_sentence(tmp_path: Path) -> None:
    message = await refused("postgresql://someone:secret@127.0.0.1:1/none", tmp_path)
    assert message.startswith("The database cannot be reached. ")
    assert "Connection refused" in message
    assert "secret" not in message
    assert "\n" not in message


def test_a_url_that_is_none_does_not_show_its_password(tmp_path: Path) -> None:
    settings = read_settings(database_url="postgres:/user:secret@host", data_dir=tmp_path)
    with pytest.raises(BadSetting, match="not a Postgres URL") as error:
        server_url(settings)
    assert "secret" not in str(error.value)


async def test_a_server_without_pgvector_is_named(
    empty_url: str, superuser: Callable[[str], str], tmp_path: Path
) -> None:
    database = empty_url.split("?")[0].rsplit("/", 1)[1]
    with psycopg.connect(superuser(empty_url), autocommit=True) as connection:
        connection.execute("drop extension vector")
        setting = f"alter database {database} set extension_control_path = '/nowhere'"
        connection.execute(setting.encode())
    assert "lacks pgvector" in await refused(empty_url, tmp_path)


async def test_a_database_that_does_not_exist_is_named(empty_url: str, tmp_path: Path) -> None:
    missing = empty_url.replace("/test_", "/missing_")
    assert "does not exist" in await refused(missing, tmp_path)


def test_a_url_may_say_how_long_to_wait(tmp_path: Path) -> None:
    given = read_settings(
        database_url="postgresql://127.0.0.1/x?connect_timeout=9", data_dir=tmp_path
    )
    assert "connect_timeout=9" in server_url(given)
    silent = read_settings(database_url="postgresql://127.0.0.1/x", data_dir=tmp_path)
    assert "connect_timeout=10" in server_url(silent)
