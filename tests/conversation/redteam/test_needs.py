"""How many needs are seen in words like no example, and how many wishes are taken for one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from agent.needing import need_by_meaning
from core.settings import read_settings
from guards.needs import NEEDS, find_need
from models.encoder import open_encoder

TABLES = Path(__file__).parents[2] / "unit" / "guards" / "tables"


def rows(table: str) -> list[tuple[str, str]]:
    """A label and a text in every line."""
    lines = (TABLES / f"{table}.txt").read_text("utf-8").splitlines()
    return [(label, text) for label, text in (line.split(": ", 1) for line in lines)]


@pytest.mark.parametrize("table", ["needs_unseen", "needs_new"])
@pytest.mark.parametrize("need", [*NEEDS, "ordinary"])
def test_unseen_wordings(
    need: str, table: str, encoder_folder: Path, tallied: Callable[..., Any]
) -> None:
    """Half of the first table chose the method; nothing was chosen with the second."""
    bar = 0.1 if need == "ordinary" else 0.4
    tally = tallied(f"{table}, misread: {need}", bar=bar)
    encoder = open_encoder(read_settings(data_dir=encoder_folder))
    for label, text in rows(table):
        if label == need:
            found = find_need(text) or need_by_meaning(text, encoder)
            tally.add((found or "ordinary") != need, text)
    assert tally.met, tally.examples
