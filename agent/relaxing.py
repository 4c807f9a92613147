"""When nothing fits: which ONE must-have, given up, opens the most."""

from __future__ import annotations

from collections.abc import Sequence

from core.model import Wish


def without(wishes: Sequence[Wish], attribute: str) -> tuple[Wish, ...]:
    """The wishes with one attribute's must-haves turned into preferences."""
    return tuple(
        wish.model_copy(update={"must": False}) if wish.attribute == attribute else wish
        for wish in wishes
    )


def without_avoidance(wishes: Sequence[Wish], attribute: str) -> tuple[Wish, ...]:
    """As :func:`without`, and with the attribute's exclusions dropped."""
    kept = [w for w in wishes if not (w.attribute == attribute and w.stance == "avoid")]
    return without(kept, attribute)


def candidates(wishes: Sequence[Wish], refused: Sequence[str]) -> list[str]:
    """Attributes with a must-have that may still be offered, in the order they were said."""
    ids = dict.fromkeys(wish.attribute for wish in wishes if wish.must)
    return [id for id in ids if id not in refused]
