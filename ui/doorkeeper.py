"""Signs people in and out, and knows who is behind a sign-in cookie."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import jwt

from conversations import ownership, users
from conversations.attempts import attempt_of, begin_attempt, succeed
from conversations.sessions import Identity, Lifetime, begin_session, end_session, read_session
from conversations.users import User
from core.database import Connection, Pool, lent
from core.errors import DatabaseUnavailable, SignInNeeded, TooManyRequests
from core.settings import Settings
from ui.limits import Limits
from ui.secret import auth_secret

COOKIE = "firstfive_sign_in"
"""Its token, signed with the secret, names a sign-in in the store."""

WIDGET = "widget"
"""The issuer of the people whom a site that embeds the chat names."""


class Doorkeeper:
    """``pool`` is None until the store is open, or where there is none: then nobody signs in.

    ``required``: conversations are for people who signed in.
    """

    def __init__(self, settings: Settings, limits: Limits) -> None:
        self.secret = auth_secret(settings)
        self.pool: Pool | None = None
        self.required = settings.sign_in == "required"
        self._limits = limits
        self._attempts = settings.sign_ins_per_minute
        self._lifetime = Lifetime(
            idle_minutes=settings.session_idle_minutes, hours=settings.session_hours
        )

    async def by_password(self, name: str, password: str, address: str) -> tuple[User, str] | None:
        """The user of this name and password with a new sign-in; None where that is wrong.

        Raises:
            TooManyRequests: of this name, from this address, too soon after others.
        """
        attempt = attempt_of(self.secret, name, address)
        try:
            async with self._connection() as connection:
                await begin_attempt(connection, attempt, name, self._attempts)
        except TooManyRequests:
            self._limits.refuse("sign-ins")
            raise
        async with self._connection() as connection:
            user = await users.user_with_password(connection, name, password)
            if user is None:
                return None
            await succeed(connection, attempt, user.id)
            return user, await begin_session(connection, user.id)

    async def by_provider(self, issuer: str, subject: str, name: str) -> tuple[User, str] | None:
        """Whom an identity provider named with a new sign-in; None where the name is taken."""
        async with self._connection() as connection:
            user = await users.user_of_subject(connection, issuer, subject, name)
            return (user, await begin_session(connection, user.id)) if user else None

    async def who(self, cookie: str | None) -> Identity | None:
        """Who is signed in by this cookie; None where nobody is, or is any more.

        Raises:
            DatabaseUnavailable: that cannot be told now.
        """
        session = self._session(cookie)
        if session is None or self.pool is None:
            return None
        async with self._connection() as connection:
            return await read_session(connection, session, self._lifetime)

    async def guest(self, cookie: str | None) -> Guest | None:
        """The guest of this cookie, None where nobody is signed in by it."""
        identity = await self.who(cookie)
        return Guest(self, cookie, identity) if cookie and identity else None

    async def sign_out(self, cookie: str | None) -> None:
        """End the sign-in of this cookie."""
        session = self._session(cookie)
        if session is not None and self.pool is not None:
            async with self._connection() as connection:
                await end_session(connection, session)

    async def anybody(self) -> bool:
        """Whether there is somebody who could sign in."""
        if self.pool is None:
            return False
        async with self._connection() as connection:
            return bool(await users.list_users(connection))

    async def owns(self, identity: Identity | None, conversation_id: str) -> bool:
        """Whether the conversation is theirs."""
        if identity is None:
            return False
        async with self._connection() as connection:
            return await ownership.owns(connection, conversation_id, identity.user_id)

    async def claim(self, identity: Identity, conversation_id: str) -> None:
        """Make a new conversation theirs."""
        async with self._connection() as connection:
            await ownership.claim(connection, conversation_id, identity.user_id)

    def _session(self, cookie: str | None) -> str | None:
        if cookie is None:
            return None
        try:
            said = jwt.decode(cookie, self.secret, algorithms=["HS256"])
        except jwt.InvalidTokenError:
            return None
        metadata = said.get("metadata")
        session = metadata.get("session") if isinstance(metadata, dict) else None
        return session if isinstance(session, str) else None

    @asynccontextmanager
    async def _connection(self) -> AsyncIterator[Connection]:
        if self.pool is None:
            raise DatabaseUnavailable("There is no store for sign-ins.")
        async with lent(self.pool) as connection:
            yield connection


class Guest:
    """Somebody who signed in, as long as that lasts: one browser's talk keeps it."""

    def __init__(self, doorkeeper: Doorkeeper, cookie: str, identity: Identity) -> None:
        self._doorkeeper = doorkeeper
        self._cookie = cookie
        self.identity = identity

    async def check(self) -> None:
        """Do nothing while the sign-in lasts.

        Raises:
            SignInNeeded: it has ended.
        """
        now = await self._doorkeeper.who(self._cookie)
        if now is None or now.user_id != self.identity.user_id:
            raise SignInNeeded

    async def owns(self, conversation_id: str) -> bool:
        """Whether the conversation is theirs."""
        return await self._doorkeeper.owns(self.identity, conversation_id)

    async def claim(self, conversation_id: str) -> None:
        """Make a new conversation theirs."""
        await self._doorkeeper.claim(self.identity, conversation_id)
