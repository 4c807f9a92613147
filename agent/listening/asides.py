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
from agent.listening.utterance import Span, Utterance
from core.model import Topic
from readers.tables import table

Floats = NDArray[np.float32]

OTHER = "other"
"""What is neither: a question or a wish about what is offered."""

BEST = 0.7
"""The share of the closest example in how close a topic comes; the rest is the second's."""

ASKED, BACKED, PLAIN = 0.5, 0.3, 0.6
"""Least likeness to a topic of the service of a question by itself, of one that its kind of message
backs, and of one that also seems to be something else.
"""

UNBOUND = ("currency", "opinion")
"""Topics of which a question may name items or sums."""

NEWS = 0.55
"""Least likeness to news of the person of a sentence that may as well be a wish."""

DENIED = 0.12
"""How much closer to something else a message is that asks for no advice, whatever its kind."""

TOLD = 0.38
"""The same of a message that is small talk by its kind."""


@dataclass(frozen=True)
class Aside:
    """The topic that a text comes closest to, and how close (a cosine)."""

    topic: str
    likeness: float


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
    return max((Aside(*one) for one in likeness(said, domain).items()), key=lambda a: a.likeness)


def service_topic(read: Utterance, named: bool, domain: Domain) -> Topic | None:
    """What a message asks of the service itself; None where it asks nothing of it.

    Args:
        read: what was read.
        named: whether the message names items that are shown.
        domain: the pack.
    """
    backing = read.acts["service"] + read.acts["human"]
    asked = asks(read.text)
    if not asked and backing < ASKED:
        return None
    near = _near(read, [asked_span(read.text)], domain)
    if near is None or group(near.topic) != "service":
        return "service" if read.acts["service"] >= ASKED else None
    other = max(read.acts[act] for act in ("explain", "items", "advice", "list", "profile"))
    least = BACKED if backing >= ASKED else PLAIN if other >= ASKED else ASKED
    free = backing >= ASKED or near.topic in UNBOUND or not (named or _wished(read))
    return _topic(near.topic) if free and near.likeness >= least else None


def _wished(read: Utterance) -> bool:
    return any(change.tag == "want" for change in read.changes)


def _topic(name: str) -> Topic:
    return next(topic for topic in get_args(Topic) if topic == name)


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
    return near is not None and near.topic == "drawback" and near.likeness >= ASKED


def news(read: Utterance, spans: list[Span], small: bool, domain: Domain) -> Topic | None:
    """What a person tells of themselves, by the sentence that comes closest to any; ``small`` where
    the message is small talk by its kind.
    """
    least = TOLD if small else NEWS
    near = [found for span in spans if (found := _near(read, [span], domain)) is not None]
    told = [n for n in near if group(n.topic) == "talk" and n.likeness >= least]
    grave = told if small else [n for n in told if n.topic in ("grief", "hardship")]
    best = max(grave, key=lambda one: one.likeness, default=None)
    return None if best is None else _topic(best.topic)
