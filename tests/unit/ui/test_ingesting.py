"""Progress as bars: one per task, finished at whatever was counted."""

from __future__ import annotations

import io

from rich.console import Console

from ui.ingesting import bars


def test_a_bar_per_task() -> None:
    written = io.StringIO()
    with bars(Console(file=written, width=100)) as progress:
        progress.start(None, "Reading")
        progress.advance(3)
        progress.advance(4)
        progress.done()
        progress.start(10, "Embedding")
        progress.advance(10)
        progress.done()
    first, second = written.getvalue().splitlines()[-2:]
    assert first.startswith("Reading")
    assert "7/7" in first
    assert second.startswith("Embedding")
    assert "10/10" in second


def test_nothing_is_drawn_where_nothing_began() -> None:
    written = io.StringIO()
    with bars(Console(file=written, width=100)):
        pass
    assert written.getvalue().strip() == ""
