"""Sign-ins: a secret that the browser keeps, of which we keep the hash until it ends."""

from __future__ import annotations

import secrets
from hashlib import sha256

from conversations.users import Role
from core.database import Connection
from core.model import Frozen
from core.sql import sql

TOKEN_BYTES = 32


class Lifetime(Frozen):
    """How long a sign-in lasts: ``idle_minutes`` without use, ``hours`` in any case."""

    idle_minutes: int
    hours: int


class Identity(Frozen):
    """Who is signed in, and with which role."""

    user_id: str
    name: str
    role: Role


async def begin_session(connection: Connection, user_id: str) -> str:
    """The secret of a new sign-in."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    values = {"token_hash": _hashed(token), "user_id": user_id}
    await connection.execute(sql("conversations", "begin_session"), values)
    return token


async def read_session(connection: Connection, token: str, lifetime: Lifetime) -> Identity | None:
    """Who has this secret, None where it has ended; counts as a use."""
    values = {"token_hash": _hashed(token), **lifetime.model_dump()}
    cursor = await connection.execute(sql("conversations", "read_session"), values)
    row = await cursor.fetchone()
    return Identity(user_id=row["id"], name=row["name"], role=row["role"]) if row else None


async def end_session(connection: Connection, token: str) -> None:
    """End a sign-in."""
    await connection.execute(sql("conversations", "end_session"), {"token_hash": _hashed(token)})


def _hashed(token: str) -> bytes:
    return sha256(token.encode("utf-8", "replace")).digest()
