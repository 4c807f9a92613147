"""Whether every figure and every name of a sentence is found in what the item states."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from guards.figures import FigureFound, FigureKind, figures, loose_digits, supported
from readers.text import fold, stem, unaccented

Span = tuple[int, int]

_WORD = re.compile(r"(?<!\w)[^\W\d_](?:[^\W_]|['’.&-](?=[^\W_]))*")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;…]|\n)[\s\"'“‘(\[–—-]{0,8}$")
_QUOTED = re.compile(r"“([^“”]+)”|\"([^\"]+)\"")
_AGE = re.compile(r"\s{0,4}[- ]?years?\b", re.I)

SHORTEST_CLAIM = 3
NEVER_NAMES = frozenset({"i", "i'm", "i'd", "i'll", "i've", "ok", "ai"})
_OPENERS = """
    a about according accepts all also an and annual any around as asked asking at based
    because being below both builds built business but by can cash close closest company costs
    currently described does employs established every exactly fits five for found founded four
    from full gives half has have helps here how in inside is it its just less like listed
    located made mainly makes match matches more most much near nearby new no not nothing now
    of offers on one only open opened other our out over owner people place price priced
    provides rated revenue runs same seller sells serves set several six small so some staff
    started still team that the their there these they this three to trades two under up used
    uses very was what when where which while who with within without works year years yes yet
    you your
"""
OPENERS = frozenset(_OPENERS.split())
"""Words any sentence may begin with; a name never does."""

_CLAIMLESS = """
    able again ago almost along already although among another are aren't away become been before
    between both came can't cannot come comes could did didn't different do doesn't done don't down
    during each either else enough even ever example few first fit following get gets give given go
    goes going got had hasn't he her here's hers him his how's however i'd if into isn't it's its
    itself kept last least let let's lies likely made make many may maybe means meant mention
    mentions might mine must my name named names neither next nor number often once only onto or
    other others ours own part per please said same say saying says second see seem seems shall she
    should show shown shows since some somebody someone something state stated states still such
    takes tell tells text than that's them then there's therefore they'd they're third though thus
    together told too toward towards under unless until upon us want wanted wants wasn't way we we'd
    we're well went were weren't whatever whether whole whom whose why wish wishes word words would
    you'd you're yours asking traded dollars euros pounds percent thousand million billion dozen
    shop kind old
"""
CLAIMLESS = frozenset(map(stem, (*OPENERS, *_CLAIMLESS.split())))
"""Stems of words that say nothing of an item by themselves."""


@dataclass(frozen=True)
class Grounds:
    """What a sentence may rest on: stored words, stored figures, and words that claim nothing.

    ``vocabulary`` are lower-case words a sentence may begin with besides those of ``texts``: the
    pack's own wording. ``years`` are stored years, which "12 years" is compared with by way of
    ``this_year``. ``counted`` are the figures of the texts that may be said, as what they are
    there; None: all, a figure without a sign as any.
    """

    texts: tuple[str, ...]
    numbers: tuple[tuple[FigureKind, float], ...] = ()
    years: tuple[float, ...] = ()
    this_year: int = 0
    vocabulary: frozenset[str] = frozenset()
    counted: tuple[tuple[FigureKind, float], ...] | None = None

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of the texts, folded."""
        return frozenset().union(*map(_words, self.texts))

    @cached_property
    def figures(self) -> tuple[tuple[FigureKind, float], ...]:
        """The stored figures, and those of all texts where all may be said."""
        if self.counted is not None:
            return self.numbers
        return (*self.numbers, *((f.kind, f.value) for text in self.texts for f in figures(text)))

    @cached_property
    def plain(self) -> str:
        """The texts on one line, lower case, single blanks."""
        return _line(" | ".join(self.texts))


def ungrounded(sentence: str, grounds: Grounds) -> tuple[str, ...]:
    """The figures, names, quotations and telling words that the grounds of a sentence lack."""
    found = figures(sentence)
    spans = [(figure.start, figure.end) for figure in found]
    return (
        *_unfounded_figures(sentence, found, grounds),
        *_unfounded_names(sentence, spans, grounds),
        *_unfounded_quotations(sentence, grounds),
        *_unfounded_words(sentence, spans, grounds),
    )


def unknown_names(sentence: str, grounds: Grounds) -> tuple[str, ...]:
    """The names, quotations and marks with digits ("W16") that the grounds of a sentence lack."""
    spans = [(figure.start, figure.end) for figure in figures(sentence)]
    marks = (t for t in loose_digits(sentence) if not _stands(t, grounds))
    return (
        *_unfounded_names(sentence, spans, grounds),
        *_unfounded_quotations(sentence, grounds),
        *marks,
    )


def _stands(token: str, grounds: Grounds) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(token.lower())}(?!\w)", grounds.plain))


def _unfounded_figures(
    sentence: str, found: Sequence[FigureFound], grounds: Grounds
) -> Iterable[str]:
    for figure in found:
        word = sentence[figure.start : figure.end]
        pronoun = word.lower() in ("one", "a", "an", "once", "both") or (
            figure.digits == 0 and word.lower() in grounds.words
        )
        age = bool(_AGE.match(sentence, figure.end)) and _is_age(figure.value, grounds)
        alike = [one for one in grounds.counted or () if one[0] == figure.kind]
        if not (pronoun or age or supported(figure, [*grounds.figures, *alike])):
            yield word
    for token in loose_digits(sentence):
        if not _stands(token, grounds):
            yield token


def _is_age(value: float, grounds: Grounds) -> bool:
    return any(abs(grounds.this_year - year - value) <= 1 for year in grounds.years)


def _unfounded_names(sentence: str, spans: Sequence[Span], grounds: Grounds) -> Iterable[str]:
    for match in _WORD.finditer(sentence):
        word = match.group()
        if word.islower() or any(start <= match.start() < end for start, end in spans):
            continue
        currency = sentence[match.end() : match.end() + 1] == "$"
        if currency or not any(map(str.isupper, word)) or _known(word, grounds.words):
            continue
        opens = bool(_SENTENCE_START.search(sentence, 0, match.start()))
        if opens and word[1:].islower() and _opening(word, grounds.vocabulary):
            continue
        if opens and len(word) == 1:
            continue
        yield word


def _unfounded_words(sentence: str, spans: Sequence[Span], grounds: Grounds) -> Iterable[str]:
    """Words that claim something and stand in no stored text: "loyal", "waterfront"."""
    spans = [*spans, *(match.span() for match in _QUOTED.finditer(sentence))]
    for match in _WORD.finditer(sentence):
        word = match.group()
        if len(word) < SHORTEST_CLAIM or any(map(str.isupper, word)):
            continue
        if _known(word, grounds.words) or stem(_fold(word)) in CLAIMLESS:
            continue
        if not any(start <= match.start() < end for start, end in spans):
            yield word


def _known(word: str, words: frozenset[str]) -> bool:
    folded = _fold(word)
    return folded in NEVER_NAMES or folded in words or stem(folded) in words


def _opening(word: str, vocabulary: frozenset[str]) -> bool:
    folded = _fold(word)
    return folded in OPENERS or folded in vocabulary


def _unfounded_quotations(sentence: str, grounds: Grounds) -> Iterable[str]:
    for match in _QUOTED.finditer(sentence):
        quoted = match.group(1) or match.group(2)
        if _line(quoted).rstrip(" …") not in grounds.plain:
            yield quoted


def _fold(word: str) -> str:
    return unaccented(word.lower().replace("’", "'")).removesuffix("'s").rstrip(".")


def _folded_words(text: str) -> Iterable[str]:
    for match in _WORD.finditer(text):
        folded = _fold(match.group())
        yield folded
        yield stem(folded)
        yield from (part for part in re.split(r"[-&.']", folded) if part != folded)


def _line(text: str) -> str:
    return re.sub(r"\s+", " ", fold(text)).strip()


@lru_cache(maxsize=4096)
def _words(text: str) -> frozenset[str]:
    return frozenset(_folded_words(text))


def words_of(texts: Iterable[str]) -> frozenset[str]:
    """The lower-case words of texts, for :attr:`Grounds.vocabulary`."""
    return frozenset().union(*map(_words, texts))
