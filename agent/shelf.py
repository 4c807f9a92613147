"""The shelf: every published catalogue in process memory, kept at its newest version."""

from __future__ import annotations

import asyncio
import re
from collections import OrderedDict
from pathlib import Path
from time import monotonic

from agent.listening import CachedEncoder, Network
from agent.packs import Served, serve
from catalogue.large import LARGE
from catalogue.sets import check_encoder, open_like
from catalogue.snapshot import Snapshot, load_snapshot, newest_version
from core.database import Pool, lent
from core.errors import CatalogueMissing
from core.settings import Settings
from domains import Pack, load_pack, pack_ids
from models.encoder import Encoder
from models.local import LocalEncoder, open_local

LOOK_AGAIN_SECONDS = 5.0
KEPT_VERSIONS = 4


def slug(name: str) -> str:
    """A name as part of a file's name."""
    return re.sub(r"[^A-Za-z0-9.-]+", "-", name)


class Shelf:
    """Serves packs by id and version.

    The data folder keeps the vectors of the packs' vocabularies between starts, and the files of
    large catalogues. A conversation keeps the version it began with while that one is held or can
    be loaded; new conversations get the newest, looked for every few seconds. Each version is asked
    by the encoder that its vectors are from, whatever the settings name for the next ingest.
    """

    def __init__(self, pool: Pool, encoder: Encoder, settings: Settings) -> None:
        self._pool = pool
        self._settings = settings
        self._packs = settings.packs_dir
        self.encoder = CachedEncoder(encoder)
        self._encoders = {encoder.name: self.encoder}
        self.network = self._listening(encoder)
        self._held: OrderedDict[tuple[str, int], Served] = OrderedDict()
        self._newest: dict[str, int] = {}
        self._looked: dict[str, float] = {}
        self._loading = asyncio.Lock()
        self._replacing: dict[str, asyncio.Task[None]] = {}

    def _listening(self, encoder: Encoder) -> Network:
        """The heads on the embedded encoder: the one in use where it is that one."""
        if isinstance(encoder, LocalEncoder) and encoder.precise() is encoder:
            return Network(encoder, self.encoder)
        local = open_local(self._settings.model_copy(update={"embeddings": "local"}))
        memory = self._encoders.setdefault(local.name, CachedEncoder(local))
        return Network(local, memory)

    async def load(self) -> None:
        """Load the newest version of every pack that has one."""
        learned = self.network.encoder
        await asyncio.to_thread(learned.recall, self._vocabulary(learned))
        for id in pack_ids(self._packs):
            await self._look(id)

    async def warm(self) -> None:
        """Build the guards beforehand, whose imports take seconds."""
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
        id = load_pack(pack_id, self._packs).id if pack_id else self._default()
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

    def forget_words(self) -> None:
        """Drop what the encoders remember of what people said."""
        for encoder in self._encoders.values():
            encoder.forget()

    def _default(self) -> str:
        served = self.served()
        for one in served:
            if one.pack.default:
                return one.pack.id
        return served[0].pack.id if served else pack_ids(self._packs)[0]

    async def _look(self, id: str) -> None:
        async with lent(self._pool) as connection:
            found = await newest_version(connection, id)
        self._looked[id] = monotonic()
        if found is None or self._newest.get(id) == found.version:
            return
        if id not in self._newest or found.items < LARGE:
            await self._replace(id, found.version)
        elif id not in self._replacing:
            self._replacing[id] = asyncio.create_task(self._replace(id, found.version))

    async def _replace(self, id: str, version: int) -> None:
        """Serve a newer version from now on; the one before is served until it is loaded."""
        try:
            await self._version(id, version)
            self._newest[id] = version
        finally:
            self._replacing.pop(id, None)

    async def _version(self, id: str, version: int) -> Served:
        async with self._loading:
            key = (id, version)
            if key not in self._held:
                pack = load_pack(id, self._packs)
                folder = self._settings.data_dir / "snapshots"
                snapshot = await load_snapshot(self._pool, pack, version, folder)
                encoder = await asyncio.to_thread(self._encoder, snapshot)
                self._held[key] = await asyncio.to_thread(self._build, pack, snapshot, encoder)
                self._forget()
            self._held.move_to_end(key)
            return self._held[key]

    def _build(self, pack: Pack, snapshot: Snapshot, encoder: CachedEncoder) -> Served:
        _ = snapshot.levels, snapshot.rows, snapshot.row  # made now, not in somebody's first turn
        learned = self.network.encoder
        before = learned.seconds
        served = serve(pack, snapshot, encoder, self.network)
        if learned.seconds > before:
            learned.remember(self._vocabulary(learned))
        return served

    def _encoder(self, snapshot: Snapshot) -> CachedEncoder:
        """The encoder that made the version's vectors.

        Raises:
            EncoderMismatch: it cannot be opened, or makes other vectors now.
        """
        stored = snapshot.vectors
        if stored is None:
            return self.encoder
        if stored.model not in self._encoders:
            self._encoders[stored.model] = CachedEncoder(open_like(self._settings, stored))
        encoder = self._encoders[stored.model]
        check_encoder(stored, encoder)
        return encoder

    def _vocabulary(self, encoder: CachedEncoder) -> Path:
        return self._settings.data_dir / "models" / f"vocabulary-{slug(encoder.name)}.npz"

    def _forget(self) -> None:
        for key in list(self._held)[:-KEPT_VERSIONS]:
            if self._newest.get(key[0]) != key[1]:
                del self._held[key]
