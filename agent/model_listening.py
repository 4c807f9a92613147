"""Listening with a language model: when it is asked, what it sees, and how its reading is taken.

The model's reading stands. Of the local one only exact figures and places are kept whose words the
model overlooked, and what it left out of an answer that could not be read as a whole.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from langchain_core.messages import AnyMessage

from agent.context import Context
from agent.listening import Listener, Pending
from agent.listening.listener import acts_of
from agent.model_calls import answer_of
from agent.model_heard import KINDS, ModelHeard, ModelWish, heard_of
from agent.wording import say_wish
from catalogue.language import foreign as foreign_parts
from core.model import Act, Critique, Heard, Kind, Place, Range, Reading, Wish, WishValue
from core.reply import Recommendation
from domains import Attribute, Pack
from guards.figures import speaks_of_figures
from guards.instructions import find_instructions
from guards.markup import find_markup
from guards.needs import NEEDS
from readers.text import fold, stem

MOST_CHOICES, NEAREST, MOST_MESSAGES = 40, 20, 6
"""Values of an attribute that stand in the prompt as they are; of those that have more, so many are
told that are nearest to the message; and earlier messages.
"""

LONGEST_MESSAGE, LONGEST_RESTATED = 240, 400
"""Characters that a model sees of an earlier message, and that are taken of what it restates."""

MOST_WORDS = 8
"""Words of a value in another language than the message's."""

CONFIDENCE = 0.85
TRUST = 0.8
"""How probably a value that a model names is the one that was meant, of words that are hard to read
here. Not fitted: it bounds what a wrong reading can do, and leaves a right one most of its weight.
"""


@dataclass(frozen=True)
class Situation:
    """What a message was said into: the question that waits and its words, the profile, the last
    ``messages``, and the five that are shown, with what their cards say if they do now.
    """

    pending: Pending | None = None
    question: str | None = None
    wishes: Sequence[Wish] = ()
    messages: Sequence[AnyMessage] = ()
    titles: Sequence[str] = ()
    cards: Sequence[Recommendation] = ()


async def model_hears(local: Heard, text: str, situation: Situation, context: Context) -> Heard:
    """The model's reading beside the local one; the local one alone when the model fails."""
    inputs = await asyncio.to_thread(
        listening_inputs, text, situation, context.pack, context.listener
    )
    schema = heard_of(tuple(attribute.id for attribute in context.pack.attributes))
    within = context.settings.listen_timeout
    answer = await answer_of("listen", "listen", inputs, schema, context, within)
    if answer is None or answer.silent:
        return local if answer is None else local.model_copy(update={"by": "model"})
    return await asyncio.to_thread(merged, local, text, answer, situation, context.listener)


def listening_inputs(
    text: str, situation: Situation, pack: Pack, listener: Listener | None = None
) -> dict[str, Any]:
    """What the prompt of listening needs. What is nearest to the message stands apart from what is
    the same from turn to turn, so that providers can keep that.
    """
    pending = situation.pending
    values = {a.id: _values_of(a, listener) for a in pack.attributes}
    many = [a for a in pack.attributes if len(values[a.id]) > MOST_CHOICES]
    return {
        "noun": pack.noun.one,
        "currency": pack.currency,
        "attributes": [_described(a, values[a.id]) for a in pack.attributes],
        "nearest": [[a.id, _joined(_nearest(a, values[a.id], text, listener))] for a in many],
        "attribute": pending.attribute if pending else None,
        "question": situation.question,
        "choices": [choice.label for choice in pending.choices] if pending else [],
        "profile": [_known(wish, pack) for wish in situation.wishes],
        "messages": list(map(_spoken, situation.messages[-MOST_MESSAGES:])),
        "shown": _shown(situation),
        "utterance": text,
    }


def _values_of(attribute: Attribute, listener: Listener | None) -> Sequence[str]:
    if listener is not None and attribute.type.listed:
        return listener.domain.values.get(attribute.id, ())
    return [choice.value for choice in attribute.choices]


def _described(attribute: Attribute, values: Sequence[str]) -> list[str]:
    """An attribute as a line of the prompt: id, type, label, and its unit or its values."""
    few = _joined(values) if 0 < len(values) <= MOST_CHOICES else ""
    last = attribute.unit or few
    return [attribute.id, attribute.type.value, attribute.label, *([last] if last else ())]


def _joined(values: Sequence[str]) -> str:
    return "; ".join(values)


def _nearest(
    attribute: Attribute, values: Sequence[str], text: str, listener: Listener | None
) -> Sequence[str]:
    """The values that share words with the message, then those that mean something near it."""
    if listener is None:
        return values[:NEAREST]
    domain, said = listener.domain, _stems(text)
    near = domain.value_vectors[attribute.id] @ domain.encoder.encode([text])[0]
    order = sorted(range(len(values)), key=lambda n: (-len(said & _stems(values[n])), -near[n]))
    return [values[n] for n in order[:NEAREST]]


def _known(wish: Wish, pack: Pack) -> str:
    """A wish as it is shown to the person, by the id of its attribute."""
    label = pack.attribute(wish.attribute).label
    return f"{wish.attribute}: {say_wish(wish, pack).removeprefix(f'{label}: ')}"


def _spoken(message: AnyMessage) -> dict[str, str]:
    who = "person" if message.type == "human" else "program"
    return {who: " ".join(message.text.split())[:LONGEST_MESSAGE]}


def _shown(situation: Situation) -> list[list[Any]]:
    """The items on the screen: number, title, key facts."""
    facts = [_joined([f"{f.label} {f.value}" for f in card.facts]) for card in situation.cards]
    return [[n, title, *facts[n - 1 : n]] for n, title in enumerate(situation.titles, 1)]


def merged(
    local: Heard, text: str, answer: ModelHeard, situation: Situation, listener: Listener
) -> Heard:
    """One hearing of two. Pure; the listener hears values that the pack spells otherwise."""
    if local.acts[0] == "distress":
        return local
    known = {attribute.id: attribute for attribute in listener.domain.attributes}
    foreign = bool(foreign_parts(text, listener.domain.pack.locale.split("-")[0]))
    wishes = [w for w in answer.wishes if w.attribute in known and _may(w, text, foreign, known)]
    read = [
        pooled(reading, local.readings, known[reading.attribute])
        for wish in wishes
        for reading in _readings(wish, known[wish.attribute], local, listener)
    ]
    kept = _overlooked(local, answer, read, text)
    readings = (*kept, *read)
    critiques = tuple(map(_critique, (w for w in wishes if w.relative)))
    kind = KINDS[answer.act]
    if kind in NEEDS:
        return Heard(acts=(kind,), readings=readings, by="model")
    refused = local.about if "reject" in local.acts else ()
    acts = acts_of(kind, readings, critiques, situation.pending, refused)
    if acts == ("empty",) and answer.act == "none":
        acts = local.acts if set(local.acts).isdisjoint({"answer"}) else ("empty",)
    about = tuple(answer.about) or local.about
    if (asked := _asking(local, acts, about, readings)) is not None:
        return asked
    if acts[0] == "any" and not readings and situation.pending:
        readings = (Reading(attribute=situation.pending.attribute, stance="any"),)
    return Heard(
        acts=acts,
        readings=tuple(reading for reading in readings if reading.attribute in known),
        text=_words(local, answer, acts),
        about=about,
        critiques=critiques or (local.critiques if not answer.whole else ()),
        understood=_understood(local, wishes, kept, text),
        unread=tuple(words for words in answer.unusable if words in text),
        language=answer.language or local.language,
        by="model",
    )


def _asking(
    local: Heard, acts: tuple[Act, ...], about: tuple[int, ...], readings: tuple[Reading, ...]
) -> Heard | None:
    """The question that was heard here, where the model calls the message one of its kind."""
    if local.question is not None and {"details", "compare"} & {*acts}:
        return local.model_copy(update={"acts": acts, "about": about, "by": "model"})
    if acts[0] in ("service", "explain") and acts[0] in local.acts:
        return local.model_copy(update={"readings": readings, "by": "model"})
    return None


def _may(wish: ModelWish, text: str, foreign: bool, known: dict[str, Attribute]) -> bool:
    """Whether a wish can come from this message: no figure without one, no words that it lacks.

    A model that was talked into something else can so neither invent a bound nor write words of its
    own, such as its instructions, into the profile.
    """
    kind = known[wish.attribute].type
    if foreign or wish.remove or wish.relative:
        return not wish.value or (_plain_words(wish.value) and not _strange(wish.value))
    if kind.numeric and (wish.min is not None or wish.max is not None):
        none = {wish.min, wish.max} <= {0, None}
        return none or speaks_of_figures(text) or any(c.isnumeric() for c in text)
    return kind is not Kind.TEXT or not wish.value or _stems(wish.value) <= _stems(text)


def _plain_words(words: str) -> bool:
    """Whether a value is a few plain words, as a translation of some is."""
    said = words.split()
    return len(said) <= MOST_WORDS and all(c.isalpha() or c in " -'’,.&/()" for c in words)


def _strange(words: str) -> bool:
    """Whether words cannot have come from a person who says what they look for."""
    return bool(len(words) > LONGEST_RESTATED or find_instructions(words) or find_markup(words))


def _stems(text: str) -> set[str]:
    return {stem(word) for word in re.findall(r"\w+", fold(text))}


def _overlooked(
    local: Heard, answer: ModelHeard, read: Sequence[Reading], text: str
) -> tuple[Reading, ...]:
    """Local readings to keep: exact figures and places that the model says nothing of, and, where
    its answer could not be read as a whole, all of attributes that it does not mention.
    """
    mentioned = {wish.attribute for wish in answer.wishes}
    said = [w.words for w in answer.wishes if w.words] + answer.unusable
    return tuple(
        one
        for one in local.readings
        if one.attribute not in mentioned
        and (
            not answer.whole
            or (
                isinstance(one.value, Range | Place)
                and not any(other.value == one.value for other in read)
                and not _within(one, said, text)
                and answer.act in ("answer", "show", "more")
            )
        )
    )


def _within(reading: Reading, stretches: Sequence[str], text: str) -> bool:
    """Whether the words of a local reading lie in a stretch that the model spoke of."""
    if reading.span is None:
        return False
    start, end = reading.span
    found = ((text.find(words), len(words)) for words in stretches)
    return any(at >= 0 and at < end and start < at + n for at, n in found)


def _critique(wish: ModelWish) -> Critique:
    direction = wish.relative or "like"
    return Critique(
        attribute=wish.attribute, direction=direction, position=wish.item, must=wish.must
    )


def _words(local: Heard, answer: ModelHeard, acts: Sequence[str]) -> str | None:
    """What to compare with the catalogue: the wish restated, else the words taken here."""
    if not {"answer", "show", "more", "reject", "like"} & {*acts}:
        return None
    restated = answer.restated
    if restated and answer.act != "none" and not _strange(restated):
        return " ".join(restated.split())
    return local.text


def _understood(
    local: Heard, wishes: Sequence[ModelWish], kept: Sequence[Reading], text: str
) -> tuple[tuple[str, str], ...]:
    own = [(w.attribute, w.words) for w in wishes if w.words and w.words in text]
    still = {reading.attribute for reading in kept}
    return (*((id, words) for id, words in local.understood if id in still), *own)


def pooled(reading: Reading, local: Sequence[Reading], attribute: Attribute) -> Reading:
    """A model's value of a category with the local opinion beside it: linear pool (Stone 1961)."""
    if attribute.type is not Kind.CATEGORY or reading.stance != "want" or reading.remove:
        return reading
    own = [one for one in local if one.attribute == attribute.id and one.stance == "want"]
    opinion = dict(own[0].weights or ((str(own[0].value), own[0].confidence),)) if own else {}
    weights = {name: (1 - TRUST) * weight for name, weight in opinion.items()}
    weights[str(reading.value)] = weights.get(str(reading.value), 0.0) + TRUST
    return reading.model_copy(update={"weights": tuple(weights.items())})


def _readings(
    wish: ModelWish, attribute: Attribute, local: Heard, listener: Listener
) -> list[Reading]:
    """A model's wish in the pack's own values; what the vocabulary does not know is dropped, what
    the model left open is as it was read here.
    """
    own = next((one for one in local.readings if one.attribute == attribute.id), None)
    stance = wish.stance if "stance" in wish.model_fields_set or own is None else own.stance
    must = wish.must if "must" in wish.model_fields_set or own is None else own.must
    bare = Reading(
        attribute=attribute.id, stance=stance, must=must, replace=wish.replace,
        confidence=CONFIDENCE,
    )  # fmt: skip
    if wish.relative:
        return []
    if stance == "any" and not wish.remove:
        return [bare.model_copy(update={"must": None})]
    if attribute.type.numeric:
        values: list[WishValue] = [value] if (value := _range(wish)) else []
    else:
        values = _values(wish.value, attribute, listener)
    if wish.remove:
        taken = [bare.model_copy(update={"remove": True, "value": value}) for value in values]
        return taken or [bare.model_copy(update={"remove": True})]
    if not values and own is not None and own.stance == stance:
        return [own]
    return [bare.model_copy(update={"value": value}) for value in values]


def _range(wish: ModelWish) -> Range | None:
    if wish.min is None and wish.max is None:
        return None
    ends = sorted(end for end in (wish.min, wish.max) if end is not None)
    if len(ends) == 2:
        return Range(min=ends[0], max=ends[1])
    return Range(min=wish.min, max=wish.max)


def _values(value: str | None, attribute: Attribute, listener: Listener) -> list[WishValue]:
    """The pack's values of a model's words: as they stand in its vocabulary, else as heard here."""
    if not value:
        return []
    if attribute.type is Kind.FLAG:
        flag = {"true": True, "yes": True, "false": False, "no": False}.get(value.strip().lower())
        return [] if flag is None else [flag]
    if attribute.type is Kind.TEXT:
        return [value]
    used = {v.lower(): v for v in listener.vocabulary.get(attribute.id, {})}
    offered = {c.value.lower(): c.value for c in attribute.choices}
    offered |= {c.label.lower(): c.value for c in attribute.choices if c.label}
    exact = (used | offered).get(value.strip().lower())
    if exact is not None:
        return [exact]
    heard = listener.hear(value, Pending(attribute.id), (), ())
    return [r.value for r in heard.readings if r.attribute == attribute.id and r.value is not None]
