"""Runs the numbered ``.sql`` files of ``migrations/`` once each, forward only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from typing import Any

import psycopg

from core.errors import DatabaseNewer, DatabaseUnavailable
from core.model import Frozen

LOCK = 5_515_151
LEDGER = """create table if not exists public.firstfive_migrations (
    name text primary key, sha256 text not null, applied_at timestamptz not null default now())"""
SIGNED = """do $$ begin
    if not exists (
        select from pg_attribute where attname = 'version' and not attisdropped
            and attrelid = 'public.firstfive_migrations'::regclass
    ) then
        alter table public.firstfive_migrations add column version text;
    end if;
end $$"""
"""Since when it says which version applied what; looked up first, since a change has to wait until
nobody reads the ledger, and a backup reads it for long.
"""
ENTRIES = "select to_jsonb(m) from public.firstfive_migrations as m order by name"
ENTRY = """insert into public.firstfive_migrations (name, sha256, applied_at, version)
    values (%s, %s, coalesce(%s, now()), %s)"""
SCHEMA = re.compile(r"create schema (?:if not exists )?(\w+)")


class Applied(Frozen):
    """An entry of the ledger; older versions of FirstFive did not sign theirs."""

    name: str
    sha256: str
    applied_at: datetime | None = None
    version: str | None = None


def numbered() -> list[tuple[str, str]]:
    """Every migration as (name, SQL), in order."""
    found = (f for f in files("migrations").iterdir() if f.name.endswith(".sql"))
    return sorted((f.name, f.read_text(encoding="utf-8")) for f in found)


def schemas() -> list[str]:
    """The schemas that the migrations make: all that is FirstFive's, but for the ledger."""
    return sorted({name for _, sql in numbered() for name in SCHEMA.findall(sql)})


def digests() -> dict[str, str]:
    """The hash of every migration, by its name."""
    return {name: sha256(sql.encode()).hexdigest() for name, sql in numbered()}


def migrate(url: str) -> list[str]:
    """Apply what is missing, each file in a transaction of its own; return the names applied.

    Raises:
        DatabaseNewer: the database holds migrations that this version does not know.
        DatabaseUnavailable: a file that was applied before has changed since.
    """
    done: list[str] = []
    with psycopg.connect(url, autocommit=True) as connection:
        # Should this process die, the server notices, and does not hold the lock to a file's end.
        connection.execute("set client_connection_check_interval = '1s'")
        connection.execute("select pg_advisory_lock(%s)", (LOCK,))
        applied = ledger(connection)
        refuse_strange(applied)
        make_ledger(connection)
        known = {entry.name for entry in applied}
        for name, sql in numbered():
            if name not in known:
                _apply(connection, name, sql)
                done.append(name)
    return done


def ledger(connection: psycopg.Connection[Any]) -> list[Applied]:
    """What was applied to a database, in order; nothing where there is no ledger."""
    found = connection.execute("select to_regclass('public.firstfive_migrations')").fetchone()
    if found is None or found[0] is None:
        return []
    return [Applied.model_validate(row[0]) for row in connection.execute(ENTRIES).fetchall()]


def make_ledger(connection: psycopg.Connection[Any]) -> None:
    """Have a ledger, as this version keeps it."""
    connection.execute(LEDGER)
    connection.execute(SIGNED)


def enter(connection: psycopg.Connection[Any], entries: Iterable[Applied]) -> None:
    """Write into the ledger."""
    for entry in entries:
        values = (entry.name, entry.sha256, entry.applied_at, entry.version)
        connection.execute(ENTRY, values)


def refuse_strange(applied: Sequence[Applied]) -> None:
    """Let nobody work with a ledger that these migrations did not write.

    Raises:
        DatabaseNewer: it holds migrations that this version does not know.
        DatabaseUnavailable: one was applied in other words than it has now.
    """
    known: Mapping[str, str] = digests()
    strange = [entry for entry in applied if entry.name not in known]
    if strange:
        raise DatabaseNewer(_newer(strange))
    for entry in applied:
        if known[entry.name] != entry.sha256:
            raise DatabaseUnavailable(f"Migration {entry.name!r} changed after it was applied.")


def _newer(strange: Sequence[Applied]) -> str:
    """Who applied what this version does not know, and what to do."""
    here, last = version("firstfive"), strange[-1]
    told = last.version not in (None, here)
    by = f"version {last.version}" if told else "a later state of this version"
    names = ", ".join(repr(entry.name) for entry in strange)
    return (
        f"It holds {names}, applied by {by}, and this is version {here}. Start that one or a later "
        "one, or restore here a backup that was made before the upgrade: docs/upgrading.md."
    )


def _apply(connection: psycopg.Connection, name: str, sql: str) -> None:
    with connection.transaction():
        connection.execute(sql.encode(), prepare=False)
        digest = sha256(sql.encode()).hexdigest()
        enter(connection, [Applied(name=name, sha256=digest, version=version("firstfive"))])
