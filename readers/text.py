"""Text as people type it and pages deliver it: one form, words and where they stand, stems."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_STRAIGHT = {
    **dict.fromkeys(map(ord, "‘’‚‛′`´ʼ＇"), "'"),
    **dict.fromkeys(map(ord, "“”„‟″«»＂"), '"'),
}
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹣－"), "-")
_SPACES = dict.fromkeys([0x00A0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
_FOLD = {**_STRAIGHT, **_DASHES, **_SPACES, ord("\t"): " ", ord("\r"): "\n"}
_UNSEEN = re.compile(
    "[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


class Token(NamedTuple):
    """A word of a text: ``source[start:end] == text``."""

    text: str
    start: int
    end: int


def normalise(text: str) -> str:
    """One form of a text: NFKC, straight quotes, no invisible marks, single spaces.

    Dashes keep their form. Idempotent.
    """
    plain = unicodedata.normalize(
        "NFKC", text.replace("½", " 1/2").replace("¼", " 1/4").replace("¾", " 3/4")
    )
    plain = _UNSEEN.sub("", plain.replace("\r\n", "\n").replace("\r", "\n")).translate(_STRAIGHT)
    plain = unicodedata.normalize("NFKC", plain)
    plain = re.sub(r"[^\S\n]+", " ", plain)
    return re.sub(r" ?\n ?(?:\n ?)*", lambda m: "\n" * min(2, m.group().count("\n")), plain).strip()


def fold(text: str) -> str:
    """The text in lower case, with straight quotes and plain spaces, **of the same length**."""
    folded = text.translate(_FOLD)
    lower = folded.lower()
    if len(lower) == len(folded):
        return lower
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in folded)


@lru_cache(maxsize=20_000)
def unaccented(text: str) -> str:
    """The text without accents ("São" → "Sao"); the length may change."""
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFKD", text)
    return "".join(c for c in apart if not unicodedata.combining(c)).replace("ß", "ss")


def words(text: str) -> list[Token]:
    """The words of a text (letters, digits, inner apostrophes), in order, as written."""
    return [Token(m.group(), m.start(), m.end()) for m in _WORD.finditer(text)]


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A light stem of a lower-case English word: plural, possessive, -ing and -ed are folded.

    It never joins words by derivation ("bakery" and "baker" stay apart).
    """
    word = word.removesuffix("'s").removesuffix("'")
    word = _singular(word)
    for ending in ("ing", "ed"):
        base = word.removesuffix(ending)
        if base != word and len(base) >= 3 and re.search("[aeiouy]", base):
            twice = len(base) > 3 and base[-1] == base[-2] and base[-1] not in "lsz"
            word = base[:-1] if twice else base
            break
    return word[:-1] if len(word) >= 4 and word.endswith("e") else word


def _singular(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + ("y" if len(word) > 4 else "ie")
    if word.endswith(("sses", "xes", "zes", "ches", "shes")):
        return word[:-2]
    return word[:-1]
