"""Whose a conversation is."""

from __future__ import annotations

from conversations import erasure, export, ownership, store, users
from core.database import Pool


async def test_a_conversation_has_one_owner(pool: Pool) -> None:
    async with pool.connection() as connection:
        one, other = [
            await users.add_user(connection, name, "person", None, who="operator")
            for name in ("one", "other")
        ]
        ids = [(await store.create(connection, pack="a", locale="en")).id for _ in range(3)]
        await ownership.claim(connection, ids[0], one.id)
        await ownership.claim(connection, ids[0], other.id)
        await ownership.claim(connection, ids[1], other.id)
        assert await ownership.owns(connection, ids[0], one.id)
        for id, owner in ((ids[0], other.id), (ids[1], one.id), (ids[2], one.id), ("x", one.id)):
            assert not await ownership.owns(connection, id, owner)
        assert [kept.id for kept in await ownership.owned(connection, one.id)] == [ids[0]]
        told = await export.export_all_of(connection, other.id, "other")
        assert [one["id"] for one in told["conversations"]] == [ids[1]]
        assert await erasure.erase_all_of(connection, one.id, who="operator") == [ids[0]]
        assert await ownership.owned(connection, one.id) == []
        await users.remove_user(connection, "other", who="operator")
        assert not await ownership.owns(connection, ids[1], other.id)
        assert (await store.read_conversation(connection, ids[1])).id == ids[1]
