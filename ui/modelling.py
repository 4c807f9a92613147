"""The models, tried and added up for the terminal."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial
from time import perf_counter

from pydantic import BaseModel
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from core.database import open_pool
from core.errors import FirstFiveError
from core.settings import Settings
from evaluation import audition
from models.call import Account, Call, Job
from models.chat import Chat, lines_of
from models.encoder import open_encoder
from models.ledger import Spent, spent
from models.name import JOBS, models_of
from models.price import price_of

PROMPT = ("You answer with the tool you are given, or with JSON alone.", 'Answer {"word": "ready"}')
UNKNOWN = "unknown"


class Ready(BaseModel):
    """Says that all is well: word is "ready"."""

    word: str


async def check(settings: Settings) -> bool:
    """Call the models of each job once, all jobs side by side, and the embedding model; print.

    Nothing is entered into the ledger. Returns whether everything that is set works.

    Raises:
        BadSetting: a model cannot be opened.
    """
    chat = Chat(lines_of(settings, None), settings)
    lines = [(job, line.name) for job in JOBS for line in chat.lines[job]]
    calls = await asyncio.gather(*(_tried(chat, job, name, settings) for job, name in lines))
    embedded = await asyncio.to_thread(_embedded, settings)
    Console().print(listing(calls, [job for job in JOBS if not chat.can(job)], embedded))
    return all(call.outcome == "answered" for call in calls) and embedded[1] == "answered"


async def _tried(chat: Chat, job: Job, name: str, settings: Settings) -> Call:
    """One call of one model, whatever else the job could fall back to."""
    alone = Chat({job: [line for line in chat.lines[job] if line.name == name]}, settings)
    calls: list[Call] = []
    account = Account(None, calls.append)
    try:
        await alone.structured(job, PROMPT, Ready, account, settings.answer_timeout)
    except FirstFiveError:
        assert calls, "every call is noted"
    return calls[-1]


def _embedded(settings: Settings) -> tuple[str, str, float]:
    start = perf_counter()
    try:
        encoder = open_encoder(settings)
        said = f"{encoder.name}, {encoder.encode(['ready']).shape[1]} numbers"
    except FirstFiveError as error:
        return settings.embeddings, error.detail, 0.0
    return said, "answered", (perf_counter() - start) * 1000


def listing(calls: Sequence[Call], unset: Sequence[Job], embedded: tuple[str, str, float]) -> Table:
    """What came of each call."""
    shown = Table("job", "model", "outcome", "time", "tokens in / out", "US dollars")
    for call in calls:
        tokens = f"{call.tokens.input} / {call.tokens.output}" if call.tokens else UNKNOWN
        time = f"{call.milliseconds:,.0f} ms"
        shown.add_row(call.job, call.model, call.outcome, time, tokens, dollars(call.cost_usd))
    for job in unset:
        shown.add_row(job, "none is set", "done here", "", "", "")
    name, outcome, milliseconds = embedded
    shown.add_row("embed", name, outcome, f"{milliseconds:,.0f} ms", "", "")
    return shown


def dollars(cost: float | None) -> str:
    """A sum to read; one that is not known is said to be so."""
    return UNKNOWN if cost is None else f"{cost:.6f}"


async def show_spent(settings: Settings, days: int) -> None:
    """Print calls, tokens and cost by day and model."""
    async with open_pool(settings) as pool:
        Console().print(sums(await spent(pool, days)))


async def hear_audition(
    settings: Settings, pack: str, jobs: Sequence[audition.Job], n: int
) -> None:
    """Try the model of each job on so many cases, and print whether it helps.

    Raises:
        BadSetting, DatabaseUnavailable, CatalogueMissing: what the message says.
    """
    console, tried = Console(), []
    for job in jobs:
        with Progress(console=console, transient=True) as bar:
            task = bar.add_task(job, total=n)
            step = partial(bar.advance, task)
            tried.append(await audition.audition(settings, job, pack, n, step))
    console.print(heard(tried))


def heard(tried: Sequence[audition.Tried]) -> Table:
    """A line for each job."""
    shown = Table(
        "job", "verdict", "cases", "right without", "right with", "difference (95 %)", "calls",
        "answered", "US dollars",
    )  # fmt: skip
    for one in tried:
        n, off = max(1, len(one.cases)), one.difference
        known = [call.cost_usd for call in one.calls if call.made]
        cost = None if None in known else sum(filter(None, known))
        shown.add_row(
            one.job,
            one.verdict(),
            str(len(one.cases)),
            f"{sum(case.without for case in one.cases) / n:.3f}",
            f"{sum(case.with_model for case in one.cases) / n:.3f}",
            f"{off.value:+.3f} ({off.low:+.3f} to {off.high:+.3f})",
            str(len(one.calls)),
            str(one.answered),
            dollars(cost),
        )
    return shown


def cost_before(settings: Settings, jobs: Sequence[audition.Job], n: int) -> str:
    """What an audition will take, as a rule: tokens, and dollars where the price is known."""
    said = []
    for job in jobs:
        tokens, price = (
            audition.estimate_of(job, n),
            price_of(settings, models_of(settings, job)[0]),
        )
        dear = "price unknown" if price is None else f"${tokens * price.read:.2f}"
        said.append(f"{job}: about {tokens:,} tokens read ({dear})")
    return "; ".join(said)


def _at_least(row: Spent) -> str:
    """What is known of a sum that is not known as a whole."""
    return f"{dollars(row.cost_usd)} and more" if row.cost_usd else UNKNOWN


def sums(rows: Sequence[Spent]) -> Table:
    """The rows of :func:`models.ledger.spent`; calls of unknown cost stand apart from the sum."""
    shown = Table(
        "day (UTC)", "model", "calls", "answered", "tokens in", "tokens out", "US dollars",
        "cost unknown",
    )  # fmt: skip
    for row in rows:
        tokens = [UNKNOWN if n is None else f"{n:,}" for n in (row.input_tokens, row.output_tokens)]
        counts = (str(row.calls), str(row.answered))
        cost = _at_least(row) if row.unknown else dollars(row.cost_usd)
        shown.add_row(str(row.day), row.model, *counts, *tokens, cost, f"{row.unknown} calls")
    return shown
