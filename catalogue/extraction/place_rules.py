"""Reads a pack's ``state`` entry: names, codes and nicknames, and what points elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from catalogue.extraction.mentions import PlaceRules


def place_rules(says: Mapping[str, Any], expand: Callable[[str], str]) -> PlaceRules:
    """The rules of a ``state`` entry; ``expand`` writes out the pack's terms."""
    names = {name.lower(): (name, 1.0) for name in says["states"]}
    codes: dict[str, tuple[str, float]] = {}
    for name, forms in says["states"].items():
        for written in forms:
            kind = codes if written.isupper() or written.endswith(".") else names
            kind[written if kind is codes else written.lower()] = (name, 0.9)
    names |= {
        nick: (name, float(weight)) for nick, (name, weight) in says.get("nicknames", {}).items()
    }
    countries = {
        name: country for country, members in says.get("countries", {}).items() for name in members
    }
    return PlaceRules(
        names,
        codes,
        _names_pattern(names),
        _codes_pattern(codes),
        re.compile(rf"(?:{expand(says['away'])})$"),
        re.compile(rf"(?:{expand(says['here'])})$"),
        countries,
        float(says.get("title", 3.0)),
    )


def _names_pattern(names: Iterable[str]) -> re.Pattern[str]:
    alternatives = "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{alternatives})(?!\w)")


def _codes_pattern(codes: Iterable[str]) -> re.Pattern[str]:
    """Codes after a comma, bracket or word; a shortened name needs its dot, or a comma or a
    part of the state before it ("central Fla").
    """
    plain = "|".join(
        re.escape(c) for c in sorted(codes, key=len, reverse=True) if not c.endswith(".")
    )
    dotted = "|".join(re.escape(c) for c in sorted(codes, key=len, reverse=True) if c.endswith("."))
    bare = "|".join(
        re.escape(c[:-1]) for c in codes if c.endswith(".") and "." not in c[:-1] and len(c) > 3
    )
    return re.compile(
        rf"(?:(?<=[,(|/] )|(?<=[a-zA-Z.)] )|(?<=[,(])|^)(?P<code>(?:{plain})(?![\w'&-])|"
        rf"(?:{dotted}))"
        rf"|(?:(?<=, )|(?<=[Cc]entral )|(?<=[Uu]pstate )|(?<=ern ))(?P<bare>{bare})(?![\w'&-])",
        re.MULTILINE,
    )
