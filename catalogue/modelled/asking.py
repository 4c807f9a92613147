"""Asks a language model what texts state: several at a time, within what is allowed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager

from catalogue.modelled.allowance import PAUSE, Purse
from catalogue.modelled.answer import Answer
from catalogue.modelled.model import Model
from core.errors import BadSetting
from domains import Pack
from models.call import Account, Call, CallFailed
from models.chat import Chat, open_chat

AT_ONCE = 8
"""Texts that are asked about at the same time."""

SECONDS = 60.0
"""To wait for an answer, with all repetitions: nobody sits in front of an ingest."""

OVER = ("budget", "resting")
"""Failures after which the next text fares no better: the day's budget is spent, or the model was
left alone after failing again and again."""


class Asker:
    """Asks one model about texts of one pack."""

    def __init__(self, model: Model, pack: Pack, chat: Chat, purse: Purse) -> None:
        self._model = model
        self._pack = pack
        self._chat = chat
        self._purse = purse
        self._going = True

    async def ask(self, texts: Sequence[str]) -> list[Answer | None]:
        """The answer about each text; None where there is none, which is then asked again another
        time: the budget is spent, or the model failed.
        """
        places = asyncio.Semaphore(AT_ONCE)

        async def one(text: str) -> Answer | None:
            async with places:
                return await self._one(text)

        return list(await asyncio.gather(*map(one, texts)))

    async def _one(self, text: str) -> Answer | None:
        prompt = self._model.parts(self._pack, text)
        size = sum(map(len, prompt))
        most = self._model.most(size)
        if not self._going or not await self._purse.take(self._model.tokens(size), most):
            self._going = False
            return None
        calls: list[Call] = []
        try:
            return await self._answer(prompt, Account(None, calls.append))
        except CallFailed as error:
            self._going = error.outcome not in OVER
            return None
        finally:
            await self._settle(most, calls)

    async def _answer(self, prompt: tuple[str, str], account: Account) -> Answer:
        """The answer; while all processes together are over the rate of the settings, wait."""
        while True:
            try:
                return await self._chat.structured("extract", prompt, Answer, account, SECONDS)
            except CallFailed as error:
                if error.outcome != "rate":
                    raise
            await asyncio.sleep(PAUSE)

    async def _settle(self, most: float, calls: Sequence[Call]) -> None:
        made = [call for call in calls if call.made]
        read = sum(call.tokens.input for call in made if call.tokens)
        written = sum(call.tokens.output for call in made if call.tokens)
        known = [call.cost_usd for call in made if call.cost_usd is not None]
        usd = sum(known) if len(known) == len(made) else most or None
        await self._purse.settle(most, read, written, usd)


@asynccontextmanager
async def open_asker(model: Model, pack: Pack, purse: Purse) -> AsyncGenerator[Asker]:
    """An asker with connections of its own.

    Raises:
        BadSetting: the model cannot be opened.
        DatabaseUnavailable: calls cannot be counted.
    """
    async with open_chat(model.settings) as chat:
        if chat is None:
            raise BadSetting("No language model is configured.")
        yield Asker(model, pack, chat, purse)
