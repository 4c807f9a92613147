"""Who does the work of an ingest that needs no store: this process, or workers elsewhere."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, Protocol

from catalogue.modelled.allowance import Pocket, Purse, Spent
from catalogue.modelled.answer import Answer
from catalogue.modelled.asking import Asker, open_asker
from catalogue.modelled.model import Model
from catalogue.prepare import Prepared, Recipe, prepare_rows
from models.encoder import Encoder

Chunk = Sequence[Mapping[str, Any]]
"""Rows as ``fresh_rows`` gives them."""


class Crew(Protocol):
    """Does the pure stages; its methods are called from several threads at a time."""

    @property
    def ahead(self) -> int:
        """How many chunks should be under way, so that nobody waits for work."""

    @property
    def encoder(self) -> Encoder:
        """Encodes texts, wherever that is done."""

    def prepare(self, chunk: Chunk) -> list[Prepared]:
        """Clean the rows of a chunk and find their attributes."""

    async def ask(self, texts: Sequence[str]) -> list[Answer | None]:
        """What the language model says of each text; None where it did not answer."""

    async def spent(self) -> Spent:
        """What was spent on asking it."""


Engine = Callable[[Recipe, Encoder, Model | None], AbstractAsyncContextManager[Crew]]
"""Gathers the crew of a run; with a language model, or without."""


class Alone:
    """Everything in this process: while models compute, Python goes on with the next chunk."""

    ahead = 2

    def __init__(
        self,
        recipe: Recipe,
        encoder: Encoder,
        asker: Asker | None = None,
        purse: Purse | None = None,
    ) -> None:
        self.encoder = encoder
        self._recipe = recipe
        self._asker = asker
        self._purse = purse

    def prepare(self, chunk: Chunk) -> list[Prepared]:
        """As :meth:`Crew.prepare`."""
        return prepare_rows(self._recipe, chunk)

    async def ask(self, texts: Sequence[str]) -> list[Answer | None]:
        """As :meth:`Crew.ask`."""
        return await self._asker.ask(texts) if self._asker else [None] * len(texts)

    async def spent(self) -> Spent:
        """As :meth:`Crew.spent`."""
        return await self._purse.spent() if self._purse else Spent()


@asynccontextmanager
async def plain(recipe: Recipe, encoder: Encoder, model: Model | None) -> AsyncGenerator[Crew]:
    """The engine that is used unless another is asked for."""
    if model is None:
        yield Alone(recipe, encoder)
        return
    purse = Pocket(model.limits)
    async with open_asker(model, recipe.pack, purse) as asker:
        yield Alone(recipe, encoder, asker, purse)
