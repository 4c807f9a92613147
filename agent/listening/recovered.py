"""What a message names outright and no stretch of it was read for: the likeliest path through the
tokens left it out, though the heads take it for stated. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from agent.listening.amounts import said_range
from agent.listening.change import Change, over
from agent.listening.domain import Domain
from agent.listening.labels import TAGS
from agent.listening.mentions import FigureMention, Mentions, ValueMention
from agent.listening.network import Scores
from agent.listening.owners import inside, rows_within
from agent.listening.wording import SURELY, denied_after, indifferent, negates, said_tag
from core.model import Kind, Place
from domains import Attribute
from readers.common import commonness
from readers.tables import word_set
from readers.text import fold, stem, words

Span = tuple[int, int]
Rows = NDArray[np.intp]

STATED, NAMED, PLACED, OWNED = 0.5, 0.58, 0.85, 0.5
"""Mean probability that a figure, a value and a place state something, and that they are of an
attribute, from which they are read.
"""

_STAY = frozenset({"week", "night", "month", "weekend", "stay", "trip", "holiday"})
"""Stems after "for" that make the sum before it one for all of a stay."""

HINTED, LIKELY, COMMON, MANY, LONGEST, NEARLY_ALL = 0.05, 0.15, 2e-4, 8, 4, 0.9
"""Of what an opening looks for: the least probability that a token of it is wished, and its
likeliest one; the commonness above which a word names nothing; values of an attribute that tells
kinds; words of the longest; the share of people who can say it, from which an opening does.
"""

LISTED = 0.25
"""The same of a value beside another of its attribute: "heating, a kettle and a telly"."""


def recovered(
    scores: Scores, mentions: Mentions, domain: Domain, changes: Sequence[Change],
    asked: str | None,
) -> list[Change]:  # fmt: skip
    """The changes that figures, people and values state which no change was read for; ``asked`` is
    the attribute that the message answers.
    """
    used = [change.span for change in changes]
    kind = next((a.type for a in domain.attributes if a.id == asked), None)
    found = [*_figures(scores, mentions, domain, used, asked if kind and kind.numeric else None)]
    used += [change.span for change in found]
    found += _any_of_it(mentions, domain, used)
    used += [change.span for change in found]
    if kind in (None, Kind.PLACE):
        found += _places(scores, mentions, domain, used)
    found += _values(scores, mentions, domain, changes, used)
    if asked == "opening":
        found += _subject(scores, mentions, domain, [*changes, *found])
    return found


def _subject(
    scores: Scores, mentions: Mentions, domain: Domain, changes: Sequence[Change]
) -> Iterator[Change]:
    """What an opening looks for, where nothing was read that says it: nearly every one says so, in
    whatever frame ("my granddad raised Christmas trees"); its likeliest stretch, if likely at all.
    """
    kinds = {a.id: a for a in domain.attributes}
    if any(c.tag == "want" and _says_what(kinds[c.attribute], domain) for c in changes):
        return
    position = next(
        (i for i, a in enumerate(domain.attributes)
         if a.type is Kind.TEXT and a.answerable >= NEARLY_ALL), None,
    )  # fmt: skip
    runs = [] if position is None else _hinted(scores, position, changes)
    want = scores.tag[:, TAGS.index("want")]
    best = max(runs, key=lambda run: float(want[run].max()), default=None)
    if best is None or position is None or want[best].max() < LIKELY:
        return
    span = (scores.offsets[best[0]][0], scores.offsets[best[-1]][1])
    said = [fold(token.text) for token in words(mentions.text[slice(*span)])]
    noun = {stem(word) for word in f"{domain.pack.noun.one} {domain.pack.noun.many}".split()}
    if len(said) <= LONGEST and any(commonness(w) <= COMMON and stem(w) not in noun for w in said):
        sure, id = float(np.sqrt(want[best].max())), domain.attributes[position].id
        yield Change(id, "want", span, mentions.text[slice(*span)], None, sure)


def _hinted(scores: Scores, position: int, changes: Sequence[Change]) -> list[list[int]]:
    """Runs of tokens, surely of an attribute, that may be wished and of which nothing was read."""
    want, unusable = scores.tag[:, TAGS.index("want")], scores.tag[:, TAGS.index("unusable")]
    runs: list[list[int]] = []
    for i in range(1, len(scores.offsets) - 1):
        own = scores.owner[i, position] >= SURELY and want[i] >= max(HINTED, float(unusable[i]))
        if not own or any(over(scores.offsets[i], c.span) for c in changes):
            continue
        if runs and runs[-1][-1] == i - 1:
            runs[-1].append(i)
        else:
            runs.append([i])
    return runs


def _says_what(attribute: Attribute, domain: Domain) -> bool:
    """Whether an attribute says what something is: in words, or as one of many kinds."""
    many = len(domain.values.get(attribute.id, ())) >= MANY
    return attribute.type is Kind.TEXT or (attribute.type.listed and many)


def _places(
    scores: Scores, mentions: Mentions, domain: Domain, used: Sequence[Span]
) -> Iterator[Change]:
    """Places, those too that the catalogue does not have: "Salford is fine as well"."""
    ids = [i for i, a in enumerate(domain.attributes) if a.type is Kind.PLACE]
    near = [i for i, a in enumerate(domain.attributes) if a.id in domain.from_catalogue]
    for found in mentions.places if ids else ():
        span = found.name or found.span
        rows = rows_within(scores.offsets, span)
        if any(over(span, one) for one in used) or not len(rows):
            continue
        tags, shares = scores.tag[rows].mean(axis=0), scores.owner[rows].mean(axis=0)
        stated = 1 - float(tags[TAGS.index("none")] + tags[TAGS.index("unusable")])
        share = float(shares[ids].sum() + shares[near].sum())
        if stated < PLACED or share < PLACED:
            continue
        likeliest = max(("want", "avoid", "remove"), key=lambda tag: tags[TAGS.index(tag)])
        tag = said_tag(likeliest, mentions.text, span, span)
        position = ids[int(shares[ids].argmax())]
        place = found.places[0][0]
        attribute = holder(domain.attributes[position].id, place, domain)
        yield Change(attribute, tag, span, place, None, float(np.sqrt(stated * share)))


_ANY = re.compile(r"\b(?:any|whatever|whichever|(?P<all>all|every))(?: of)?(?: the)? {1,3}$")
_BUT = re.compile(
    r"s? {0,3}(?:in|on|but|except|with|within|where|that|which|near|of|from|as long|other|over"
    r"|under|above|below|so)\b"
)
_FINE = re.compile(
    r"s? (?:is |are |would be |will be )?(?:ok|okay|fine|good|great|alright|welcome)\b"
)
"""Before the name of an attribute that is of no matter, what narrows it ("any state but Ohio"), and
what accepts all of it.
"""

_ANYWHERE = re.compile(
    r"(?<!from )(?<!not )(?<!go )\b(?:anywhere|wherever)(?: at all| else)?"
    r"(?: in (?:the )?(?:country|us|usa|u\.s\.|states|world|nation))?"
    r"(?= ?(?:[,.;!?\n]|$| is | will do\b| works\b))"
)
"""Where nothing narrows it: not "anywhere in Ohio", "anywhere it snows", "run from anywhere"."""

_CHOSEN = (Kind.PLACE, Kind.CATEGORY, Kind.CATEGORIES, Kind.MONEY, Kind.YEAR)
"""Attributes of which "any" leaves the choice open; "any staff" asks for some."""


def _any_of_it(mentions: Mentions, domain: Domain, used: Sequence[Span]) -> Iterator[Change]:
    """What is said to be of no matter by its name: "any state", "all industries are fine"."""
    folded = fold(mentions.text)
    for id, (start, end) in mentions.names:
        before = _ANY.search(folded, max(0, start - 24), start)
        attribute = next(a for a in domain.attributes if a.id == id)
        if before is None or any(over((start, end), one) for one in used):
            continue
        narrowed = _BUT.match(folded, end) or (before["all"] and not _FINE.match(folded, end))
        if narrowed or attribute.type not in _CHOSEN or negates(folded, before.start()):
            continue
        said = Change(id, "any", (before.start(), end), None, None, SURELY)
        yield from indifferent(said, attribute, mentions, domain)
    yield from _anywhere(mentions, domain, used)


def _anywhere(mentions: Mentions, domain: Domain, used: Sequence[Span]) -> Iterator[Change]:
    """That the place is of no matter: "an inn, anywhere"."""
    for place in [a for a in domain.attributes if a.type is Kind.PLACE][:1]:
        for found in _ANYWHERE.finditer(fold(mentions.text)):
            if not any(over(found.span(), one) for one in used):
                said = Change(place.id, "any", found.span(), None, None, SURELY)
                yield from indifferent(said, place, mentions, domain)


def holder(attribute: str, place: Place, domain: Domain) -> str:
    """The attribute that a place belongs to: another one than it was given to, where the catalogue
    has it, or places of its kind, there alone.
    """
    others = [id for id, held in domain.places.items() if place in held]
    if not others:
        kinds = {id: {p.kind for p in held} for id, held in domain.places.items()}
        if place.kind in kinds.get(attribute, {place.kind}):
            return attribute
        others = [id for id, own in kinds.items() if place.kind in own]
    return attribute if attribute in others or len(others) != 1 else others[0]


def _figures(
    scores: Scores, mentions: Mentions, domain: Domain, used: Sequence[Span], asked: str | None
) -> Iterator[Change]:
    """Figures and counts of people; where a figure was asked for, others only by their own unit."""
    spans: list[tuple[Span, Span, FigureMention | None]]
    spans = [
        (f.span, (f.quantity.start, f.span[1]), f)
        for f in mentions.figures
        if not f.percent and fold(mentions.text[slice(*f.span)]) != "one"
    ]
    spans += [(a.span, a.span, None) for a in (*mentions.people, *mentions.counts)]
    for at, span, figure in spans:
        rows = rows_within(scores.offsets, at)
        if any(over(at, one) for one in used) or not len(rows) or taken(mentions.text, at):
            continue
        if figure and "for" in figure.after and _STAY & {*figure.after}:
            continue
        stated = 1 - float(scores.tag[rows, TAGS.index("none")].mean())
        named = [_owner(scores, rows, figure, mentions, at, a, domain) for a in domain.attributes]
        position = int(np.argmax(named))
        attribute = domain.attributes[position]
        if stated < STATED or named[position] < OWNED:
            continue
        if asked not in (None, attribute.id) and not _of_own_unit(figure, attribute, domain):
            continue
        said = said_range(attribute, span, scores.bound[rows].mean(axis=0), mentions, domain)
        if said is not None:
            sure = float(np.sqrt(stated * min(1.0, named[position])))
            yield Change(attribute.id, "want", span, said[0], None, sure)


def _of_own_unit(figure: FigureMention | None, attribute: Attribute, domain: Domain) -> bool:
    """Whether a figure is written as one of an attribute: a sum, or followed by its unit."""
    if figure is None:
        return False
    money = attribute.type is Kind.MONEY and (figure.money or figure.per is not None)
    return money or bool(domain.own_words[attribute.id] & {*figure.after[:1]})


def taken(text: str, at: Span) -> bool:
    """Whether a figure is one that another takes the place of: "5, not 4"."""
    return text[: at[0]].rstrip().rsplit(" ", 1)[-1].lower() == "not"


def _owner(
    scores: Scores, rows: Rows, figure: FigureMention | None, mentions: Mentions, at: Span,
    attribute: Attribute, domain: Domain,
) -> float:  # fmt: skip
    """How probably a figure is of an attribute: 1 where the word after it is one of its own."""
    if not attribute.type.numeric or attribute.type is Kind.YEAR:
        return 0.0
    position = next(i for i, a in enumerate(domain.attributes) if a.id == attribute.id)
    share = float(scores.owner[rows, position].mean())
    if figure is None:  # people who come along, not those who work there but by their name
        said = {stem(fold(t.text)) for t in words(mentions.text[slice(*at)])}
        named = bool(said & domain.own_words[attribute.id]) or attribute.meant == "at least"
        return share if attribute.type is Kind.NUMBER and named else 0.0
    if figure.money or figure.per is not None:
        alone = sum(a.type is Kind.MONEY for a in domain.attributes) == 1
        return share + 0.5 * alone if attribute.type is Kind.MONEY else 0.0
    if attribute.type is Kind.MONEY and any(over(at, a.span) for a in mentions.people):
        return 0.0
    own = domain.own_words[attribute.id]
    return share + 0.5 * (share > 0.05 and bool(own & {*figure.after[:1]}))


def _values(
    scores: Scores, mentions: Mentions, domain: Domain, changes: Sequence[Change],
    used: Sequence[Span],
) -> Iterator[Change]:  # fmt: skip
    read = {change.attribute for change in changes}
    empty = word_set("framing", "around") | word_set("framing", "empty")
    empty |= word_set("framing", "slight")
    named = [
        m for m in mentions.values if m.score == 1.0
        and any(fold(t.text) not in empty for t in words(mentions.text[slice(*m.span)]))
    ]  # fmt: skip
    longest = [m for m in named if not any(inside(m.span, other.span) for other in named)]
    for span in dict.fromkeys(m.span for m in longest):
        rows = rows_within(scores.offsets, span)
        if any(over(span, one) for one in used) or not len(rows):
            continue
        tags = scores.tag[rows].mean(axis=0)
        owners = [(m, _share(scores, rows, m, domain)) for m in longest if m.span == span]
        mention, share = max(owners, key=lambda one: one[1])
        least = LISTED if mention.attribute in read else NAMED
        stated = 1 - float(tags[TAGS.index("none")] + tags[TAGS.index("unusable")])
        if stated < least or share < OWNED:
            continue
        yield from _valued(mention, tags, np.sqrt(stated * share), mentions, domain)


def _valued(
    mention: ValueMention, tags: NDArray[np.float32], sure: float, mentions: Mentions,
    domain: Domain,
) -> Iterator[Change]:  # fmt: skip
    """The change that a value states, by its words where they leave no doubt, else by the heads."""
    attribute = next(a for a in domain.attributes if a.id == mention.attribute)
    likeliest = max(("want", "avoid", "any", "remove"), key=lambda tag: tags[TAGS.index(tag)])
    tag = said_tag(likeliest, mentions.text, mention.span, mention.span)
    if negates(mentions.text, mention.span[0]) or denied_after(mentions.text, mention.span[1]):
        tag = "avoid"
    if attribute.type is Kind.FLAG:
        if tag in ("want", "avoid"):
            value = (mention.value == "true") == (tag == "want")
            yield Change(attribute.id, tag, mention.span, value, None, float(sure))
    elif tag in ("want", "avoid"):
        weights = ((mention.value, 1.0),)
        yield Change(attribute.id, tag, mention.span, mention.value, None, float(sure), weights)


def _share(scores: Scores, rows: Rows, mention: ValueMention, domain: Domain) -> float:
    position = next(i for i, a in enumerate(domain.attributes) if a.id == mention.attribute)
    kind = domain.attributes[position].type
    if kind is Kind.TEXT or kind.numeric:
        return 0.0
    return float(scores.owner[rows, position].mean())
