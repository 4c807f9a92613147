"""A figure that somebody stated: exact, a range, or a bound."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from core.model import Frozen, Range

Per = Literal["year", "month", "week", "day", "hour"]


class Amount(Frozen):
    """A stated figure. ``min == max`` is an exact one, a missing end an open one.

    ``around`` says that it was hedged ("about", "or so"): the ends are then the middle of a wider
    interval. ``currency`` is an ISO 4217 code (money only), ``per`` the time a payment is for ("a
    month"; a night counts as a day). ``span`` is where it stands: ``text[span[0]:span[1]]``.
    """

    min: float | None = None
    max: float | None = None
    around: bool = False
    currency: str | None = None
    per: Per | None = None
    span: tuple[int, int]

    @property
    def exact(self) -> float | None:
        """The figure, where it is a single one."""
        return self.min if self.min == self.max else None

    def range(self, slack: float = 0.0) -> Range:
        """The closed interval meant; a hedged one widened by the share ``slack`` at both ends."""
        slack = slack if self.around else 0.0
        low = None if self.min is None else self.min - abs(self.min) * slack
        high = None if self.max is None else self.max + abs(self.max) * slack
        return Range(min=low, max=high)


def settle(amounts: Sequence[Amount]) -> Amount | None:
    """The figure that holds when somebody named several: the last one said; None of none.

    "I had eleven, this is nearly four times that. Forty." settles on forty.
    """
    return max(amounts, key=lambda amount: amount.span, default=None)
