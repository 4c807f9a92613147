"""Whether a text supports what a language model says that it states. Pure.

A quotation that is really in the text is not enough: the figure, the place or the word must be in
it, too, and the local rules must not read another value out of the very same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from catalogue.extract import extract
from catalogue.modelled.answer import Answer
from catalogue.modelled.quoting import quoted
from core.model import Evidence, ItemValue, Kind, Place, Stated
from domains import Attribute, Pack
from guards.planted import planted
from readers.amount import Amount
from readers.money import find_money
from readers.number import find_numbers
from readers.place import open_gazetteer
from readers.text import fold
from readers.year import find_years

CONFIDENCE = 0.85
"""Of a value that a model read and the text supports."""

NEAR = 0.02
"""By how much a figure may differ from the quoted one: "about 1.2 million" is 1,200,000."""

A_YEAR = {None: 1.0, "year": 1.0, "month": 12.0, "week": 52.0}
"""How often a payment for a time falls into a year."""

_FIGURE = re.compile(r"-?\d+(?:\.\d+)?")


def supported(pack: Pack, text: str, answer: Answer) -> dict[str, Stated]:
    """The claims that a cleaned text supports, by attribute; of several about one, the first."""
    found: dict[str, Stated] = {}
    asked = {attribute.id: attribute for attribute in readable(pack)}
    aimed = planted(text)
    for claim in answer.values:
        evidence = quoted(text, claim.quote)
        if claim.attribute not in asked or evidence is None or _meets(aimed, evidence):
            continue
        stated = _stated(pack, asked[claim.attribute], claim.value, evidence)
        if stated is not None:
            found.setdefault(claim.attribute, stated)
    return found


def readable(pack: Pack) -> list[Attribute]:
    """The attributes whose values are read out of texts; fields of the source speak for others."""
    derived = {"field", "derive"}
    return [a for a in pack.attributes if a.extract and derived.isdisjoint(a.extract)]


def _meets(aimed: Sequence[tuple[int, int]], evidence: Evidence) -> bool:
    """Whether a quotation stands in a passage that is aimed at AI readers."""
    return any(start < evidence.end and evidence.start < end for start, end in aimed)


def _stated(pack: Pack, attribute: Attribute, said: str, evidence: Evidence) -> Stated | None:
    value = _value(attribute, said, evidence.text)
    if value is None or _contradicted(pack, attribute, value, evidence.text):
        return None
    return Stated(value=value, evidence=evidence, confidence=CONFIDENCE)


def _contradicted(pack: Pack, attribute: Attribute, value: ItemValue, quote: str) -> bool:
    """Whether the rules of the pack read another value out of the quotation alone."""
    if attribute.type not in (Kind.CATEGORY, Kind.FLAG):
        return False
    read = extract(pack, {}, "", quote).get(attribute.id)
    return read is not None and not read.default and read.value != value


def _value(attribute: Attribute, said: str, quote: str) -> ItemValue | None:
    """The value as it is kept, if the quotation holds it."""
    kind = attribute.type
    if kind.numeric:
        return _figure(kind, said, quote)
    if kind is Kind.PLACE:
        return _place(said, quote)
    if kind is Kind.FLAG:
        return {"true": True, "false": False}.get(said.strip().lower())
    if attribute.choices:
        value = next((c.value for c in attribute.choices if fold(c.value) == fold(said)), None)
    else:
        value = said.strip() if _words(said) and _words(said) <= _words(quote) else None
    return (value,) if value is not None and kind is Kind.CATEGORIES else value


def _figure(kind: Kind, said: str, quote: str) -> float | None:
    plain = _FIGURE.fullmatch(said.replace(",", "").replace("$", "").strip())
    if plain is None:
        return None
    value = float(plain[0])
    near = 0.0 if kind is Kind.YEAR else NEAR * abs(value)
    return value if any(abs(f - value) <= near for f in _figures(kind, quote)) else None


def _figures(kind: Kind, quote: str) -> list[float]:
    if kind is Kind.YEAR:
        return _ends(find_years(quote, today=date.today()))
    if kind is Kind.MONEY:
        return _ends(find_money(quote, bare=True))
    return _ends(find_numbers(quote))


def _ends(amounts: Iterable[Amount]) -> list[float]:
    found = []
    for amount in amounts:
        for end in (amount.min, amount.max):
            if end is not None:
                found += [end, end * A_YEAR.get(amount.per, 1.0)]
    return found


def _place(said: str, quote: str) -> tuple[Place, ...] | None:
    gazetteer = open_gazetteer()
    chain = gazetteer.resolve(said)
    named = {place for found in gazetteer.find(quote) for place, _ in found.places}
    around = {outer for place in named for outer in gazetteer.containing(place)}
    return chain if chain and chain[0] in named | around else None


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", fold(text)))
