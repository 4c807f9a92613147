"""Agreement of two people beyond chance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence


def cohen_kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """Cohen's kappa of two raters' categories for the same units (Cohen 1960), in -1..1.

    Observed agreement beyond what the two margins give by chance, as a share of what is possible
    beyond it. None without units, or where both used one and the same category throughout.
    """
    if not pairs:
        return None
    n = len(pairs)
    observed = sum(one == other for one, other in pairs) / n
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    chance = sum(first[category] * second[category] for category in first) / n**2
    return None if chance == 1 else (observed - chance) / (1 - chance)
