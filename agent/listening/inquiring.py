"""A question about the items shown: what it asks of which, with no change of the profile. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from agent.inquiry import (
    asked_part,
    asks,
    compares,
    goes_on,
    impersonal,
    interrogates,
    of_all,
    of_catalogue,
    of_it,
    of_one,
    of_stock,
    requests,
    there_is,
    wonders,
)
from agent.listening.asides import drawback
from agent.listening.domain import Domain, split_value
from agent.listening.items import positions
from agent.listening.references import Meant
from agent.listening.utterance import NEEDS, Utterance
from agent.listing import Order, ordering
from core.model import Heard, Kind, Place, Reading
from domains import Attribute
from readers.common import commonness
from readers.text import fold, stem, words

_FIRM = frozenset(
    ["explain", "why", "service", "profile", "back", "restart", "bye", "thanks", "more", "show"]
)
"""Kinds of message that are no question about items unless they name one."""

_OPEN = frozenset(["wish", "yes", "no", "any", "unsure", "why"])
"""Kinds of message that in the form of a question are one about what is shown, if anything is and
nothing else was asked.
"""

_RELATIVE = frozenset(["less", "more", "like", "unlike"])


def asked_of_items(
    read: Utterance, said: str, items: Meant, refused: Sequence[int], shown: bool, waits: bool
) -> bool:
    """Whether a message asks about items, or turns down one that is not there.

    Args:
        read: what was read.
        said: its kind.
        items: the items that it means.
        refused: their positions that it turns down, 0 for what is not shown.
        shown: whether there are items on the screen.
        waits: whether a question to the person waits for an answer.
    """
    if said in NEEDS or (said == "list" and of_stock(read.text)):
        return False
    if not shown:
        pointed = bool(items.mentions) or (bool(items.absent) and not requests(read.text))
        return pointed and (asks(read.text) or bool(refused))
    if refused:
        return set(refused) == {0}
    pointed = items.named or of_all(read.text) or of_one(read.text)
    if not items.named and _wishes_beside(read):
        return False
    if said in ("items", "compare") or compares(read.text):
        return True
    pursued = pursues(read.text, items, waits) or follows(read, items, waits)
    if said == "list" and (pointed or pursued) and not of_catalogue(read.text):
        return True
    if pursued and said in (*_OPEN, "explain", "smalltalk"):
        return True
    implied = not waits and said in _OPEN and interrogates(read.text) and impersonal(read.text)
    return asks(read.text) and (pointed or implied) and _asked(read, said, items, waits)


def pursues(text: str, items: Meant, waits: bool) -> bool:
    """Whether a text goes on asking about the items spoken of last without a word for them: "how
    many calls a year", "is there a water tank". While a question waits it is for that.
    """
    if waits or not items.focus or requests(text) or of_catalogue(text):
        return False
    return interrogates(text) and (impersonal(text) or there_is(text))


_STAYING = frozenset(["less", "more", "like", "unlike", "remove"])


def follows(read: Utterance, items: Meant, waits: bool) -> bool:
    """Whether a short message without the form of a question goes on with one about the items that
    were spoken of: "and the roof", "any debts?"; one that wishes something does not.
    """
    if waits or not items.focus or not goes_on(read.text):
        return False
    return not any(c.tag in _STAYING or isinstance(c.value, Place) for c in read.changes)


def _wishes_beside(read: Utterance) -> bool:
    """Whether something is wished before or after the question."""
    part = asked_part(read.text)
    start = read.text.find(part)
    return any(c.span[1] <= start or c.span[0] >= start + len(part) for c in read.changes)


def _asked(read: Utterance, said: str, items: Meant, waits: bool) -> bool:
    differs = any(change.tag in _RELATIVE for change in read.changes)
    if wonders(read.text):
        return bool(items.named and items.mentions) and not differs
    if requests(read.text) or (differs and not interrogates(read.text)):
        return False
    firm = said in _FIRM and (waits or said != "why")
    return items.named or not (firm or of_catalogue(read.text))


PLAINLY = 0.5
"""Probability from which a message wants items side by side, and not something of each."""


def inquiry(read: Utterance, said: str, items: Meant, domain: Domain, sure: bool) -> Heard:
    """What is asked of which items."""
    mentions = items.mentions
    pursued = pursues(read.text, items, False) or follows(read, items, False)
    if not items.named and pursued and not of_all(read.text):
        mentions = tuple((n, (0, 0)) for n in items.focus)
    if not mentions and not items.absent and of_it(read.text) and not of_all(read.text):
        mentions = ((1, (0, 0)),)  # "is there a house on it?" of what stands first
    spans = [span for _, span in (*items.mentions, *items.absent)]
    bare = _without(read.text, [s for s in spans if s[1] > s[0]])
    question = " ".join(asked_part(bare).split())
    side_by_side = (said == "compare" and read.acts["compare"] >= PLAINLY) or compares(read.text)
    return Heard(
        acts=("compare",) if side_by_side else ("details",),
        about=positions(mentions),
        absent=tuple(words for words, _ in items.absent),
        elsewhere=items.elsewhere,
        asked=_within(read, domain)
        or _there(read.text, items, domain)
        or asked_values(question, domain),
        question=question,
        topic="drawback" if not side_by_side and drawback(read, domain) else None,
        unread=tuple(read.text[a:b] for a, b in read.unread),
        sure=sure and not read.unread,
    )


def _within(read: Utterance, domain: Domain) -> tuple[Reading, ...]:
    """The places that a question about several items asks which of them lie in."""
    kinds = {a.id: a.type for a in domain.attributes}
    return tuple(
        Reading(attribute=c.attribute, value=c.value)
        for c in read.changes
        if of_all(read.text) and kinds[c.attribute] is Kind.PLACE and isinstance(c.value, Place)
    )


def _there(text: str, items: Meant, domain: Domain) -> tuple[Reading, ...]:
    """The place that a question names an item by and asks whether there is one: "is there one in
    Atlanta?".
    """
    if not there_is(text):
        return ()
    called = {fold(text[slice(*span)]).strip(" ?.,!") for _, span in items.mentions}
    return tuple(
        Reading(attribute=id)
        for id, held in domain.places.items()
        if called & {fold(place.name.partition(",")[0]) for place in held}
    )[:1]


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text


def asked_values(question: str, domain: Domain) -> tuple[Reading, ...]:
    """The attributes that a question is about, with the value that it names, if any: those it
    names, or whose values it names, else the one that it comes close to in meaning; of the kind
    that its interrogative asks for.
    """
    kinds = {a.id: a.type for a in domain.attributes}
    kind = _interrogated(question)
    asked = {
        id: reading
        for id, reading in _named(question, domain).items()
        if kind in (None, kinds[id]) and _may_ask(question, reading, kinds[id], domain)
    }
    if len(asked) > 1:
        spoken = {m.value for m in domain.names.find(question)
                  if fold(question[slice(*m.span)]) in _PAYING}  # fmt: skip
        asked = {id: one for id, one in asked.items() if id not in spoken} or asked
    if not asked and (told := _told(question, kind, domain)):
        asked = {told: Reading(attribute=told)}
    if not asked and _priced(question):
        money = (a.id for a in domain.attributes if a.type is Kind.MONEY)
        asked = {id: Reading(attribute=id) for id in [next(money, "")] if id}
    if not asked:
        close = _closest(question, kind, domain)
        asked = {} if close is None else {close: Reading(attribute=close)}
    return tuple(asked.values())


_PAYING = frozenset(["pay", "cost"])
"""Names of an attribute that only say what is done with another: "what does it pay in rent"."""


def names_attribute(question: str, domain: Domain, asked: Sequence[Reading]) -> bool:
    """Whether a question says what one of the attributes that it asks about is called."""
    ids = {one.attribute for one in asked}
    named = {match.value for match in domain.names.find(question)}
    return bool(ids & named) or _told(question, _interrogated(question), domain) in ids


def _told(question: str, kind: Kind | None, domain: Domain) -> str | None:
    """The attribute of the kind asked for of whose figures a question speaks as listings do: "how
    many souls does it employ", "what did it take in"; by its longest words.
    """
    said = [stem(fold(token.text)) for token in words(question)]
    found = ("", 0)
    compares = bool(_MORE_OR_LESS & {*said})
    for attribute in domain.attributes:
        if attribute.type is not kind and not (compares and attribute.type is Kind.MONEY):
            continue
        for name in attribute.told:
            own = [stem(fold(token.text)) for token in words(name)]
            ends = (said[n : n + len(own)] == own for n in range(len(said) - len(own) + 1))
            if len(own) > found[1] and any(ends) and name not in _PRICE:
                found = (attribute.id, len(own))
    return found[0] or None


_MORE_OR_LESS = frozenset(stem(word) for word in ("more", "most", "less", "least"))

_PRICE = frozenset(
    ["how", "much", "is", "are", "was", "does", "do", "did", "he", "she", "they", "it", "that",
     "this", "the", "want", "wants", "ask", "asks", "asking", "cost", "costs", "for", "going",
     "sell", "and", "of", "owner", "seller", "one", "would", "be", "there", "again", "a", "an",
     "so", "but", "you", "pay", "to", "i", "have", "need", "in", "all", "number", "nr", "item",
     "option"]
)  # fmt: skip
"""What is left of a question that asks the price and nothing else: "how much does he want"."""


def _priced(question: str) -> bool:
    """Whether a question only asks how much something is."""
    said = [fold(token.text) for token in words(question)]
    return ("how", "much") in pairwise(said) and _PRICE.issuperset(said)


def _may_ask(question: str, reading: Reading, kind: Kind, domain: Domain) -> bool:
    """Whether an interrogative can ask for such an attribute: "who" asks for no figure, "how" for
    no yes or no, "why" for no value that is only named.
    """
    first, second = (*(word.strip("?,.'") for word in fold(question).split()), "", "")[:2]
    if reading.value is not None and kind is Kind.CATEGORY:
        return first not in _OPENLY and (first != "which" or second in _WHICH)
    if first == "who":
        return not kind.numeric or order_of(question, domain) is not None
    if first in ("how", "why") and reading.value is not None:
        return kind is not Kind.FLAG
    return True


_OPENLY = frozenset(["who", "what", "whats", "what's", "how", "hows", "why", "when", "where"])
"""Words that ask for something other than whether a value that is named beside them holds."""

_WHICH = frozenset(
    ["one", "ones", "of", "is", "are", "was", "were", "has", "have", "do", "does", "can", "could"]
)
"""What follows "which" where it asks for items."""


def _named(question: str, domain: Domain) -> dict[str, Reading]:
    """What a question names: of names within another the longer, of a value and an attribute with
    the same name the attribute.
    """
    called = {m.span: m.value for m in domain.names.find(question)}
    valued = [(m.span, *split_value(m.value)) for m in domain.named_values.find(question)]
    found = [(span, id, "") for span, id in called.items()]
    found += [
        (span, id, value)
        for span, id, value in valued
        if _own(called.get(span, id), id, domain)
        and _tells(id, value, question[slice(*span)], domain)
    ]
    asked: dict[str, Reading] = {}
    for span, id, value in found:
        if value and domain.pack.attribute(id).type is Kind.TEXT:
            continue
        plain = fold(question[slice(*span)]) in _SMALL or _for_sale(question, span)
        if plain or any(_holds(other, span) for other, _, _ in found):
            continue
        listed = domain.pack.attribute(id).type is not Kind.FLAG
        if value and any(_crosses(own, span, listed) for own in called):
            continue
        held = asked.get(id)
        if held is None or (held.value is None and value):
            asked[id] = Reading(attribute=id, value=_value(value, domain.pack.attribute(id).type))
    return asked


def _own(called: str, id: str, domain: Domain) -> bool:
    """Whether a value that an attribute is called like, too, is meant beside it: a lift that is
    listed, beside "without stairs".
    """
    return called == id or domain.pack.attribute(called).type is Kind.FLAG


_SMALL = frozenset(
    ["it", "its", "them", "they", "there", "these", "those", "up", "can", "is", "do", "does", "on",
     "in", "at", "me", "us", "you", "one", "ones", "who", "what", "which", "more", "most", "bigger",
     "smaller", "larger", "older", "newer", "cheaper", "better", "best", "less", "least"]
)  # fmt: skip
"""Words that name no value in a question, whatever a vocabulary calls so ("IT")."""

_FEW, _MANY = 12, 60
"""Values up to which a category is asked about by any name of a value; above which several-valued
attributes are only by the value itself. The more names there are, the more of them mean nothing.
"""


_COMMON = 1.5e-4
"""A single word as common as that names no value of a category by itself: "down", "hold"."""


def _tells(id: str, value: str, said: str, domain: Domain) -> bool:
    """Whether the name of a value tells that its attribute is asked about."""
    attribute = domain.pack.attribute(id)
    count = len(domain.values.get(id, ()))
    if attribute.type is Kind.CATEGORY:
        return count <= _FEW and (" " in said or commonness(fold(said)) < _COMMON)
    plain = " " in said or commonness(fold(said)) < _COMMON
    return attribute.type is Kind.FLAG or count <= _MANY or fold(said) == fold(value) or plain


def _value(value: str, kind: Kind) -> str | bool | None:
    return value == "true" if kind is Kind.FLAG and value else value or None


def _holds(outer: tuple[int, int], inner: tuple[int, int]) -> bool:
    return outer != inner and outer[0] <= inner[0] and inner[1] <= outer[1]


def _crosses(name: tuple[int, int], span: tuple[int, int], listed: bool) -> bool:
    """Whether the name of an attribute lies over that of a value: of a listed one also where the
    value's is longer.
    """
    over = name[0] < span[1] and span[0] < name[1] and name != span
    return over and (listed or not _holds(span, name))


def _for_sale(question: str, span: tuple[int, int]) -> bool:
    """Whether "sale" is no attribute, as in "still for sale", and "for sale" only says that it is
    one of those offered: "which is for sale because of illness".
    """
    own, before = fold(question[slice(*span)]), fold(question[: span[0]]).split()
    offered = own == "for sale" and before[-1:] != ["still"] and len(question.split()) > _MERELY
    return offered or (own in ("sale", "sales") and before[-1:] == ["for"])


_MERELY = 5
"""Words of the longest question whether something is for sale and nothing else."""


_INTERROGATIVES = {
    ("where",): Kind.PLACE, ("when",): Kind.YEAR, ("how", "much"): Kind.MONEY,
    ("how", "old"): Kind.YEAR, ("how", "expensive"): Kind.MONEY, ("how", "many"): Kind.NUMBER,
    ("what", "year"): Kind.YEAR, ("what", "yr"): Kind.YEAR, ("which", "year"): Kind.YEAR,
}  # fmt: skip

CLOSE = 0.6
"""Least cosine of a question to an attribute's name or question that makes it one about it: of
forty questions of our own in three packs, none above it was about another attribute."""

CLOSE_OF_KIND, CLOSE_ALONE = 0.55, 0.4
"""The same among the attributes of the kind asked for, and where there is but one of the kind."""


def _interrogated(question: str) -> Kind | None:
    """The kind of attribute that the interrogative asks for: "where", "how much"."""
    said = [fold(token.text) for token in words(question)]
    forms = {*((word,) for word in said), *pairwise(said)}
    found = next((kind for form, kind in _INTERROGATIVES.items() if form in forms), None)
    rate = bool(_RATE & forms) and bool(_WHAT & {*said})
    return Kind.MONEY if found is None and rate else found


_RATE = frozenset({("a", "year"), ("per", "year"), ("last", "year"), ("a", "month"), ("a", "week")})
_WHAT = frozenset({"what", "what's", "whats"})
"""Together they ask for a sum: "what does it clear in a year"."""


def _closest(question: str, kind: Kind | None, domain: Domain) -> str | None:
    """The attribute whose name or question comes closest to a question in meaning, if close."""
    own = [
        n
        for n, attribute in enumerate(domain.attributes)
        if (attribute.type is not Kind.TEXT and kind is None) or attribute.type is kind
    ]
    if not own or not question:
        return None
    width = domain.attribute_vectors.shape[1] // 3
    said = domain.encoder.encode([question])[0]
    named, asked = (
        domain.attribute_vectors[own, n * width : (n + 1) * width] @ said for n in (0, 1)
    )
    likeness = np.maximum(named, asked)
    best = int(likeness.argmax())
    least = CLOSE if kind is None else CLOSE_OF_KIND if len(own) > 1 else CLOSE_ALONE
    if kind is Kind.NUMBER and not _shares(question, domain.attributes[own[best]]):
        least = max(least, CLOSE_OF_KIND)
    return domain.attributes[own[best]].id if likeness[best] >= least else None


def _shares(question: str, attribute: Attribute) -> bool:
    """Whether a question has a word of how an attribute is called or asked for."""
    names = (attribute.label, attribute.ask or "", *attribute.words)
    own = {stem(fold(token.text)) for name in names for token in words(name)}
    said = {fold(token.text) for token in words(question)}
    return any(stem(word) in own and commonness(word) < _TELLS_KIND for word in said)


_TELLS_KIND = 5e-4
"""A word as common as that says nothing of what is counted: "how many", "it", "should"."""


def order_of(text: str, domain: Domain) -> Order | None:
    """What a text orders items by."""
    return ordering(text, [match.value for match in domain.names.find(text)], domain.pack)


def tells_none(word: str, domain: Domain) -> bool:
    """Whether a word names an attribute, or a value of one that has few: what any item may have."""
    if domain.names.find(word):
        return True
    ids = [split_value(match.value)[0] for match in domain.named_values.find(word)]
    return any(len(domain.values.get(id, ())) <= _FEW for id in ids)
