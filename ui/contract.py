"""What the conversation API takes and gives, version 1: shapes only."""

from __future__ import annotations

import math
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StrictBool,
    StrictStr,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WrapValidator,
    model_validator,
)

from conversations.ownership import Owned
from conversations.store import Verdict
from conversations.transcript import moment
from conversations.users import Role
from core.model import Place, Range, Stance
from core.reply import ProfileEntry, Reply

VALUE_SHAPES = (
    "must be a text, a list of texts, true or false, {min, max} with min ≤ max, or {name, kind}"
)
Id = Annotated[StrictStr, Field(min_length=1, max_length=1000)]


class Asked(BaseModel):
    """A request body: unknown fields are refused, so that a misspelt one is noticed."""

    model_config = ConfigDict(extra="forbid")


def _one_shape(value: Any, read: ValidatorFunctionWrapHandler) -> Any:
    try:
        found = read(value)
    except ValidationError as error:
        raise ValueError(VALUE_SHAPES) from error
    if isinstance(found, Range) and not all(map(math.isfinite, _ends(found))):
        raise ValueError(VALUE_SHAPES)
    return found


def _ends(range: Range) -> list[float]:
    return [end for end in (range.min, range.max) if end is not None]


Value = Annotated[
    StrictBool | StrictStr | list[StrictStr] | Range | Place | None, WrapValidator(_one_shape)
]


class NewConversation(Asked):
    """What a conversation is about; by default the pack marked default, in its own locale."""

    domain: StrictStr | None = Field(default=None, max_length=100)
    locale: StrictStr | None = Field(
        default=None, max_length=35, pattern=r"^[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*$"
    )
    looking_at: Id | None = Field(
        default=None, description="The id of the item on the page where it begins."
    )


class Setting(Asked):
    """What an edit says of an attribute."""

    stance: Stance = "want"
    value: Value = None
    must: StrictBool | None = None


class Edit(Asked):
    """A change to the profile: ``set``, or ``remove`` of an attribute or of one value of it."""

    attribute: Id
    set: Setting | None = None
    remove: Literal[True] | None = None
    value: Value = None

    @model_validator(mode="after")
    def _one(self) -> Edit:
        if (self.set is None) == (self.remove is None):
            raise ValueError("must have either set or remove")
        if self.set is not None and self.value is not None:
            raise ValueError("takes its value inside set")
        return self


class Message(Asked):
    """One turn: exactly one of ``text``, ``choices`` and ``profile``."""

    text: StrictStr | None = Field(default=None, description="At most 8,000 characters.")
    choices: list[Id] | None = Field(default=None, min_length=1, max_length=100)
    profile: list[Edit] | None = Field(default=None, min_length=1, max_length=100)
    client_message_id: StrictStr | None = Field(default=None, min_length=1, max_length=64)

    @model_validator(mode="after")
    def _one(self) -> Message:
        if sum(x is not None for x in (self.text, self.choices, self.profile)) != 1:
            raise ValueError("must have exactly one of text, choices, profile")
        return self

    def length(self) -> int:
        """Characters of all that was written, clicked and edited."""
        written = self.model_dump_json(include={"choices", "profile"}, exclude_none=True)
        return len(self.text) if self.text is not None else len(written)

    def edits(self) -> list[dict[str, Any]] | None:
        """The profile edits as plain data, without what was left out."""
        if self.profile is None:
            return None
        return [edit.model_dump(mode="json", exclude_unset=True) for edit in self.profile]


class Feedback(Asked):
    """A judgement of one item, or (without ``item_id``) of the conversation."""

    item_id: Id | None = None
    verdict: Verdict
    note: StrictStr | None = Field(default=None, description="At most 8,000 characters.")


class Begun(BaseModel):
    """A new conversation; keep the token, it is the only way back to it."""

    id: str
    token: str
    reply: Reply


class Answer(BaseModel):
    """The reply to one turn."""

    reply: Reply


class Stopped(BaseModel):
    """Whether a turn was broken off: one that has just been stored, or none at all, is not."""

    stopped: bool


class DomainAttribute(BaseModel):
    """An attribute of a domain's items."""

    id: str
    type: str
    label: str
    choices: list[str] | None = None


class Domain(BaseModel):
    """A pack that is served."""

    id: str
    title: str
    item_noun: Any
    items: int
    default: bool
    attributes: list[DomainAttribute]


class SaidBefore(BaseModel):
    """What the person did in a turn: one of the three."""

    text: str | None = None
    choices: list[str] | None = None
    profile: list[dict[str, Any]] | None = None


class Turn(BaseModel):
    """One finished turn of a transcript."""

    n: int
    at: str
    said: SaidBefore
    reply: Reply


class Transcript(BaseModel):
    """A conversation so far; ``opening`` is the reply before anything was said."""

    id: str
    domain: str
    locale: str
    created_at: str
    versions: dict[str, Any]
    profile: list[ProfileEntry]
    opening: Reply | None
    looking_at: str | None = None
    turns: list[Turn]


class KeptFeedback(BaseModel):
    """A judgement that was given."""

    item_id: str | None
    verdict: Verdict
    note: str | None
    given_at: str


class ExportedTranscript(Transcript):
    """A transcript whose replies are marked, with the feedback given."""

    feedback: list[KeptFeedback]


class Export(BaseModel):
    """The head of every export."""

    format: str
    generated_by_ai: Literal[True]
    ai_disclosure: str
    exported_at: str


class ConversationExport(Export):
    """One conversation; each reply in it has ``generated_by_ai`` too."""

    conversation: ExportedTranscript


class PersonExport(Export):
    """Every conversation of a person who signed in."""

    name: str
    conversations: list[ExportedTranscript]


class Mine(BaseModel):
    """Who is signed in."""

    name: str
    role: Role


class OwnConversation(BaseModel):
    """A conversation in its owner's list."""

    id: str
    domain: str
    created_at: str
    updated_at: str
    turns: int
    first_words: str | None = None

    @classmethod
    def of(cls, kept: Owned) -> OwnConversation:
        """The line of a stored conversation."""
        return cls(
            id=kept.id,
            domain=kept.pack,
            created_at=moment(kept.created_at),
            updated_at=moment(kept.updated_at),
            turns=kept.turns,
            first_words=kept.first_words,
        )


class Erased(BaseModel):
    """How many conversations were erased."""

    erased: int


class FieldProblem(BaseModel):
    """A field that cannot be used, with the values it may have where there is a list of them."""

    field: str
    message: str
    allowed: list[str] | None = None


class Problem(BaseModel):
    """A problem document (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str | None = None
    errors: list[FieldProblem] | None = None
