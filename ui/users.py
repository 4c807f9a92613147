"""What operators do with the people who may sign in, and with what is theirs."""

from __future__ import annotations

import getpass
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from conversations import users
from conversations.audit import OPERATOR, note
from conversations.erasure import erase_all_of, forget_exports
from conversations.export import write_exports
from conversations.users import Listed, Role, Subject
from core.database import Connection, open_pool
from core.errors import BadPassword, BadSetting
from core.settings import Settings, read_settings


def asked_password() -> str:
    """The password typed twice at the terminal, or the first line of standard input.

    Raises:
        BadPassword: the two differ.
    """
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    typed = getpass.getpass("Password: ")
    if getpass.getpass("Again: ") != typed:
        raise BadPassword("The two are not the same.")
    return typed


def subject_at(settings: Settings, subject: str, issuer: str | None) -> Subject:
    """A subject of this identity provider; of the one in the settings where none is named.

    Raises:
        BadSetting: neither names a provider.
    """
    named = read_settings(oidc_issuer=issuer).oidc_issuer if issuer else settings.oidc_issuer
    if not named:
        raise BadSetting("Whose subject that is: say --issuer, or set FIRSTFIVE_OIDC_ISSUER.")
    return Subject(issuer=named, subject=subject)


async def add(
    settings: Settings,
    name: str,
    role: Role,
    password: str | None,
    subject: Subject | None = None,
) -> None:
    """Let somebody sign in, with this password or as this subject of an identity provider."""
    async with _connection(settings) as connection:
        await users.add_user(connection, name, role, password, subject, who=OPERATOR)


async def link(settings: Settings, name: str, subject: Subject) -> None:
    """Say who somebody is at an identity provider; their present sign-ins end."""
    async with _connection(settings) as connection:
        await users.link_user(connection, name, subject, who=OPERATOR)


async def listed(settings: Settings) -> list[Listed]:
    """Everybody who may sign in."""
    async with _connection(settings) as connection:
        return await users.list_users(connection)


async def set_password(settings: Settings, name: str, password: str) -> None:
    """Give somebody another password; their present sign-ins end."""
    async with _connection(settings) as connection:
        await users.set_password(connection, name, password, who=OPERATOR)


async def set_role(settings: Settings, name: str, role: Role) -> None:
    """Give somebody another role."""
    async with _connection(settings) as connection:
        await users.set_role(connection, name, role, who=OPERATOR)


async def remove(settings: Settings, name: str, erase: bool) -> int:
    """Let somebody sign in no more; their conversations are erased too if ``erase``. How many."""
    async with _connection(settings) as connection:
        user = await users.user_named(connection, name)
        ids: list[str] = []
        if erase:
            least = settings.keep_at_least_days
            ids = await erase_all_of(connection, user.id, at_least_days=least, who=OPERATOR)
            forget_exports(settings.data_dir, ids)
        await users.remove_user(connection, name, who=OPERATOR)
        return len(ids)


async def export(settings: Settings, name: str) -> Path:
    """Write everything that is kept of somebody's conversations to files; the folder of these."""
    async with _connection(settings) as connection:
        user = await users.user_named(connection, name)
        folder = await write_exports(connection, user.id, settings.data_dir)
        await note(connection, OPERATOR, "person exported", user.name)
        return folder


@asynccontextmanager
async def _connection(settings: Settings) -> AsyncIterator[Connection]:
    async with open_pool(settings) as pool, pool.connection() as connection:
        yield connection
