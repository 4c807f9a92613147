"""What a domain pack says: data only, checked when it is loaded."""

from __future__ import annotations

from typing import Any

from pydantic import Field, model_validator

from core.model import Frozen, Kind


class Choice(Frozen):
    """A value of a closed vocabulary.

    ``words`` are what people call it; ``about`` describes it in a sentence (compared by meaning).
    """

    value: str
    label: str = ""
    words: tuple[str, ...] = ()
    about: str = ""

    @property
    def shown(self) -> str:
        """What the person reads."""
        return self.label or self.value


class Bucket(Frozen):
    """A quick reply for a figure: a labelled range in the attribute's unit."""

    label: str
    min: float | None = None
    max: float | None = None


class Comparatives(Frozen):
    """What people say for a lesser and for a greater value: "cheaper", "dearer"."""

    less: tuple[str, ...] = ()
    more: tuple[str, ...] = ()


class Attribute(Frozen):
    """One attribute of the items: its type, how to ask for it, and how to speak of it.

    ``choices`` empty means an open vocabulary: the values found in the catalogue. ``ask`` is the
    question, ``why`` why it is asked (one sentence), ``explain`` what the attribute means.
    ``reason`` and ``compromise`` are sentences with ``{value}`` (the item's) and ``{wish}`` (the
    person's); for a flag ``reason`` and ``reason_false`` speak of a true and of a false value.
    ``answerable`` is the share of people who can answer. ``weight`` is how much a description in
    free words tells, against the usual. ``within`` names the place attribute whose places this one
    shares (a city and a state of one item).
    """

    id: str
    type: Kind
    label: str
    ask: str = ""
    why: str = ""
    explain: str = ""
    choices: tuple[Choice, ...] = ()
    buckets: tuple[Bucket, ...] = ()
    synonyms: dict[str, tuple[str, ...]] = Field(
        default_factory=dict, description="What people call values of an open vocabulary."
    )
    words: tuple[str, ...] = Field(default=(), description="What people call the attribute itself.")
    comparatives: Comparatives = Field(
        default=Comparatives(), description="Comparatives besides those that go with the kind."
    )
    words_true: tuple[str, ...] = ()
    words_false: tuple[str, ...] = ()
    label_true: str = "Yes"
    label_false: str = "No"
    unit: str = ""
    unit_one: str = Field(default="", description="The unit of exactly one.")
    must: bool = False
    fact: bool = Field(default=False, description="Shown among the key facts of a card.")
    askable: bool = True
    answerable: float = Field(default=0.85, ge=0, le=1)
    weight: float = Field(default=1.0, gt=0)
    within: str | None = None
    reason: str = ""
    reason_false: str = ""
    compromise: str = ""
    extract: dict[str, Any] = Field(default_factory=dict, description="Where the value comes from.")


class Opening(Frozen):
    """The first screen: what this is, and the inviting question with example openings."""

    greeting: str
    ask: str
    examples: tuple[str, ...]


class Noun(Frozen):
    """What one item, and several, are called."""

    one: str
    many: str


class Fields(Frozen):
    """Which fields of a source record hold what; ``texts`` are joined into the text to clean.

    A record without any text is rejected, unless ``text_required`` is false.
    """

    id: str
    title: str
    texts: tuple[str, ...]
    text_required: bool = True
    summary: str | None = None
    url: str | None = None
    date: str | None = None


class Availability(Frozen):
    """Only items whose attribute has one of these values are shown; others when asked for."""

    attribute: str
    shown: tuple[str, ...]


class Pack(Frozen):
    """A domain: its items, attributes, wording and guardrail policy."""

    id: str
    title: str
    noun: Noun
    default: bool = False
    locale: str = "en-US"
    currency: str = "USD"
    source: str | None = Field(default=None, description="The shipped catalogue, in the pack.")
    fields: Fields
    opening: Opening
    disclosure: str
    notice: str
    forbidden: tuple[str, ...] = ()
    human: str = Field(description="What is said to a person who asks for a person.")
    availability: Availability | None = None
    reposts: tuple[str, ...] = Field(
        default=(), description="Attributes whose shared values give away a repost."
    )
    embed: str = Field(description="Text recipe of the embedding, e.g. '{title}. {cleaned}'.")
    terms: dict[str, str] = Field(
        default_factory=dict,
        description="Named pieces of the patterns in `extract`, written <name>.",
    )
    attributes: tuple[Attribute, ...]

    @model_validator(mode="after")
    def _consistent(self) -> Pack:
        ids = [a.id for a in self.attributes]
        twice = {i for i in ids if ids.count(i) > 1}
        if twice:
            raise ValueError(f"attributes named twice: {sorted(twice)}")
        unknown = set(self.reposts) - set(ids)
        if unknown:
            raise ValueError(f"reposts names no attribute: {sorted(unknown)}")
        if self.availability and self.availability.attribute not in ids:
            raise ValueError(f"availability names no attribute: {self.availability.attribute!r}")
        return self

    def attribute(self, id: str) -> Attribute:
        """The attribute of this id; KeyError where there is none."""
        for attribute in self.attributes:
            if attribute.id == id:
                return attribute
        raise KeyError(id)
