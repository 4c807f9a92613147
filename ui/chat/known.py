"""What the agent knows of the person's wishes, and how far the interview is, as words to read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict

from agent.wording import say_wish_value
from core.errors import FirstFiveError
from core.model import Place, Range, WishValue
from core.reply import ProfileEntry, Progress
from core.settings import read_settings
from domains import Attribute, Pack, load_pack

Words = Mapping[str, Any]


class Known(TypedDict):
    """One line of "What I know so far"."""

    label: str
    value: str


def installed_pack(domain: str) -> Pack | None:
    """The pack that names the attributes; None where it is not installed here."""
    try:
        return load_pack(domain, read_settings().packs_dir)
    except FirstFiveError:
        return None


def known_lines(profile: Sequence[ProfileEntry], pack: Pack | None, words: Words) -> list[Known]:
    """One line per attribute, in the order of the profile; several values are joined."""
    lines: dict[str, list[str]] = {}
    for entry in profile:
        attribute = _attribute(entry.attribute, pack)
        label = attribute.label if attribute else entry.attribute.replace("_", " ").capitalize()
        lines.setdefault(label, []).append(_wish(entry, attribute, pack, words))
    return [Known(label=label, value=", ".join(values)) for label, values in lines.items()]


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


def _attribute(id: str, pack: Pack | None) -> Attribute | None:
    return next((a for a in pack.attributes if a.id == id), None) if pack else None


def _wish(entry: ProfileEntry, attribute: Attribute | None, pack: Pack | None, words: Words) -> str:
    if entry.stance == "any":
        return str(words["indifferent"])
    values = entry.value if isinstance(entry.value, (list, tuple)) else [entry.value]
    text = ", ".join(_value(value, attribute, pack) for value in values)
    if entry.stance == "avoid":
        text = str(words["avoid"]).format(value=text)
    return f"{text} ({words['must']})" if entry.must else text


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
