"""The words of the product as types: places, ranges, values, wishes and readings."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, model_validator

Stance = Literal["want", "avoid", "any"]
Source = Literal["said", "chosen", "inferred", "edited"]
PlaceKind = Literal["city", "region", "state", "country"]


class Frozen(BaseModel):
    """A value object: compared by content, never changed, refuses unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Kind(StrEnum):
    """The types an attribute may have."""

    CATEGORY = "category"
    CATEGORIES = "categories"
    NUMBER = "number"
    MONEY = "money"
    YEAR = "year"
    PLACE = "place"
    FLAG = "flag"
    TEXT = "text"

    @property
    def numeric(self) -> bool:
        """True for the kinds whose wishes are ranges."""
        return self in (Kind.NUMBER, Kind.MONEY, Kind.YEAR)

    @property
    def listed(self) -> bool:
        """True for the kinds whose wishes name one value out of a vocabulary."""
        return self in (Kind.CATEGORY, Kind.CATEGORIES, Kind.PLACE)


class Range(Frozen):
    """A closed interval, in the attribute's unit; a missing end is open."""

    min: float | None = None
    max: float | None = None

    @model_validator(mode="after")
    def _ordered(self) -> Range:
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError("min must not exceed max")
        return self

    def holds(self, value: float) -> bool:
        """Whether a value lies inside, ends included."""
        return (self.min is None or value >= self.min) and (self.max is None or value <= self.max)


class Place(Frozen):
    """A place by its canonical name: ``"Worcester, Massachusetts"``, ``"Massachusetts"``."""

    name: str
    kind: PlaceKind


WishValue = str | bool | Range | Place
"""One wished value; several industries or tags are several wishes of one attribute."""

ItemValue = str | bool | float | tuple[str, ...] | tuple[Place, ...]
"""A category, a flag, a figure, several categories, or a place with all that contains it."""


class Wish(Frozen):
    """One thing known of what the person wants.

    ``value`` is None only for the stance "any" (the attribute does not matter). For listed kinds
    each wished value is a wish of its own. ``weights`` keeps how likely each vocabulary value is
    to be what the person meant (names to probabilities, summing to at most 1) when the words left
    that open. ``confidence`` (0..1) is how probably it was read rightly. ``either`` says, of an
    attribute of which an item has several values, that this one will do instead of the others for
    which it is said, too: "payments or farming"; wishes for such values add up otherwise.
    """

    attribute: str
    stance: Stance = "want"
    value: WishValue | None = None
    must: bool = False
    source: Source = "said"
    turn: int = 0
    weights: tuple[tuple[str, float], ...] = ()
    confidence: float = 1.0
    either: bool = False


class Reading(Frozen):
    """One change to the profile that an utterance asks for.

    ``must`` None means the person did not say. ``remove`` takes the value (or, without one, the
    whole attribute) out of the profile. ``replace`` drops other values of the attribute first (a
    correction). ``weights`` as in :class:`Wish`. ``confidence`` (0..1) is that of the whole
    reading. ``span`` is where in the utterance it was read. ``exact`` says that a figure is meant
    as it was said, whatever the pack takes figures to mean. ``either`` as in :class:`Wish`; said of
    one reading alone it is an alternative to what is wished already.
    """

    attribute: str
    stance: Stance = "want"
    value: WishValue | None = None
    must: bool | None = None
    remove: bool = False
    replace: bool = False
    weights: tuple[tuple[str, float], ...] = ()
    confidence: float = 1.0
    span: tuple[int, int] | None = None
    exact: bool = False
    either: bool = False


Act = Literal[
    "answer",  # says something about what is wanted (readings and/or text)
    "unsure",  # "not sure", "you tell me", "I'd only be guessing": no answer to what is asked
    "any",  # "doesn't matter to me": the pending attribute is of no importance
    "show",  # "just show me"
    "why",  # "why do you ask?"
    "explain",  # "what do you mean by stage?"
    "yes",
    "no",
    "continue",  # "please go on"
    "restart",  # "start over"
    "back",  # "go back"
    "profile",  # "what do you know about me?"
    "more",  # "show me others", "none of these"
    "details",  # "tell me more about number 3"
    "compare",  # "compare 1 and 4"
    "like",  # "like the second but cheaper"
    "reject",  # "not the third one"
    "human",  # asks for a person
    "distress",  # "I can't go on"
    "fraud",  # "he told me to wire the money today"
    "advice",  # "should I buy it?", "is it tax deductible?"
    "bye",  # "thanks, that's all", "goodbye"
    "greeting",
    "thanks",
    "smalltalk",
    "list",  # about the list or catalogue as a whole: "how many are there?", "sort by price"
    "service",  # about the program or the firm: "who reads this?", "what does it cost?"
    "protected",  # would choose by people's race, religion, sex, origin, age, disability or family
    "foreign",  # in a language that is not served
    "empty",  # nothing that could be read
]


Topic = Literal[
    "service",  # of the service, in general
    "machine",  # who is talking: "am I talking to a person?"
    "checked",  # whether what is shown is true: "who checks these?"
    "privacy",  # what becomes of what is written
    "cost",
    "source",  # where the data is from, how old it is, what it tells
    "person",  # how a person is reached
    "ability",  # what the program does, and how it chooses
    "currency",
    "opinion",  # what the program likes or believes
    "arrange",  # what it cannot do: book, call, write, make an offer, tell which dates are free
    "drawback",  # what speaks against an item
    "grief",  # somebody died
    "hardship",  # work, health or home was lost
    "joy",
    "kind",  # something friendly
    "hurried",  # has no patience left
]
"""What is asked of the service, or told of the person, beside the search."""


class Critique(Frozen):
    """How something should differ from what was shown: "like the second but cheaper".

    ``direction`` is that of the attribute's value ("older" is a lesser year); of a listed kind,
    "less" means another value ("not that industry"), of a place a nearer one ("closer to home");
    "like" and "unlike" are about its value as such.
    ``position`` is the one-based place in the five of what it is compared with, None for all that
    were shown.
    """

    attribute: str
    direction: Literal["less", "more", "like", "unlike"]
    position: int | None = None
    must: bool | None = None


class Heard(Frozen):
    """What listening made of one utterance: acts, profile changes, and words to match as text.

    ``acts`` in the order they matter, never empty. ``text`` is what to compare with the catalogue
    by meaning (None for clicks, acts and mere numbers). ``about`` are one-based positions in the
    five that the person named, ``critiques`` how others should differ from them. ``sure`` is False
    when a configured language model should read the utterance too. ``understood`` are the
    words of each change with its attribute, ``unread`` stretches that state something and were not
    used; ``language`` (ISO 639-1) is the person's. Of a question about items, ``question`` is what
    is asked without the words that name them, ``asked`` the attributes that it is about, with the
    value that it names, ``absent`` the words for items that are not shown, and ``elsewhere`` that
    the catalogue has them; of a question about a word, ``question`` is that word and ``asked`` what
    of the pack it names. ``topic`` is what is asked of the service, or told of the person, beside
    the search.
    """

    acts: tuple[Act, ...]
    readings: tuple[Reading, ...] = ()
    text: str | None = None
    about: tuple[int, ...] = ()
    critiques: tuple[Critique, ...] = ()
    asked: tuple[Reading, ...] = ()
    question: str | None = None
    absent: tuple[str, ...] = ()
    elsewhere: bool = False
    topic: Topic | None = None
    understood: tuple[tuple[str, str], ...] = ()
    unread: tuple[str, ...] = ()
    language: str = "en"
    sure: bool = True
    by: Literal["click", "local", "model"] = "local"


class Evidence(Frozen):
    """A span of an item's cleaned text: ``cleaned[start:end] == text``."""

    text: str
    start: int
    end: int


class Stated(Frozen):
    """An item's value of one attribute, and what it rests on.

    ``evidence`` None: the value is a field of the source, or (``default``) follows from silence.
    """

    value: ItemValue
    evidence: Evidence | None = None
    confidence: float = 1.0
    default: bool = False


class Item(Frozen):
    """One thing that can be recommended, as stored."""

    id: str
    pack: str
    title: str
    url: str | None
    summary: str
    cleaned: str
    attributes: dict[str, Stated]
    available: bool
    group: str | None = None
    flags: tuple[str, ...] = ()
