"""What a message says beside the search, by its meaning: a question about the service and its
topic, or news of the person. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from agent.inquiry import asked_span, asks
from agent.listening.domain import Domain
from agent.listening.telling import sentences
from agent.listening.utterance import Span, Utterance
from core.model import Topic
from readers.tables import table

Floats = NDArray[np.float32]

HALF = 0.5
"""Probability from which a kind of message tells what it is by itself."""

ANSWERS = ("any", "yes", "no", "unsure")
"""Kinds of message that ask nothing, whatever they begin with: "doesn't matter, we can share"."""

OTHER = "other"
"""What is neither: a question or a wish about what is offered."""

BEST = 0.7
"""The share of the closest example in how close a topic comes; the rest is the second's."""

ASKED, BACKED, PLAIN = 0.4, 0.3, 0.5
"""Least likeness to a topic of the service of a question by itself, of one that its kind of message
backs, and of one that also seems to be something else.
"""

APART = 0.05
"""How much closer to the topic than to what is offered a question by itself must be."""

GRAVE = ("grief", "hardship")
"""News that must not be met as good news."""

UNBOUND = ("currency", "opinion", "checked", "arrange")
"""Topics of which a question may name items or sums."""

NEWS, BESIDE, CLEARLY = 0.5, 0.6, 0.1
"""Least likeness to news of the person of a sentence that may as well be a wish, and of one that
wishes something; how much closer it must be to that than to what is offered.
"""

DENIED = 0.12
"""How much closer to something else a message is that asks for no advice, whatever its kind."""

MOST_SENTENCES = 12
"""Sentences of a message that are held against what people tell of themselves."""

TOLD = 0.38
"""The same of a message that is small talk by its kind."""


@dataclass(frozen=True)
class Aside:
    """The topic that a text comes closest to, how close (a cosine), and how much closer than to
    what is offered, or to what it must not be taken for.
    """

    topic: str
    likeness: float
    apart: float


def group(topic: str) -> str:
    """The group of a topic: service, advice, talk, other."""
    return next(name for name, own in table("asides").items() if topic in own)


def likeness(said: Floats, domain: Domain) -> dict[str, float]:
    """How close a unit vector comes to each topic."""
    found = {}
    for topic, examples in domain.aside_vectors.items():
        near = np.sort(examples @ said)[::-1][:2]
        found[topic] = float(BEST * near[0] + (1 - BEST) * near[-1])
    return found


def _near(read: Utterance, spans: list[Span], domain: Domain) -> Aside | None:
    """The topic that some stretches come closest to."""
    said = read.vector(spans)
    if said is None:
        return None
    every = likeness(said, domain)
    topic = max(every, key=lambda one: every[one])
    rivals = [OTHER, *(GRAVE if topic == "joy" else ())]
    return Aside(topic, every[topic], every[topic] - max(every[rival] for rival in rivals))


def service_topic(read: Utterance, named: bool, domain: Domain) -> Topic | None:
    """What a message asks of the service itself; None where it asks nothing of it.

    Args:
        read: what was read.
        named: whether the message names items that are shown; who names an attribute asks of items.
        domain: the pack.
    """
    backing = read.acts["service"] + read.acts["human"]
    asked = asks(read.text)
    if _to_arrange(read, domain):
        return "arrange"
    if not asked and any(change.tag == "want" for change in read.changes):
        return None
    if (not asked and backing < HALF) or max(read.acts[act] for act in ANSWERS) >= HALF:
        return None
    span = asked_span(read.text)
    near = _near(read, [span], domain)
    if near is None or group(near.topic) != "service":
        offered = of_offers(read, domain, HALF)
        return "service" if read.acts["service"] >= HALF and not offered else None
    named = named or _names_attribute(read.text[slice(*span)], domain)
    other = max(read.acts[act] for act in ("explain", "items", "advice", "list", "profile"))
    if backing >= HALF:
        return _topic(near.topic) if near.likeness >= BACKED else "service"
    least = PLAIN if other >= HALF or near.topic == "currency" else ASKED
    free = near.topic in UNBOUND or not (named or _wished(read, span))
    close = near.likeness >= least and near.apart >= APART
    return _topic(near.topic) if free and close else None


def _to_arrange(read: Utterance, domain: Domain) -> bool:
    """Whether a message, a question or not, plainly wants done what this does not do."""
    near = _near(read, [(0, len(read.text))], domain)
    if near is None or near.topic != "arrange" or any(c.tag == "want" for c in read.changes):
        return False
    return near.likeness >= NEWS and near.apart >= 2 * CLEARLY


def _names_attribute(question: str, domain: Domain) -> bool:
    """Whether a question says the name of an attribute, in more than a word that may mean more."""
    found = domain.names.find(question)
    return any(len(question[slice(*match.span)].split()) > 1 for match in found)


def _wished(read: Utterance, span: Span) -> bool:
    """Whether something is wished in a stretch of a message."""
    start, end = span
    return any(c.tag == "want" and c.span[0] < end and start < c.span[1] for c in read.changes)


def _topic(name: str) -> Topic:
    return next(topic for topic in get_args(Topic) if topic == name)


def of_offers(read: Utterance, domain: Domain, least: float = -1.0) -> bool:
    """Whether a question that seems to be about the service is closer to what is offered, and at
    least so close to it (a cosine).
    """
    near = _near(read, [asked_span(read.text)], domain)
    return near is not None and near.topic == OTHER and near.likeness >= least


def denied(need: str, read: Utterance, domain: Domain) -> bool:
    """Whether the meaning of a message denies that it asks for advice, or for a person."""
    return (need == "advice" and not advises(read, domain)) or (
        need == "human" and asks(read.text) and of_offers(read, domain, HALF)
    )


def advises(read: Utterance, domain: Domain) -> bool:
    """Whether the meaning of a message does not deny that it asks for advice."""
    said = read.vector([(0, len(read.text))])
    if said is None:
        return True
    near = likeness(said, domain)
    return near["advice"] > max(near[OTHER], near["currency"]) - DENIED


def drawback(read: Utterance, domain: Domain) -> bool:
    """Whether a question about items asks what speaks against them."""
    near = _near(read, [asked_span(read.text)], domain)
    return near is not None and near.topic == "drawback" and near.likeness >= PLAIN


def _tells(near: Aside, small: bool, read: Utterance) -> bool:
    """Whether a sentence surely tells the news that it comes closest to."""
    if small:
        return near.likeness >= TOLD and near.apart >= (CLEARLY if near.topic == "joy" else 0)
    plain = not (read.changes or asks(read.text)) if near.topic in ("hurried", "kind") else True
    return plain and near.likeness >= NEWS and near.apart >= CLEARLY


def news(read: Utterance, small: bool, domain: Domain) -> Topic | None:
    """What a person tells of themselves, by the sentence that comes closest to any; ``small`` where
    the message is small talk by its kind.
    """
    spans = sentences(read.text)[:MOST_SENTENCES]
    near = [(found, span) for span in spans if (found := _near(read, [span], domain)) is not None]
    told = [
        one
        for one, span in near
        if group(one.topic) == "talk"
        and _tells(one, small, read)
        and (one.likeness >= BESIDE or not _wished(read, span))
    ]
    best = max(told, key=lambda one: one.likeness, default=None)
    return None if best is None else _topic(best.topic)
