"""The profile after an utterance: one pure function, for clicks, typing and language models
alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.model import Heard, Kind, Place, Range, Reading, Source, Wish, WishValue
from domains import Attribute, Pack
from readers.world import open_world

SURE_ENOUGH, SAID_SO = 0.5, 0.4
"""Least confidence of a reading that may become a must-have, and of one that was said to be one: a
guess must not hide items.
"""


ABOUT = 1.3
"""Ratio of its ends up to which a range is about one figure."""
ABOUT_YEARS = 2


@dataclass(frozen=True)
class Contradiction:
    """Two things said that cannot both hold; the later one (``after``) is in the profile."""

    attribute: str
    before: Wish
    after: Wish


def apply(
    wishes: tuple[Wish, ...], heard: Heard, pack: Pack, turn: int, source: Source = "said"
) -> tuple[tuple[Wish, ...], tuple[Contradiction, ...]]:
    """The profile with what was heard, and where it contradicts what was said before.

    Listed values add up, or are alternatives where that was said; a figure or a flag takes the
    place of the former one (two one-sided bounds that fit are joined), what a message describes
    that of what an earlier one described; "doesn't matter" clears the attribute; a later statement
    always wins.
    Attributes that the pack does not know are ignored.
    """
    profile = list(wishes)
    found: list[Contradiction] = []
    for reading in heard.readings:
        attribute = _known(pack, reading.attribute)
        if attribute is not None:
            if _instead(reading, heard):
                profile = [_either(w) if w.attribute == attribute.id else w for w in profile]
            if reading.remove:
                profile = _removed(profile, reading, heard, turn)
            else:
                profile = _applied(profile, reading, attribute, turn, source, found)
    if source == "said":
        profile += _refused(wishes, profile, heard, pack, turn)
    return tuple(profile), tuple(found)


def _removed(profile: Sequence[Wish], reading: Reading, heard: Heard, turn: int) -> list[Wish]:
    """The profile without what is taken back; what the same message wishes instead stays."""
    instead = _names_others(reading, heard)
    return [w for w in profile if not _meant_by(reading, w) or (instead and w.turn == turn)]


def _names_others(reading: Reading, heard: Heard) -> bool:
    """Whether a message takes an attribute back as a whole and wishes something of it."""
    new = {r.attribute for r in heard.readings if not r.remove and r.stance == "want"}
    return reading.value is None and reading.attribute in new


def _meant_by(reading: Reading, wish: Wish) -> bool:
    return wish.attribute == reading.attribute and reading.value in (None, wish.value)


def _refused(
    before: Sequence[Wish], profile: Sequence[Wish], heard: Heard, pack: Pack, turn: int
) -> list[Wish]:
    """What is refused by being taken back: one of several places or kinds where others remain, and
    what nobody wished in the first place. The only one is just withdrawn.
    """
    found: list[Wish] = []
    for reading in heard.readings:
        attribute = _known(pack, reading.attribute)
        if not reading.remove or attribute is None or not _has_one(attribute):
            continue
        held = [w for w in before if _meant_by(reading, w)]
        values = [w.value for w in held if w.stance == "want"] if held else [reading.value]
        left = [w for w in profile if w.attribute == attribute.id and w.stance == "want"]
        if reading.value is None and not _names_others(reading, heard):
            continue
        for value in values:
            avoided = reading.model_copy(
                update={"remove": False, "stance": "avoid", "value": value, "replace": False}
            )
            wish = _wish(avoided, attribute, turn, "said")
            if (
                value is not None
                and (left or not held)
                and not any(_excludes(wish, w) for w in left)
            ):
                found.append(wish)
    return found


def _has_one(attribute: Attribute) -> bool:
    """Whether an item has but one value of an attribute that lists values."""
    return attribute.type in (Kind.PLACE, Kind.CATEGORY)


def _instead(reading: Reading, heard: Heard) -> bool:
    """Whether a value is an alternative to what is wished already: no other of this message is."""
    others = [r for r in heard.readings if r.attribute == reading.attribute and r.either]
    return reading.either and len(others) == 1


def _either(wish: Wish) -> Wish:
    return wish.model_copy(update={"either": True}) if wish.stance == "want" else wish


def _known(pack: Pack, id: str) -> Attribute | None:
    return next((a for a in pack.attributes if a.id == id), None)


def _applied(
    profile: list[Wish],
    reading: Reading,
    attribute: Attribute,
    turn: int,
    source: Source,
    found: list[Contradiction],
) -> list[Wish]:
    if reading.stance != "any" and reading.value is None:
        return profile if attribute.type is Kind.TEXT else _insisted(profile, reading)
    wish = _wish(reading, attribute, turn, source)
    if source == "said" and not reading.exact:
        wish = _sided(profile, wish)
    corrected = reading.replace or source == "edited"
    for held in profile:
        if held.attribute == wish.attribute and not corrected:
            earlier = held.turn < turn
            against = _contradicts(held, wish, attribute) if earlier else _crossed(held, wish)
            found += [Contradiction(wish.attribute, held, wish)] if against else []
    disputed = [c.before for c in found if c.after == wish]
    kept = [
        w
        for w in profile
        if w not in disputed and not _superseded(w, wish, attribute, reading.replace, turn)
    ]
    return [*kept, _joined(profile, wish, attribute, corrected)]


def _sided(profile: Sequence[Wish], wish: Wish) -> Wish:
    """A bare figure that takes the place of a limit, as a limit on the same side: "say 290 then"
    after "up to 400".
    """
    value = wish.value
    if not isinstance(value, Range) or value.min is None or value.min != value.max:
        return wish
    own = [w for w in profile if w.attribute == wish.attribute and w.stance == wish.stance]
    held = next((w.value for w in own), None)
    if not isinstance(held, Range) or (held.min is None) == (held.max is None):
        return wish
    sided = Range(max=value.max) if held.min is None else Range(min=value.min)
    return wish.model_copy(update={"value": sided})


def _insisted(profile: list[Wish], reading: Reading) -> list[Wish]:
    """ "That one is a must" said of an attribute whose value was said before."""
    if reading.must is None:
        return profile
    return [
        w.model_copy(
            update={
                "must": reading.must,
                "value": _required(w.value, w.weights, reading.must),
            }
        )
        if w.attribute == reading.attribute and w.stance == reading.stance and w.value is not None
        else w
        for w in profile
    ]


def _required(
    value: WishValue | None, weights: Sequence[tuple[str, float]], must: bool
) -> WishValue | None:
    """What a must-have holds items to: of "near Boston" the state, since the towns around count
    too; the weights go on telling near from far.
    """
    if not must or not isinstance(value, Place) or value.kind != "city":
        return value
    outer = value.name.partition(", ")[2]
    if all(name != outer for name, _ in weights):
        return value
    return Place(name=outer, kind="state" if outer in open_world().state_names else "country")


def _wish(reading: Reading, attribute: Attribute, turn: int, source: Source) -> Wish:
    must = reading.must
    if must is None:
        must = attribute.must or reading.stance == "avoid"
    value = reading.value if reading.exact else _meant(reading.value, attribute)
    checkable = attribute.type is not Kind.TEXT
    least = SAID_SO if reading.must else SURE_ENOUGH
    must = must and checkable and reading.stance != "any" and reading.confidence >= least
    return Wish(
        attribute=reading.attribute,
        stance=reading.stance,
        value=None if reading.stance == "any" else _required(value, reading.weights, must),
        must=must,
        source=source,
        turn=turn,
        weights=reading.weights,
        confidence=reading.confidence,
        either=reading.either or attribute.alternatives,
    )


def _meant(value: WishValue | None, attribute: Attribute) -> WishValue | None:
    """One figure, or about so much, as the pack says that it is meant: a home for six will do for
    four.
    """
    if not isinstance(value, Range) or value.min is None or value.max is None:
        return value
    years = attribute.type is Kind.YEAR
    if value.max > (value.min + ABOUT_YEARS if years else ABOUT * value.min):
        return value
    if attribute.meant == "at least":
        return Range(min=value.min)
    return Range(max=value.max) if attribute.meant == "at most" else value


def _superseded(held: Wish, wish: Wish, attribute: Attribute, replace: bool, turn: int) -> bool:
    """Whether a wish held so far gives way to the new one."""
    if held.attribute != wish.attribute:
        return False
    if wish.stance == "any":
        return held.stance != "avoid"
    if held.stance == "any" or _same(held, wish):
        return held.stance == "any" or held.stance == wish.stance or held.value == wish.value
    if wish.stance == "avoid":
        return held.stance == "want" and _excludes(wish, held)
    if held.stance == "avoid":
        return _excludes(held, wish)
    if attribute.type is Kind.TEXT:  # what one message describes stands together
        return held.turn < turn
    if not attribute.type.listed:
        return True
    return replace and held.turn < turn


def _same(held: Wish, wish: Wish) -> bool:
    return held.value == wish.value


def _excludes(avoid: Wish, want: Wish) -> bool:
    """Whether an avoided value rules out a wanted one; a place rules out the places within it."""
    if avoid.value == want.value:
        return True
    if isinstance(avoid.value, Place) and isinstance(want.value, Place):
        return want.value.name.endswith(f", {avoid.value.name}")
    return False


def _contradicts(held: Wish, wish: Wish, attribute: Attribute) -> bool:
    if {held.stance, wish.stance} == {"want", "avoid"}:
        avoid, want = (held, wish) if held.stance == "avoid" else (wish, held)
        return _excludes(avoid, want)
    if held.stance != "want" or wish.stance != "want" or not held.must:
        return False
    if isinstance(held.value, Range) and isinstance(wish.value, Range):
        return _apart(held.value, wish.value)
    if _has_one(attribute):
        # An item has but one of these values.
        return wish.must and not (_excludes(held, wish) or _excludes(wish, held))
    return isinstance(held.value, bool) and held.value is not wish.value


def _crossed(one: Wish, other: Wish) -> bool:
    """Whether two bounds of one message leave nothing between them: "under 200, over 500"."""
    first, second = one.value, other.value
    if not isinstance(first, Range) or not isinstance(second, Range):
        return False
    sided = {first.min is None, second.min is None} == {first.max is None, second.max is None}
    return one.stance == other.stance == "want" and sided and _apart(first, second)


def _apart(one: Range, other: Range) -> bool:
    low = max(r.min if r.min is not None else float("-inf") for r in (one, other))
    high = min(r.max if r.max is not None else float("inf") for r in (one, other))
    return low > high


def _joined(profile: Sequence[Wish], wish: Wish, attribute: Attribute, corrected: bool) -> Wish:
    """The new wish, keeping an earlier "must" of the same value and the other end of a one-sided
    range.
    """
    for held in profile:
        if held.attribute != wish.attribute or held.stance != wish.stance or corrected:
            continue
        if _same(held, wish):
            weights = wish.weights or held.weights
            wish = wish.model_copy(update={"must": wish.must or held.must, "weights": weights})
        elif attribute.type.numeric:
            wish = _bounded(held, wish)
    return wish


def _bounded(held: Wish, wish: Wish) -> Wish:
    old, new = held.value, wish.value
    if not isinstance(old, Range) or not isinstance(new, Range) or _apart(old, new):
        return wish
    if old.max is None and new.min is None:
        joined = Range(min=old.min, max=new.max)
    elif old.min is None and new.max is None:
        joined = Range(min=new.min, max=old.max)
    else:
        return wish
    return wish.model_copy(update={"value": joined, "must": wish.must or held.must})
