"""Passwords: only an argon2 hash of each is kept."""

from __future__ import annotations

import asyncio

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from core.errors import BadPassword

SHORTEST, LONGEST = 12, 1000
AT_ONCE = 2
"""Hashes computed at once, each in 64 MB: guessing must not take the memory of everybody else."""

_hasher = PasswordHasher()
_slots = asyncio.Semaphore(AT_ONCE)
_NOBODY = _hasher.hash("nobody has this password")


async def hashed(password: str) -> str:
    """The hash to keep, with its salt and parameters.

    Raises:
        BadPassword: shorter than SHORTEST or longer than LONGEST characters.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise BadPassword(f"It needs {SHORTEST} to {LONGEST:,} characters.")
    async with _slots:
        return await asyncio.to_thread(_hasher.hash, _bytes(password))


async def matches(kept: str | None, password: str) -> bool:
    """Whether the password is the one hashed; takes as long where no hash is kept."""
    async with _slots:
        right = await asyncio.to_thread(_verified, kept or _NOBODY, password[: LONGEST + 1])
    return right and kept is not None


def _verified(kept: str, password: str) -> bool:
    try:
        return _hasher.verify(kept, _bytes(password))
    except (VerificationError, InvalidHashError):
        return False


def _bytes(password: str) -> bytes:
    return password.encode("utf-8", "surrogatepass")
