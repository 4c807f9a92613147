"""Memory of this process."""

from __future__ import annotations

import resource
import sys
from pathlib import Path

SMAPS = Path("/proc/self/smaps_rollup")


def private_megabytes() -> float:
    """Memory in MB that is this process's alone, files mapped into it left out.

    Pages of a mapped file belong to the system's cache, and to every process that maps it. Where
    the system does not tell, the largest resident size so far.
    """
    if SMAPS.exists():
        return _smaps("Anonymous:")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024**2 if sys.platform == "darwin" else 1024)


def mapped_megabytes() -> float:
    """MB of mapped files that are in memory now; 0 where the system does not tell."""
    return _smaps("Rss:") - _smaps("Anonymous:") if SMAPS.exists() else 0.0


def _smaps(name: str) -> float:
    lines = SMAPS.read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith(name)) / 1024
