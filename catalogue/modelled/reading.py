"""Has a language model read the texts of prepared items, and completes their attributes by it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from psycopg.types.json import Json

from catalogue.modelled.answer import Answer
from catalogue.modelled.merging import merged
from catalogue.modelled.model import Model
from catalogue.modelled.support import supported
from catalogue.prepare import Prepared, Recipe, completed
from catalogue.query import Values, rows, sentence
from core.database import Connection

SLICE = 32
"""Texts asked about before what was answered is kept: what a crash may cost to ask again."""

Ask = Callable[[Sequence[str]], Awaitable[list[Answer | None]]]


@dataclass
class Tally:
    """Texts that the model answered now, that it had answered before, and that are left; claims it
    made, and those of them that were not used.
    """

    answered: int = 0
    known: int = 0
    left: int = 0
    claims: int = 0
    unsupported: int = 0


@dataclass(frozen=True)
class Reading:
    """One run's reading: where answers are kept, and who is asked."""

    connection: Connection
    recipe: Recipe
    model: Model
    ask: Ask
    tally: Tally = field(default_factory=Tally)

    async def complete(self, items: Sequence[Prepared]) -> list[Prepared]:
        """The items, with what the model read in their texts where there is an answer."""
        unread = [item for item in items if self._is_unread(item)]
        answers = await self._answers({_hash(item): item.cleaned.text for item in unread})
        return [self._completed(item, answers) if self._is_unread(item) else item for item in items]

    def _is_unread(self, item: Prepared) -> bool:
        return item.extractor == self.recipe.extractor and bool(item.cleaned.text)

    async def _answers(self, texts: Mapping[str, str]) -> dict[str, Answer]:
        """The answers about some texts, by their hashes: those that are kept, then new ones."""
        asked: Values = {**self._whose, "hashes": list(texts)}
        kept = await rows(self.connection, "model_answers", asked)
        answers = {row["text_hash"]: Answer.model_validate(row["answer"]) for row in kept}
        self.tally.known += len(answers)
        missing = [hash for hash in texts if hash not in answers]
        for start in range(0, len(missing), SLICE):
            hashes = missing[start : start + SLICE]
            new = await self.ask([texts[hash] for hash in hashes])
            given = {h: a for h, a in zip(hashes, new, strict=True) if a is not None}
            await self._keep(given)
            self.tally.answered += len(given)
            answers |= given
        self.tally.left += len(texts) - len(answers)
        return answers

    async def _keep(self, answers: Mapping[str, Answer]) -> None:
        values = [
            {**self._whose, "hash": hash, "answer": Json(answer.model_dump())}
            for hash, answer in answers.items()
        ]
        async with self.connection.cursor() as cursor:
            await cursor.executemany(sentence("keep_model_answer"), values)

    @property
    def _whose(self) -> dict[str, str]:
        return {"pack": self.recipe.pack.id, "reader": self.model.version}

    def _completed(self, item: Prepared, answers: Mapping[str, Answer]) -> Prepared:
        answer = answers.get(_hash(item))
        if answer is None:
            return item
        pack = self.recipe.pack
        read = supported(pack, item.cleaned.text, answer)
        self.tally.claims += len(answer.values)
        self.tally.unsupported += len(answer.values) - len(read)
        return completed(self.recipe, item, merged(pack, item.attributes, read))


def _hash(item: Prepared) -> str:
    return sha256(item.cleaned.text.encode()).hexdigest()
