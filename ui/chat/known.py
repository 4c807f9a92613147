"""What the agent knows of the person's wishes, and how far the interview is, as words to read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypedDict

from agent.wording import say_wish_value
from core.errors import FirstFiveError
from core.model import Kind, Place, Range, WishValue
from core.reply import ProfileEntry, Progress
from core.settings import read_settings
from domains import Attribute, Pack, load_pack

Words = Mapping[str, Any]
Form = Literal["list", "range", "flag", "text"]


class Known(TypedDict):
    """One line of "What I know so far": an attribute, and how it may be changed.

    ``form`` is what a person fills in to change it, ``must`` None where it cannot be a must-have,
    ``low`` and ``high`` the ends of a range, ``yes`` and ``no`` the names of a flag's two values.
    """

    attribute: str
    label: str
    value: str
    form: Form
    must: bool | None
    low: float | None
    high: float | None
    yes: str
    no: str


def installed_pack(domain: str) -> Pack | None:
    """The pack that names the attributes; None where it is not installed here."""
    try:
        return load_pack(domain, read_settings().packs_dir)
    except FirstFiveError:
        return None


def known_lines(profile: Sequence[ProfileEntry], pack: Pack | None, words: Words) -> list[Known]:
    """One line per attribute, in the order of the profile; several values are joined."""
    groups: dict[str, list[ProfileEntry]] = {}
    for entry in profile:
        groups.setdefault(entry.attribute, []).append(entry)
    return [_line(id, entries, pack, words) for id, entries in groups.items()]


def label_of(id: str, pack: Pack | None) -> str:
    """What people read for an attribute; its id in words where the pack does not name it."""
    attribute = _attribute(id, pack)
    return attribute.label if attribute else id.replace("_", " ").capitalize()


def progress_line(progress: Progress, words: Words) -> str:
    """How many questions are still to come; empty when that cannot be said."""
    if progress.expected_total is None:
        return ""
    left = progress.expected_total - progress.asked
    if left <= 0:
        return str(words["progress_last"])
    if left == 1:
        return str(words["progress_one"])
    numbers: Sequence[str] = words["numbers"]
    count = numbers[left] if left < len(numbers) else str(left)
    return str(words["progress_many"]).format(count=count)


def _line(id: str, entries: Sequence[ProfileEntry], pack: Pack | None, words: Words) -> Known:
    attribute = _attribute(id, pack)
    wanted = [entry for entry in entries if entry.stance == "want"]
    can = bool(wanted) and attribute is not None and attribute.type is not Kind.TEXT
    ends = wanted[-1].value if wanted and isinstance(wanted[-1].value, Mapping) else {}
    return Known(
        attribute=id,
        label=label_of(id, pack),
        value=", ".join(_wish(entry, attribute, pack, words) for entry in entries),
        form=_form(attribute),
        must=any(entry.must for entry in wanted) if can else None,
        low=ends.get("min"),
        high=ends.get("max"),
        yes=attribute.label_true if attribute else "",
        no=attribute.label_false if attribute else "",
    )


def _form(attribute: Attribute | None) -> Form:
    if attribute is None or attribute.type is Kind.TEXT:
        return "text"
    if attribute.type is Kind.FLAG:
        return "flag"
    return "range" if attribute.type.numeric else "list"


def _attribute(id: str, pack: Pack | None) -> Attribute | None:
    return next((a for a in pack.attributes if a.id == id), None) if pack else None


def _wish(entry: ProfileEntry, attribute: Attribute | None, pack: Pack | None, words: Words) -> str:
    if entry.stance == "any":
        return str(words["indifferent"])
    values = entry.value if isinstance(entry.value, (list, tuple)) else [entry.value]
    text = ", ".join(_value(value, attribute, pack) for value in values)
    return str(words["avoid"]).format(value=text) if entry.stance == "avoid" else text


def _value(value: Any, attribute: Attribute | None, pack: Pack | None) -> str:
    if attribute is None or pack is None:
        return str(value["name"]) if isinstance(value, Mapping) and "name" in value else str(value)
    return say_wish_value(_typed(value), attribute, pack)


def _typed(value: Any) -> WishValue | None:
    """A value of the conversation API as the shared model has it."""
    if not isinstance(value, Mapping):
        typed: WishValue | None = value
        return typed
    return Place.model_validate(value) if "name" in value else Range.model_validate(value)
