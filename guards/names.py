"""Names of people in a text, where the words around them say that they are names.

Most names stand behind a cue ("ask for Dan"), beside contact data, under a title, or as a
signature. What has no such mark is not looked for: firms and towns are called like people.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

from guards.name_patterns import ASKED, CUED, TITLED, TITLED_ANYWHERE, TRUSTED

MASCOTS = re.compile(
    r"\b(?:rooter|handyman|coffee|clean|bubble|electric|transmission|fields|pepper|martens)\b", re.I
)
COMMON = re.compile(
    r"""\b(?:us|me|him|her|them|the|an?|our|your|this|that|today|now|anytime|sellers?|owners?
    |brokers?|agents?|listings?|office|details|info|information|business|sales|realty|group|team
    |partners|advisors|capital|company|associates|services?|management|customer|support|manager
    |(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|june|july|august
    |september|october|november|december|north|south|east|west|new|san|los|las|saint|st|lake
    |mount|fort|port|main|street|park|city|county|state|university|google|apple|facebook
    |microsoft|airbnb|confidential|beach|hills?|hole|islands?|springs|valley
    |river|creek|bay|avenue|road|boulevard|square|hotel|bank|number|address|software|center|lens|after|before|for|in|on|at|by|with|to|of)\b""",
    re.I | re.X,
)


@lru_cache(maxsize=1)
def first_names() -> frozenset[str]:
    """Usual first names, in lower case."""
    return frozenset(files("guards").joinpath("first_names.txt").read_text("utf-8").split())


def find_names(text: str) -> list[tuple[int, int]]:
    """Spans of the names, in the order of the text; contact data is expected to be marked out."""
    found = {span for pattern in CUED for span in _known(pattern, text)}
    found |= {span for match in ASKED.finditer(text) for span in _named(match)}
    found |= {m.span("name") for m in TRUSTED.finditer(text) if not _is_common(m["name"])}
    for titled in (TITLED, TITLED_ANYWHERE):
        found |= {m.span("name") for m in titled.finditer(text) if not _is_mascot(m["name"])}
    return _apart(found)


def _known(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    spans = []
    for match in pattern.finditer(text):
        if not _begins_as_name(match["name"]):
            continue
        spans.append(match.span("name"))
        second = match.groupdict().get("second")
        if second and _begins_as_name(second):
            spans.append(match.span("second"))
    return spans


def _named(match: re.Match[str]) -> list[tuple[int, int]]:
    groups = [name for name, value in match.groupdict().items() if value]
    return [match.span(name) for name in groups if _begins_as_name(match[name])]


def _begins_as_name(name: str) -> bool:
    first, _, rest = name.partition(" ")
    return first.lower() in first_names() and not COMMON.search(rest)


def _is_common(name: str) -> bool:
    return bool(COMMON.search(name))


def _is_mascot(name: str) -> bool:
    return bool(MASCOTS.match(name))


def _apart(spans: set[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans without those inside or across earlier and longer ones."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept
