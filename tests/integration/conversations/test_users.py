"""Named people and their sign-ins in the store."""

from __future__ import annotations

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege
from psycopg.rows import dict_row

from conversations import audit, sessions, users
from core.database import Connection, Pool
from core.errors import BadPassword, CannotLink, UnknownUser, UserExists
from core.migrate import numbered

ISSUER = "https://login.example.org"
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
        found = await users.user_of_subject(connection, ISSUER, "s-1", "ann@example.org")
        assert found is not None
        assert found.role == "person"
        with pytest.raises(BadPassword):
            await users.set_password(connection, found.name, PASSWORD, who="operator")
        assert await users.user_with_password(connection, found.name, "") is None


async def named(connection: Connection, issuer: str, subject: str, name: str) -> str | None:
    """The role of whom the provider names."""
    found = await users.user_of_subject(connection, issuer, subject, name)
    return found.role if found else None


def subject(of: str, issuer: str = ISSUER) -> users.Subject:
    return users.Subject(issuer=issuer, subject=of)


async def test_a_subject_is_one_of_its_issuer_alone(pool: Pool) -> None:
    async with pool.connection() as connection:
        rex = subject("s-1")
        await users.add_user(connection, "rex", "admin", None, rex, who="operator")
        assert await named(connection, ISSUER, "s-1", "another name") == "admin"
        assert await named(connection, f"{ISSUER}.example", "s-1", "rex") is None
        assert await named(connection, f"{ISSUER}.example", "s-1", "somebody") == "person"
        assert await named(connection, "widget", "s-1", "widget:s-1") == "person"
        assert len(await users.list_users(connection)) == 3
        with pytest.raises(UserExists):
            await users.add_user(connection, "max", "admin", None, rex, who="operator")


async def test_a_name_alone_gives_no_role(pool: Pool) -> None:
    async with pool.connection() as connection:
        await users.add_user(connection, "rex", "reviewer", None, who="operator")
        assert await named(connection, ISSUER, "s-1", "rex") is None
        await users.link_user(connection, "Rex", subject("s-2", ISSUER + "/"), who="operator")
        assert await named(connection, ISSUER, "s-1", "rex") is None
        assert await named(connection, ISSUER, "s-2", "rex") == "reviewer"
        (line, _) = await audit.read_audit(connection)
        assert (line.what, line.whom, line.details) == ("user linked", "rex", {"issuer": ISSUER})


async def test_a_link_takes_nobodys_place(pool: Pool) -> None:
    async with pool.connection() as connection:
        rex = await users.add_user(connection, "rex", "admin", None, subject("s-1"), who="operator")
        await users.add_user(connection, "ann", "person", PASSWORD, who="operator")
        await users.add_user(connection, "max", "person", None, who="operator")
        for name, taken in (("max", "s-1"), ("ann", "s-9")):
            with pytest.raises(CannotLink):
                await users.link_user(connection, name, subject(taken), who="operator")
        with pytest.raises(UnknownUser):
            await users.link_user(connection, "nobody", subject("s-9"), who="operator")
        token = await sessions.begin_session(connection, rex.id)
        await users.link_user(connection, "rex", subject("s-3"), who="operator")
        assert await sessions.read_session(connection, token, LIFETIME) is None
        assert await named(connection, ISSUER, "s-1", "somebody") == "person"


async def test_subjects_of_before_belong_to_an_issuer_now(empty_url: str) -> None:
    files = dict(numbered())
    with psycopg.connect(empty_url, autocommit=True) as old:
        for name, text in files.items():
            if name < "0013":
                old.execute(text.encode())
        for name, role, who in (
            ("widget:ann", "person", "widget:ann"), ("olga", "person", "s-1"),
            ("rex", "reviewer", "s-2"), ("paul", "person", None),
        ):  # fmt: skip
            old.execute(
                "insert into conversations.users (name, role, subject) values (%s, %s, %s)",
                (name, role, who),
            )
        old.execute(files["0013_signing_in.sql"].encode())
    async with await psycopg.AsyncConnection.connect(
        empty_url, autocommit=True, row_factory=dict_row
    ) as connection:
        every = await users.list_users(connection)
        listed = {user.name: (user.issuer, user.subject) for user in every}
        assert listed == {
            "widget:ann": ("widget", "ann"), "olga": ("", "s-1"), "rex": ("", "s-2"),
            "paul": (None, None),
        }  # fmt: skip
        assert await named(connection, ISSUER, "s-1", "somebody else") == "person"
        assert await named(connection, f"{ISSUER}.example", "s-1", "olga") == "person"
        assert await named(connection, ISSUER, "s-2", "rex") is None
        assert await named(connection, "widget", "ann", "widget:ann") == "person"
        assert len(await users.list_users(connection)) == 5
        await users.link_user(connection, "rex", subject("s-2"), who="operator")
        assert await named(connection, ISSUER, "s-2", "rex") == "reviewer"


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
