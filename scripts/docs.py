"""Writes what is generated: the settings and the database schema of ``docs/``, and the schema of
domain packs.
"""

from __future__ import annotations

import tempfile
from itertools import groupby
from pathlib import Path
from typing import Any

import psycopg
from platformdirs import user_data_path
from psycopg.rows import dict_row
from pydantic import SecretStr
from pydantic.fields import FieldInfo

from core.embedded import embedded_url, stop_embedded
from core.migrate import migrate
from core.settings import Settings
from domains.schema import SCHEMA, schema_text

ROOT = Path(__file__).parents[1]
COLUMNS = ROOT / "scripts" / "columns.sql"
INDEXES = ROOT / "scripts" / "indexes.sql"

SETTINGS_HEAD = """# Settings

Every setting is an environment variable; the command line's options go first where both are given.
This page is written by `make docs`.

| variable | what it is | default |
|---|---|---|
"""

SCHEMA_HEAD = """# Database schema

What the migrations make, in the order of the tables' names. This page is written by `make docs`.
"""


def settings_page() -> str:
    """``docs/settings.md``: one line per field of :class:`core.settings.Settings`."""
    return SETTINGS_HEAD + "".join(map(_setting, Settings.model_fields.items()))


def _setting(field: tuple[str, FieldInfo]) -> str:
    name, info = field
    return f"| `FIRSTFIVE_{name.upper()}` | {info.description} | {_default(info)} |\n"


def _default(info: FieldInfo) -> str:
    if info.default_factory is not None:
        return _folder(info.default_factory)
    if info.default in (None, ()) or isinstance(info.default, SecretStr):
        return "unset"
    return f"`{info.default}`"


def _folder(made: Any) -> str:
    inside = made().relative_to(user_data_path("firstfive", appauthor=False)).as_posix()
    return "the user's data folder" + ("" if inside == "." else f", `{inside}`")


def schema_page(url: str) -> str:
    """``docs/schema.md``: tables, columns and indexes of the migrated database at ``url``."""
    with psycopg.connect(url, row_factory=dict_row) as connection:
        columns = connection.execute(COLUMNS.read_text(encoding="utf-8")).fetchall()
        indexes = connection.execute(INDEXES.read_text(encoding="utf-8")).fetchall()
    tables = groupby(columns, key=lambda row: row["name"])
    return SCHEMA_HEAD + "".join(_table(name, list(rows), indexes) for name, rows in tables)


def _table(name: str, columns: list[dict[str, Any]], indexes: list[dict[str, Any]]) -> str:
    lines = [f"\n## {name}\n", "| column | type | |", "|---|---|---|"]
    lines += [f"| {row['column']} | {row['type']} | {_notes(row)} |" for row in columns]
    lines += [""] + [f"- `{row['definition']}`" for row in indexes if row["name"] == name]
    return "\n".join(lines).rstrip() + "\n"


def _notes(row: dict[str, Any]) -> str:
    notes = ["" if row["nullable"] else "not null", row["identity"], row["initial"]]
    return ", ".join(filter(None, notes)).replace("|", "\\|")


def main() -> None:
    """Write all of them, with a server of its own for the schema of the database."""
    docs = ROOT / "docs"
    (ROOT / "domains" / SCHEMA).write_text(schema_text(), encoding="utf-8")
    (docs / "settings.md").write_text(settings_page(), encoding="utf-8")
    with tempfile.TemporaryDirectory(prefix="firstfive-docs-") as folder:
        url = embedded_url(Path(folder))
        migrate(url)
        (docs / "schema.md").write_text(schema_page(url), encoding="utf-8")
        stop_embedded(Path(folder))


if __name__ == "__main__":
    main()
