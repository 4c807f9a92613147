"""What reading with a language model will cost, and what it cost, in words."""

from __future__ import annotations

from dataclasses import dataclass

from catalogue.modelled.allowance import Spent
from catalogue.modelled.model import Model
from catalogue.modelled.reading import Tally
from domains import Pack


@dataclass(frozen=True)
class Asked:
    """What one run asked of a model."""

    model: str
    tally: Tally
    spent: Spent

    def lines(self) -> list[str]:
        """For a terminal."""
        told, spent = self.tally, self.spent
        left = f", {told.left:,} left for another run" if told.left else ""
        return [
            f"{self.model}: {told.answered:,} texts read, {told.known:,} read before{left}.",
            f"  {spent.calls:,} calls, {spent.read:,} tokens read and {spent.written:,} written: "
            f"{_dollars(spent.usd)}.",
            f"  {told.claims:,} values named, {told.unsupported:,} of them without support.",
        ]


def estimate(model: Model, pack: Pack, texts: int, characters: int) -> str:
    """What reading so many texts of so many characters in all costs, before it is done."""
    steady, _ = model.parts(pack, "")
    size = len(steady) + characters // max(1, texts)
    usual = model.usual(size)
    limit = model.limits.budget
    budget = "no budget is set" if limit is None else f"the budget is {_dollars(limit)}"
    cost = (
        "its price is not known"
        if usual is None
        else (f"about {_dollars(texts * usual)}, {_dollars(texts * model.most(size))} at most")
    )
    return (
        f"{model.name} is to read up to {texts:,} texts, about {texts * model.tokens(size):,} "
        f"tokens: {cost}; {budget}."
    )


def _dollars(usd: float | None) -> str:
    return "cost unknown" if usd is None else f"${usd:,.4f}" if usd < 1 else f"${usd:,.2f}"
