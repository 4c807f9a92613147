"""Which of the items that a text names it turns down: "the 2nd and 4th are no good"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, pairwise

from agent.inquiry import asks, requests
from agent.listening.items import Mention, Span, bare
from readers.text import Token, fold, words

_BEFORE = frozenset(
    ["not", "no", "never", "without", "drop", "remove", "skip", "lose", "scrap", "reject",
     "rejected", "except", "forget", "exclude", "omit", "hate", "dislike", "dont", "don't",
     "isn't", "isnt", "wasn't", "out", "bin", "ditch", "discard", "nor", "neither", "swap",
     "replace", "exchange", "switch", "delete", "toss", "dump", "trash", "chuck", "rid", "strike",
     "cross", "eliminate", "instead", "swop", "change"]
)  # fmt: skip
"""Words that turn down what follows them closely."""

_TAKING = frozenset(["take", "kick", "throw", "cross", "leave", "strike", "get", "pull", "move"])
_AWAY = frozenset(["out", "off", "away"])
_BEING = frozenset(
    ["is", "are", "was", "were", "looks", "look", "seems", "seem", "sounds", "sound", "feels",
     "feel", "am", "s"]
)  # fmt: skip
_BAD = frozenset(
    ["out", "bad", "wrong", "dull", "boring", "ugly", "awful", "terrible", "rubbish", "unsuitable",
     "off", "junk", "useless", "horrible", "ridiculous", "nonsense", "overpriced", "dreadful",
     "hopeless", "worthless", "grim", "dodgy", "silly", "pointless", "no", "not", "too", "dreary",
     "poor", "unacceptable", "gone"]
)  # fmt: skip
_HARDLY = frozenset(["really", "just", "a", "bit", "rather", "very", "so", "quite", "all", "both",
                     "simply", "pretty", "far", "way", "kind", "of", "also", "the"])  # fmt: skip
_DENIED = frozenset(
    ["isn't", "isnt", "aren't", "arent", "doesn't", "doesnt", "don't", "dont", "won't", "wont",
     "can't", "cant", "wasn't"]
)  # fmt: skip
_KEPT_AFTER_NOT = frozenset(["bad", "too", "sure", "certain", "yet", "only", "far"])
_GOES = re.compile(r"^(?:has to go|have to go|must go|can go|should go|go away|goes|has too"
                   r"|have too|no good|no thanks|no thank|nope|no way|no use|out)\b")  # fmt: skip
_OTHERS = re.compile(
    r"\b(?:(?:all )?the (?:others?|rest|remaining|other ones?|remainder)|everything else"
    r"|all others|all the others)\b"
)
_ALL_BUT = re.compile(r"\b(?:all|everything|any|anything|every one|the lot)\b[^,.;]{0,12}"
                      r"\b(?:but|except|besides|apart from|bar)\b")  # fmt: skip
_ONLY = re.compile(r"\b(?:only|just) (?:keep|leave|hold)\b|\b(?:keep|leave|hold) (?:only|just)\b")
_ANEW = re.compile(r"\b(?:instead|something (?:else|different)|another (?:one|in its place)"
                   r"|different one)\b")  # fmt: skip
_GIVEN_UP = re.compile(
    r"\b(?:drop|remove|skip|swap|replace|lose|scrap|ditch|delete|exchange|bin|toss|forget|discard"
    r"|get rid of) (?:it|that|that one|this one|them|those|those two)\b"
)
_KEEPS = re.compile(r"\b(?:like|love|keep|fine|good|great|nice|prefer|favou?rite|perfect)\b")
_STOP = re.compile(r"[,.;:!?\n]|\bbut\b|\bthough\b|\bwhile\b")
_JOINS = frozenset(["and", "or", "nor", "&", "plus", "as", "well"])
_SILENT = frozenset(
    ["the", "number", "numbers", "no", "nr", "item", "one", "ones", ",", "#", "listing", "option"]
)
_REACH = 3

MOST = 24
"""Mentions of items that are weighed: nobody names more of five, and the work grows with them."""


def turned_down(text: str, mentions: Sequence[Mention], count: int) -> tuple[int, ...]:
    """Positions that a text refuses: "not 1 and 3", "drop all but the second", "number 3 is dull".

    Args:
        text: what was said.
        mentions: the items that it names, in its order.
        count: how many are shown.
    """
    folded = fold(text)
    if asks(text) and not requests(text):
        return ()
    groups = _groups(folded, mentions[:MOST])
    tokens = bare(words(folded))
    named = tuple(dict.fromkeys(n for n, _ in mentions))
    rest = [n for n in range(1, count + 1) if n not in named]
    if named and (_spared(folded, mentions[0][1]) or _ONLY.search(folded)):
        return tuple(rest)
    refused = [n for own, span in groups if _refused(folded, tokens, span) for n in own]
    if not refused and groups and _GIVEN_UP.search(folded):
        refused += groups[-1][0]
    others = _OTHERS.search(folded)
    if named and others and _refused(folded, tokens, others.span()):
        refused += rest
    if not refused and groups and _ANEW.search(folded) and not _KEEPS.search(folded):
        refused += groups[0][0]
    return tuple(dict.fromkeys(refused))


def _spared(folded: str, first: Span) -> bool:
    """Whether all but what is named is refused: "remove everything except the fourth"."""
    found = _ALL_BUT.search(folded[: first[0]])
    return found is not None and any(
        t.text in _BEFORE | _TAKING for t in words(folded[: found.start()])
    )


def _groups(folded: str, mentions: Sequence[Mention]) -> list[tuple[list[int], Span]]:
    """Mentions that stand in one list, as one; a comma before an article joins only where an
    "and" follows: "not the first, the second" are two.
    """
    chain = 0
    marked: list[tuple[int, Mention]] = []
    for i, (n, span) in enumerate(mentions):
        if i and not _joined(folded, mentions[i - 1][1], span, mentions[i + 1 :]):
            chain += 1
        marked.append((chain, (n, span)))
    found = []
    for _, group in groupby(marked, key=lambda one: one[0]):
        own = [mention for _, mention in group]
        span = (own[0][1][0], max(end for _, (_, end) in own))
        found.append(([n for n, _ in own], span))
    return found


def _joined(folded: str, left: Span, right: Span, later: Sequence[Mention]) -> bool:
    if right[0] <= left[1]:
        return True
    link = folded[left[1] : right[0]].replace(",", " , ").replace("#", " # ").split()
    if any(word not in _JOINS | _SILENT for word in link):
        return False
    if _JOINS & {*link} or not {"the", "one"} & {*link}:
        return True
    ends = [right[1], *(span[0] for _, span in later)]
    between = [folded[a:b] for a, b in pairwise(ends)]
    return any(_JOINS & {*part.split()} for part in between)


def _refused(folded: str, tokens: Sequence[Token], span: Span) -> bool:
    """Whether the words around a list of items refuse it; "no. 2" is a number."""
    before = [t for t in tokens if t.end <= span[0]]
    if before and before[-1].text == "no" and folded[slice(*span)][:1].isdigit():
        before = before[:-1]
    return _before(folded, before, span) or _after(folded, tokens, span)


def _before(folded: str, before: Sequence[Token], span: Span) -> bool:
    near = [t for t in before if t.text not in _SILENT or t.text == "no"][-_REACH:]
    for token in near:
        between = folded[token.end : span[0]]
        if token.text in _BEFORE and not _STOP.search(between):
            return not (token.text == "out" and between.lstrip().startswith("of "))
    taken = [t for t in before if t.text in _TAKING][-1:]
    if not taken or _STOP.search(folded[taken[0].end : span[0]]):
        return False
    following = {t.text for t in words(folded[span[1] :])[:4]}
    return bool(_AWAY & (following | {t.text for t in before if t.start > taken[0].start}))


def _after(folded: str, tokens: Sequence[Token], span: Span) -> bool:
    """Whether what is said of the items, to the end of the clause, is that they will not do."""
    rest = folded[span[1] :].lstrip(" )")
    stop = _STOP.search(rest)
    clause = rest[: stop.start()] if stop else rest
    said = [t.text for t in words(clause) if t.text not in ("one", "ones")]
    if _GOES.match(" ".join(said)):
        return True
    if said[:1] and said[0] in _DENIED:
        return True
    if not said or said[0] not in _BEING & {*said, "s"}:
        return False
    told = [word for word in said[1:] if word not in _HARDLY]
    if not told or told[0] not in _BAD:
        return False
    return not (told[0] == "not" and told[1:2] and told[1] in _KEPT_AFTER_NOT)
