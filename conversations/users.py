"""Named people: who may sign in, and with which role."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, get_args

from conversations.audit import note
from conversations.passwords import hashed, matches
from conversations.storable import storable_text
from core.database import Connection
from core.errors import BadPassword, UnknownUser, UserExists
from core.model import Frozen
from core.sql import sql

Role = Literal["person", "reviewer", "admin"]
ROLES = get_args(Role)
LONGEST_NAME = 200


class User(Frozen):
    """Somebody who may sign in."""

    id: str
    name: str
    role: Role
    created_at: datetime


class Listed(User):
    """A user as operators see them; ``seen_at`` is the last use of a sign-in that has not ended."""

    has_password: bool
    seen_at: datetime | None


async def add_user(
    connection: Connection, name: str, role: Role, password: str | None, *, who: str
) -> User:
    """Let somebody sign in; without a password, through the identity provider, by that name.

    Raises:
        BadPassword: it is too short or too long.
        UserExists: the name is taken, or cannot be one.
    """
    values = {
        "name": _name(name),
        "role": role,
        "password_hash": None if password is None else await hashed(password),
        "subject": None,
    }
    async with connection.transaction():
        row = await (await connection.execute(sql("conversations", "add_user"), values)).fetchone()
        if row is None:
            raise UserExists(repr(name))
        added = User.model_validate(row)
        await note(connection, who, "user added", added.name, {"id": added.id, "role": role})
    return added


async def user_of_subject(connection: Connection, subject: str, name: str) -> User | None:
    """Who the identity provider says this is, by its ``subject``; added at the first time.

    A user added beforehand by that name, and without a password, is bound to the subject then.
    None where the name belongs to somebody else.
    """
    values = {"subject": storable_text(subject), "name": _name(name)}
    async with connection.transaction():
        cursor = await connection.execute(sql("conversations", "user_of_subject"), values)
        row = await cursor.fetchone()
        if row is None:
            first = {**values, "role": "person", "password_hash": None}
            cursor = await connection.execute(sql("conversations", "add_user"), first)
            row = await cursor.fetchone()
            if row is not None:
                await note(connection, "sign-in", "user added", name, {"role": "person"})
    return User.model_validate(row) if row else None


async def list_users(connection: Connection) -> list[Listed]:
    """Everybody who may sign in, by name."""
    cursor = await connection.execute(sql("conversations", "list_users"))
    return [Listed.model_validate(row) for row in await cursor.fetchall()]


async def user_named(connection: Connection, name: str) -> User:
    """The user of this name, however it is capitalised.

    Raises:
        UnknownUser: there is none.
    """
    found, _ = await _read(connection, name)
    if found is None:
        raise UnknownUser(repr(name))
    return found


async def user_with_password(connection: Connection, name: str, password: str) -> User | None:
    """The user of this name and password; an unknown name takes as long as a wrong password."""
    found, kept = await _read(connection, name)
    return found if await matches(kept, password) else None


async def set_password(connection: Connection, name: str, password: str, *, who: str) -> None:
    """Give a user another password; every sign-in with the old one ends.

    Raises:
        BadPassword: it is too short or too long, or the user signs in elsewhere.
        UnknownUser: there is none of this name.
    """
    user = await user_named(connection, name)
    values = {"name": user.name, "password_hash": await hashed(password)}
    async with connection.transaction():
        cursor = await connection.execute(sql("conversations", "set_password"), values)
        if cursor.rowcount != 1:
            raise BadPassword(f"{user.name!r} signs in through the identity provider.")
        await connection.execute(sql("conversations", "end_sessions_of"), {"user_id": user.id})
        await note(connection, who, "password changed", user.name)


async def set_role(connection: Connection, name: str, role: Role, *, who: str) -> None:
    """Give a user another role, which counts at once.

    Raises:
        UnknownUser: there is none of this name.
    """
    user = await user_named(connection, name)
    async with connection.transaction():
        await connection.execute(sql("conversations", "set_role"), {"name": name, "role": role})
        change = {"from": user.role, "to": role}
        await note(connection, who, "role changed", user.name, change)


async def remove_user(connection: Connection, name: str, *, who: str) -> None:
    """Nobody signs in by this name any more; present sign-ins end. Conversations lose their owner.

    Raises:
        UnknownUser: there is none of this name.
    """
    user = await user_named(connection, name)
    async with connection.transaction():
        await connection.execute(sql("conversations", "remove_user"), {"id": user.id})
        await note(connection, who, "user removed", user.name, {"id": user.id, "role": user.role})


def _name(name: str) -> str:
    clean = storable_text(name).strip()
    if not clean or len(clean) > LONGEST_NAME or not clean.isprintable():
        raise UserExists(f"{name!r} is no name: 1 to {LONGEST_NAME} printable characters.")
    return clean


async def _read(connection: Connection, name: str) -> tuple[User | None, str | None]:
    values = {"name": storable_text(name).strip()}
    cursor = await connection.execute(sql("conversations", "user_named"), values)
    row = await cursor.fetchone()
    if row is None:
        return None, None
    kept: str | None = row.pop("password_hash")
    return User.model_validate(row), kept
