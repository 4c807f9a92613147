"""What the tools reach: one conversation's read-only view of a catalogue."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any

from pydantic_core import CoreSchema, core_schema

from catalogue.snapshot import Snapshot
from core.database import Connection
from domains import Pack
from models.encoder import Encoder


def _untimed(name: str) -> AbstractContextManager[None]:
    return nullcontext()


@dataclass(frozen=True)
class Desk:
    """A database connection, the published version that the conversation ranks, and the encoder.

    ``step`` times what is done under a name.
    """

    connection: Connection
    pack: Pack
    snapshot: Snapshot
    encoder: Encoder
    step: Callable[[str], AbstractContextManager[None]] = _untimed

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> CoreSchema:
        """Tools take a desk as it is; its parts are not data to be checked or copied."""
        as_it_is = core_schema.plain_serializer_function_ser_schema(lambda desk: desk)
        return core_schema.is_instance_schema(cls, serialization=as_it_is)
