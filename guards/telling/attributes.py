"""Whether a figure is told as what it is: no asking price is told as yearly sales. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from core.model import Item, Kind
from guards.policy import AttributeLike
from guards.telling.figures import Amount, amounts, is_same
from guards.telling.words import denials
from readers.tables import table, word_set
from readers.text import fold

FARTHEST = 70
"""Characters, boundaries counted, beyond which words do not tell a figure."""

CLOSE = 8
"""The same after a figure, for words of what is no attribute: "$2,000 a month in rent"."""

_DOTS = re.compile(r"(?:\s?[.…]){2,40}")
_END = re.compile(r"[.;•\n](?:\s|$)")
_STOP = re.compile(r"[:|—–/()]|\s-\s|\bwhile\b|\bbut\b|\bthough\b")
_COMMA = re.compile(r",|\band\b|&")


@dataclass(frozen=True, eq=False)
class Cue:
    """Words that tell figures of a kind; ``attribute`` None: of something that is no attribute."""

    name: str
    kind: Kind
    pattern: re.Pattern[str]
    attribute: AttributeLike | None = None

    def fits(self, amount: Amount) -> bool:
        """Whether it may be a figure of this kind at all."""
        if self.kind is Kind.MONEY:
            bare = amount.bare and (amount.value >= 1000 or amount.value % 1 > 0)
            return amount.kind == "money" or bare
        if self.kind is Kind.YEAR:
            return amount.kind == "year" or amount.unit == "year"
        return amount.bare and amount.value < 100_000


def cues(attributes: Sequence[AttributeLike]) -> tuple[Cue, ...]:
    """Those of a pack's attributes that are figures, and those of other figures."""
    own = [
        Cue(a.id, a.type, _pattern((a.label, *(a.told or a.words))), a)
        for a in attributes
        if a.type.numeric
    ]
    rows: Mapping[str, Mapping[str, str]] = table("meanings")["figures"]
    other = [
        Cue(name, Kind(kind), _pattern(tuple(w.replace("_", " ") for w in row.split())))
        for kind, named in rows.items()
        for name, row in named.items()
    ]
    return (*own, *other)


@lru_cache(maxsize=256)
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    ordered = sorted({fold(p) for p in phrases if p}, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, ordered)) + r")(?!\w)")


def misnamed(
    sentence: str,
    question: str,
    sources: Sequence[str],
    around: str,
    attribute: str | None,
    item: Item,
    known: Sequence[Cue],
    this_year: int,
) -> str | None:
    """A figure that the sentence tells with other words than the item does; None without any.

    ``sources`` are the texts it rests on, ``around`` is what stands before and after them.
    """
    for amount in amounts(sentence):
        cue = _nearest(sentence, amount, known)
        if cue is None or _is_stored(amount, cue, item, sentence, this_year):
            continue
        found = [
            (text, given)
            for text in sources
            for given in amounts(text)
            if is_same(amount, given, sentence, this_year)
        ]
        told = {_nearest(text, given, known) for text, given in found}
        rested = [c for c in known if c.name == attribute]
        told |= {c for c in rested if _is_stored(amount, c, item, sentence, this_year)}
        if not told and _contradicts(amount, cue, item, sentence, question, this_year):
            return sentence[amount.start : amount.end]
        if told and not _agrees(cue, told, sentence, question, (*sources, around), item):
            return sentence[amount.start : amount.end]
    return None


def _contradicts(
    amount: Amount, cue: Cue, item: Item, sentence: str, question: str, this_year: int
) -> bool:
    """Whether it takes a figure from the question and affirms it against what is stored."""
    asked = any(is_same(amount, other, sentence, this_year) for other in amounts(question))
    stated = cue.attribute is not None and cue.name in item.attributes
    return asked and stated and not denials(sentence)


def _agrees(
    cue: Cue,
    told: Set[Cue | None],
    sentence: str,
    question: str,
    sources: Sequence[str],
    item: Item,
) -> bool:
    if cue in told:
        return not _told_beside(cue, sentence, sources, item)
    named = {other for other in told if other is not None}
    if any(other.pattern.search(fold(question)) for other in named):
        return not cue.pattern.search(fold(question))
    if named:
        return False
    return cue.attribute is None or any(cue.pattern.search(fold(text)) for text in sources)


def _told_beside(cue: Cue, sentence: str, sources: Sequence[str], item: Item) -> bool:
    """Whether the source tells the stored value beside this one, and the sentence leaves it out."""
    stated = item.attributes.get(cue.name)
    if cue.attribute is None or stated is None or not isinstance(stated.value, int | float):
        return False
    value = float(stated.value)
    beside = any(a.value == value for text in sources[:-1] for a in amounts(text))
    return beside and not any(abs(a.value - value) <= 0.05 * value for a in amounts(sentence))


def _is_stored(amount: Amount, cue: Cue, item: Item, sentence: str, this_year: int) -> bool:
    stated = item.attributes.get(cue.name)
    if cue.attribute is None or stated is None or not isinstance(stated.value, int | float):
        return False
    kinds = {Kind.MONEY: "money", Kind.YEAR: "year"}
    given = Amount(float(stated.value), kinds.get(cue.kind, "plain"), -1, -1, 0)
    return is_same(amount, given, sentence, this_year)


def _nearest(text: str, amount: Amount, known: Sequence[Cue]) -> Cue | None:
    """What the words nearest to a figure say it is; faint ones where there are no others."""
    folded, faint = fold(text), word_set("meanings", "faint")
    fitting = [
        (match.group() in faint, _apart(text, amount, match.span(), cue), n)
        for n, cue in enumerate(known)
        if cue.fits(amount)
        for match in cue.pattern.finditer(folded)
    ]
    near = [found for found in fitting if found[1] <= FARTHEST]
    return known[min(near)[2]] if near else None


def _apart(text: str, amount: Amount, span: tuple[int, int], cue: Cue) -> float:
    start, end = min(amount.end, span[1]), max(amount.start, span[0])
    between = _DOTS.sub(" ", text[start:end]) if start < end else ""
    others = {(a.start, a.end) for a in amounts(text) if start <= a.start and a.end <= end}
    stops = 80 * len(_END.findall(between)) + 25 * len(_STOP.findall(between))
    stops += 10 * len(_COMMA.findall(between))
    linking = word_set("meanings", "linking")
    length = sum(1 + len(w) for w in re.findall(r"[\w'$]+", fold(between)) if w not in linking)
    after = 4 if span[0] > amount.start else 0
    if after and cue.attribute is None and length > CLOSE:
        return FARTHEST + 1.0
    return length + stops + 25 * len(others) + after - 0.1 * (span[1] - span[0])
