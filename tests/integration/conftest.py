"""What the integration tests share beyond tests/conftest.py: emulated servers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.emulators.aws_server import AwsServer, aws_server_running
from tests.emulators.oidc_server import OidcServer, oidc_server_running
from tests.emulators.openai_server import OpenAIServer, openai_server_running


@pytest.fixture
def openai_server() -> Iterator[OpenAIServer]:
    """A server that speaks OpenAI's protocol; script its answers, then read its requests."""
    with openai_server_running() as server:
        yield server


@pytest.fixture
def aws_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[AwsServer]:
    """A server that speaks Bedrock's and SageMaker's protocols, with credentials for it."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIAEXAMPLECANARY")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "example-canary-of-a-secret")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_CONFIG_FILE", "/nonexistent")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", "/nonexistent")
    with aws_server_running() as server:
        yield server


@pytest.fixture(scope="module")
def oidc_server() -> Iterator[OidcServer]:
    """An OpenID Connect provider; set its claims, then sign in."""
    with oidc_server_running() as server:
        yield server
