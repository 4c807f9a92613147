"""What calls cost, and what is not known of it."""

from __future__ import annotations

import pytest

from core.errors import BadSetting
from core.settings import prices_of, read_settings
from models.call import Tokens
from models.name import JOBS, ModelName, models_of
from models.price import Price, cost, most, price_of

PRICE = Price(read=1e-6, written=1e-5, cache_read=1e-7, cache_write=2e-6)


def test_the_parts_of_a_cost() -> None:
    tokens = Tokens(input=1000, output=100, cache_read=600, cache_write=200)
    assert cost(tokens, PRICE) == pytest.approx(200e-6 + 60e-6 + 400e-6 + 1000e-6)


def test_unknown_is_not_nothing() -> None:
    assert cost(None, PRICE) is None
    assert cost(Tokens(input=1), None) is None
    assert most(100, 10, None) is None


def test_an_estimate_is_not_too_low() -> None:
    text = "A laundromat in Ohio, under $400,000, please. " * 20
    bound = most(len(text), 50, PRICE)
    assert bound is not None
    assert bound >= (len(text) / 4) * PRICE.cache_write + 50 * PRICE.written


@pytest.mark.parametrize(
    "name",
    [
        ModelName("openai", "gpt-4o-mini"),
        ModelName("bedrock_converse", "us.anthropic.claude-haiku-4-5-20251001-v1:0"),
        ModelName("bedrock_converse", "eu.amazon.nova-lite-v1:0"),
    ],
)
def test_a_published_price(name: ModelName) -> None:
    price = price_of(read_settings(), name)
    assert price is not None
    assert 0 < price.read < price.written < 1e-3


@pytest.mark.parametrize("name", ["openai:nobody-knows-it", "ollama:llama3.1", "sagemaker:mine"])
def test_a_price_that_is_not_known(name: str) -> None:
    assert price_of(read_settings(), ModelName(*name.split(":"))) is None


def test_a_server_of_ones_own_has_its_own_prices() -> None:
    own = {"chat_base_url": "http://127.0.0.1:1/v1"}
    name = ModelName("openai", "gpt-4o-mini")
    assert price_of(read_settings(**own), name) is None
    given = price_of(read_settings(**own, model_prices="openai:gpt-4o-mini=2/4"), name)
    assert given is not None
    assert (given.read, given.written) == (2e-6, 4e-6)


@pytest.mark.parametrize("text", ["openai:a", "openai:a=1", "=1/2", "openai:a=x/y"])
def test_prices_that_cannot_be_read(text: str) -> None:
    with pytest.raises(ValueError, match=r"MODEL=IN/OUT|could not convert"):
        prices_of(text)
    with pytest.raises(BadSetting, match="FIRSTFIVE_MODEL_PRICES"):
        read_settings(model_prices=text)


def test_every_job_has_its_models() -> None:
    settings = read_settings(
        chat_model="openai:a, ollama:b", listen_model="ollama:c", word_model="sagemaker:d"
    )
    told = {job: [str(name) for name in models_of(settings, job)] for job in JOBS}
    assert told == {
        "listen": ["ollama:c"], "explain": ["openai:a", "ollama:b"],
        "word": ["sagemaker:d"], "judge": [], "extract": [],
    }  # fmt: skip
