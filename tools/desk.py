"""What the tools reach: one conversation's read-only view of a catalogue."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any

from pydantic_core import CoreSchema, core_schema

from catalogue.search import read_items
from catalogue.snapshot import Snapshot
from core.database import Lend
from core.model import Item
from domains import Pack
from models.encoder import Encoder


def _untimed(name: str) -> AbstractContextManager[None]:
    return nullcontext()


@dataclass(frozen=True)
class Desk:
    """The published version that the conversation ranks, the encoder, and database connections.

    ``lend`` lends one for as long as something is read; ``step`` times what is done under a name.
    """

    lend: Lend
    pack: Pack
    snapshot: Snapshot
    encoder: Encoder
    step: Callable[[str], AbstractContextManager[None]] = _untimed

    async def items(self, ids: Sequence[str]) -> list[Item]:
        """Items of the catalogue as they are stored, in this order; unknown ones are left out."""
        async with self.lend() as connection:
            return await read_items(connection, self.pack.id, ids)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> CoreSchema:
        """Tools take a desk as it is; its parts are not data to be checked or copied."""
        as_it_is = core_schema.plain_serializer_function_ser_schema(lambda desk: desk)
        return core_schema.is_instance_schema(cls, serialization=as_it_is)
