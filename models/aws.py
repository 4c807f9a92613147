"""Clients of Amazon's services, as the settings say. Credentials are found by boto3 itself."""

from __future__ import annotations

from typing import Any

from core.settings import Settings


def aws_options(settings: Settings, region: str | None = None) -> dict[str, str]:
    """Region and address, where the settings name them; without, ``region`` is where."""
    where = settings.aws_region or region
    given = {"region_name": where, "endpoint_url": settings.aws_endpoint_url}
    return {name: value for name, value in given.items() if value}


def client_config(seconds: float) -> Any:
    """botocore's configuration: no attempt of its own is repeated, none waits longer than this."""
    from botocore.config import Config

    return Config(connect_timeout=seconds, read_timeout=seconds, retries={"total_max_attempts": 1})


def aws_client(service: str, settings: Settings, seconds: float, region: str | None = None) -> Any:
    """A boto3 client of a service that waits at most so many seconds for bytes."""
    import boto3

    return boto3.client(service, config=client_config(seconds), **aws_options(settings, region))
