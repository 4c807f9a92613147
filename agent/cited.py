"""Sentences that a model says of items, each with what it rests on: what it tells truly is kept.

A sentence holds where its quote stands in its item and its attribute is stated there, its figures,
names and denials are those of quote and attribute, and it tells no more than they do
(:mod:`guards.telling`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from pydantic import BaseModel, Field, field_validator

from agent.wording import say_item
from core.model import Item, Kind
from domains import Attribute, Pack
from guards.case import Case
from guards.grounding import Grounds, unknown_names
from guards.policy import policy_of
from guards.promises import find_promise
from guards.telling.attributes import cues, misnamed
from guards.telling.figures import Founded, founded, spaced
from guards.telling.meaning import Claim, Encode, tells_no_more
from readers.common import is_common
from readers.tables import word_set
from readers.text import fold

MOST_SENTENCES, LONGEST = 3, 300
AROUND = 120
"""Characters before a quote that may say what its figures are."""


class CitedSentence(BaseModel):
    """One sentence, its item, and what it rests on: words of it, an attribute, or both."""

    text: str
    item_id: str
    attribute: str | None = Field(default=None, description="The id of an attribute of the item.")
    quote: str | None = Field(default=None, description="Words copied from the item.")


class Told(BaseModel):
    """The answer: sentences that each cite an item; none where the items do not say."""

    sentences: list[CitedSentence] = Field(default_factory=list)

    @field_validator("sentences", mode="before")
    @classmethod
    def _none_is_empty(cls, given: object) -> object:
        return [] if given is None else given


def supported(
    told: Told,
    items: Mapping[str, Item],
    question: str,
    pack: Pack,
    encode: Encode,
    sayable: Callable[[str], bool],
) -> list[CitedSentence]:
    """The sentences that may be shown, the first few: each holds, and ``sayable`` lets it pass."""
    kept = []
    for sentence in told.sentences:
        item = items.get(sentence.item_id)
        if item and sayable(sentence.text) and holds(sentence, item, question, pack, encode):
            kept.append(sentence)
    return kept[:MOST_SENTENCES]


def holds(
    sentence: CitedSentence,
    item: Item,
    question: str,
    pack: Pack,
    encode: Encode,
    today: date | None = None,
) -> bool:
    """Whether a sentence tells nothing but what its quote and its attribute say.

    ``encode`` is that of the embedded encoder, ``today`` the day of the conversation.
    """
    day = today or date.today()
    sentence = _resolved(sentence, item, pack)
    if not 0 < len(sentence.text) <= LONGEST or not _stands(sentence, item, pack):
        return False
    if find_promise(sentence.text, forbidden=pack.forbidden):
        return False
    if unknown_names(spaced(sentence.text), _names(sentence, item, question, pack, day)):
        return False
    told = _figures(sentence, item, question, pack, day)
    if told.lacking or _misnamed(sentence, item, question, pack, day):
        return False
    return tells_no_more(_claim(sentence, item, question, pack, told), encode)


def _resolved(sentence: CitedSentence, item: Item, pack: Pack) -> CitedSentence:
    """With the attribute that it quotes the value of, where it names none and one alone has it."""
    quoted = _line(sentence.quote or "")
    if sentence.attribute or not quoted:
        return sentence
    having = [
        a.id
        for a in pack.attributes
        if a.id in item.attributes
        and quoted in (_line(say_item(item, a, pack)), _line(str(item.attributes[a.id].value)))
    ]
    return sentence.model_copy(update={"attribute": having[0]}) if len(having) == 1 else sentence


def _stands(sentence: CitedSentence, item: Item, pack: Pack) -> bool:
    """Whether the item has the quote and the attribute, one of which must be given."""
    quoted = _line(sentence.quote or "")
    attribute = _attribute(sentence, item, pack)
    if (sentence.attribute and attribute is None) or not (quoted or attribute):
        return False
    return not quoted or any(quoted in _line(text) for text in _texts(item, pack))


def _attribute(sentence: CitedSentence, item: Item, pack: Pack) -> Attribute | None:
    """The attribute that a sentence names, where the item states it."""
    stated = (a for a in pack.attributes if a.id in item.attributes)
    return next((a for a in stated if a.id == sentence.attribute), None)


def _texts(item: Item, pack: Pack) -> Iterator[str]:
    """All that the item says: its text, and its values as they are said and as the tool gives."""
    yield item.title
    yield item.cleaned
    for attribute in pack.attributes:
        stated = item.attributes.get(attribute.id)
        if stated is not None:
            yield say_item(item, attribute, pack)
            yield stated.model_dump_json()
            if stated.evidence:
                yield stated.evidence.text


def _line(text: str) -> str:
    return re.sub(r"\s+", " ", fold(text)).strip(" .…\"“”'")


def _names(sentence: CitedSentence, item: Item, question: str, pack: Pack, day: date) -> Grounds:
    """What names may be taken from: all that is stored of the item, and the question."""
    case = Case(policy_of(pack), {item.id: item}, (), day)
    stated = case.grounds(item, None, None, wishes=False)
    texts = (*stated.texts, item.cleaned, question)
    opening = {word for word in re.findall(r"[a-z']+", fold(sentence.text)) if _plain(word)}
    return Grounds(texts=(*texts, _dated(" ".join(texts))), vocabulary=stated.vocabulary | opening)


def _plain(word: str) -> bool:
    """Whether a word at a sentence's beginning is an ordinary one, and no name."""
    return word in word_set("meanings", "opening") or word.endswith("ly") or is_common(word)


def _dated(text: str) -> str:
    """Days and months in full that a text has in short: "Thurs" is Thursday."""
    short = {word for word in re.findall(r"[a-z]+", fold(text)) if len(word) >= 3}
    full = word_set("meanings", "dates")
    return " ".join(name for name in full if any(name.startswith(word) for word in short))


def _sources(sentence: CitedSentence, item: Item) -> tuple[str, ...]:
    stated = item.attributes.get(sentence.attribute or "")
    evidence = stated.evidence.text if stated and stated.evidence else ""
    return tuple(spaced(text) for text in (sentence.quote, evidence) if text)


def _figures(sentence: CitedSentence, item: Item, question: str, pack: Pack, day: date) -> Founded:
    stored = []
    attribute = _attribute(sentence, item, pack)
    value = item.attributes[attribute.id].value if attribute else None
    if attribute and isinstance(value, int | float) and not isinstance(value, bool):
        kinds = {Kind.MONEY: "money", Kind.YEAR: "year"}
        stored.append((kinds.get(attribute.type, "plain"), float(value)))
    sources = (*_sources(sentence, item), spaced(question))
    return founded(spaced(sentence.text), sources, stored, day.year)


def _misnamed(sentence: CitedSentence, item: Item, question: str, pack: Pack, day: date) -> bool:
    sources = _sources(sentence, item)
    at = fold(item.cleaned).find(fold(sentence.quote)[:40]) if sentence.quote else -1
    end = at + len(sentence.quote or "") + AROUND // 3
    around = spaced(item.cleaned[max(0, at - AROUND) : end]) if at >= 0 else ""
    told = spaced(sentence.text)
    known = cues(pack.attributes)
    return (
        misnamed(told, question, sources, around, sentence.attribute, item, known, day.year)
        is not None
    )


def _claim(sentence: CitedSentence, item: Item, question: str, pack: Pack, told: Founded) -> Claim:
    attribute = _attribute(sentence, item, pack)
    premises = [sentence.quote] if sentence.quote else []
    denied = ""
    if attribute:
        stated = item.attributes[attribute.id]
        value = say_item(item, attribute, pack)
        reason = attribute.reason_false if stated.value is False else attribute.reason
        premises.append(f"{attribute.label}: {value}")
        premises += [reason.replace("{value}", value)] if reason else []
        premises += [stated.evidence.text] if stated.evidence else []
        denied = attribute.label if stated.value is False and value == "No" else ""
    return Claim(
        sentence=spaced(sentence.text),
        question=question,
        premises=tuple(premises),
        denied=denied,
        pairs=told.pairs,
    )


def spoken(sentences: Sequence[CitedSentence], items: Mapping[str, Item], pack: Pack) -> str:
    """The sentences with what they rest on, under their items' titles where there are several."""
    several = len({sentence.item_id for sentence in sentences}) > 1
    lines = []
    for sentence in sentences:
        item = items[sentence.item_id]
        head = f"{item.title}: " if several else ""
        lines.append(f"{head}{sentence.text} ({_shown(sentence, item, pack)})")
    return "\n".join(lines)


def _shown(sentence: CitedSentence, item: Item, pack: Pack) -> str:
    attribute = _attribute(sentence, item, pack)
    if sentence.quote or attribute is None:
        return f"“{(sentence.quote or '').strip()}”"
    return f"{attribute.label}: {say_item(item, attribute, pack)}"
