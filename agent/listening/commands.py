"""Messages that are nothing but a command: a short closed list, compared as a whole.

Everything longer is weighed by the learned heads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Literal, get_args

from agent.listening.domain import Domain
from agent.listening.pending import Pending
from core.model import Act, Critique, Heard, Kind, Reading
from domains import Attribute, Pack
from readers.tables import table
from readers.text import fold, unaccented, words

_FILLERS = frozenset(
    ["please", "now", "then", "ok", "okay", "well", "just", "thanks", "thank", "you", "ah", "oh",
     "hm", "hmm", "actually", "lets"]
)  # fmt: skip


def exact_command(text: str) -> Act | None:
    """The act of a message that is a command and nothing else; None for everything else."""
    said = [unaccented(t.text).replace("'", "") for t in words(fold(text))]
    known = _commands()
    plain = " ".join(said)
    bare = " ".join(word for word in said if word not in _FILLERS)
    return known.get(plain) or known.get(bare) or ("show" if _shows(said) else None)


_CLAUSE_END = re.compile(r"[.,;:!?\n]{1,8}\s{0,8}")
MOST_CLAUSES = 2
"""Clauses that a command which begins a message may have: "ah, start over"."""


def begins_anew(text: str) -> str | None:
    """What follows a command to start over that a message begins with: "start over. A barber shop";
    None where there is no such command, or nothing follows.
    """
    for end in islice(_CLAUSE_END.finditer(text), MOST_CLAUSES):
        rest = text[end.end() :]
        if exact_command(text[: end.start()]) == "restart":
            return rest if any(c.isalnum() for c in rest) else None
    return None


_SHOWING = frozenset({"show", "list", "lists", "display", "results", "options", "listings"})
_SEEING = frozenset({"let", "lets", "them", "em", "all", "five"})
"""Words of a command to show, and those that make one of "see"."""
_SHOWN = _FILLERS | {
    *(
        "me",
        "us",
        "em",
        "them",
        "it",
        "the",
        "a",
        "your",
        "my",
        "all",
        "what",
        "there",
        "is",
        "have",
    ),
    *(
        "kindly",
        "pls",
        "plz",
        "let",
        "lets",
        "can",
        "could",
        "i",
        "we",
        "to",
        "want",
        "would",
        "like",
    ),
    *(
        "go",
        "ahead",
        "come",
        "on",
        "so",
        "right",
        "alright",
        "yes",
        "yeah",
        "sure",
        "gimme",
        "give",
    ),
    *("see", "matches", "found", "got", "some", "anyway", "already", "and", "away", "do"),
    *("ja", "jo", "si", "oui", "da", "aye", "dear", "love", "mate", "sir", "madam", "maam"),
}


def _shows(said: list[str]) -> bool:
    """Whether a short message asks for the list, in any order of the words that do."""
    words = {*said}
    shows = bool(words & _SHOWING) or ("see" in words and bool(words & _SEEING))
    return shows and len(said) <= MOST_SHOWING and words <= _SHOWN | _SHOWING | _SEEING


MOST_SHOWING = 7
"""Words of a message that may be a command to show."""


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


def commanded(command: Act, domain: Domain, pending: Pending | None) -> Heard:
    """What a message says that is nothing but a command, beside a question that may wait."""
    asked = pending is not None and pending.purpose == "ask" and pending.attribute != "opening"
    if command == "any" and asked and pending is not None:
        return Heard(acts=("any",), readings=(Reading(attribute=pending.attribute, stance="any"),))
    value = decided("", command, domain, pending)
    if value is None or pending is None:
        return Heard(acts=(command,))
    return Heard(acts=(command,), readings=(Reading(attribute=pending.attribute, value=value),))


YES = frozenset({"yes", "yeah", "yep", "yup", "sure", "certainly", "definitely", "absolutely"})
NO = frozenset({"no", "nope", "nah"})


def decided(text: str, act: str, domain: Domain, pending: Pending | None) -> bool | None:
    """What a reply says of the flag that was asked about: by its kind, or by "yes" or "no" where
    it begins or ends; None where neither tells.
    """
    flags = {a.id for a in domain.attributes if a.type is Kind.FLAG}
    if pending is None or pending.purpose != "ask" or pending.attribute not in flags:
        return None
    if act in ("yes", "no"):
        return act == "yes"
    said = [fold(token.text) for token in words(text)]
    ends = {*said[:1], *said[-1:]}
    if act not in ("wish", "answer") or bool(ends & YES) == bool(ends & NO):
        return None
    return bool(ends & YES)
