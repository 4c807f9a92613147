"""From what the heads say of tokens, and the mentions there, to changes of the profile. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from agent.listening.amounts import crossed, is_bare, is_money, is_total, may_be_none, said_range
from agent.listening.certainty import Window, window
from agent.listening.change import Change, over
from agent.listening.domain import Domain
from agent.listening.labels import MUSTS, TAGS
from agent.listening.mentions import Mentions
from agent.listening.network import Scores, named_values
from agent.listening.owners import called_figures
from agent.listening.recovered import holder, recovered
from agent.listening.segments import Segment, by_words, segments
from agent.listening.settled import currencies, settled
from agent.listening.wording import (
    indifferent,
    meant_so,
    negated,
    refused_scopes,
    said_tag,
    says_more,
    stories,
)
from core.model import Kind, Range
from domains import Attribute
from readers.tables import word_set
from readers.text import fold, stem, words

Span = tuple[int, int]
Floats = NDArray[np.float32]

LEAST_VALUE, LEAST_UNNAMED = 0.30, 0.95
"""Probability of a value below which none is read: named by its words, and meant by others."""
STATED = 0.6
"""Mean probability from which a stretch that was not used is told."""

SAID_MUST, SAID_NICE = 0.85, 0.5
"""Mean probabilities from which a wish is a must, and a mere preference."""

LEAST_NAMED, LEAST_OWNER = 0.9, 0.15
"""Score of a value, and probability of its attribute, from which it owns the stretch it is in."""

TRUSTED, LEAST_TRUSTED = 0.8, 0.1
"""Weight of a value by its being the only one that is named, and the least that the heads give it
then.
"""

LISTED = 0.75
"""Probability of a value from which a part of a list stands for itself."""

UNSTATED = 0.5
"""Probability that a figure states nothing, from which nobody is told that it was not used."""

LEAST, LEAST_TEXT = 0.65, 0.8
"""Mean probability of a change, and of a description, below which it is not read but said to be
unread.
"""


@dataclass(frozen=True)
class Composed:
    """All changes of an utterance, what stated something and was not used, and the signs by which
    it is told whether that is right.
    """

    changes: tuple[Change, ...]
    unread: tuple[Span, ...]
    signs: Window


def compose(scores: Scores, mentions: Mentions, domain: Domain, asked: str | None) -> Composed:
    """The changes that an utterance asks for, in the order of the text."""
    scores = by_words(scores, mentions.text)
    changes: list[Change] = []
    unread: list[Span] = []
    for segment in segments(scores, mentions):
        if segment.tag == "unusable":
            found, left = _unusable(segment, scores, mentions, domain)
        else:
            found, left = _stated(segment, scores, mentions, domain, asked)
        changes += found
        unread += left
    changes = [negated(change, mentions) for change in changes]
    changes += recovered(scores, mentions, domain, changes, asked)
    changes.sort(key=lambda change: change.span)
    changes = [c for c in map(partial(meant_so, mentions, domain), changes) if c is not None]
    changes = settled(changes, mentions, domain)
    called = {word for c in changes for word in domain.own_words.get(c.attribute, ())}
    called_here = called_figures(mentions, domain)
    changes = [_with_name(change, called_here) for change in changes]
    unread = [span for span in unread if says_more(span, changes, mentions, called)]
    unread += _figures_left(scores, mentions, [*(c.span for c in changes), *unread])
    changes += _refused(scores, mentions, domain, [*(c.span for c in changes), *unread])
    if not changes and is_bare(mentions):
        changes = _answered(scores, mentions, domain, asked)
    for figure, unit in currencies(mentions, domain):
        changes = [c for c in changes if not over(c.span, unit) or over(c.span, figure)]
        unread.append(unit)
    distinct = tuple(_distinct(changes))
    return Composed(distinct, tuple(unread), _signs(scores, distinct, unread, domain))


def _with_name(change: Change, named: Mapping[Span, tuple[str, Span]]) -> Change:
    """A figure's change over the name of its attribute, too."""
    start, end = change.span
    for figure, (id, (first, last)) in named.items():
        if id == change.attribute and isinstance(change.value, Range) and over(change.span, figure):
            return replace(change, span=(min(start, first), max(end, last)))
    return change


def _unusable(
    segment: Segment, scores: Scores, mentions: Mentions, domain: Domain
) -> tuple[list[Change], list[Span]]:
    """The changes of a stretch that no attribute takes, and what of it is told as not used."""
    span = _span(segment.tokens, scores)
    if total := _total(span, segment, scores, mentions, domain):
        return [total], []
    return [], [span] if _states(segment, "unusable", scores, mentions) else []


def _stated(
    segment: Segment, scores: Scores, mentions: Mentions, domain: Domain, asked: str | None
) -> tuple[list[Change], list[Span]]:
    """The same of a stretch that states something of an attribute."""
    span = _span(segment.tokens, scores)
    described, attribute = segment.owner, domain.attributes[segment.owner]
    name, flag = _name(span, attribute, mentions), attribute.type is Kind.FLAG
    tag = said_tag(segment.tag, mentions.text, span, name, flag)
    segment.tag, segment.decided = tag, tag != segment.tag
    if attribute.type is Kind.TEXT:
        attribute = _named_by_itself(segment, span, mentions, domain) or attribute
    attribute = _named_alone(segment, span, scores, mentions, domain) or attribute
    wished = segment.tag in ("want", "avoid")
    if wished and not _says_something(segment.tokens, scores, mentions):
        return [], []
    kept = _likely(_changes(segment, span, attribute, scores, mentions, domain, asked), attribute)
    own = domain.attributes[described]
    if not kept and segment.tag == "avoid" and own is not attribute and own.type is Kind.TEXT:
        segment.owner, segment.named, attribute = described, False, own
        kept = _likely(_changes(segment, span, own, scores, mentions, domain, asked), own)
    counts = attribute.type is Kind.TEXT and segment.tag == "want"  # by its meaning
    told = not kept and not counts and _states(segment, segment.tag, scores, mentions)
    return kept, [span] if told else []


def _likely(found: Sequence[Change], attribute: Attribute) -> list[Change]:
    least = LEAST_TEXT if attribute.type is Kind.TEXT else LEAST
    return [change for change in found if change.confidence >= least]


def _name(span: Span, attribute: Attribute, mentions: Mentions) -> Span | None:
    """Where a stretch names a value of an attribute exactly, or a place; None where it does not."""
    found = [m.span for m in mentions.values if m.score == 1.0 and m.attribute == attribute.id]
    if attribute.type is Kind.PLACE:
        found = [p.name or p.span for p in mentions.places]
    return next((one for one in found if over(one, span)), None)


def _figures_left(scores: Scores, mentions: Mentions, used: Sequence[Span]) -> list[Span]:
    """Figures of what states something that nothing took."""
    none = scores.tag[:, TAGS.index("none")]
    left = []
    for figure in mentions.figures:
        span = (figure.quantity.start, figure.span[1])
        at = [i for i, offset in enumerate(scores.offsets) if over(offset, figure.span)]
        told = any(a <= span[0] < b for a, b in stories(mentions.text))
        if (
            at
            and not told
            and none[at].mean() < UNSTATED
            and not any(over(span, one) for one in used)
        ):
            left.append(span)
    return left


def _refused(
    scores: Scores, mentions: Mentions, domain: Domain, used: Sequence[Span]
) -> list[Change]:
    """Short refusals that nothing took ("but no payroll"), as descriptions of what must not be."""
    attribute = next((a.id for a in domain.attributes if a.type is Kind.TEXT), None)
    none = scores.tag[:, TAGS.index("none")]
    found: list[Change] = []
    for span in refused_scopes(mentions.text) if attribute else ():
        at = [i for i, offset in enumerate(scores.offsets) if over(offset, span)]
        if at and none[at].mean() < UNSTATED and not any(over(span, one) for one in used):
            found += _text(Change(attribute or "", "avoid", span), mentions.text)
    return found


def _total(
    span: Span, segment: Segment, scores: Scores, mentions: Mentions, domain: Domain
) -> Change | None:
    """The price of a night that a sum for several nights comes to."""
    for attribute in domain.attributes:
        if attribute.type is Kind.MONEY and is_total(span, attribute, mentions, domain):
            bounds = scores.bound[segment.tokens].mean(axis=0)
            said = said_range(attribute, span, bounds, mentions, domain)
            if said is not None:
                return Change(attribute.id, "want", span, said[0], None, said[1] ** 0.5)
    return None


def _answered(
    scores: Scores, mentions: Mentions, domain: Domain, asked: str | None
) -> list[Change]:
    """What a message that is nothing but a figure says of the figure that was asked for."""
    attribute = next((a for a in domain.attributes if a.id == asked and a.type.numeric), None)
    span, bounds = (0, len(mentions.text)), scores.bound[1:-1].mean(axis=0)
    said = attribute and said_range(attribute, span, bounds, mentions, domain)
    return [Change(attribute.id, "want", span, said[0])] if attribute and said else []


def _signs(
    scores: Scores, changes: Sequence[Change], unread: Sequence[Span], domain: Domain
) -> Window:
    spans = [*(c.span for c in changes), *unread]
    used = [any(over(offset, span) for span in spans) for offset in scores.offsets[1:-1]]
    texts = {a.id for a in domain.attributes if a.type is Kind.TEXT}
    described = sum(c.attribute in texts for c in changes)
    sure = [c.confidence for c in changes]
    return window(scores.tag[1:-1], used, sure, len(unread), described)


def _states(segment: Segment, tag: str, scores: Scores, mentions: Mentions) -> bool:
    """Whether a stretch surely states something, in words that say something."""
    sure = float(scores.tag[segment.tokens, TAGS.index(tag)].mean()) >= STATED
    return sure and _says_something(segment.tokens, scores, mentions)


def _named_by_itself(
    segment: Segment, span: Span, mentions: Mentions, domain: Domain
) -> Attribute | None:
    """The listed attribute one of whose values, in its own words, is all that a stretch says: then
    it is no mere description. The segment is given to it.
    """
    said = _content(mentions.text[slice(*span)])
    for m in mentions.values:
        if m.score == 1.0 and over(m.span, span) and said and said == _content(m.value):
            position = next(i for i, a in enumerate(domain.attributes) if a.id == m.attribute)
            if domain.attributes[position].type in (Kind.CATEGORY, Kind.CATEGORIES):
                segment.owner = position
                return domain.attributes[position]
    return None


def _named_alone(
    segment: Segment, span: Span, scores: Scores, mentions: Mentions, domain: Domain
) -> Attribute | None:
    """The listed attribute of the one value that a stretch names, where what it was given to is
    another listed attribute, or a mere description, that nothing there names. The segment is
    given to it.
    """
    ids = [a.id for a in domain.attributes]
    named = {m.attribute for m in mentions.values if m.score >= LEAST_NAMED and over(m.span, span)}
    own = domain.attributes[segment.owner]
    listed = own.type in (Kind.CATEGORY, Kind.CATEGORIES, Kind.TEXT)
    if len(named) != 1 or own.id in named or not listed:
        return None
    position = ids.index(named.pop())
    attribute = domain.attributes[position]
    probable = scores.owner[segment.tokens, position].max() >= LEAST_OWNER
    if attribute.type not in (Kind.CATEGORY, Kind.CATEGORIES) or not probable:
        return None
    segment.owner, segment.named = position, True
    return attribute


def _content(text: str) -> tuple[str, ...]:
    return tuple(
        stem(w)
        for token in words(text)
        if (w := fold(token.text)) not in word_set("framing", "around")
    )


def _span(tokens: Sequence[int], scores: Scores) -> Span:
    return scores.offsets[tokens[0]][0], scores.offsets[tokens[-1]][1]


def _changes(
    segment: Segment, span: Span, attribute: Attribute, scores: Scores, mentions: Mentions,
    domain: Domain, asked: str | None,
) -> list[Change]:  # fmt: skip
    tokens = segment.tokens
    said = ["want", "avoid", "remove"] if segment.decided else [segment.tag]
    tag = scores.tag[tokens][:, [TAGS.index(one) for one in said]].sum(axis=1).mean()
    own = scores.owner[tokens, segment.owner]
    owner = own.max() if segment.named else own.mean()
    must = _must(scores.must[tokens].mean(axis=0))
    bare = Change(
        attribute.id, segment.tag, span, None, must, float(np.sqrt(tag * owner)),
    )  # fmt: skip
    if segment.tag == "any":
        return indifferent(bare, attribute, mentions, domain)
    if segment.tag in ("less", "more"):
        return [] if attribute.type is Kind.TEXT else [bare]
    if segment.tag in ("like", "unlike"):
        return [bare]
    if attribute.type is Kind.FLAG:
        if segment.tag == "remove":
            return [bare]
        return [replace(bare, value=_flagged(segment, span, attribute, mentions))]
    if attribute.type is Kind.TEXT:
        return _text(bare, mentions.text)
    if attribute.type is Kind.PLACE:
        return _placed(bare, mentions, domain)
    if attribute.type.numeric:
        return _figured(bare, segment, attribute, scores, mentions, domain)
    return _valued(bare, segment, attribute, scores, mentions, domain)


def _flagged(segment: Segment, span: Span, attribute: Attribute, mentions: Mentions) -> bool:
    """What is said of a flag: of the one meaning that its words name, whether that is wished."""
    named = {
        m.value for m in mentions.values
        if m.attribute == attribute.id and m.score == 1.0 and over(m.span, span)
    }  # fmt: skip
    wished = segment.tag == "want"
    return wished != (segment.decided and named == {"false"})


def _must(strength: NDArray[np.float32]) -> bool | None:
    """Must, nice, or unsaid: a must only where it was clearly said."""
    if strength[MUSTS.index("must")] >= SAID_MUST:
        return True
    return False if strength[MUSTS.index("nice")] >= SAID_NICE else None


def _text(bare: Change, text: str) -> list[Change]:
    """Words to compare with the catalogue, without what only frames them."""
    piece = text[slice(*bare.span)]
    tokens = words(piece)
    refused = bare.tag == "avoid"
    first = word_set("framing", "around") | word_set("framing", "before")
    first |= word_set("framing", "leading") if refused else frozenset()
    last = word_set("framing", "trailing") if refused else word_set("framing", "after")
    while tokens and fold(tokens[0].text) in first:
        tokens = tokens[1:]
    while tokens and fold(tokens[-1].text) in last:
        tokens = tokens[:-1]
    empty = word_set("framing", "slight") | word_set("framing", "empty")
    if not tokens or all(fold(token.text) in empty for token in tokens):
        return [bare] if bare.tag == "remove" else []
    value = piece[tokens[0].start : tokens[-1].end]
    return [replace(bare, value=value)]


def _placed(bare: Change, mentions: Mentions, domain: Domain) -> list[Change]:
    found = [p for p in mentions.places if over(p.span, bare.span)]
    if not found:
        return [bare] if bare.tag == "remove" else []
    return [
        replace(
            bare,
            attribute=holder(bare.attribute, p.places[0][0], domain),
            value=p.places[0][0],
            span=bare.span if len(found) == 1 else p.span,
        )
        for p in found
    ]


def _valued(
    bare: Change, segment: Segment, attribute: Attribute, scores: Scores, mentions: Mentions,
    domain: Domain,
) -> list[Change]:  # fmt: skip
    values = domain.values.get(attribute.id, ())
    if not values:
        return []
    whole = _one_value(bare, segment.tokens, segment.owner, values, scores, mentions)
    chunks = _chunks(segment, attribute, scores, mentions)
    if len(chunks) < 2:
        return whole
    found = [
        change
        for tokens in chunks
        for change in _one_value(
            replace(bare, span=_span(tokens, scores)),
            tokens,
            segment.owner,
            values,
            scores,
            mentions,
        )
        if change.weights and change.weights[0][1] >= LISTED
    ]
    return found if len({change.value for change in found}) > 1 or not whole else whole


_BETWEEN = frozenset({",", "and", "or", "&", "/", "nor", ";", "plus"})


def _chunks(
    segment: Segment, attribute: Attribute, scores: Scores, mentions: Mentions
) -> list[list[int]]:
    """The parts of a list: between commas, "and" and "or", and at every value named by itself."""
    named = {
        m.span for m in mentions.values
        if attribute.type is Kind.CATEGORIES and m.attribute == attribute.id and m.score == 1.0
        and over(m.span, _span(segment.tokens, scores))
    }  # fmt: skip
    starts = {span[0] for span in named}
    inside = {t for t in segment.tokens for a, b in named if a < scores.offsets[t][0] < b}
    parts: list[list[int]] = [[]]
    for t in segment.tokens:
        a, b = scores.offsets[t]
        word = mentions.text[a:b].lower()
        if word in _BETWEEN and t not in inside:
            parts.append([])
        else:
            if a in starts and t not in inside and parts[-1]:
                parts.append([])
            parts[-1].append(t)
    return [part for part in parts if _says_something(part, scores, mentions)]


def _says_something(tokens: Sequence[int], scores: Scores, mentions: Mentions) -> bool:
    said = " ".join(mentions.text[slice(*scores.offsets[t])] for t in tokens)
    empty = word_set("framing", "around") | word_set("framing", "empty")
    return any(fold(w.text) not in empty for w in words(said))


def _one_value(
    bare: Change, tokens: Sequence[int], owner: int, values: Sequence[str], scores: Scores,
    mentions: Mentions,
) -> list[Change]:  # fmt: skip
    named = named_values(values, bare.attribute, mentions.values, bare.span)
    weights = _trusting(scores.values.of(owner, tokens, named), named)
    best = int(weights.argmax())
    if weights[best] < (LEAST_VALUE if named[best] else LEAST_UNNAMED):
        return [bare] if bare.tag == "remove" else []
    several = tuple(
        (values[int(k)], float(weights[k])) for k in np.argsort(-weights)[:5] if weights[k] > 0.02
    )
    confidence = bare.confidence * float(weights[best]) ** 0.5
    return [replace(bare, value=values[best], weights=several, confidence=confidence)]


def _trusting(weights: Floats, named: Floats) -> Floats:
    """The weights of values, most of it for the one that is named, where only one is and the
    heads do not rule it out: "does not need me every day" names a full day, and means none.
    """
    (sure,) = np.nonzero(named >= LEAST_NAMED)
    if len(sure) != 1 or weights[sure[0]] < LEAST_TRUSTED:
        return weights
    trusted = weights * np.float32(1 - TRUSTED)
    trusted[sure[0]] += TRUSTED
    return trusted


def _figured(
    bare: Change, segment: Segment, attribute: Attribute, scores: Scores, mentions: Mentions,
    domain: Domain,
) -> list[Change]:  # fmt: skip
    bounds = scores.bound[segment.tokens].mean(axis=0)
    if ends := crossed(attribute, bare.span, mentions):
        return [replace(bare, value=end) for end in ends]
    said = said_range(attribute, bare.span, bounds, mentions, domain)
    if said is None and attribute.type is Kind.NUMBER and is_money(bare.span, mentions):
        priced = _priced(segment, scores, domain)
        if priced is not None:
            bare = replace(bare, attribute=priced.id)
            said = said_range(priced, bare.span, bounds, mentions, domain)
    if said is not None:
        exact = any(f.quantity.exact and over(f.span, bare.span) for f in mentions.figures)
        if bare.tag == "avoid" and said[0].max == 0:
            bare = replace(bare, tag="want")  # "no employees" is none, not some
        sure = bare.confidence * said[1] ** 0.5
        return [replace(bare, value=said[0], confidence=sure, exact=exact)]
    if bare.tag == "avoid" and attribute.type is Kind.NUMBER and may_be_none(attribute, domain):
        return [replace(bare, tag="want", value=Range(max=0.0))]
    return [bare] if bare.tag == "remove" else []


def _priced(segment: Segment, scores: Scores, domain: Domain) -> Attribute | None:
    """The likeliest owner of a sum of money."""
    owns = scores.owner[segment.tokens].mean(axis=0)
    priced = [i for i, a in enumerate(domain.attributes) if a.type is Kind.MONEY]
    return domain.attributes[max(priced, key=lambda i: owns[i])] if priced else None


def _distinct(changes: Sequence[Change]) -> list[Change]:
    """Each change once, the surer of two that say the same."""
    kept: dict[tuple[str, str, str], Change] = {}
    for change in changes:
        key = (change.attribute, change.tag, repr(change.value).lower())
        if key not in kept or kept[key].confidence < change.confidence:
            kept[key] = change
    return list(kept.values())
