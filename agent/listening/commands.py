"""Messages that are nothing but a command: a short closed list, compared as a whole.

Everything longer is weighed by the learned heads.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, get_args

from core.model import Act, Critique, Kind
from domains import Attribute, Pack
from readers.tables import table
from readers.text import fold, unaccented, words

_FILLERS = frozenset(
    ["please", "now", "then", "ok", "okay", "well", "just", "thanks", "thank", "you"]
)


def exact_command(text: str) -> Act | None:
    """The act of a message that is a command and nothing else; None for everything else."""
    said = [unaccented(t.text).replace("'", "") for t in words(fold(text))]
    known = _commands()
    plain = " ".join(said)
    bare = " ".join(word for word in said if word not in _FILLERS)
    return known.get(plain) or known.get(bare)


@lru_cache(maxsize=1)
def _commands() -> dict[str, Act]:
    acts: dict[str, Act] = {act: act for act in get_args(Act)}
    return {
        phrase.strip(): acts[act]
        for act, row in table("commands").items()
        if act in acts
        for phrase in row.split("|")
    }


Direction = Literal["less", "more"]

_SHORTEST: dict[Kind, tuple[str, str]] = {
    Kind.MONEY: ("cheaper", "dearer"),
    Kind.NUMBER: ("smaller", "bigger"),
    Kind.YEAR: ("older", "newer"),
    Kind.PLACE: ("closer", ""),
}
_PEOPLE = frozenset({"people", "person", "employees", "staff", "team", "workers"})


def said_shortest(pack: Pack) -> Iterator[tuple[str, Direction, str]]:
    """Every attribute and direction that one or two words name, and these words."""
    leading = _leading(pack)
    for attribute in pack.attributes:
        own = attribute.comparatives
        usual = _SHORTEST.get(attribute.type, ("", "")) if attribute.id in leading else ("", "")
        directions: tuple[Direction, Direction] = ("less", "more")
        for direction, ours, kind in zip(directions, (own.less, own.more), usual, strict=True):
            if words := (*ours[:1], kind)[0]:
                yield attribute.id, direction, words


def _leading(pack: Pack) -> set[str]:
    """The attributes that a mere "cheaper", "smaller", "older" or "closer" is about: the first
    sum, the first count of people (or else the first count), the first year, the first place.
    """
    found: dict[Kind, str] = {}
    for attribute in sorted(pack.attributes, key=lambda a: not _of_people(a)):
        if attribute.type in _SHORTEST:
            found.setdefault(attribute.type, attribute.id)
    return set(found.values())


def _of_people(attribute: Attribute) -> bool:
    named = {attribute.unit, *attribute.words}
    return attribute.type is Kind.NUMBER and bool(_PEOPLE & named)


def exact_critique(text: str, pack: Pack) -> Critique | None:
    """What a message asks to be different that is nothing but the words of a button beside the
    five, or of going nearer home; None for everything else.
    """
    said = " ".join(word for t in words(fold(text)) if (word := t.text) not in _FILLERS)
    for attribute, direction, shortest in said_shortest(pack):
        nearer = table("superlatives")["nearer"] if shortest == "closer" else ""
        if said in (shortest.lower(), *map(str.strip, nearer.split("|"))) and said:
            return Critique(attribute=attribute, direction=direction)
    return None
