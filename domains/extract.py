"""The language of ``extract``, in which an attribute says where its value comes from.

The shapes that a pack's entries may have, for editors and ``firstfive pack check``. What the
entries mean is told in ``domains/README.md``; ``catalogue`` reads them.
"""

from __future__ import annotations

from pydantic import Field

from core.model import Frozen

Weighted = tuple[float, str]
"""A weight and a pattern."""

Guarded = tuple[float, str] | tuple[float, str, str] | tuple[float, str, str, str]
"""A weight and a pattern, perhaps a pattern that must not be in the sentence, and ``title``."""


class Steps(Frozen):
    """A number decides: the first bound that is not exceeded names the value."""

    find: str = Field(description="A pattern with one #.")
    steps: tuple[tuple[float, str | bool, float], ...] = Field(description="Bound, value, weight.")
    unless: str | None = Field(default=None, description="What must not be in the sentence.")


class Compare(Frozen):
    """Votes by how a sum moved against the year before."""

    figure: str = Field(description="The attribute that is compared.")
    up: str = Field(description="The value where it rose.")
    same: str = Field(description="The value where it stayed.")
    down: str = Field(description="The value where it fell.")
    by: float = Field(default=0.05, description="The share from which it rose or fell.")
    weight: float = Field(default=1.5, description="What such a vote weighs.")


class Cues(Frozen):
    """Categories and flags by weighted patterns."""

    least: float = Field(default=1.0, description="The sum of weights that a value needs.")
    title: float = Field(default=1.0, description="How much more a pattern in the title weighs.")
    otherwise: str | bool | None = Field(default=None, description="What silence means.")
    for_: dict[str | bool, tuple[Guarded, ...]] = Field(
        default_factory=dict, alias="for", description="Weighted patterns for each value."
    )
    steps: tuple[Steps, ...] = Field(default=(), description="Values that a number decides.")
    words: dict[str, dict[float, tuple[str, ...]]] = Field(
        default_factory=dict, description="Vocabularies by value and weight."
    )
    compare: Compare | None = Field(default=None, description="Votes by how a sum moved.")


class Labels(Frozen):
    """Labels around the amounts that are none of the pack's."""

    before: tuple[Weighted, ...] = Field(default=(), description="Labels before the amount.")
    after: tuple[Weighted, ...] = Field(default=(), description="Labels after it.")


class Figures(Labels):
    """Money, by the labels around an amount."""

    start: float = Field(default=0.0, description="What opening a sentence unlabelled weighs.")
    after_start: str | None = Field(default=None, description="What strengthens that.")
    yearly: bool = Field(default=False, description="Monthly and weekly amounts are made yearly.")
    least: float = Field(default=0.0, description="Smaller amounts are something else.")
    zero: str | None = Field(default=None, description="Words that mean 0.")
    negative: str | None = Field(default=None, description="Words that mean a loss.")
    absent: str | None = Field(default=None, description="Words that say no amount is told.")
    unless: str | None = Field(
        default=None, description="Words before an amount, in its clause, that forbid it here."
    )
    other: Labels | None = Field(default=None, description="Amounts that are none of ours.")


class Ratio(Frozen):
    """Outside these bounds one of two sums was misread."""

    over: str = Field(description="The attribute that this one is divided by.")
    least: float = Field(description="The least share that can be right.")
    most: float = Field(description="The most.")


class Count(Frozen):
    """A number of people or things."""

    totals: tuple[Guarded, ...] = Field(default=(), description="Weight, pattern with #, unless.")
    parts: tuple[Guarded, ...] = Field(default=(), description="How much each counts, pattern.")
    zero: str | None = Field(default=None, description="Words that mean none.")
    most: float = Field(default=1e6, description="More is a misreading.")


class Year(Frozen):
    """A year, by the words around it."""

    labels: tuple[tuple[float, str, int] | tuple[float, str, int, bool], ...] = Field(
        default=(),
        description="Weight, words before it, characters between, whether as in 'in 91'.",
    )
    after: tuple[Weighted, ...] = Field(default=(), description="Words after it.")
    ages: tuple[Weighted, ...] = Field(default=(), description="Patterns with # years.")
    unless: str | None = Field(default=None, description="What must not be in the sentence.")
    least: float = Field(default=1.0, description="The weight that a year needs.")


class State(Frozen):
    """A state, by its names, codes and nicknames."""

    states: dict[str, tuple[str, ...]] = Field(description="Names, with codes and short forms.")
    nicknames: dict[str, tuple[str, float]] = Field(
        default_factory=dict, description="Lower-case nickname: state and weight."
    )
    away: str = Field(description="Words before a mention of somewhere else.")
    here: str = Field(description="Words before a mention of here.")
    countries: dict[str, tuple[str, ...]] = Field(
        default_factory=dict, description="Countries of states outside the United States."
    )
    title: float = Field(default=3.0, description="What a mention in the title weighs.")


class City(Frozen):
    """A city in the state that another attribute names."""

    state: str = Field(description="The id of the state attribute.")


class Derive(Frozen):
    """A value looked up by another attribute's."""

    from_: str = Field(alias="from", description="The other attribute.")
    table: dict[str, tuple[str, ...]] = Field(description="Each value with the other's values.")


class Phrase(Frozen):
    """A short text."""

    find: tuple[str, ...] = Field(default=(), description="Patterns in order.")
    unless: str | None = Field(default=None, description="What must not be in the sentence.")
    title: bool = Field(default=False, description="What is left of the title, without strip.")
    strip: tuple[str, ...] = Field(default=(), description="Patterns taken out of the title.")
    words: int = Field(default=14, description="Words at most.")


Scalar = str | int | float | bool


class Extract(Frozen):
    """Where a value comes from: a field of the source, or one method that reads the text, or both.

    A field beats what the text says.
    """

    field: str | tuple[str, ...] | None = Field(
        default=None, description="A field of the record, or several in order; dots reach inside."
    )
    join: bool = Field(default=False, description="Several fields make one value: city, country.")
    split: str | None = Field(default=None, description="What parts the values in one cell.")
    after: str | None = Field(default=None, description="Only what stands after the last of these.")
    before: str | None = Field(default=None, description="Only what stands before the first.")
    drop: tuple[Scalar, ...] = Field(default=(), description="Raw values that say nothing.")
    map: dict[Scalar, Scalar | None] = Field(
        default_factory=dict, description="Raw values written otherwise: raw to ours."
    )
    match: dict[str | bool, str | tuple[str] | tuple[str, str]] = Field(
        default_factory=dict,
        description="Our values by patterns in the raw words, perhaps with one that forbids it.",
    )
    places: dict[str, str] = Field(default_factory=dict, description="Raw places by known names.")
    scale: float = Field(default=1.0, description="What a figure is multiplied by.")
    epoch: bool = Field(default=False, description="A year is given in seconds since 1970.")
    true: Scalar | tuple[Scalar, ...] | None = Field(default=None, description="What means yes.")
    false: Scalar | tuple[Scalar, ...] | None = Field(default=None, description="What means no.")
    absent: Scalar | None = Field(default=None, description="What an empty field means.")
    unless: tuple[Scalar, ...] = Field(default=(), description="Raw values that forbid `absent`.")
    cues: Cues | None = Field(default=None, description="Weighted patterns in the text.")
    figures: Figures | None = Field(default=None, description="Money in the text.")
    ratios: tuple[Ratio, ...] = Field(default=(), description="Bounds against other sums.")
    count: Count | None = Field(default=None, description="A number of things in the text.")
    year: Year | None = Field(default=None, description="A year in the text.")
    state: State | None = Field(default=None, description="A state in the text.")
    city: City | None = Field(default=None, description="A city in the text.")
    derive: Derive | None = Field(default=None, description="Looked up by another attribute.")
    phrase: Phrase | None = Field(default=None, description="A short text.")
