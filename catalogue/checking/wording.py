"""What people read: questions and sentences that are missing, hard to read, or promise."""

from __future__ import annotations

import re
from collections.abc import Iterator

from catalogue.checking.problem import Path, Problem
from domains import Attribute, Pack
from guards.promises import find_promise

HARDEST = 8.0
"""The school grade (Flesch and Kincaid) that a question and what explains it may need at most."""

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_VOWELS = re.compile(r"[aeiouy]+")
_SENTENCES = re.compile(r"[.!?](?:\s|$)")
_PIECES = re.compile(r"\{(\w*)\}")
_TEMPLATES = {"reason": {"value", "label"}, "reason_false": {"value", "label"},
              "compromise": {"value", "wish", "label"}}  # fmt: skip


def wording(pack: Pack) -> list[Problem]:
    """The faults of a pack's texts."""
    return [*_opening(pack), *_promises(pack), *_attributes(pack)]


def _opening(pack: Pack) -> Iterator[Problem]:
    said = {
        ("opening", "greeting"): pack.opening.greeting,
        ("opening", "ask"): pack.opening.ask,
        ("disclosure",): pack.disclosure,
        ("notice",): pack.notice,
        ("human",): pack.human,
    }
    for at, text in said.items():
        if not text.strip():
            yield Problem(at, f"{at[-1]!r} is empty.", "Write one or two plain sentences.")
    if not pack.opening.examples:
        yield Problem(("opening", "examples"), "There is no example opening.", "Add two or three.")


def _attributes(pack: Pack) -> Iterator[Problem]:
    for n, attribute in enumerate(pack.attributes):
        at = ("attributes", n)
        if attribute.askable:
            yield from _question(attribute, at)
        for key, known in _TEMPLATES.items():
            for piece in set(_PIECES.findall(getattr(attribute, key))) - known:
                yield Problem((*at, key), f"{{{piece}}} is filled by nothing.", _known(known))


def _known(known: set[str]) -> str:
    return f"Use {' or '.join('{' + name + '}' for name in sorted(known))}."


def _question(attribute: Attribute, at: Path) -> Iterator[Problem]:
    id = attribute.id
    if not attribute.ask:
        yield Problem(at, f"{id!r} has no question.", "Write `ask`, or set `askable: false`.")
        return
    if "?" not in attribute.ask:
        yield Problem(
            (*at, "ask"), f"The question of {id!r} asks nothing.", "End it with “?”.", False
        )
    for key in ("why", "explain"):
        if not getattr(attribute, key):
            yield Problem(at, f"{id!r} has no {key!r}.", "One short sentence will do.", False)
    level = grade(f"{attribute.ask} {attribute.why} {attribute.explain}")
    if level > HARDEST:
        what = f"What is asked and explained for {id!r} needs grade {level:.0f}."
        yield Problem((*at, "ask"), what, "Use shorter words and sentences.", False)


def _promises(pack: Pack) -> Iterator[Problem]:
    for at, text in _texts(pack):
        if text.endswith("?"):
            continue
        found = find_promise(text, forbidden=() if at[0] in ("notice", "human") else pack.forbidden)
        if found:
            what = f"It says {found.words!r}, which no sentence may ({found.family})."
            yield Problem(at, what, "Say it otherwise.")


def _texts(pack: Pack) -> Iterator[tuple[Path, str]]:
    yield ("opening", "greeting"), pack.opening.greeting
    yield ("opening", "ask"), pack.opening.ask
    yield ("notice",), pack.notice
    yield ("human",), pack.human
    for n, attribute in enumerate(pack.attributes):
        for key in ("ask", "why", "explain", *_TEMPLATES):
            yield ("attributes", n, key), str(getattr(attribute, key))


def grade(text: str) -> float:
    """The school grade a text needs (Kincaid et al. 1975), syllables counted by vowel groups."""
    words = _WORD.findall(text.lower())
    if not words:
        return 0.0
    sentences = max(1, len(_SENTENCES.findall(text)))
    syllables = sum(map(_syllables, words))
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


def _syllables(word: str) -> int:
    silent = (word.endswith("e") and not word.endswith(("le", "ee"))) or word.endswith("ed")
    return max(1, len(_VOWELS.findall(word)) - int(silent))
