"""A conversation: its id and token, and what it began with."""

from __future__ import annotations

import hmac
import re
import secrets
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import uuid4

from conversations.storable import document, storable_text
from core.database import Connection
from core.errors import UnknownConversation
from core.model import Frozen
from core.reply import Reply
from core.sql import sql

ID = re.compile(r"[0-9a-f]{32}")
TOKEN_BYTES = 32
NOBODY = bytes(32)


class Created(Frozen):
    """A new conversation; the token is known to its owner alone."""

    id: str
    token: str


class Conversation(Frozen):
    """What a conversation began with.

    ``opening`` is its first reply, ``looking_at`` the item on the page where it began.
    """

    id: str
    pack: str
    locale: str
    versions: dict[str, Any]
    opening: Reply | None
    looking_at: str | None
    created_at: datetime
    updated_at: datetime


def new_id() -> str:
    """A fresh conversation id: 32 hexadecimal digits."""
    return uuid4().hex


def checked_id(conversation_id: str) -> str:
    """The id itself.

    Raises:
        UnknownConversation: it does not have the form of one.
    """
    if not ID.fullmatch(conversation_id):
        raise UnknownConversation
    return conversation_id


def _hashed(token: str) -> bytes:
    return sha256(token.encode("utf-8", "replace")).digest()


async def create(
    connection: Connection,
    *,
    pack: str,
    locale: str,
    versions: Mapping[str, Any] | None = None,
    opening: Reply | None = None,
    looking_at: str | None = None,
    id: str | None = None,
) -> Created:
    """Store a new conversation (whose ``id`` may be given); only its token's hash is kept."""
    created = Created(id=checked_id(id or new_id()), token=secrets.token_urlsafe(TOKEN_BYTES))
    values = {
        "id": created.id,
        "token_hash": _hashed(created.token),
        "pack": storable_text(pack),
        "locale": storable_text(locale),
        "versions": document(dict(versions or {})),
        "opening": document(opening.model_dump(mode="json")) if opening else None,
        "looking_at": looking_at and storable_text(looking_at),
    }
    await connection.execute(sql("conversations", "create_conversation"), values)
    return created


async def read_conversation(connection: Connection, conversation_id: str) -> Conversation:
    """What the conversation began with.

    Raises:
        UnknownConversation: there is none.
    """
    values = {"id": checked_id(conversation_id)}
    cursor = await connection.execute(sql("conversations", "read_conversation"), values)
    row = await cursor.fetchone()
    if row is None:
        raise UnknownConversation
    return Conversation.model_validate(row)


async def authorised(connection: Connection, conversation_id: str, token: str) -> bool:
    """Whether the token is the conversation's; a wrong one takes as long as a right one."""
    if not ID.fullmatch(conversation_id):
        return False
    values = {"id": conversation_id}
    cursor = await connection.execute(sql("conversations", "read_token_hash"), values)
    row = await cursor.fetchone()
    return hmac.compare_digest(row["token_hash"] if row else NOBODY, _hashed(token))
