"""Starting other programs: always a list of words, never a shell."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

Command = Sequence[str | Path]
"""A program and its arguments. Callers name programs of their own; nothing of it was typed by a
person who uses the product.
"""


def run(command: Command, **options: Any) -> subprocess.CompletedProcess[bytes]:
    """Run a program to its end; ``options`` as of :func:`subprocess.run`. A failure is told by
    ``returncode``.

    Raises:
        OSError: it cannot be started.
    """
    return subprocess.run(command, check=False, **options)


def start(command: Command, **options: Any) -> subprocess.Popen[bytes]:
    """Start a program and go on; ``options`` as of :class:`subprocess.Popen`.

    Raises:
        OSError: it cannot be started.
    """
    return subprocess.Popen(command, **options)
