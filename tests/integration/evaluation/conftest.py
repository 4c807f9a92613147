"""A small catalogue to be evaluated on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from core.settings import Settings
from models.encoder import Encoder
from tests.catalogues import shipped

LISTINGS = 60


@pytest.fixture(scope="session")
def evaluated(
    _server: str,
    data_folder: Callable[[str], Path],
    remembering: Callable[[Settings], Encoder],
) -> Settings:
    """Settings of a database with some of the shipped listings."""
    return shipped(_server, "evaluated", data_folder("evaluation"), remembering, LISTINGS)
