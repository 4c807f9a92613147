"""The language models that the settings name, by job: asked within limits, one after the other."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from time import monotonic
from typing import TypeVar

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage
from pydantic import BaseModel

from core.database import open_pool
from core.errors import BadSetting
from core.settings import Settings
from models.call import Account, Call, CallFailed, Job
from models.client import Asked, Tool
from models.ledger import Ledger, limits_of
from models.line import Line
from models.name import JOBS, ModelName, models_of
from models.opening import open_client
from models.price import price_of
from models.reading import check_not_refused, read
from models.recent import Recent
from models.shape import shape_of

Value = TypeVar("Value")
Answer = TypeVar("Answer", bound=BaseModel)
Prompted = tuple[str, str]
"""What is the same from turn to turn, and what is this turn's."""

LEDGER_CONNECTIONS = 2


class Chat:
    """Asks models. Whoever calls goes on without an answer where there is none."""

    def __init__(self, lines: Mapping[Job, Sequence[Line]], settings: Settings) -> None:
        self.lines = lines
        self._settings = settings
        self._recent = Recent()
        self._observers: list[Callable[[Call], None]] = []

    def can(self, job: Job) -> bool:
        """Whether a model is configured for a job."""
        return bool(self.lines.get(job))

    def names(self, job: Job) -> tuple[str, ...]:
        """The models of a job, in the order they are tried."""
        return tuple(line.name for line in self.lines.get(job, ()))

    def observe(self, observer: Callable[[Call], None]) -> None:
        """Tell ``observer`` of every call from now on."""
        self._observers.append(observer)

    def forget(self) -> None:
        """Drop answers in memory, which repeat what people said."""
        self._recent.forget()

    async def structured(
        self,
        job: Job,
        prompt: Prompted,
        schema: type[Answer],
        account: Account,
        within: float | None = None,
    ) -> Answer:
        """The answer as an instance of ``schema``, within so many seconds (by default the
        setting's for the path to a question).

        Raises:
            CallFailed: too slow, unreachable, over a limit, refused, empty, or an answer outside
                the schema, of all models of the job. The message never holds the prompt, the
                answer or a key.
        """
        steady, now = prompt
        asked = Asked([SystemMessage(steady), HumanMessage(now)], shape=shape_of(schema))
        return await self._first(
            job,
            asked,
            lambda message: read(message, schema),
            account,
            self._settings.model_timeout if within is None else within,
        )

    async def step(
        self,
        job: Job,
        messages: Sequence[BaseMessage],
        tools: Sequence[Tool],
        account: Account,
        within: float,
    ) -> AIMessage:
        """The next message of a conversation in which the model may call tools.

        Raises:
            CallFailed: as :meth:`structured`.
        """
        return await self._first(job, Asked(messages, tools), _said, account, within)

    async def _first(
        self,
        job: Job,
        asked: Asked,
        read: Callable[[AIMessage], Value],
        account: Account,
        within: float,
    ) -> Value:
        """The first model's answer; where there is none, the next one's, while there is time."""
        deadline = monotonic() + within
        failed = CallFailed("unavailable", "No model is configured for this.")
        told = Account(account.conversation_id, self._teller(account))
        for line in self.lines.get(job, ()):
            try:
                return await line.ask(job, asked, read, told, self._recent, deadline)
            except CallFailed as error:
                failed = error
            if monotonic() >= deadline:
                break
        raise failed

    def _teller(self, account: Account) -> Callable[[Call], None]:
        def tell(call: Call) -> None:
            account.note(call)
            for observer in self._observers:
                observer(call)

        return tell


def _said(message: AIMessage) -> AIMessage:
    """A message that says or calls something."""
    check_not_refused(message)
    if not message.tool_calls and not message.text.strip():
        raise CallFailed("unusable", "Its answer is empty.")
    return message


def lines_of(settings: Settings, ledger: Ledger | None) -> Mapping[Job, tuple[Line, ...]]:
    """The opened models by job; one that several jobs name is opened once. Nothing is sent.

    Raises:
        BadSetting: a model cannot be opened, or has no known price although there is a budget.
    """
    wanted = {job: models_of(settings, job) for job in JOBS}
    names = dict.fromkeys(name for named in wanted.values() for name in named)
    opened = {name: _line(name, settings, ledger) for name in names}
    return {job: tuple(opened[name] for name in named) for job, named in wanted.items()}


def _line(name: ModelName, settings: Settings, ledger: Ledger | None) -> Line:
    price = price_of(settings, name)
    budget = (settings.budget_per_day, settings.budget_per_conversation)
    if price is None and budget != (None, None):
        raise BadSetting(
            f"The price of {str(name)!r} is not known, and there is a budget: give it in "
            f"FIRSTFIVE_MODEL_PRICES, e.g. {name}=0.15/0.60."
        )
    client = open_client(name, settings)
    return Line(str(name), client, price, settings.model_tokens, ledger)


@asynccontextmanager
async def open_chat(settings: Settings) -> AsyncIterator[Chat | None]:
    """The models of these settings, None where none is named. Nothing is sent yet.

    The ledger has connections of its own, so that calls are entered while turns use all others.

    Raises:
        BadSetting: as :func:`lines_of`.
        DatabaseUnavailable: the ledger cannot be reached.
    """
    if not any(models_of(settings, job) for job in JOBS):
        yield None
        return
    own = settings.model_copy(update={"database_pool": LEDGER_CONNECTIONS})
    async with open_pool(own) as pool:
        yield Chat(lines_of(settings, Ledger(pool, limits_of(settings))), settings)
