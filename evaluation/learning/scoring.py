"""How well utterances are heard: readings held against labels.

Predictions are as ``firstfive listen`` writes them, one for each labelled utterance: ``act``,
``changes``, ``unread`` (stretches that state something and were not used) and ``sure``. Definitions
of the figures are with :class:`Figures`, what makes a change right with :func:`right`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.model import Kind

Said = Mapping[str, Any]
Kinds = Mapping[str, Kind]

CLOSE, LOOSE, SMALL = 0.06, 0.12, 10
"""Shares by which the end of a figure may be missed, where the label's ends are one or two figures;
figures below which none may."""

LONG = 4
"""Letters by which words of texts are compared."""

ALIKE = ("yes", "no", "any")
"""Kinds of message as good as a wish, where the changes are right."""

_TOKEN = re.compile(r"[a-z0-9$€£%]+")
_EMPTY = frozenset((
    "a", "an", "the", "and", "or", "of", "in", "on", "at", "to", "for", "with", "is", "are",
    "be", "it", "i", "we", "my", "our", "you", "that", "this", "if", "so", "but", "not", "no",
    "do", "have", "has", "had", "would", "like", "want", "some", "any", "as", "by", "from", "up",
    "out", "me", "us",
))  # fmt: skip


@dataclass(frozen=True)
class Figures:
    """Figures over utterances; shares are of 1, 0 where nothing is counted.

    Attributes:
        utterances: how many.
        act: share whose kind is right.
        f1: of changes, matched one to one.
        must_precision: of the right changes that were called musts, the share that are.
        must_recall: of the right changes that are musts, the share called so.
        inverted: changes of the opposite stance to the label's, for the same attribute and value.
        invented: wrong changes of attributes that the label does not mention, per 100 utterances.
        silent: of labelled changes and of what no attribute can hold, the share that was neither
            read nor told as unread.
        overtold: of the words told as unread, the share that was not owed.
        sure: share of utterances called sure.
        sure_wrong: of those, the share with a change missed or made wrongly.
    """

    utterances: int
    act: float
    f1: float
    must_precision: float
    must_recall: float
    inverted: int
    invented: float
    silent: float
    overtold: float
    sure: float
    sure_wrong: float


@dataclass(frozen=True)
class Score:
    """One utterance: counts that :func:`figures` adds up."""

    act: bool
    hits: int
    wrong: int
    missed: int
    called: int
    musts: int
    both: int
    inverted: int
    invented: int
    silent: int
    owed: int
    told: int
    overtold: int
    sure: bool


def figures(scores: Sequence[Score]) -> Figures:
    """The figures of several utterances."""
    n = len(scores)

    def total(name: str) -> int:
        return sum(int(getattr(score, name)) for score in scores)

    sure = [score for score in scores if score.sure]
    hits = total("hits")
    return Figures(
        utterances=n,
        act=_share(total("act"), n),
        f1=_share(2 * hits, 2 * hits + total("wrong") + total("missed")),
        must_precision=_share(total("both"), total("called")),
        must_recall=_share(total("both"), total("musts")),
        inverted=total("inverted"),
        invented=100 * _share(total("invented"), n),
        silent=_share(total("silent"), total("owed")),
        overtold=_share(total("overtold"), total("told")),
        sure=_share(len(sure), n),
        sure_wrong=_share(sum(bool(s.wrong or s.missed) for s in sure), len(sure)),
    )


def _share(part: int, whole: int) -> float:
    return part / max(1, whole)


def score(label: Said, read: Said, kinds: Kinds) -> Score:
    """One utterance.

    Args:
        label: its labelled row.
        read: what was read of it.
        kinds: of the pack's attributes.
    """
    wanted, found = list(label.get("changes") or ()), _counted(read.get("changes") or ())
    pairs = _matched(wanted, found, kinds)
    hit = {i for i, _ in pairs}
    used = {k for _, k in pairs}
    missed = [change for i, change in enumerate(wanted) if i not in hit]
    spare = [change for k, change in enumerate(found) if k not in used]
    wrong = [change for change in spare if not change.get("implied")]
    named = {change["attribute"] for change in wanted}
    owed = [*(c.get("words") or "" for c in missed), *(label.get("unusable") or ())]
    told = [word for stretch in read.get("unread") or () for word in _content(stretch)]
    due = {word for stretch in owed for word in _content(stretch)}
    musts = [(found[k].get("must") is True, wanted[i].get("must") is True) for i, k in pairs]
    return Score(
        act=_act(label["act"], read.get("act"), complete=not missed),
        hits=len(pairs),
        wrong=len(wrong),
        missed=len(missed),
        called=sum(called for called, _ in musts),
        musts=sum(is_must for _, is_must in musts),
        both=sum(called and is_must for called, is_must in musts),
        inverted=sum(any(inverted(c, w, kinds) for w in wanted) for c in spare),
        invented=sum(change["attribute"] not in named for change in wrong),
        silent=sum(not _admitted(stretch, told) for stretch in owed),
        owed=len(wanted) + len(label.get("unusable") or ()),
        told=len(told),
        overtold=sum(word not in due for word in told),
        sure=read.get("sure") is True,
    )


def _act(wanted: str, found: str | None, *, complete: bool) -> bool:
    return found == wanted or (
        complete and "wish" in (wanted, found) and bool({wanted, found} & {*ALIKE})
    )


def _counted(changes: Iterable[Said]) -> list[Said]:
    """The changes, of which only the first implied one is excused where it is wrong."""
    found: list[Said] = []
    for change in changes:
        excused = change.get("implied") and not any(c.get("implied") for c in found)
        found.append({**change, "implied": bool(excused)})
    return found


def _matched(wanted: Sequence[Said], found: Sequence[Said], kinds: Kinds) -> list[tuple[int, int]]:
    """Positions of labelled changes and of those that are right for them, each used once."""
    pairs: list[tuple[int, int]] = []
    for i, change in enumerate(wanted):
        used = {k for _, k in pairs}
        free = (k for k, c in enumerate(found) if k not in used and right(c, change, kinds))
        if (k := next(free, None)) is not None:
            pairs.append((i, k))
    return pairs


def right(found: Said, wanted: Said, kinds: Kinds) -> bool:
    """Whether a change is the labelled one: the same attribute, stance, taking back, and value.

    A comparison needs its direction, and the item where one is labelled. An attribute taken back is
    so whatever its value; one value of several needs the value. "Does not matter" and a soft "not
    needed" are alike.
    """
    if found["attribute"] != wanted["attribute"]:
        return False
    if bool(found.get("remove")) != bool(wanted.get("remove")):
        return False
    kind = kinds.get(wanted["attribute"], Kind.TEXT)
    if found.get("relative") or wanted.get("relative"):
        same_item = wanted.get("item") is None or found.get("item") == wanted.get("item")
        return found.get("relative") == wanted.get("relative") and same_item
    if wanted.get("remove"):
        return not _one_of_several(wanted, kind) or same_value(found, wanted, kind)
    if _stance(found) != _stance(wanted):
        valueless = found.get("value") is None or wanted.get("value") is None
        return _soft(found, wanted) and (valueless or same_value(found, wanted, kind))
    return _stance(wanted) == "any" or same_value(found, wanted, kind)


def _stance(change: Said) -> str:
    return str(change.get("stance", "want"))


def _one_of_several(wanted: Said, kind: Kind) -> bool:
    named = any(wanted.get(key) is not None for key in ("value", "min", "max"))
    return named and (kind.listed or kind is Kind.TEXT)


def _soft(found: Said, wanted: Said) -> bool:
    """Whether one does not matter and the other is refused softly."""
    stances = _stance(found), _stance(wanted)
    return (stances == ("avoid", "any") and found.get("must") is False) or (
        stances == ("any", "avoid") and wanted.get("must") is False
    )


def same_value(found: Said, wanted: Said, kind: Kind) -> bool:
    """Whether two changes name one value: flags and values of lists exactly, places by their name,
    figures about, texts where one holds the other or they share a word.
    """
    ended = any(c.get(end) is not None for c in (found, wanted) for end in ("min", "max"))
    if ended:
        return _same_figures(found, wanted, kind)
    one, other = found.get("value"), wanted.get("value")
    if one is None or other is None:
        return one is None and other is None
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    said, meant = str(one).lower().strip(), str(other).lower().strip()
    if said == meant:
        return True
    if kind is Kind.PLACE:
        return meant.split(",")[0].strip() == said or said.split(",")[0].strip() == meant
    if kind.numeric or kind in (Kind.CATEGORY, Kind.FLAG):
        return False
    within = bool(said) and (said in meant or meant in said)
    return within or bool(_stems(said) & _stems(meant))


def _same_figures(found: Said, wanted: Said, kind: Kind) -> bool:
    """Both ends alike; a bare sum may be a ceiling or exact."""
    low, high = wanted.get("min"), wanted.get("max")
    year, loose = kind is Kind.YEAR, None not in (low, high) and low != high
    share = LOOSE if loose else CLOSE
    if _near(found.get("min"), low, year, share) and _near(found.get("max"), high, year, share):
        return True
    bare = all(c.get("min") is None or c.get("min") == c.get("max") for c in (found, wanted))
    return not year and bare and high is not None and _near(found.get("max"), high, False, CLOSE)


def _near(one: float | None, other: float | None, year: bool, share: float) -> bool:
    if one is None or other is None:
        return one is None and other is None
    if year:
        return abs(one - other) <= 1
    return one == other if abs(other) < SMALL else abs(one - other) <= share * abs(other)


def inverted(found: Said, wanted: Said, kinds: Kinds) -> bool:
    """Whether a change says the opposite of the labelled one, for the same attribute and value."""
    if found["attribute"] != wanted["attribute"] or found.get("remove") or wanted.get("remove"):
        return False
    stances = {_stance(found), _stance(wanted)}
    one, other = found.get("value"), wanted.get("value")
    if isinstance(one, bool) and isinstance(other, bool):
        return (len(stances) == 1) == (one is not other) and "any" not in stances
    kind = kinds.get(wanted["attribute"], Kind.TEXT)
    return stances == {"want", "avoid"} and same_value(found, wanted, kind)


def _admitted(stretch: str, told: Sequence[str]) -> bool:
    """Whether at least half of the words of a stretch are among those told as unread."""
    words = _content(stretch)
    needed = max(1, -(-len({*words}) // 2))
    return bool(words) and len({*words} & {*told}) >= needed


def _content(stretch: str) -> list[str]:
    return [word for word in _TOKEN.findall(stretch.lower()) if word not in _EMPTY]


def _stems(text: str) -> set[str]:
    return {word[:LONG] for word in _TOKEN.findall(text) if len(word) >= LONG}
