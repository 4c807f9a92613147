"""Models and prompts, from the terminal and in the figures."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from core.database import Pool
from core.errors import UnknownPrompt
from core.settings import read_settings
from models.call import Call, Tokens
from models.ledger import Spent
from models.prompt_store import keep_prompt
from prompts import load_prompt, prompt_names
from ui.metrics import Metrics
from ui.modelling import check, sums
from ui.prompting import difference, rendered, show_all, text_of

if TYPE_CHECKING:
    from tests.emulators.openai_server import OpenAIServer

MODEL = "openai:emulated"


async def test_every_model_is_tried(
    openai_server: OpenAIServer, capsys: pytest.CaptureFixture[str]
) -> None:
    openai_server.answer({"word": "ready"})
    named = {"chat_model": f"{MODEL},ollama:dead", "ollama_url": "http://127.0.0.1:9/v1"}
    prices = {"model_prices": f"{MODEL}=1/1"}
    settings = read_settings(chat_base_url=openai_server.url, **named, **prices)
    assert not await check(settings)
    told = capsys.readouterr().out
    assert "answered" in told
    assert "unavailable" in told
    assert "0.000150" in told
    alone = read_settings(chat_base_url=openai_server.url, chat_model=MODEL)
    assert await check(alone)
    assert "unknown" in capsys.readouterr().out


def test_sums_say_what_is_unknown(capsys: pytest.CaptureFixture[str]) -> None:
    from datetime import date

    from rich.console import Console

    row = Spent(
        day=date(2026, 11, 20), model=MODEL, calls=3, answered=2, input_tokens=1200,
        output_tokens=None, cost_usd=None, unknown=3,
    )  # fmt: skip
    Console(width=150).print(sums([row]))
    told = capsys.readouterr().out
    assert "1,200" in told
    assert told.count("unknown") == 3
    assert "3 calls" in told


def test_figures_of_calls() -> None:
    metrics = Metrics()
    made = Call(job="listen", model=MODEL, outcome="answered", attempts=2, milliseconds=80,
                tokens=Tokens(input=120, output=30), cost_usd=0.5)  # fmt: skip
    metrics.models.called(made)
    metrics.models.called(made.model_copy(update={"cost_usd": None, "outcome": "timeout"}))
    metrics.models.called(made.model_copy(update={"outcome": "resting"}))
    told = metrics.text().decode()
    labels = f'job="listen",model="{MODEL}"'
    assert f'firstfive_model_calls_total{{{labels},outcome="resting"}} 1.0' in told
    assert f'firstfive_model_tokens_total{{direction="in",model="{MODEL}"}} 240.0' in told
    assert f'firstfive_model_cost_usd_total{{model="{MODEL}"}} 0.5' in told
    assert f'firstfive_model_cost_unknown_total{{model="{MODEL}"}} 1.0' in told
    assert f'firstfive_model_retries_total{{model="{MODEL}"}} 2.0' in told


async def test_former_versions_can_be_read_and_compared(pool: Pool, database_url: str) -> None:
    settings = read_settings(database_url=database_url)
    now = load_prompt("judge")
    async with pool.connection() as connection:
        before = now.content.replace("ten best", "five best")
        await keep_prompt(connection, "judge", "0123456789ab", before)
        await keep_prompt(connection, "judge", "0123456789ab", "another")
    assert await text_of(settings, "judge", None) == now.content
    assert await text_of(settings, "judge", "01234") == before
    changed = await difference(settings, "judge", "01234", None)
    removed, added = [line for line in changed.splitlines() if line[0] in "+-"][2:]
    assert "five best" in removed
    assert "ten best" in added
    with pytest.raises(UnknownPrompt, match="0123456789ab"):
        await text_of(settings, "judge", "fff")
    with pytest.raises(UnknownPrompt, match="listen"):
        await text_of(settings, "nothing", None)


@pytest.mark.parametrize("name", prompt_names())
def test_every_prompt_renders_for_every_pack(name: str, tmp_path: Path) -> None:
    for pack in ("businesses", "startups", "stays"):
        told = rendered(read_settings(packs_dir=tmp_path), name, pack, None)
        assert "{{" not in told
        assert "\n===\n" in told


def test_the_list_names_every_version(capsys: pytest.CaptureFixture[str]) -> None:
    show_all()
    told = capsys.readouterr().out
    assert all(load_prompt(name).version in told for name in prompt_names())
