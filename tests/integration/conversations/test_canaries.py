"""A short slice of ``make canaries``: what is erased is found nowhere, what is kept is found."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.embedded import stop_embedded
from scripts.canaries import EACH, run


@pytest.fixture
def folder() -> Iterator[Path]:
    """A data folder that the embedded server of any user can reach."""
    made = Path(tempfile.mkdtemp(prefix="firstfive-canaries-"))
    made.chmod(0o755)
    yield made
    stop_embedded(made)
    shutil.rmtree(made, ignore_errors=True)


async def test_what_is_erased_is_found_nowhere(folder: Path) -> None:
    outcome = await run(folder, 8 * EACH)
    assert outcome.before.files > 0
    assert outcome.clean, outcome.lines()
