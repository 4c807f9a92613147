"""Answers to questions about the items shown, in stored words only. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf

from agent.evidence import stems
from agent.inquiry import asks_why
from agent.listening.naming import names_in
from agent.listing import Order
from agent.passages import ANSWERS, NEARLY, SURELY, Found, figure_asked
from agent.reasons import compromises
from agent.wording import joined, label, say_item
from core.model import Evidence, Item, Kind, Place, Reading, Wish
from domains import Attribute, Pack
from guards.meets import meets
from readers.common import rarity
from readers.text import stem, words

Numbered = tuple[int, Item]
"""An item and its one-based place in the five."""

MOST_ASKED = 3
LONGEST = 900
NOTHING = "I find nothing about that"
UNTOLD = f"{NOTHING} in its listing."
SAYS = "Its listing says:"
UNSURE = "I cannot tell that for sure from its listing. What comes nearest there:"
MOST_NEAREST = 2
UNEXPLAINED = "Why that is so its listing does not say."

BEYOND = 1.0
"""Rarity of the words that a stretch shares with a question, beside the names of the attributes,
from which on it says more than they do."""

_COUNTED = ("no", "one", "two", "three", "four", "five")


def about(
    items: Sequence[Numbered],
    asked: Sequence[Reading],
    quoted: Mapping[str, Evidence],
    order: Order | None,
    pack: Pack,
    reason: bool = False,
) -> str:
    """What each item states of what is asked, else the sentence of its text that is closest; those
    that tell nothing are named together.

    Args:
        items: with their places in the five.
        asked: the attributes asked about, each with the value that the question names, if any.
        quoted: the sentence closest to the question, by item id.
        order: the attribute to order by, where the question compares.
        pack: the domain.
        reason: whether the question asks why: then the facts alone do not answer it.
    """
    wanted = [(pack.attribute(one.attribute), one) for one in asked[:MOST_ASKED]]
    told = {item.id: _said(item, wanted, quoted, pack, reason) for _, item in items}
    return listed(items, told, order, pack)


def listed(
    items: Sequence[Numbered], said: Mapping[str, str], order: Order | None, pack: Pack
) -> str:
    """What is said of each item, in order; those of which nothing is are named together. An item
    without a place in the five is called by its title.
    """
    ordered = _ordered(items, order)
    told = {id: text for id, text in said.items() if text}
    lines = [f"{_head(one)}: {told[one[1].id]}" for one in ordered if one[1].id in told]
    if len(items) == 1:
        return lines[0] if lines else f"{_head(items[0])}: {UNTOLD}"
    if order is not None and len(lines) > 1:
        named = pack.attribute(order.attribute).label.lower()
        lines.insert(0, f"By {named}, the {'highest' if order.most else 'lowest'} first:")
    silent = [n for n, item in items if n and item.id not in told]
    return "\n".join([*lines, *_silent(silent, len(items))])


def _head(one: Numbered) -> str:
    n, item = one
    return f"{n}. {item.title}" if n else item.title


def _silent(numbers: Sequence[int], count: int) -> list[str]:
    """One sentence about those that tell nothing."""
    if not numbers:
        return []
    every = _COUNTED[count] if count < len(_COUNTED) else str(count)
    where = f"of number {numbers[0]}" if len(numbers) == 1 else ""
    if len(numbers) > 1:
        where = f"of numbers {joined([str(n) for n in numbers])}"
    listings = "listing" if len(numbers) == 1 else "listings"
    if len(numbers) == count:
        return [
            f"{NOTHING} in either listing."
            if count == 2
            else f"{NOTHING} in any of the {every} listings."
        ]
    return [f"{NOTHING} in the {listings} {where}."]


def _ordered(items: Sequence[Numbered], order: Order | None) -> Sequence[Numbered]:
    """By the figure asked for; items that state none last."""
    if order is None:
        return items
    sign = -1 if order.most else 1

    def place(one: Numbered) -> float:
        stated = one[1].attributes.get(order.attribute)
        value = None if stated is None else stated.value
        return sign * value if isinstance(value, int | float) else inf

    return sorted(items, key=place)


def _said(
    item: Item,
    wanted: Sequence[tuple[Attribute, Reading]],
    quoted: Mapping[str, Evidence],
    pack: Pack,
    reason: bool,
) -> str:
    lines = [line for one in wanted if (line := _stated(item, *one, pack))]
    if item.id in quoted and (reason or len(lines) < len(wanted) or not lines):
        lines.append(f"Its listing says: “{quoted[item.id].text}”")
    elif lines and reason and all(one.type.numeric for one, _ in wanted):
        lines.append(UNEXPLAINED)
    return " ".join(lines)


@dataclass(frozen=True)
class Part:
    """A part of a question: its words, the attributes that it is about, whether it names them, and
    whether it is of one item alone, or of few.
    """

    question: str
    asked: tuple[Reading, ...]
    named: bool
    alone: bool = True
    few: bool = True


def answer(item: Item, part: Part, ranked: Sequence[Found], pack: Pack) -> list[str]:
    """What an item says to a part of a question: what it states of the attributes, and the stretch
    of its text where that says more, or they say nothing; of one item alone the nearest stretches
    are told as such.
    """
    wanted = [(pack.attribute(one.attribute), one) for one in part.asked[:MOST_ASKED]]
    lines = [line for one in wanted if (line := _stated(item, *one, pack, part.alone))]
    why, found = asks_why(part.question), ranked[0] if ranked else None
    another = _of_another(part, item, pack)
    if found is not None and _adds(found, lines, wanted, part, another, item):
        return [*([] if another else lines), f"{SAYS} “{found.span.text}”"]
    if lines and not (another and part.alone and ranked):
        numeric = all(attribute.type.numeric for attribute, _ in wanted)
        return [*lines, UNEXPLAINED] if why and numeric else lines
    return nearest(ranked) if part.alone else []


def nearest(ranked: Sequence[Found]) -> list[str]:
    """The stretches of an item's text that come nearest to a question, told as such."""
    near = [f"“{one.span.text}”" for one in ranked[:MOST_NEAREST] if one.score >= NEARLY]
    return [f"{UNSURE} {' '.join(near)}"] if near else []


MOST_OF_IT = 0.5
"""Share of what a question's words tell that a stretch must have, where it has any of them and the
question is put to all that is shown."""


def _adds(
    found: Found, lines: Sequence[str], wanted: Sequence[tuple[Attribute, Reading]], part: Part,
    another: bool, item: Item,
) -> bool:  # fmt: skip
    """Whether a stretch is to be quoted, beside what is stated of the attributes asked about."""
    lacks = not part.few and 0 < found.covered < MOST_OF_IT  # "helicopter parking": "parking"
    close = found.score >= (ANSWERS if part.few else SURELY) and not lacks
    if not lines or len(lines) < len(wanted) or asks_why(part.question):
        return close
    if figure_asked(part.question) and not any(a.type.numeric for a, _ in wanted):
        return close
    if another:
        return close
    least = BEYOND if all(a.type.numeric for a, _ in wanted) else 0.0
    says_more = part.alone and found.shared > least
    return found.sure and (says_more or _beyond(found, wanted, part, item) >= BEYOND)


_SUBJECT = re.compile(
    r"\bhow (?:old|long|big|large|far|new|much|many)\b(?: [a-z]{1,12}){0,2}? "
    r"(?:is|are|was|were|do|does|did) (?:the|its|their|his|her|that|those|these) ([a-z]{3,20})"
)


def _of_another(part: Part, item: Item, pack: Pack) -> bool:
    """Whether a question is about something that an item speaks of, and not about the item: "how
    old is Gary", "how old are the machines".
    """
    if all(one.value is not None for one in part.asked):
        return False
    names = {stem(word) for word, _, _ in names_in(part.question)} - stems(item.title)
    if names & stems(item.cleaned):
        return True
    subject = _SUBJECT.search(part.question.lower())
    if subject is None or not all(pack.attribute(one.attribute).type.numeric for one in part.asked):
        return False
    attributes = [pack.attribute(one.attribute) for one in part.asked]
    own = [name for a in attributes for name in (a.label, a.unit, *a.words, *a.told)]
    called = f"{item.title} {pack.noun.one} {pack.noun.many} {' '.join(own)} {GENERIC}"
    return stem(subject[1]) not in stems(called)


GENERIC = "business firm company place shop store house home thing one owner seller host"
"""What people call any item, or who speaks for it."""


def _beyond(
    found: Found, wanted: Sequence[tuple[Attribute, Reading]], part: Part, item: Item
) -> float:
    """How much a stretch has of what a question says beside the attributes that it names."""
    names = [name for a, one in wanted for name in (a.label, *a.words, *_values(a, one))]
    said = stems(part.question) - stems(" ".join(names)) - stems(item.title)
    asked = {stem(token.text.lower()): token.text.lower() for token in words(part.question)}
    return sum(rarity(asked[word]) for word in said & stems(found.span.text) if word in asked)


def _values(attribute: Attribute, reading: Reading) -> list[str]:
    """What the value is called that a question names."""
    if attribute.type is Kind.FLAG:
        return [attribute.label_true, attribute.label_false, *attribute.words_true]
    own = [choice for choice in attribute.choices if choice.value == reading.value]
    return [str(reading.value or ""), *(name for one in own for name in (one.shown, *one.words))]


def _stated(
    item: Item, attribute: Attribute, reading: Reading, pack: Pack, alone: bool = True
) -> str | None:
    """What an item states of an attribute; of several values the one asked for, if it is there, and
    of several items only those that are in the place asked for.
    """
    if attribute.id not in item.attributes:
        return None
    if isinstance(reading.value, Place) and not alone:
        wish = Wish(attribute=attribute.id, value=reading.value)
        if not meets(wish, item.attributes[attribute.id], attribute.type):
            return None
    if attribute.type is Kind.CATEGORIES and isinstance(reading.value, str):
        wish = Wish(attribute=attribute.id, value=reading.value)
        met = meets(wish, item.attributes[attribute.id], attribute.type)
        return f"{attribute.label}: {label(reading.value, attribute)}." if met else None
    return f"{attribute.label}: {say_item(item, attribute, pack)}."


def standing(items: Sequence[Numbered], shown: int, wishes: Sequence[Wish], pack: Pack) -> str:
    """Where items stand among those shown, and which wishes each does not meet."""
    lines = []
    for n, item in items:
        doubts = " ".join(one.text for one in compromises(item, wishes, pack))
        place = f"{item.title} is shown once, as number {n} of {shown}."
        lines.append(f"{place} {doubts}".strip())
    return "\n".join(lines)


def missing(words: Sequence[str], shown: int) -> str:
    """That what was named is not among the items shown."""
    if not shown:
        return ""
    named = joined([f"“{word}”" for word in words], "or")
    among = "the one" if shown == 1 else f"the {_COUNTED[min(shown, 5)]}"
    return f"{named} is not among {among} that I have shown you."


def details(items: Sequence[Numbered], pack: Pack) -> str:
    """Everything that items state, and the beginning of their texts."""
    room = LONGEST // len(items)
    return "\n\n".join(f"{_facts(item, pack)}\n\n{_beginning(item.cleaned, room)}"
                       for _, item in items)  # fmt: skip


def _facts(item: Item, pack: Pack) -> str:
    stated = [
        f"{a.label}: {say_item(item, a, pack)}" for a in pack.attributes if a.id in item.attributes
    ]
    return f"{item.title}. {'. '.join(stated)}."


def _beginning(text: str, room: int) -> str:
    """The whole sentences that there is room for; else whole words."""
    if len(text) <= room:
        return text
    cut = text[:room]
    end = max(cut.rfind(mark) for mark in (". ", "! ", "? ", "\n", ".\n"))
    if end >= room // 3:
        return f"{cut[: end + 1].rstrip()} …"
    return f"{cut.rsplit(' ', 1)[0].rstrip(',;: ')} …"


MOST_COMPARED = 6
"""Lines of a comparison; what else differs is only named."""


def compare(items: Sequence[Numbered], pack: Pack) -> str:
    """Where items differ, side by side: a line for each of the main attributes, numbered as the
    items are, and the names of the others.
    """
    differing = [(a, sides) for a in pack.attributes if (sides := _sides(items, a, pack))]
    differing.sort(key=lambda one: (not one[0].fact, one[0].type is Kind.TEXT))
    lines = [f"{a.label}: {sides}" for a, sides in differing[:MOST_COMPARED]]
    rest = joined([a.label.lower() for a, _ in differing[MOST_COMPARED:]])
    heads = [f"{n}. {item.title}" for n, item in items]
    said = lines or ["They say the same of everything I know."]
    return "\n".join([*heads, "", *said, *([f"They also differ in: {rest}."] if rest else [])])


def _sides(items: Sequence[Numbered], attribute: Attribute, pack: Pack) -> str:
    """What each item states of an attribute; empty where it is the same."""
    values = [
        say_item(item, attribute, pack) if attribute.id in item.attributes else "not stated"
        for _, item in items
    ]
    if len(set(values)) < 2:
        return ""
    return " · ".join(f"{n}. {value}" for (n, _), value in zip(items, values, strict=True))


def drawbacks(
    items: Sequence[Numbered], wishes: Sequence[Wish], quoted: Mapping[str, Evidence], pack: Pack
) -> str:
    """What speaks against items: where they do not meet the wishes, what they leave unsaid of the
    main facts, and the sentence of their text that comes closest.
    """
    lines = []
    for n, item in items:
        doubts = [one.text for one in compromises(item, wishes, pack)]
        if item.id in quoted:
            doubts.append(f"Its listing says: “{quoted[item.id].text}”")
        silent = [
            a.label.lower() for a in pack.attributes if a.fact and a.id not in item.attributes
        ]
        if silent:
            doubts.append(f"It does not state: {joined(silent)}.")
        plain = "I find no drawback in its listing, which does not mean that there is none."
        lines.append(f"{n}. {item.title}: {' '.join(doubts) or plain}")
    return "\n".join(lines)


def unlisted(items: Sequence[Item], wishes: Sequence[Wish], pack: Pack) -> str:
    """Items that are in the catalogue and not among those shown, each with what keeps it out."""
    lines = []
    for item in items:
        doubts = [one.text for one in compromises(item, wishes, pack)]
        gone = _gone(item, pack)
        why = " ".join([*([gone] if gone else []), *doubts])
        plain = "Others fit better what you told me so far."
        lines.append(f"“{item.title}” is in my list, but not among those shown. {why or plain}")
    return "\n".join(lines)


def _gone(item: Item, pack: Pack) -> str:
    """That an item is not to be had any more, where it says so."""
    rule = pack.availability
    stated = item.attributes.get(rule.attribute) if rule else None
    if rule is None or stated is None or stated.value in rule.shown:
        return ""
    attribute = pack.attribute(rule.attribute)
    return f"{attribute.label}: {label(str(stated.value), attribute)}."
