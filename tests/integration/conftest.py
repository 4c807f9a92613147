"""What the integration tests share beyond tests/conftest.py: emulated servers."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.emulators.aws_server import AwsServer
    from tests.emulators.oidc_server import OidcServer
    from tests.emulators.openai_server import OpenAIServer


def _emulator(name: str) -> Any:
    """The module ``tests/emulators/<name>.py``, by path: ``tests`` is no package."""
    full = f"firstfive_emulator_{name}"
    if full not in sys.modules:
        path = Path(__file__).parents[1] / "emulators" / f"{name}.py"
        spec = importlib.util.spec_from_file_location(full, path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[full] = module
        spec.loader.exec_module(module)
    return sys.modules[full]


@pytest.fixture
def openai_server() -> Iterator[OpenAIServer]:
    """A server that speaks OpenAI's protocol; script its answers, then read its requests."""
    with _emulator("openai_server").openai_server_running() as server:
        yield server


@pytest.fixture
def aws_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[AwsServer]:
    """A server that speaks Bedrock's and SageMaker's protocols, with credentials for it."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIAEXAMPLECANARY")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "example-canary-of-a-secret")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_CONFIG_FILE", "/nonexistent")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", "/nonexistent")
    with _emulator("aws_server").aws_server_running() as server:
        yield server


@pytest.fixture(scope="module")
def oidc_server() -> Iterator[OidcServer]:
    """An OpenID Connect provider; set its claims, then sign in."""
    with _emulator("oidc_server").oidc_server_running() as server:
        yield server


@pytest.fixture(scope="session")
def chat_client() -> Any:
    """The module of the chat's client: ``chatting`` opens a socket, ``Refused`` is its error."""
    return _emulator("chat_client")
