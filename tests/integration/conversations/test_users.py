"""Named people and their sign-ins in the store."""

from __future__ import annotations

import pytest
from psycopg.errors import InsufficientPrivilege

from conversations import audit, sessions, users
from core.database import Pool
from core.errors import BadPassword, UnknownUser, UserExists

PASSWORD = "a long enough password"  # pragma: allowlist secret
LIFETIME = sessions.Lifetime(idle_minutes=60, hours=12)


async def test_only_the_hash_of_a_password_is_kept(pool: Pool) -> None:
    async with pool.connection() as connection:
        await users.add_user(connection, "Ann", "reviewer", PASSWORD, who="operator")
        (row,) = await (await connection.execute("select * from conversations.users")).fetchall()
        assert row["password_hash"].startswith("$argon2id$")
        assert PASSWORD not in str(row)
        found = await users.user_with_password(connection, "ANN", PASSWORD)
        assert found is not None
        assert (found.name, found.role) == ("Ann", "reviewer")
        for wrong in ("", PASSWORD + " ", PASSWORD.upper(), "x" * 2000, "\0", "\ud800"):
            assert await users.user_with_password(connection, "ann", wrong) is None
        assert await users.user_with_password(connection, "nobody", PASSWORD) is None


@pytest.mark.parametrize("name", ["ann", "ANN", " ann ", "", "   ", "a\nb", "x" * 201])
async def test_names_that_cannot_be_given(pool: Pool, name: str) -> None:
    async with pool.connection() as connection:
        await users.add_user(connection, "ann", "person", PASSWORD, who="operator")
        with pytest.raises(UserExists):
            await users.add_user(connection, name, "person", PASSWORD, who="operator")
        assert len(await users.list_users(connection)) == 1


@pytest.mark.parametrize("password", ["", "short", "x" * 1001])
async def test_passwords_that_cannot_be_used(pool: Pool, password: str) -> None:
    async with pool.connection() as connection:
        with pytest.raises(BadPassword):
            await users.add_user(connection, "ann", "person", password, who="operator")
        assert await users.list_users(connection) == []


async def test_every_change_is_in_the_audit(pool: Pool) -> None:
    async with pool.connection() as connection:
        await users.add_user(connection, "ann", "person", PASSWORD, who="operator")
        await users.set_role(connection, "ann", "admin", who="operator")
        await users.set_password(connection, "ann", PASSWORD + "!", who="operator")
        await users.remove_user(connection, "ann", who="operator")
        with pytest.raises(UnknownUser):
            await users.remove_user(connection, "ann", who="operator")
        lines = await audit.read_audit(connection)
        assert [(line.what, line.whom) for line in reversed(lines)] == [
            ("user added", "ann"), ("role changed", "ann"), ("password changed", "ann"),
            ("user removed", "ann"),
        ]  # fmt: skip
        assert lines[2].details == {"from": "person", "to": "admin"}
        assert PASSWORD not in str(lines)


async def test_a_password_is_not_for_those_who_come_from_the_provider(pool: Pool) -> None:
    async with pool.connection() as connection:
        found = await users.user_of_subject(connection, "s-1", "ann@example.org")
        assert found is not None
        assert found.role == "person"
        with pytest.raises(BadPassword):
            await users.set_password(connection, found.name, PASSWORD, who="operator")
        assert await users.user_with_password(connection, found.name, "") is None


async def test_a_sign_in_lasts_until_it_ends(pool: Pool) -> None:
    async with pool.connection() as connection:
        ann = await users.add_user(connection, "ann", "person", PASSWORD, who="operator")
        first, second = [await sessions.begin_session(connection, ann.id) for _ in range(2)]
        cursor = await connection.execute("select * from conversations.sessions")
        assert first not in str(await cursor.fetchall())
        identity = await sessions.read_session(connection, first, LIFETIME)
        assert identity == sessions.Identity(user_id=ann.id, name="ann", role="person")
        await sessions.end_session(connection, first)
        assert await sessions.read_session(connection, first, LIFETIME) is None
        assert await sessions.read_session(connection, second, LIFETIME) is not None
        await users.remove_user(connection, "ann", who="operator")
        assert await sessions.read_session(connection, second, LIFETIME) is None
        assert await sessions.read_session(connection, "\ud800", LIFETIME) is None


async def test_using_it_keeps_it_from_ending(pool: Pool) -> None:
    async with pool.connection() as connection:
        ann = await users.add_user(connection, "ann", "person", PASSWORD, who="operator")
        token = await sessions.begin_session(connection, ann.id)
        for _ in range(3):
            await connection.execute(
                "update conversations.sessions set seen_at = seen_at - interval '59 minutes'"
            )
            assert await sessions.read_session(connection, token, LIFETIME) is not None


@pytest.mark.parametrize(
    "attempt",
    ["update conversations.audit set who = 'x'", "delete from conversations.audit",
     "truncate conversations.audit"],
)  # fmt: skip
async def test_the_audit_is_only_added_to(pool: Pool, attempt: str) -> None:
    async with pool.connection() as connection:
        await audit.note(connection, "ann", "looked", "bob", {"n": 1})
        with pytest.raises(InsufficientPrivilege, match="only added to"):
            await connection.execute(attempt.encode())
        (line,) = await audit.read_audit(connection)
        assert (line.who, line.what, line.whom, line.details) == ("ann", "looked", "bob", {"n": 1})
