"""Sentences that a model says of items, each with a quote: what the items say is kept. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from pydantic import BaseModel, Field

from agent.wording import say_item
from core.model import Item
from domains import Pack
from guards.case import Case
from guards.grounding import Grounds, ungrounded
from guards.policy import policy_of
from readers.text import fold

MOST_SENTENCES, LONGEST = 3, 300
_DENIES = re.compile(
    r"\b(?:no|not|never|none|nor|neither|without|isn['’]?t|aren['’]?t|doesn['’]?t|don['’]?t"
    r"|can['’]?t|cannot|won['’]?t|lacks?|un\w+ed)\b",
    re.IGNORECASE,
)


class CitedSentence(BaseModel):
    """One sentence, the item it is about, and the item's words that it rests on."""

    text: str
    item_id: str
    quote: str


class Told(BaseModel):
    """The answer: sentences that each cite an item; none where the items do not say."""

    sentences: list[CitedSentence] = Field(default_factory=list)


def supported(
    told: Told, items: Mapping[str, Item], pack: Pack, sayable: Callable[[str], bool]
) -> list[CitedSentence]:
    """The sentences that may be shown, the first few.

    Each is about one of ``items``, its quote stands there, all its figures, names and telling words
    do too, it denies only what its quote denies, and ``sayable`` lets it pass.
    """
    case = Case(policy_of(pack), items, (), date.today())
    kept = []
    for sentence in told.sentences:
        item = items.get(sentence.item_id)
        if item and _holds(sentence, item, case, pack) and sayable(sentence.text):
            kept.append(sentence)
    return kept[:MOST_SENTENCES]


def _holds(sentence: CitedSentence, item: Item, case: Case, pack: Pack) -> bool:
    grounds = grounds_of(item, case)
    stated = [say_item(item, a, pack) for a in pack.attributes if a.id in item.attributes]
    quoted = _line(sentence.quote)
    return (
        0 < len(sentence.text) <= LONGEST
        and bool(quoted)
        and any(quoted in _line(text) for text in (*grounds.texts, *stated))
        and bool(_DENIES.search(sentence.text)) == bool(_DENIES.search(sentence.quote))
        and not ungrounded(sentence.text, grounds)
    )


def grounds_of(item: Item, case: Case) -> Grounds:
    """Everything stored of an item: what it states, and its text."""
    stated = case.grounds(item, None, None, wishes=False)
    return Grounds(
        texts=(*stated.texts, item.cleaned),
        numbers=stated.numbers,
        years=stated.years,
        this_year=stated.this_year,
        vocabulary=stated.vocabulary,
    )


def _line(text: str) -> str:
    return re.sub(r"\s+", " ", fold(text)).strip(" .…\"“”'")


def spoken(sentences: Sequence[CitedSentence], titles: Mapping[str, str]) -> str:
    """The sentences with their quotes, under the titles of their items where there are several."""
    several = len({sentence.item_id for sentence in sentences}) > 1
    lines = []
    for sentence in sentences:
        head = f"{titles[sentence.item_id]}: " if several else ""
        lines.append(f"{head}{sentence.text} (“{sentence.quote.strip()}”)")
    return "\n".join(lines)
