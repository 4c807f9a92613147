"""Understanding what a person types, with no language model: one utterance in, one ``Heard`` out.

read once (tokens, mentions, scores) → compose changes → account for every word → Heard
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Literal, get_args

from agent.inquiry import asked_span, asks, demands, of_anything, of_others, of_stock
from agent.listening.amounts import party_of
from agent.listening.asides import denied, news, of_offers, service_topic
from agent.listening.certainty import rightness
from agent.listening.change import Change
from agent.listening.commands import (
    begins_anew,
    commanded,
    decided,
    exact_command,
    exact_critique,
)
from agent.listening.defining import defines, word_asked
from agent.listening.domain import Domain, Quantiles
from agent.listening.features import NOTHING_HELD, Held, held_values
from agent.listening.inquiring import (
    asked_of_items,
    follows,
    inquiry,
    names_attribute,
    order_of,
    tells_none,
)
from agent.listening.items import FIVE, Mention, Span, positions
from agent.listening.network import Floats, Network
from agent.listening.pending import Pending
from agent.listening.references import Meant, Screen, likened, meant
from agent.listening.refusals import turned_down
from agent.listening.telling import joined_spans, says_nothing, worded
from agent.listening.utterance import IDLE, Utterance, read_utterance
from agent.listening.wording import replaces
from core.model import Act, Critique, Heard, Kind, Place, Reading, Stance, Wish
from domains import Attribute, Pack
from guards.needs import NEEDS, Need
from readers.place import Gazetteer, open_gazetteer
from readers.text import fold, normalise

SURE = 0.8
"""Least probability that all was read rightly with which no language model need be asked; the
evaluation report tells the share of sure readings that are wrong."""

DIRECTIONS: tuple[Literal["less", "more", "like", "unlike"], ...] = (
    "less", "more", "like", "unlike",
)  # fmt: skip
"""What is said of a mention that is a critique of the five."""

ACTS: Mapping[str, Act] = {
    **{act: act for act in get_args(Act)},
    "wish": "answer", "items": "details", "order": "empty", "gibberish": "empty",
}  # fmt: skip
"""The act of each kind of message; some have other names than the heads have for them."""

NEED_LEVELS: Mapping[Need, tuple[float, float]] = {
    "distress": (0.75, 0.02), "fraud": (0.85, 0.1), "protected": (0.8, 0.8),
    "human": (0.7, 0.7), "advice": (0.8, 0.8),
}  # fmt: skip
"""Probabilities from which a need is answered: by the head alone, and where a pattern agrees."""


class Listener:
    """Listens for one pack and one version of its catalogue.

    Args:
        pack: the domain.
        vocabulary: attribute id to value to count of items, for category and categories.
        network: the learned heads.
        places: place attribute id to place to count of items, containing places included.
        today: gives the day of the conversation.
        figures: attribute id to ascending quantiles of its figures in the catalogue.
        gazetteer: the places of the world; the shared one by default.
    """

    def __init__(
        self,
        pack: Pack,
        vocabulary: Mapping[str, Mapping[str, int]],
        network: Network,
        places: Mapping[str, Mapping[Place, int]],
        today: Callable[[], date],
        figures: Mapping[str, Quantiles] | None = None,
        gazetteer: Gazetteer | None = None,
    ) -> None:
        self.vocabulary = vocabulary
        self.domain = Domain(
            pack,
            vocabulary,
            places,
            figures or {},
            network.encoder,
            gazetteer or open_gazetteer(),
            today,
        )
        self._network = network
        self._prepared = self._network.prepare(self.domain)

    def read(
        self,
        text: str,
        pending: Pending | None = None,
        shown: Sequence[str] = (),
        held: Held = NOTHING_HELD,
        apart: bool = False,
        party: float | None = None,
    ) -> Utterance:
        """What the heads and the grammar make of a text, before it is held against the profile;
        ``apart`` and ``party`` as of :func:`read_utterance`.
        """
        asked = None if pending is None else pending.attribute
        spelt = self.domain.spelling.corrected(normalise(text))
        return read_utterance(
            spelt,
            asked,
            bool(shown),
            self.domain,
            self._network,
            self._prepared,
            held,
            apart,
            party,
        )

    def hear(
        self,
        text: str,
        pending: Pending | None,
        wishes: Sequence[Wish] = (),
        shown: Sequence[str] = (),
        plea: Need | None = None,
        orders: bool = False,
        screen: Screen | None = None,
    ) -> Heard:
        """What an utterance says.

        Args:
            text: as typed, screened.
            pending: the question that was asked last, if any.
            wishes: the profile so far, for corrections and withdrawals.
            shown: titles of the five, if they are on the screen.
            plea: what the form of the message alone says that it needs.
            orders: whether some of it reads like orders to a program: then its lines are read
                apart, and of its sentences only those that state a wish tell of the match.
            screen: all that is known of the five; their titles alone by default.
        """
        said = normalise(text)
        if not any(c.isalnum() for c in said):
            return Heard(acts=("empty",))
        command = exact_command(said)
        if command is not None:
            return commanded(command, self.domain, pending)
        if (anew := self._anew(said, plea, orders)) is not None:
            return anew
        critique = exact_critique(said, self.domain.pack) if shown else None
        if critique is not None:
            return Heard(acts=("answer",), critiques=(critique,))
        held, party = held_values(wishes), party_of(wishes, self.domain.pack)
        read = self.read(text, pending, shown, held, orders, party)
        found = heard(read, self.domain, pending, wishes, screen or Screen(tuple(shown)), orders)
        if found.text:
            spans = worded(read, found.acts, bool(shown), orders)
            self._prime(found.text, read.vector(spans))
        return _with_need(found, read.acts, self._need(read, found, plea))

    def _anew(self, said: str, plea: Need | None, orders: bool) -> Heard | None:
        """What a message wishes that begins with a command to start over."""
        rest = begins_anew(said)
        anew = self.hear(rest, None, plea=plea, orders=orders) if rest else None
        if anew is None or not anew.readings or "answer" not in anew.acts:
            return None
        return anew.model_copy(update={"acts": ("restart", "answer")})

    def _need(self, read: Utterance, found: Heard, plea: Need | None) -> Need | None:
        """The need that a message shows; a question about the service or about sums is none for
        advice, nor for a person where it is about a machine.
        """
        need = needed(read.acts, plea)
        if need is None and plea == "distress" and not (found.readings or found.critiques):
            return plea
        if need not in ("advice", "human"):
            return need
        if found.topic is not None and "service" in found.acts:
            return None
        return None if denied(need, read, self.domain) else need

    def _prime(self, text: str, made: Floats | None) -> None:
        """Let the search find the vector of the words that the same pass has made already."""
        if made is not None:
            self._network.encoder.prime(text, made)


def needed(acts: Mapping[str, float], plea: Need | None) -> Need | None:
    """The need that a message shows: by its head, sooner where its form says the same."""
    for need in NEEDS:
        alone, with_plea = NEED_LEVELS[need]
        if acts[need] >= (with_plea if plea == need else alone):
            return need
    return None


def _with_need(found: Heard, acts: Mapping[str, float], need: Need | None) -> Heard:
    """What was heard, answered as a need where there is one: of despair nothing else is taken, of a
    wish about people nothing is searched by.
    """
    if need is None:
        return found
    sure = acts[need] >= SURE
    if need == "distress":
        return Heard(acts=(need,), sure=sure)
    text = None if need == "protected" else found.text
    return found.model_copy(update={"acts": (need,), "text": text, "sure": sure})


def heard(
    read: Utterance, domain: Domain, pending: Pending | None, wishes: Sequence[Wish],
    screen: Screen, wishes_only: bool = False,
) -> Heard:  # fmt: skip
    """What was read, held against the question, the profile and the five. Pure."""
    shown = screen.titles
    items = meant(
        read.text, screen, domain.gazetteer.knows, lambda text: order_of(text, domain),
        lambda word: tells_none(word, domain),
    )  # fmt: skip
    pointed: list[Mention] = [*items.mentions, *((0, span) for _, span in items.absent)]
    refused = turned_down(read.text, sorted(pointed, key=lambda one: one[1]), len(shown) or FIVE)
    said = _kind_here(read, pending, bool(shown), domain)
    going_on = follows(read, items, pending is not None)
    beside = _beside(read, said, items, bool(shown), going_on, domain)
    if beside is not None:
        return beside
    if asked_of_items(read, said, items, refused, bool(shown), pending is not None):
        asked = inquiry(read, said, items, domain, read.certainty >= SURE)
        return asked if shown or asks(read.text) else _with_wishes(asked, read, domain)
    if said == "advice" and shown and asks(read.text):
        return _advice(read, items, domain)
    if said in IDLE:
        return Heard(acts=(ACTS[said],), sure=read.certainty >= SURE)
    return _answer(read, said, items, refused, domain, pending, screen, wishes_only)


def _advice(read: Utterance, items: Meant, domain: Domain) -> Heard:
    """A question for advice, with what it asks of an item, or of a named attribute of all."""
    asked = inquiry(read, "advice", items, domain, read.certainty >= SURE)
    if asked.about or names_attribute(asked.question or "", domain, asked.asked):
        return asked.model_copy(update={"acts": ("advice",)})
    return Heard(acts=("advice",), sure=asked.sure)


def _answer(
    read: Utterance, said: str, items: Meant, refused: tuple[int, ...], domain: Domain,
    pending: Pending | None, screen: Screen, wishes_only: bool,
) -> Heard:  # fmt: skip
    """What a message says that asks nothing about items: wishes, critiques, refusals, or none."""
    shown = screen.titles
    told = news(read, read.act == "smalltalk", domain)
    said = "show" if told == "hurried" else said
    about = positions(items.mentions) if items.named and shown else ()
    refused = tuple(n for n in refused if n) if shown else ()
    more_like = likened(read.text, items.mentions)
    changes = outside(read, items.mentions) if refused or more_like else read.changes
    kinds = {a.id: a for a in domain.attributes}
    critiques, readings = _stated(changes, read.text, kinds, about[0] if about else None, pending)
    acts = acts_of(ACTS[said], readings, critiques, pending, refused)
    readings += _answering(read.text, acts[0], readings, domain, pending)
    stated = bool(readings or critiques)
    if acts == ("answer",) and not stated and says_nothing(read.text):
        return Heard(acts=("empty",))
    if more_like and acts[0] in ("answer", "more", "show"):
        acts = ("like", "answer") if readings else ("like",)
    unread = _unread(read, [span for _, span in items.mentions] if about else [])
    return Heard(
        acts=acts,
        readings=readings,
        text=joined_spans(read.text, worded(read, acts, bool(shown), wishes_only)),
        about=refused if "reject" in acts else about,
        critiques=critiques,
        understood=tuple((c.attribute, read.text[slice(*c.span)].strip()) for c in read.changes),
        topic=told,
        unread=unread,
        sure=read.certainty >= SURE and not unread and (stated or acts != ("answer",)),
    )


def _kind_here(read: Utterance, pending: Pending | None, shown: bool, domain: Domain) -> str:
    """The kind of message: no advice that its meaning denies, and about items where it is."""
    said = kind_of(read, pending, shown)
    if denied(said, read, domain):
        said = max(ANSWERING, key=lambda act: read.acts[act])
    if said in ("items", "list") and of_stock(read.text):
        return "list" if shown or read.changes or not of_anything(read.text) else "show"
    of_items = shown and pending is None and _of_those_shown(read, said, domain)
    return "items" if of_items else said


def _with_wishes(asked: Heard, read: Utterance, domain: Domain) -> Heard:
    """What is said of items before any was shown, with what it wishes of them: "swap in one with a
    bath".
    """
    kinds = {a.id: a for a in domain.attributes}
    wished = [change for change in read.changes if change.tag == "want"]
    readings = _stated(wished, read.text, kinds, None, None)[1]
    return asked.model_copy(update={"readings": readings, "unread": ()})


def _of_those_shown(read: Utterance, said: str, domain: Domain) -> bool:
    """Whether a question is about the items shown that seems to be one about a word or the service:
    "what does a month cost", "do they check the food".
    """
    if said == "explain":
        return not defines(read.text)
    return said == "service" and asks(read.text) and of_offers(read, domain)


def _beside(
    read: Utterance, said: str, items: Meant, shown: bool, going_on: bool, domain: Domain
) -> Heard | None:
    """A question about the service or about a word, with what is wished before and after it; one
    that goes on with what was spoken of before is about that.
    """
    if any(read.acts[need] >= NEED_LEVELS[need][0] for need in ("distress", "fraud", "protected")):
        return None
    of_items = items.named or going_on or (shown and of_others(read.text))
    topic = service_topic(read, of_items, domain)
    if topic is not None:
        act: Act = "human" if topic == "person" else "service"
        return _aside(read, domain, Heard(acts=(act,), topic=topic))
    asked = word_asked(read, said, shown, of_items, domain)
    if asked is None:
        return None
    return _aside(read, domain, Heard(acts=("explain",), question=asked.term, asked=asked.named))


def _aside(read: Utterance, domain: Domain, found: Heard) -> Heard:
    """What a question beside the search says, with the wishes that stand outside it."""
    start, end = asked_span(read.text)
    outside = [c for c in read.changes if c.span[1] <= start or c.span[0] >= end]
    kinds = {a.id: a for a in domain.attributes}
    _, readings = _stated(outside, read.text, kinds, None, None)
    return found.model_copy(update={"readings": readings, "sure": read.certainty >= SURE})


def _stated(
    changes: Sequence[Change], text: str, kinds: Mapping[str, Attribute], position: int | None,
    pending: Pending | None,
) -> tuple[tuple[Critique, ...], tuple[Reading, ...]]:  # fmt: skip
    """The changes as critiques of the five, or of the one at a position, and as readings."""
    corrects = replaces(text)
    critiques = tuple(
        Critique(attribute=c.attribute, direction=direction, position=position, must=c.must)
        for c in changes
        for direction in DIRECTIONS
        if c.tag == direction
    )
    readings = tuple(
        _reading(c, kinds[c.attribute], corrects, pending)
        for c in changes
        if c.tag not in DIRECTIONS
    )
    return critiques, readings


def _unread(read: Utterance, used: Sequence[Span]) -> tuple[str, ...]:
    """What was not used of a message but to say which items are meant."""
    return tuple(
        read.text[a:b] for a, b in read.unread if not any(c < b and a < d for c, d in used)
    )


def _answering(
    text: str, act: Act, readings: Sequence[Reading], domain: Domain, pending: Pending | None
) -> tuple[Reading, ...]:
    """What a reply says of the attribute that was asked about, where it only says yes, no, or that
    it does not matter.
    """
    if pending is None or all(a.id != pending.attribute for a in domain.attributes):
        return ()
    flag = decided(text, act, domain, pending)
    if flag is not None and all(r.attribute != pending.attribute for r in readings):
        return (Reading(attribute=pending.attribute, value=flag),)
    if act == "any" and not readings:
        return (Reading(attribute=pending.attribute, stance="any"),)
    return ()


def outside(read: Utterance, mentions: Sequence[Mention]) -> tuple[Change, ...]:
    """The changes but those that only say which item is turned down: "drop the Toledo one" is no
    word against Toledo, "remove all the Toledo ones" is.
    """
    spans = [(a, b) for _, (a, b) in mentions if not fold(read.text[a:b]).endswith("ones")]
    return tuple(
        c
        for c in read.changes
        if c.tag in DIRECTIONS or not any(a < c.span[1] and c.span[0] < b for a, b in spans)
    )


ANSWERING = ("wish", "any", "unsure")

COURTESIES = ("thanks", "greeting", "bye", "smalltalk")
"""Kinds of message that people begin with before they say what they want."""

TURNS_ASIDE, SHOWS, HINTS = 0.75, 0.4, 0.15
"""Probabilities from which a reply to a question is something else than an answer, and asks to be
shown the five; the least of the latter where a message is as well one about the list.
"""


def kind_of(read: Utterance, pending: Pending | None, shown: bool = False) -> str:
    """The kind of message: beside a question that waits, and asking none, an answer unless it is
    surely something else; no need that is not sure enough.
    """
    if read.act in NEEDS and read.acts[read.act] < NEED_LEVELS[read.act][0]:
        return max(ANSWERING, key=lambda act: read.acts[act])
    hinted = read.acts[read.act] < TURNS_ASIDE and read.acts["show"] + read.acts["list"] >= HINTS
    if read.act in COURTESIES and (hinted or demands(read.text)):
        return "show"
    asked = pending is not None and pending.purpose == "ask"
    if asked and not shown and read.act in ("show", "list") and _asks_for_the_five(read):
        return "show"
    aside = SHOWS if read.act == "show" else TURNS_ASIDE
    plain = read.act in (*ANSWERING, "yes", "no") or read.acts[read.act] >= aside
    if not asked or plain or "?" in read.text:
        return read.act
    return max(ANSWERING, key=lambda act: read.acts[act])


def _asks_for_the_five(read: Utterance) -> bool:
    """Whether a message is about the list that is not shown yet ("lists please"), and no question
    about how long it is.
    """
    both = read.acts["show"] + read.acts["list"]
    return both >= SHOWS and read.acts["show"] >= HINTS and "?" not in read.text


def acts_of(
    act: Act, readings: Sequence[Reading], critiques: Sequence[Critique],
    pending: Pending | None, refused: Sequence[int],
) -> tuple[Act, ...]:  # fmt: skip
    """The acts of a message, by its kind and by what it states. ``refused``: positions of items."""
    if act == "answer" and any(c.direction == "like" for c in critiques):
        return ("like", "answer") if readings else ("like",)
    decides = pending is not None and pending.purpose != "ask"
    if decides and act == "any":
        act = "yes"
    stated = bool(readings or critiques)
    if act in ("restart", "back") and stated:
        act = "answer"
    if not decides and act in ("yes", "no", "unsure", "greeting", "thanks") and stated:
        act = "answer"
    if refused and not decides and act not in (*NEEDS, "back", "restart", "bye"):
        return ("answer", "reject") if stated else ("reject",)
    if stated and act not in ("answer",):
        return (act, "answer") if act in ("show", "more") else (act,)
    return (act,)


def _reading(
    change: Change, attribute: Attribute, corrects: bool, pending: Pending | None
) -> Reading:
    """A change as the profile takes it."""
    stance: Stance = "any" if change.tag == "any" else "want"
    if change.tag == "avoid" and attribute.type is not Kind.FLAG:
        stance = "avoid"
    soft = stance == "avoid" and change.must is False
    unneeded = (soft or stance == "any") and attribute.type is Kind.CATEGORIES
    unneeded &= isinstance(change.value, str)
    place_weights = change.weights if attribute.type is Kind.PLACE else ()
    asked = pending is not None and pending.attribute == change.attribute
    said: Literal["asked", "beside"] = "asked" if asked else "beside"
    return Reading(
        attribute=change.attribute,
        stance="want" if unneeded else "any" if soft else stance,
        value=None if (stance == "any" and not unneeded) or soft else change.value,
        must=change.must,
        remove=unneeded or change.tag == "remove",
        replace=corrects and change.tag == "want" and attribute.type.listed,
        weights=change.weights
        if attribute.type in (Kind.CATEGORY, Kind.CATEGORIES)
        else place_weights,
        confidence=rightness(change.confidence, "refused" if stance == "avoid" else said),
        span=change.span,
        exact=change.exact,
    )
