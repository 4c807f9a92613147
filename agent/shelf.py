"""The shelf: every published catalogue in process memory, kept at its newest version."""

from __future__ import annotations

import asyncio
import re
from collections import OrderedDict
from pathlib import Path
from time import monotonic

from agent.listening import CachedEncoder
from agent.packs import Served, serve
from catalogue.snapshot import Snapshot, latest_version, load_snapshot
from core.database import Pool
from core.errors import CatalogueMissing
from domains import Pack, load_pack, pack_ids
from models.encoder import Encoder

LOOK_AGAIN_SECONDS = 5.0
KEPT_VERSIONS = 4


def slug(name: str) -> str:
    """A name as part of a file's name."""
    return re.sub(r"[^A-Za-z0-9.-]+", "-", name)


class Shelf:
    """Serves packs by id and version.

    ``folder`` keeps the vectors of the packs' vocabularies between starts. A conversation keeps the
    version it began with while that one is held or can be loaded; new conversations get the
    newest, looked for every few seconds.
    """

    def __init__(self, pool: Pool, encoder: Encoder, folder: Path) -> None:
        self._pool = pool
        self.encoder = CachedEncoder(encoder)
        self._vocabulary = folder / f"vocabulary-{slug(encoder.name)}.npz"
        self._held: OrderedDict[tuple[str, int], Served] = OrderedDict()
        self._newest: dict[str, int] = {}
        self._looked: dict[str, float] = {}
        self._loading = asyncio.Lock()

    async def load(self) -> None:
        """Load the newest version of every pack that has one."""
        await asyncio.to_thread(self.encoder.recall, self._vocabulary)
        for id in pack_ids():
            await self._look(id)

    async def warm(self) -> None:
        """Build the guards beforehand: the first check would wait seconds for their imports."""
        for served in self.served():
            await asyncio.to_thread(served.guard.prepare)

    def served(self) -> list[Served]:
        """The newest version of each pack, the default pack first."""
        return [self._held[id, v] for id, v in self._newest.items() if (id, v) in self._held]

    async def newest(self, pack_id: str | None) -> Served:
        """The newest version of a pack, by default that of the default pack.

        Raises:
            UnknownPack: there is no such pack.
            CatalogueMissing: it was never ingested.
        """
        id = load_pack(pack_id).id if pack_id else self._default()
        if monotonic() - self._looked.get(id, -LOOK_AGAIN_SECONDS) >= LOOK_AGAIN_SECONDS:
            await self._look(id)
        if id not in self._newest:
            raise CatalogueMissing(f"Run: firstfive ingest {id}")
        return await self._version(id, self._newest[id])

    async def version(self, pack_id: str, version: int | None) -> Served:
        """The version a conversation began with; the newest one where that is gone."""
        newest = await self.newest(pack_id)
        if version is None or version == newest.snapshot.version:
            return newest
        try:
            return await self._version(pack_id, version)
        except CatalogueMissing:
            return newest

    def _default(self) -> str:
        served = self.served()
        for one in served:
            if one.pack.default:
                return one.pack.id
        return served[0].pack.id if served else pack_ids()[0]

    async def _look(self, id: str) -> None:
        async with self._pool.connection() as connection:
            found = await latest_version(connection, id)
        self._looked[id] = monotonic()
        if found is not None and self._newest.get(id) != found:
            await self._version(id, found)
            self._newest[id] = found

    async def _version(self, id: str, version: int) -> Served:
        async with self._loading:
            key = (id, version)
            if key not in self._held:
                snapshot = await load_snapshot(self._pool, load_pack(id), version)
                self._held[key] = await asyncio.to_thread(self._build, load_pack(id), snapshot)
                self._forget()
            self._held.move_to_end(key)
            return self._held[key]

    def _build(self, pack: Pack, snapshot: Snapshot) -> Served:
        before = self.encoder.seconds
        served = serve(pack, snapshot, self.encoder)
        if self.encoder.seconds > before:
            self.encoder.remember(self._vocabulary)
        return served

    def _forget(self) -> None:
        for key in list(self._held)[:-KEPT_VERSIONS]:
            if self._newest.get(key[0]) != key[1]:
                del self._held[key]
