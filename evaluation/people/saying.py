"""A stored value in the words of somebody who knows it well, roughly, or vaguely."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

from core.model import ItemValue, Kind, Place
from evaluation.people.phrasebook import Phrasebook

CAPITALISED = 2
THOUSAND, MILLION = 1_000, 1_000_000
SMALL = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
         "eleven", "twelve")  # fmt: skip


def say(
    attribute: str, kind: Kind, value: ItemValue, vague: bool, book: Phrasebook, rng: random.Random
) -> str:
    """The value in words; ``vague`` widens it: a range, a round figure, a containing place."""
    if isinstance(value, bool):
        return _phrase(attribute, "yes" if value else "no", book, rng)
    if isinstance(value, float | int):
        return _figure(attribute, kind, float(value), vague, book, rng)
    if isinstance(value, str):
        return _phrase(attribute, value, book, rng)
    places = [part for part in value if isinstance(part, Place)]
    if places:
        return _place(places, vague, book, rng)
    named = [part for part in value if isinstance(part, str)]
    chosen = rng.sample(named, min(len(named), 1 if vague else rng.choice((1, 2))))
    return " and ".join(_phrase(attribute, one, book, rng) for one in chosen)


def _phrase(attribute: str, value: str, book: Phrasebook, rng: random.Random) -> str:
    known = book.values.get(attribute, {}).get(value)
    return rng.choice(known) if known else plain(value)


def plain(value: str) -> str:
    """A value as it is, in small letters but for abbreviations."""
    return " ".join(
        word if sum(c.isupper() for c in word) >= CAPITALISED else word.lower()
        for word in value.split()
    )


def _place(places: Sequence[Place], vague: bool, book: Phrasebook, rng: random.Random) -> str:
    cities = [p for p in places if p.kind == "city"]
    wider = [p for p in places if p.kind in ("state", "country")]
    if cities and not vague:
        name = cities[0].name
        return name if rng.random() < 0.3 else name.partition(",")[0]
    if not vague:
        return (wider or list(places))[0].name
    near = wider[:1] if rng.random() < 0.7 else wider[-1:]
    return rng.choice(book.somewhere).format((near or list(places))[0].name)


def _figure(
    attribute: str, kind: Kind, value: float, vague: bool, book: Phrasebook, rng: random.Random
) -> str:
    unit = book.units.get(attribute, "")
    if not vague:
        said = _amount(value, kind, rng)
    elif rng.random() < 0.4:
        said = rng.choice(book.around).format(_amount(_rounded(value, kind), kind, rng))
    else:
        said = _range(value, kind, book, rng)
    return f"{said} {unit}".strip() if rng.random() < 0.5 else said


def _range(value: float, kind: Kind, book: Phrasebook, rng: random.Random) -> str:
    if kind is Kind.YEAR:
        low, high = value - rng.randrange(3), value + rng.randrange(1, 4)
    else:
        low = _rounded(value * rng.uniform(0.6, 0.95), kind)
        high = _rounded(value * rng.uniform(1.1, 1.6) + 1, kind)
    match rng.randrange(3):
        case 0:
            return rng.choice(book.at_least).format(_amount(min(low, value), kind, rng))
        case 1:
            return rng.choice(book.at_most).format(_amount(max(high, value), kind, rng))
    ends = [_amount(low, kind, rng), _amount(high, kind, rng)]
    return rng.choice(book.between).format(*ends)


def _rounded(value: float, kind: Kind) -> float:
    """Years to the nearest five, other figures to one and a half digits."""
    if kind is Kind.YEAR or value < 1:
        return round(value / 5) * 5 if kind is Kind.YEAR else value
    step = float(10 ** math.floor(math.log10(value))) / 2
    return max(1.0, round(value / step) * step)


def _amount(value: float, kind: Kind, rng: random.Random) -> str:
    whole = round(value)
    if kind is Kind.YEAR:
        return str(whole)
    if kind is Kind.MONEY:
        return _money(whole, rng)
    return SMALL[whole] if whole < len(SMALL) and rng.random() < 0.5 else str(whole)


def _money(dollars: int, rng: random.Random) -> str:
    if dollars >= MILLION:
        short = f"{dollars / MILLION:.2f}".rstrip("0").rstrip(".")
        return rng.choice((f"${short} million", f"{short} million", f"${short}M"))
    if dollars >= THOUSAND:
        short = str(round(dollars / THOUSAND))
        return rng.choice((f"${short}k", f"{short} thousand", f"${dollars:,}", f"{short}k"))
    return f"${dollars}"
