"""What a language model says of one message, as the shape that it is asked for. Pure.

Half a right answer is worth having: what cannot be read of it is left out, and ``whole`` says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Literal, get_args

from pydantic import BaseModel, Field, PrivateAttr, ValidationError, create_model, model_validator

from core.model import Act, Stance

ModelAct = Literal[
    "answer", "unsure", "any", "show", "why", "explain", "profile", "items", "compare", "list",
    "more", "service", "restart", "back", "yes", "no", "greeting", "thanks", "bye", "human",
    "advice", "distress", "fraud", "protected", "smalltalk", "order", "none",
]  # fmt: skip

KINDS: Mapping[str, Act] = {
    **{act: act for act in get_args(Act)},
    "items": "details", "order": "empty", "none": "empty",
}  # fmt: skip
"""The act of each kind of message."""

SAME: Mapping[object, str] = {"wish": "answer", "details": "items", "gibberish": "none"}
"""Other names that families give to acts."""


class ModelWish(BaseModel):
    """One wish that the message states or changes. What each field means is said once and to every
    model alike, in ``prompts/listen.md``.
    """

    attribute: str
    stance: Stance = "want"
    value: str | None = None
    min: float | None = None
    max: float | None = None
    must: bool | None = None
    remove: bool = False
    replace: bool = False
    relative: Literal["less", "more", "like", "unlike"] | None = None
    item: int | None = Field(None, ge=1, le=5)
    words: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _spelled(cls, given: Any) -> Any:
        """Flags, figures and nulls as families write them."""
        if not isinstance(given, dict):
            return given
        found = {k: v for k, v in given.items() if v is not None or k in ("value", "must")}
        if isinstance(found.get("value"), bool | int | float):
            found["value"] = str(found["value"]).lower()
        return found


class ModelHeard(BaseModel):
    """What one message says."""

    act: ModelAct = "none"
    wishes: list[ModelWish] = Field(default_factory=list)
    unusable: list[str] = Field(default_factory=list)
    about: list[int] = Field(default_factory=list)
    restated: str | None = None
    language: str | None = None
    _whole: bool = PrivateAttr(True)

    @property
    def whole(self) -> bool:
        """Whether everything that the model wrote could be read."""
        return self._whole

    @property
    def silent(self) -> bool:
        """Whether it says nothing at all of the message."""
        return self.act == "none" and not (self.wishes or self.unusable or self.restated)

    @model_validator(mode="wrap")
    @classmethod
    def _readable(cls, given: Any, read: Any) -> Any:
        if not isinstance(given, dict):
            return read(given)
        wish = get_args(cls.model_fields["wishes"].annotation)[0]
        written = given.get("wishes")
        wishes = [w for w in written if _valid(wish, w)] if isinstance(written, list) else written
        act = SAME.get(given.get("act"), given.get("act"))
        known = act in get_args(ModelAct)
        about = [n for n in _list(given.get("about")) if isinstance(n, int)]
        unusable = [text for text in _list(given.get("unusable")) if isinstance(text, str)]
        texts = {name: _text(given.get(name)) for name in ("restated", "language")}
        kept = {
            **({"wishes": wishes} if "wishes" in given else {}),
            "about": about,
            "unusable": unusable,
            **texts,
        }
        found = read({**kept, "act": act if known else "none"})
        found._whole = known and wishes == written
        return found


def _valid(wish: type[BaseModel], given: Any) -> bool:
    try:
        wish.model_validate(given)
    except ValidationError:
        return False
    return True


def _list(given: Any) -> list[Any]:
    return given if isinstance(given, list) else []


def _text(given: Any) -> str | None:
    return given if isinstance(given, str) and given.strip() else None


@lru_cache(maxsize=32)
def heard_of(attributes: tuple[str, ...]) -> type[ModelHeard]:
    """The shape for one pack: the ids of its attributes are all that a wish may name."""
    ids: Any = Literal.__getitem__(attributes)
    wish: Any = create_model("ModelWish", __base__=ModelWish, attribute=(ids, ...))
    wishes: Any = (list[wish], Field(default_factory=list))
    return create_model(
        "ModelHeard", __base__=ModelHeard, __doc__=ModelHeard.__doc__, wishes=wishes
    )
