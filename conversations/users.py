"""Named people: who may sign in, and with which role."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, get_args

from pydantic import field_validator

from conversations.audit import note
from conversations.passwords import hashed, matches
from conversations.storable import storable_text
from core.database import Connection
from core.errors import BadPassword, CannotLink, UnknownUser, UserExists
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


class Subject(Frozen):
    """Who somebody is at an identity provider: a subject means nothing without its issuer."""

    issuer: str
    subject: str

    @field_validator("issuer")
    @classmethod
    def _in_one_way(cls, given: str) -> str:
        return given.rstrip("/")


class Listed(User):
    """A user as operators see them; ``seen_at`` is the last use of a sign-in that has not ended.

    ``issuer`` is empty where the provider of the subject is not known.
    """

    has_password: bool
    issuer: str | None
    subject: str | None
    seen_at: datetime | None


async def add_user(
    connection: Connection,
    name: str,
    role: Role,
    password: str | None,
    subject: Subject | None = None,
    *,
    who: str,
) -> User:
    """Let somebody sign in, with a password or as a subject of an identity provider.

    Raises:
        BadPassword: it is too short or too long.
        UserExists: the name is taken or cannot be one, or the subject is somebody already.
    """
    values = {
        "name": _name(name),
        "role": role,
        "password_hash": None if password is None else await hashed(password),
        **_parts(subject),
    }
    async with connection.transaction():
        row = await (await connection.execute(sql("conversations", "add_user"), values)).fetchone()
        if row is None:
            raise UserExists(repr(name))
        added = User.model_validate(row)
        await note(connection, who, "user added", added.name, {"id": added.id, "role": role})
    return added


async def user_of_subject(
    connection: Connection, issuer: str, subject: str, name: str
) -> User | None:
    """Who this subject of an identity provider is; added, as a person, at the first time.

    A person whose subject was kept when issuers were not is taken for the same if the name is the
    same, too; others are linked by an operator. None where the name belongs to somebody else.
    """
    values = {**_parts(Subject(issuer=issuer, subject=subject)), "name": _name(name)}
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


async def link_user(connection: Connection, name: str, subject: Subject, *, who: str) -> None:
    """Let a user sign in as this subject from now on, and as no other; present sign-ins end.

    Raises:
        CannotLink: the user signs in with a password, or the subject is somebody already.
        UnknownUser: there is none of this name.
    """
    user = await user_named(connection, name)
    values = {**_parts(subject), "id": user.id}
    async with connection.transaction():
        cursor = await connection.execute(sql("conversations", "link_user"), values)
        if cursor.rowcount != 1:
            raise CannotLink(
                f"{user.name!r} signs in with a password, or {subject.subject!r} is somebody else."
            )
        await connection.execute(sql("conversations", "end_sessions_of"), {"user_id": user.id})
        await note(connection, who, "user linked", user.name, {"issuer": subject.issuer})


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


def _parts(subject: Subject | None) -> dict[str, str | None]:
    if subject is None:
        return {"issuer": None, "subject": None}
    return {"issuer": subject.issuer, "subject": storable_text(subject.subject)}


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
