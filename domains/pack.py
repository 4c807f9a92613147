"""What a domain pack says: data only, checked when it is loaded."""

from __future__ import annotations

from functools import cached_property
from hashlib import sha256
from typing import Any, Literal

from pydantic import Field, model_validator

from core.model import Frozen, Kind

Sense = Literal["about", "at least", "at most"]


class Choice(Frozen):
    """A value of a closed vocabulary.

    ``words`` are what people call it; ``about`` describes it in a sentence (compared by meaning).
    """

    value: str = Field(description="As items have it.")
    label: str = Field(default="", description="As people read it; the value itself by default.")
    words: tuple[str, ...] = Field(default=(), description="What people call it.")
    about: str = Field(default="", description="One sentence on it, compared by meaning.")

    @property
    def shown(self) -> str:
        """What the person reads."""
        return self.label or self.value


class Bucket(Frozen):
    """A quick reply for a figure: a labelled range in the attribute's unit."""

    label: str = Field(description="As people read it.")
    min: float | None = Field(default=None, description="The least, included; open without it.")
    max: float | None = Field(default=None, description="The most, included; open without it.")


class Comparatives(Frozen):
    """What people say for a lesser and for a greater value: "cheaper", "dearer"."""

    less: tuple[str, ...] = Field(default=(), description='For a lesser value: "cheaper".')
    more: tuple[str, ...] = Field(default=(), description='For a greater value: "larger".')


class Attribute(Frozen):
    """One attribute of the items: its type, how to ask for it, and how to speak of it."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$", description="Its name in data and in the API.")
    type: Kind = Field(description="What its values are.")
    label: str = Field(description="Its name on cards and in sentences.")
    ask: str = Field(default="", description="The question, short and plain.")
    why: str = Field(default="", description="Why it is asked, in one sentence.")
    explain: str = Field(default="", description="What it means, for those who ask.")
    choices: tuple[Choice, ...] = Field(
        default=(), description="A closed vocabulary; without it, the values in the catalogue."
    )
    buckets: tuple[Bucket, ...] = Field(default=(), description="Quick replies for a figure.")
    synonyms: dict[str, tuple[str, ...]] = Field(
        default_factory=dict, description="What people call values of an open vocabulary."
    )
    words: tuple[str, ...] = Field(default=(), description="What people call the attribute itself.")
    told: tuple[str, ...] = Field(
        default=(), description="Words by which a sentence tells its figure; `words` without it."
    )
    comparatives: Comparatives = Field(
        default=Comparatives(), description="Comparatives besides those that go with the kind."
    )
    words_true: tuple[str, ...] = Field(default=(), description="What people say for yes.")
    words_false: tuple[str, ...] = Field(default=(), description="What people say for no.")
    answers_true: tuple[str, ...] = Field(
        default=(), description="What people answer who want it; heard when it is asked alone."
    )
    answers_false: tuple[str, ...] = Field(default=(), description="What people answer who do not.")
    label_true: str = Field(default="Yes", description="How a flag that holds is shown.")
    label_false: str = Field(default="No", description="How a flag that does not hold is shown.")
    currency: str | None = Field(
        default=None,
        description="The attribute that names the currency of each item's sum (ISO code).",
    )
    lead: tuple[str, ...] = Field(
        default=(),
        description='Words that make a bare figure after them its own: "for" in "a flat for four".',
    )
    meant: Sense = Field(
        default="about",
        description="What a bare figure means: with `at least`, a home for six will do for four.",
    )
    unit: str = Field(default="", description="Shown after a figure: people.")
    unit_one: str = Field(default="", description="The unit of exactly one: person.")
    must: bool = Field(
        default=False, description="Whether a wish for it is a must-have unless said otherwise."
    )
    fact: bool = Field(default=False, description="Shown among the key facts of a card.")
    askable: bool = Field(default=True, description="Whether it may be asked.")
    answerable: float = Field(
        default=0.85,
        ge=0,
        le=1,
        description="The share of people whose answer tells a value that is the match's own.",
    )
    weight: float | None = Field(
        default=None,
        gt=0,
        description="How much an answer in the person's own words tells by its meaning, against"
        " the usual description: 1 for a text and for a category whose values only the catalogue"
        " knows, else nothing beside its value.",
    )
    length: int | None = Field(
        default=None, gt=0, description="Characters people type in answer, if not the usual."
    )
    alternatives: bool = Field(
        default=False,
        description="Of categories: whether several wished values are alternatives, as the kinds"
        " of a home are; they add up otherwise, as amenities do.",
    )
    refusable: bool = Field(
        default=False,
        description="Of flags: whether who wants none of it is not shown what has it, as with a"
        " franchise; of others a no means that it is not needed.",
    )
    within: str | None = Field(
        default=None, description="The place attribute whose places this one shares."
    )
    reason: str = Field(default="", description="Why an item fits: a sentence with {value}.")
    reason_false: str = Field(default="", description="The same for a flag that does not hold.")
    compromise: str = Field(
        default="", description="Where it does not fit: a sentence with {value} and {wish}."
    )
    extract: dict[str, Any] = Field(default_factory=dict, description="Where the value comes from.")

    @property
    def open_ended(self) -> bool:
        """Whether people answer in words of their own: a text, or a category of which only the
        catalogue knows the values, of which few are said by name.
        """
        categories = self.type in (Kind.CATEGORY, Kind.CATEGORIES)
        return self.type is Kind.TEXT or (categories and not self.choices)

    @property
    def telling(self) -> float:
        """The weight, or what it is where none is given."""
        return self.weight if self.weight is not None else float(self.open_ended)


class Opening(Frozen):
    """The first screen: what this is, and the inviting question with example openings."""

    greeting: str = Field(description="The first words: what this is.")
    ask: str = Field(description="The inviting question.")
    examples: tuple[str, ...] = Field(description="Openings that people may click.")


class Noun(Frozen):
    """What one item, and several, are called."""

    one: str = Field(description="One item: a business.")
    many: str = Field(description="Several: businesses.")


class Fields(Frozen):
    """Which fields of a source record hold what; ``texts`` are joined into the text to clean.

    A record without any text is rejected, unless ``text_required`` is false.
    """

    id: str | tuple[str, ...] = Field(
        description="Tells items apart, alone or with others, and stays the same each time."
    )
    title: str | tuple[str, ...] = Field(
        description="The name of an item; several fields are written one after the other."
    )
    texts: tuple[str, ...] = Field(description="Joined into the text to clean, embed and quote.")
    text_required: bool = Field(default=True, description="False allows items without text.")
    summary: str | None = Field(
        default=None, description="One or two lines; else the text's first."
    )
    url: str | None = Field(default=None, description="The item's own page.")
    date: str | None = Field(default=None, description="When the text was written.")


class Entry(Frozen):
    """A word of the trade that no attribute explains, and what it means."""

    word: str = Field(description="The word, as people write it.")
    words: tuple[str, ...] = Field(default=(), description="What else it is called.")
    meaning: str = Field(description="What it means, in a plain sentence or two.")


class Care(Frozen):
    """What is said to people who need something other than an item; a pack may say it its own way.

    ``distress``: they may harm themselves or cannot go on. ``fraud``: somebody presses them for
    money or secrets. ``advice``: whether to buy, sell or hold, taxes, law. ``protected``: they
    would choose by people's race, religion, sex, origin, age, disability or family.
    """

    distress: str = (
        "I am sorry that it is so hard right now. I am only a computer program, and you deserve a "
        "person who listens. Please call somebody you trust, or a crisis line; if you are in "
        "danger, call the emergency number now. What you told me about your search can wait, and "
        "stays here."
    )
    fraud: str = (
        "Please stop before you send money or tell anybody a code. Honest people do not press you, "
        "ask for secrecy, or want to be paid by wire or gift cards. Hang up, and call your bank on "
        "the number on your card, and somebody you trust. If you have paid already, tell your bank "
        "and the police today. It is no shame: it happens to careful people."
    )
    advice: str = (
        "I cannot tell you whether to buy, sell or hold, nor advise on tax or law: I do not know "
        "your situation, and that is for people who are trained and answer for it. Please ask an "
        "adviser you trust. I can show you what fits what you told me."
    )
    protected: str = (
        "I do not choose by people's race, religion, sex, origin, age, disability or family, so I "
        "did not note that. Everything else you tell me counts."
    )


class Availability(Frozen):
    """Only items whose attribute has one of these values are shown; others when asked for."""

    attribute: str = Field(description="The attribute that says so.")
    shown: tuple[str, ...] = Field(description="Its values with which an item is shown.")


class Pack(Frozen):
    """A domain: its items, attributes, wording and guardrail policy."""

    id: str = Field(description="The name of the pack's folder.")
    title: str = Field(description="What the domain is called.")
    noun: Noun = Field(description="What one item and several are called.")
    default: bool = Field(default=False, description="Whether conversations begin with this pack.")
    locale: str = Field(default="en-US", description="The language of the pack's sentences.")
    currency: str = Field(default="USD", description="ISO code of sums without a currency.")
    source: str | None = Field(default=None, description="The catalogue, a file in the folder.")
    fields: Fields = Field(description="Which fields of a record hold what.")
    opening: Opening = Field(description="The first screen.")
    disclosure: str = Field(description="Says that this is an AI.")
    notice: str = Field(description="Stands under every five.")
    forbidden: tuple[str, ...] = Field(default=(), description="Claims that no sentence may make.")
    human: str = Field(description="What is said to a person who asks for a person.")
    care: Care = Care()
    availability: Availability | None = Field(
        default=None, description="Which items are shown unless the person asks for others."
    )
    origin: str = Field(
        default="What I show is what the listings say; nobody has checked it, so ask before you"
        " rely on it.",
        description="Where the facts are from, and that nobody has checked them.",
    )
    glossary: tuple[Entry, ...] = Field(
        default=(), description="Words of the trade that people may ask about."
    )
    reposts: tuple[str, ...] = Field(
        default=(), description="Attributes whose shared values give away a repost."
    )
    embed: str = Field(description="Text recipe of the embedding, e.g. '{title}. {cleaned}'.")
    terms: dict[str, str] = Field(
        default_factory=dict,
        description="Named pieces of the patterns in `extract`, written <name>.",
    )
    attributes: tuple[Attribute, ...] = Field(description="What is known of the items.")

    @model_validator(mode="after")
    def _consistent(self) -> Pack:
        ids = [a.id for a in self.attributes]
        twice = {i for i in ids if ids.count(i) > 1}
        if twice:
            raise ValueError(f"attributes named twice: {sorted(twice)}")
        named = {a.currency for a in self.attributes} | {a.within for a in self.attributes}
        if nowhere := named - {*ids, None}:
            raise ValueError(f"currency or within names no attribute: {sorted(map(str, nowhere))}")
        unknown = set(self.reposts) - set(ids)
        if unknown:
            raise ValueError(f"reposts names no attribute: {sorted(unknown)}")
        if self.availability and self.availability.attribute not in ids:
            raise ValueError(f"availability names no attribute: {self.availability.attribute!r}")
        return self

    @cached_property
    def version(self) -> str:
        """A short hash of everything the pack says, kept with every turn."""
        return sha256(self.model_dump_json().encode()).hexdigest()[:12]

    def attribute(self, id: str) -> Attribute:
        """The attribute of this id; KeyError where there is none."""
        for attribute in self.attributes:
            if attribute.id == id:
                return attribute
        raise KeyError(id)
