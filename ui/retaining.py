"""What operators do about keeping and forgetting."""

from __future__ import annotations

from conversations import erasure
from conversations import scrub as scrubbing
from conversations.audit import OPERATOR
from conversations.retention import Report
from core.database import open_pool
from core.embedded import copies
from core.settings import Settings
from ui.upkeep import copy, retain


async def run(settings: Settings, dry: bool) -> Report | None:
    """One retention run; None where a server is at it now."""
    async with open_pool(settings) as pool:
        return await retain(pool, settings, dry=dry)


async def scrub(settings: Settings) -> None:
    """Leave nothing on the disk of what was erased; of the copies, one is left, made afterwards."""
    embedded = settings.database_url is None
    async with open_pool(settings) as pool:
        async with pool.connection() as connection:
            await scrubbing.scrub(connection, log=embedded)
        if embedded and copies(settings.data_dir):
            await copy(pool, settings, keep=1)


async def erase(settings: Settings, conversation_id: str) -> str:
    """Erase a conversation; ``erased``, or ``closed`` where that has to wait."""
    async with open_pool(settings) as pool, pool.connection() as connection:
        least = settings.keep_at_least_days
        outcome = await erasure.erase(
            connection, conversation_id, at_least_days=least, who=OPERATOR
        )
    erasure.forget_exports(settings.data_dir, [conversation_id])
    return outcome


async def hold(settings: Settings, conversation_id: str, why: str, on: bool) -> None:
    """Begin (``on``) or end a legal hold."""
    change = erasure.hold if on else erasure.release
    async with open_pool(settings) as pool, pool.connection() as connection:
        await change(connection, conversation_id, who=OPERATOR, why=why)
