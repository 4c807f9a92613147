"""What is ruled out, as readings: a value, a place, a flag, or else the words themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agent.listening.denial import adverbial, ways_left
from agent.listening.ears import Ears
from agent.listening.exclusion import Exclusion
from agent.listening.meaning import Meaning
from core.model import Kind, Place, Reading, Wish
from domains import Attribute
from readers.text import words

_IN = re.compile(r"\b(?:in|near|around|from|at|to|down by|by|within)\b", re.I)
_NUMERIC = re.compile(
    r"\d|\b(?:hundred|thousand|million|dozen|half|twenty|thirty|forty|fifty|ten)\b", re.I
)


def heeded(exclusion: Exclusion, asked: Attribute | None, answering: bool) -> bool:
    """Whether an exclusion stands by itself, or is just the way in which the question was answered.

    "No, not hiring" answers a yes-or-no question; "not quite thirty" answers one about a figure.
    """
    if exclusion.joined or exclusion.undone:
        return True
    if asked is None:
        return exclusion.whole or not answering
    if asked.type is Kind.FLAG or asked.type.numeric:
        return False
    if asked.type is Kind.TEXT:
        return exclusion.whole
    return True


def places_out(ears: Ears, exclusion: Exclusion) -> bool:
    """Whether an exclusion is a sentence that rules out nothing but places: "not in Vermont"."""
    return exclusion.whole and all(_place(ears, part) is not None for part in exclusion.parts)


def values_out(ears: Ears, exclusion: Exclusion, asked: Attribute | None) -> bool:
    """Whether an exclusion, said when a figure was asked for, is a sentence that rules out nothing
    but values of other attributes: "never a bar".
    """
    if asked is None or not asked.type.numeric or not exclusion.whole:
        return False
    return all(_named(ears, part, asked) is not None for part in exclusion.parts)


def refuse(ears: Ears, exclusion: Exclusion, asked: Attribute | None) -> tuple[Reading, ...]:
    """The readings of one exclusion; said as a preference, it forbids nothing."""
    found = _refused(ears, exclusion, asked)
    if not exclusion.soft:
        return found
    return tuple(r.model_copy(update={"must": False}) for r in found)


def _refused(ears: Ears, exclusion: Exclusion, asked: Attribute | None) -> tuple[Reading, ...]:
    left = tuple(ways_left(ears, f"never {exclusion.what}"))
    things = [part for part in exclusion.parts if not adverbial(part)]
    if left or not things:
        return tuple(r.model_copy(update={"span": None}) for r in left)
    readings = [_named(ears, part, asked) for part in things]
    found = [r for r in readings if r is not None]
    if len(found) == len(things):
        return tuple(found)
    text = ears.text_attribute
    if text is None or _NUMERIC.fullmatch(exclusion.what.strip()):
        return tuple(found)
    rest = [part for part, reading in zip(things, readings, strict=True) if reading is None]
    what = ", ".join(rest) if found else exclusion.what
    return (*found, Reading(attribute=text.id, stance="avoid", value=what))


def taken_back(
    ears: Ears, exclusion: Exclusion, readings: tuple[Reading, ...], wishes: Sequence[Wish]
) -> tuple[Reading, ...]:
    """The readings of an exclusion of what was wanted before, "not in Vermont after all": the wish
    goes, nothing is ruled out. They stay as they are where no such wish is held.
    """
    if not exclusion.undone:
        return readings
    wanted = [w for w in wishes if w.stance == "want" and w.value is not None]
    gone = [w for w in wanted if any(_is_of(ears, w, r, exclusion) for r in readings)]
    return tuple(Reading(attribute=w.attribute, value=w.value, remove=True) for w in gone) or (
        readings
    )


def _is_of(ears: Ears, wish: Wish, reading: Reading, exclusion: Exclusion) -> bool:
    """Whether a wish is what an exclusion names."""
    if isinstance(wish.value, Place) and isinstance(reading.value, Place):
        names = (reading.value.name, wish.value.name)
        return names[0] == names[1] or names[1].endswith(f", {names[0]}")
    meaning = ears.meanings.get(wish.attribute)
    named = meaning.named(exclusion.what) if meaning else ()
    same = wish.attribute == reading.attribute and wish.value == reading.value
    return same or any(m.value == wish.value for m in named)


def _named(ears: Ears, part: str, asked: Attribute | None) -> Reading | None:
    return _category(ears, part, asked) or _flag(ears, part) or _place(ears, part)


def _category(ears: Ears, part: str, asked: Attribute | None) -> Reading | None:
    """The value whose own name the part is, or failing that another name for it.

    A synonym of a kind of thing may be narrower ("bakery" is not all of food) and is left to the
    words.
    """
    order = sorted(ears.meanings, key=lambda id: asked is None or id != asked.id)
    for names in (Meaning.exactly, Meaning.called):
        for id in order:
            if names is Meaning.called and not _paraphrased(ears, id, part, asked):
                continue
            value = names(ears.meanings[id], part)
            if value is not None:
                return Reading(attribute=id, stance="avoid", value=value)
    return None


def _paraphrased(ears: Ears, id: str, part: str, asked: Attribute | None) -> bool:
    """Whether another name of a value counts as the value; one word alone may mean much else,
    unless the attribute is asked for.
    """
    meaning = ears.meanings[id]
    themes = meaning.attribute.type is Kind.CATEGORIES
    clear = themes or len(words(part)) > 1 or (asked is not None and asked.id == id)
    return meaning.paraphrased and clear


def _flag(ears: Ears, part: str) -> Reading | None:
    for id, reader in ears.flags.items():
        found = reader.mention(part, least=0.85)
        if found and found.span[1] - found.span[0] >= len(part) - 1:
            return Reading(attribute=id, value=not found.value, must=True)
    return None


def _place(ears: Ears, part: str) -> Reading | None:
    heard = [(id, found) for id, r in ears.places.items() if (found := r.answer(part))]
    for id, found in sorted(heard, key=lambda h: h[1].value.kind != "city"):
        if found.confidence < 0.5:
            continue
        rest = _IN.sub("", part[: found.span[0]] + part[found.span[1] :])
        if len(words(rest)) <= 1:
            return Reading(
                attribute=id, stance="avoid", value=found.value, confidence=found.confidence
            )
    return None
