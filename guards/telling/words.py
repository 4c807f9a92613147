"""The words of a sentence that tell something, what is like them, and which are denied. Pure.

Two words are alike where they have one stem or stand in one row of ``readers/data/meanings.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from guards.grounding import CLAIMLESS
from readers.tables import table, word_set
from readers.text import fold, stem, unaccented

DENIED = "notbefore"
"""Stands in a text for what denies the words before it."""

REACH = 5
"""Words that a denial reaches forward, inside its clause."""

_WORD = re.compile(r"[^\W_]+(?:['.&-][^\W_]+)*")
_CLAUSE = re.compile(
    r"[.;:!?()\n]|,\s|\s[–—-]\s|\b(?:but|though|although|while|and|so|because|as|since)\b"
)
_UN = re.compile(
    r"un(?!ti|der|io|it|iq|iv|le|cl|usual|limited)\w{1,20}ed|unable|unavailable|unlikely|\w{3,20}less"
)
_BEFORE = re.compile(
    r"\b(?:off the table|out of the question|ruled out|not considered|not included|excluded)\b"
)
"""What denies the words before it."""

_REPLY = re.compile(
    r"^\s{0,3}(?:no|yes|not (?:really|quite|yet|at all|noticeably|any more)|hardly|barely"
    r"|rarely|never|unlikely[^,;:]{0,12}|(?:barely|hardly) at all|he does|they do|it does"
    r"|(?:he|she|they|it|you|i) (?:won't|don't|doesn't|isn't|aren't|can't|will not|do not))"
    r"\s?[,;:.–—-]\s{0,3}",
    re.I,
)
"""A reply to the question, before what is told."""


@dataclass(frozen=True)
class Word:
    """A word that tells something: its stem, the rows it stands in, and whether it is denied."""

    text: str
    stem: str
    rows: frozenset[int]
    denied: bool

    def like(self, other: Word) -> bool:
        """Whether both may mean the same."""
        return self.stem == other.stem or bool(self.rows & other.rows) or _begins(self, other)

    def against(self, other: Word) -> bool:
        """Whether they say the contrary of one another."""
        return other.stem in _contraries().get(self.stem, frozenset())


def _begins(one: Word, other: Word) -> bool:
    """One word is the beginning of the other: "mech" of "mechanical", "Thurs" of "Thursday"."""
    short, long = sorted((one.stem, other.stem), key=len)
    begins = len(short) >= 4 and long.startswith(short)
    return begins or (len(short) >= 5 and short[:5] == long[:5])


@lru_cache(maxsize=4096)
def told_words(text: str) -> tuple[Word, ...]:
    """The telling words of a text, in order; figures and words that say nothing are left out."""
    folded = unaccented(fold(text))
    return tuple(
        Word(word, stem(word), _rows().get(stem(word), frozenset()), denied)
        for clause in _clauses(folded)
        for word, denied in _with_denial(clause)
        if _tells(word)
    )


def unreplied(sentence: str) -> str:
    """A sentence without the reply that it begins with: "No, it is leased"."""
    return _REPLY.sub("", sentence)


def denials(text: str) -> int:
    """How often a text denies."""
    return sum(is_denial(word) for word in _WORD.findall(_joined(unaccented(fold(text)))))


def is_denial(word: str) -> bool:
    """Whether a word denies what stands beside it."""
    return word == DENIED or word in word_set("meanings", "denying") or _contrary(word)


def all_denied(text: str) -> tuple[Word, ...]:
    """The telling words of a text, each denied."""
    return tuple(replace(word, denied=True) for word in told_words(text))


def has_any(text: str, row: str) -> frozenset[str]:
    """The words of a row of the table that a text has."""
    folded = f" {' '.join(_WORD.findall(unaccented(fold(text))))} "
    return frozenset(word for word in word_set("meanings", row) if f" {word} " in folded)


def _tells(word: str) -> bool:
    if word[0].isdigit() or len(word) < 2 or is_denial(word):
        return False
    base = stem(word)
    return base in _kept() or (base not in CLAIMLESS and len(word) > 2)


@cache
def _kept() -> frozenset[str]:
    return frozenset(map(stem, word_set("meanings", "telling")))


def _clauses(folded: str) -> Iterator[str]:
    yield from (part for part in _CLAUSE.split(_joined(folded)) if part)


@cache
def _phrases() -> re.Pattern[str]:
    told = [w for w in word_set("meanings", "denying") if " " in w]
    return re.compile(r"\b(?:" + "|".join(map(re.escape, told)) + r")\b")


def _joined(folded: str) -> str:
    return _phrases().sub("not", _BEFORE.sub(DENIED, folded)).replace(f": {DENIED}", f" {DENIED}")


def _with_denial(clause: str) -> list[tuple[str, bool]]:
    """The words of a clause, each with whether it is denied; "unlicensed" is licensed, denied."""
    tokens = _WORD.findall(clause)
    denied = [False] * len(tokens)
    for i, token in enumerate(tokens):
        if _contrary(token):
            denied[i] ^= True
        elif is_denial(token):
            reached = range(i - REACH, i) if token == DENIED else range(i + 1, i + 1 + REACH)
            for j in set(reached) & set(range(len(tokens))):
                denied[j] ^= True
    return [(_bare(t), d) for t, d in zip(tokens, denied, strict=True)]


def _contrary(token: str) -> bool:
    """Whether a word is the contrary of the word it is made of."""
    return bool(_UN.fullmatch(token)) or token.startswith("ex-")


def _bare(token: str) -> str:
    if not _contrary(token):
        return token
    return token.removeprefix("ex-").removeprefix("un").removesuffix("less")


@cache
def _rows() -> Mapping[str, frozenset[int]]:
    rows: dict[str, set[int]] = {}
    for number, row in enumerate(table("meanings")["like"]):
        for word in row.split():
            rows.setdefault(stem(word), set()).add(number)
    return {word: frozenset(found) for word, found in rows.items()}


@cache
def _contraries() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for pair in table("meanings")["contrary"]:
        one, other = (stem(word) for word in pair.split("|"))
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {word: frozenset(others) for word, others in found.items()}
