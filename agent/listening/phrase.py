"""Plain phrases: an utterance cut into short pieces, lower-cased, freed of fillers and typing
slips.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from readers.common import is_common

_BREAK = re.compile(r"[.;:!?,()\n]+|\s[-–—]+\s|—|…|\b(?:but|because|though|although|since)\b", re.I)
_SOFT_BREAK = re.compile(r"\s(?:so|and)\s", re.I)
_APOSTROPHE = re.compile(r"['’‘`´]")
_NOT_WORD = re.compile(r"[^\w%$€£#.+&/-]+")

_FILLERS = frozenset(
    [
        "well",
        "um",
        "umm",
        "uh",
        "uhh",
        "er",
        "erm",
        "ah",
        "oh",
        "hmm",
        "hm",
        "gosh",
        "gee",
        "lord",
        "goodness",
        "heavens",
        "honestly",
        "frankly",
        "truly",
        "really",
        "just",
        "simply",
        "rather",
        "quite",
        "actually",
        "basically",
        "dear",
        "dearie",
        "love",
        "sir",
        "maam",
        "madam",
        "honey",
        "sugar",
        "sweetie",
        "mate",
        "pal",
        "friend",
        "buddy",
        "son",
        "sonny",
        "darling",
        "dear",
        "please",
        "pls",
        "sorry",
        "ok",
        "okay",
        "alright",
        "now",
        "then",
        "yet",
        "eh",
        "ha",
        "haha",
        "lol",
        "anyway",
        "anyhow",
        "kindly",
        "personally",
        "rightly",
        "exactly",
        "precisely",
        "totally",
        "completely",
        "absolutely",
        "entirely",
        "particularly",
        "specifically",
        "especially",
        "genuinely",
        "po",
        "ya",
        "right",
    ]
)
_FILLER_PHRASES = re.compile(
    r"\b(?:to be (?:honest|frank|fair|truthful)(?: with you)?|truth be told"
    r"|to tell (?:you )?the truth"
    r"|in all honesty|if im honest|im afraid|i fear|i must (?:say|admit|confess)"
    r"|i have to (?:say|admit)"
    r"|i (?:would )?(?:think|guess|suppose|reckon|believe|imagine|figure)|id (?:think|say"
    r"|guess|imagine)"
    r"|i should (?:think|say)|if you (?:ask|must know) me|if you must know|young (?:man"
    r"|lady|fellow)"
    r"|thank you|thanks|at (?:the|this) (?:moment|point|stage)|right now|at present|for now|as such"
    r"|my (?:dear|friend)|(?<!do )(?<!did )you know|(?<!do )you see|i mean|as far as i know"
    r"|so to speak)\b"
)
_LEXICON = tuple(
    """matter doesnt don't really preference particular important opinion either whatever whichever
    anything nothing sure certain idea clue guess guessing know tell thought considered decided
    picky fussy
    fussed bothered worried difference irrelevant indifferent flexible question questions show
    please
    results continue restart start again previous profile compare details human person someone speak
    explain understand mean others something different enough second third fourth fifth first
    mind care feelings strong haven't couldn't wouldn't can't wasn't told must essential
    required""".replace("'", "").split()
)
_KNOWN = frozenset(_LEXICON)
_NOT_SLIPS = frozenset(
    [
        "batter",
        "latter",
        "care",
        "cart",
        "core",
        "more",
        "tells",
        "shows",
        "knew",
        "now",
        "mine",
        "mint",
        "moan",
        "fuss",
        "curt",
        "sire",
        "surf",
        "cure",
        "shore",
        "snow",
        "slow",
        "stark",
        "stars",
        "stare",
        "star",
        "tall",
        "tale",
        "toll",
        "sell",
        "well",
        "hell",
        "mead",
        "bean",
        "lean",
        "meat",
        "pause",
        "peas",
        "plea",
        "least",
        "where",
        "their",
        "there",
        "these",
        "those",
        "tough",
        "though",
        "through",
        "other",
        "another",
        "mother",
        "seconds",
        "thirds",
        "firsts",
        "minds",
        "cares",
        "ideas",
        "humans",
        "persons",
        "peoples",
        "guest",
        "guests",
        "stat",
        "starts",
        "strand",
        "string",
        "things",
        "thing",
        "mask",
        "must",
        "mist",
        "most",
        "curtain",
        "curtains",
    ]
)


@dataclass(frozen=True)
class Phrase:
    """A piece of an utterance: ``plain`` for matching, ``text`` as typed, ``span`` in the
    utterance.
    """

    plain: str
    text: str
    span: tuple[int, int]
    asks: bool = False


def plain(text: str) -> str:
    """Lower case, no apostrophes, fillers and punctuation; slips in common act words corrected.

    >>> plain("Well, to be honest I'm not shure, dear")
    'im not sure'
    """
    flat = _NOT_WORD.sub(" ", _APOSTROPHE.sub("", text.lower()))
    flat = " ".join(_corrected(word.strip(".-/")) for word in flat.split())
    flat = _FILLER_PHRASES.sub(" ", flat)
    return " ".join(word for word in flat.split() if word not in _FILLERS)


@lru_cache(maxsize=8192)
def _corrected(word: str) -> str:
    """The act word that this is a slip of (one edit away), else the word."""
    if len(word) < 5 or word in _KNOWN or word in _NOT_SLIPS or not word.isalpha():
        return word
    for known in _LEXICON:
        like = known[0] == word[0] and OSA.distance(word, known, score_cutoff=1) <= 1
        if like and len(known) >= (4 if not is_common(word) else 5):
            return known
    return word


def phrases(text: str, *, softly: bool = False) -> tuple[Phrase, ...]:
    """The pieces between punctuation and conjunctions; ``softly`` also cuts at "and" and "so".

    A decimal point or a thousands separator does not cut.
    """
    cuts = [m.span() for m in _BREAK.finditer(text) if not _inside_number(text, m)]
    if softly:
        cuts = sorted(cuts + [m.span() for m in _SOFT_BREAK.finditer(text)])
    found: list[Phrase] = []
    start = 0
    for left, right in [*cuts, (len(text), len(text))]:
        if left >= start:
            _add(found, text, start, left, asks="?" in text[left:right])
        start = max(start, right)
    return tuple(found)


def _inside_number(text: str, cut: re.Match[str]) -> bool:
    left, right = cut.span()
    if cut.group() not in {".", ",", ":"}:
        return False
    return text[left - 1 : left].isdigit() and text[right : right + 1].isdigit()


def _add(found: list[Phrase], text: str, start: int, end: int, *, asks: bool) -> None:
    piece = text[start:end]
    if not piece.strip():
        return
    left = start + len(piece) - len(piece.lstrip())
    typed = piece.strip()
    found.append(Phrase(plain(typed), typed, (left, left + len(typed)), asks))
