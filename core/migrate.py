"""Runs the numbered ``.sql`` files of ``migrations/`` once each, forward only."""

from __future__ import annotations

from hashlib import sha256
from importlib.resources import files

import psycopg

from core.errors import DatabaseUnavailable

LOCK = 5_515_151
LEDGER = """create table if not exists public.firstfive_migrations (
    name text primary key, sha256 text not null, applied_at timestamptz not null default now())"""


def numbered() -> list[tuple[str, str]]:
    """Every migration as (name, SQL), in order."""
    found = (f for f in files("migrations").iterdir() if f.name.endswith(".sql"))
    return sorted((f.name, f.read_text(encoding="utf-8")) for f in found)


def migrate(url: str) -> list[str]:
    """Apply what is missing, each file in a transaction of its own; return the names applied.

    Raises:
        DatabaseUnavailable: a file that was applied before has changed since.
    """
    done: list[str] = []
    with psycopg.connect(url, autocommit=True) as connection:
        # Should this process die, the server notices, and does not hold the lock to a file's end.
        connection.execute("set client_connection_check_interval = '1s'")
        connection.execute("select pg_advisory_lock(%s)", (LOCK,))
        connection.execute(LEDGER)
        rows = connection.execute("select name, sha256 from public.firstfive_migrations").fetchall()
        applied: dict[str, str] = dict(rows)
        for name, sql in numbered():
            digest = sha256(sql.encode()).hexdigest()
            if name not in applied:
                _apply(connection, name, sql, digest)
                done.append(name)
            elif applied[name] != digest:
                raise DatabaseUnavailable(f"Migration {name!r} changed after it was applied.")
    return done


def _apply(connection: psycopg.Connection, name: str, sql: str, digest: str) -> None:
    with connection.transaction():
        connection.execute(sql.encode(), prepare=False)
        connection.execute(
            "insert into public.firstfive_migrations (name, sha256) values (%s, %s)", (name, digest)
        )
