"""SQL lives in ``.sql`` files; the migrations run from nothing, and twice."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import psycopg
import pytest

from core.errors import DatabaseUnavailable
from core.migrate import migrate, numbered
from scripts.docs import schema_page

ROOT = Path(__file__).parents[2]
EXCEPT = {"core/migrate.py"}
"""The runner of the migrations keeps its ledger itself: it is there before any file is."""

SENTENCE = re.compile(
    r"^\s*(with\s+\w+\s+as\s*\(|select\s.+\sfrom\s|insert\s+into\s|delete\s+from\s"
    r"|update\s+[\w.]+\s+set\s|create\s+(table|schema|index|extension)\s|drop\s+(table|schema)\s"
    r"|truncate\s|alter\s+(table|database)\s)",
    re.IGNORECASE | re.DOTALL,
)


def strings(path: Path) -> list[tuple[int, str]]:
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    constants = (node for node in nodes if isinstance(node, ast.Constant))
    return [(node.lineno, node.value) for node in constants if isinstance(node.value, str)]


def python_files() -> list[Path]:
    found = (path.relative_to(ROOT) for path in ROOT.glob("*/**/*.py"))
    return sorted(
        path for path in found
        if not path.parts[0].startswith((".", "tests")) and str(path) not in EXCEPT
    )  # fmt: skip


def test_the_pattern_finds_sql() -> None:
    assert SENTENCE.match("select a from b where c")
    assert SENTENCE.match("\n  UPDATE catalogue.items set x = 1")
    assert not SENTENCE.match("select five from the list"[:13])
    assert not SENTENCE.match("Update the profile")


@pytest.mark.parametrize("path", python_files(), ids=str)
def test_no_sql_in_python(path: Path) -> None:
    found = [line for line, text in strings(ROOT / path) if SENTENCE.match(text)]
    assert not found, f"SQL in {path}, lines {found}"


def test_every_query_is_one_sentence() -> None:
    for path in sorted(ROOT.glob("*/queries/*.sql")):
        text = re.sub(r"--.*|'[^']*'", "", path.read_text(encoding="utf-8")).strip()
        assert text, path
        assert ";" not in text.rstrip(";"), f"{path.relative_to(ROOT)} holds several sentences"


def test_migrations_are_numbered_without_gaps() -> None:
    names = [name for name, _ in numbered()]
    assert names
    for number, name in enumerate(names, start=1):
        assert re.fullmatch(rf"{number:04}_[a-z_]+\.sql", name), name


def test_migrations_run_from_nothing_and_twice_change_nothing(empty_url: str) -> None:
    assert migrate(empty_url) == [name for name, _ in numbered()]
    before = schema_page(empty_url)
    assert migrate(empty_url) == []
    assert schema_page(empty_url) == before


def test_a_migration_that_was_changed_is_refused(empty_url: str) -> None:
    migrate(empty_url)
    with psycopg.connect(empty_url, autocommit=True) as connection:
        connection.execute("update public.firstfive_migrations set sha256 = 'x'")
    with pytest.raises(DatabaseUnavailable, match=r"'0001_\w+\.sql' changed"):
        migrate(empty_url)


def test_the_schema_page_is_what_the_migrations_make(database_url: str) -> None:
    page = (ROOT / "docs" / "schema.md").read_text(encoding="utf-8")
    assert page == schema_page(database_url), "run `make docs`"
