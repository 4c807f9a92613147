"""What a person may read back of a conversation."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from conversations.conversation import checked_id, read_conversation
from core.database import Connection
from core.sql import sql


async def transcript(connection: Connection, conversation_id: str) -> dict[str, Any]:
    """The conversation with its finished turns, as the conversation API gives it (JSON-ready).

    ``profile`` is that of the last reply; ``opening`` the first reply, before anything was said.

    Raises:
        UnknownConversation: there is none.
    """
    conversation = await read_conversation(connection, checked_id(conversation_id))
    values = {"id": conversation_id}
    cursor = await connection.execute(sql("conversations", "read_turns"), values)
    turns = [_shown(row) for row in await cursor.fetchall()]
    opening = conversation.opening.model_dump(mode="json") if conversation.opening else None
    last = turns[-1]["reply"] if turns else opening
    return {
        "id": conversation.id,
        "domain": conversation.pack,
        "locale": conversation.locale,
        "created_at": moment(conversation.created_at),
        "versions": conversation.versions,
        "profile": last["profile"] if last else [],
        "opening": opening,
        "looking_at": conversation.looking_at,
        "turns": turns,
    }


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    at = moment(row["begun_at"])
    return {"n": row["n"], "at": at, "said": row["said"], "reply": marked(row["reply"])}


def marked(reply: dict[str, Any]) -> dict[str, Any]:
    """A stored reply, marked as made by an AI: those of earlier versions were kept without.

    Of such a one it is not known what a model worded: where one was asked, it counts as its work.
    """
    asked = (reply.get("usage") or {}).get("model_calls")
    return {"made_by": "model" if asked else "template", "generated_by_ai": True, **reply}


def moment(at: datetime) -> str:
    """A time as ISO 8601 in UTC."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")
