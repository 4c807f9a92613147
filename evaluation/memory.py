"""Memory of this process."""

from __future__ import annotations

import resource
import sys
from pathlib import Path

SMAPS = Path("/proc/self/smaps_rollup")


def private_megabytes() -> float:
    """Private memory in MB; where the system does not tell, the largest resident size so far."""
    if SMAPS.exists():
        lines = SMAPS.read_text().splitlines()
        kilobytes = sum(int(line.split()[1]) for line in lines if line.startswith("Private_"))
        return kilobytes / 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024**2 if sys.platform == "darwin" else 1024)
