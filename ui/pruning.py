"""Keeps the number of published versions small: those that nobody ranks with go away."""

from __future__ import annotations

from catalogue.pruning import prune
from conversations.ranking import versions_in_use
from core.database import Pool
from core.settings import Settings


async def prune_versions(pool: Pool, settings: Settings, pack_id: str) -> int:
    """Delete what neither new conversations nor open ones need; how many versions there were."""
    async with pool.connection() as connection, connection.transaction():
        days = settings.keep_checkpoints_days
        in_use = await versions_in_use(connection, pack_id, days)
        return await prune(connection, pack_id, in_use)
