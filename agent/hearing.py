"""What hearing changes in the conversation: profile, words, rejections. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from agent.listening import apply
from agent.listening.merge import SURE_ENOUGH
from agent.relaxing import without_avoidance
from agent.state import Past, Spoken, State
from core.model import Heard, Kind, Range, Source, Wish, WishValue
from core.reply import Question, Said
from domains import Attribute, Pack

STEPS_BACK = 10
"""How many messages may be taken back."""


def source_of(said: Said) -> Source:
    """Where a wish comes from, by how it was said."""
    if said.profile is not None:
        return "edited"
    return "chosen" if said.choices is not None else "said"


def heard_changes(state: State, heard: Heard, pack: Pack) -> dict[str, Any]:
    """The state's changes after hearing."""
    if "restart" in heard.acts:
        return {"heard": heard, **_anew(state, heard, pack)}
    if "back" in heard.acts and state.get("past"):
        return {"heard": heard, **_stepped_back(state)}
    return {"heard": heard, **_remembered(state, _changes(state, heard, pack))}


def _changes(state: State, heard: Heard, pack: Pack) -> dict[str, Any]:
    pending, decided = state.get("pending"), {"yes", "no"} & set(heard.acts)
    if pending is not None and pending.purpose == "relax" and decided:
        return _relaxed(state, pending, "yes" in decided, pack)
    if pending is not None and pending.purpose == "confirm" and decided:
        return _confirmed(state, "yes" in decided)
    merged = {**_merged(state, heard, pack), "focus": focused(state, heard)}
    return {**merged, **_asked_again(state, merged["wishes"])}


def _asked_again(state: State, wishes: Sequence[Wish]) -> dict[str, Any]:
    """An edit of the profile that does not answer the question leaves it open to be put again."""
    pending, asked = state.get("pending"), tuple(state.get("asked", ()))
    edited = state["said"].profile is not None
    if not edited or pending is None or asked[-1:] != (pending.attribute,):
        return {}
    answered = any(wish.attribute == pending.attribute for wish in wishes)
    return {} if answered else {"asked": asked[:-1]}


def _remembered(state: State, changes: dict[str, Any]) -> dict[str, Any]:
    """The changes, with what was before kept for a step back if anything changes."""
    before = _now(state)
    if before == before.model_copy(update={k: v for k, v in changes.items() if k in dict(before)}):
        return changes
    pending = state.get("pending")
    if pending is not None and before.asked[-1:] == (pending.attribute,):
        before = before.model_copy(update={"asked": before.asked[:-1]})
    return {**changes, "past": (*state.get("past", ()), before)[-STEPS_BACK:]}


def _anew(state: State, heard: Heard, pack: Pack) -> dict[str, Any]:
    """As at the start, with what the same message wishes then."""
    begun: Any = {**state, **fresh()}
    return {**fresh(), **(_merged(begun, heard, pack) if heard.readings else {})}


def fresh() -> dict[str, Any]:
    """A profile as at the start; the transcript stays."""
    return {
        "wishes": (), "spoken": (), "asked": (), "pending": None, "shown": (), "seen": (),
        "titles": (), "gists": (), "focus": (), "rejected": (), "refused": (), "disputed": None,
        "settled": (), "finished": False, "past": (),
    }  # fmt: skip


def _stepped_back(state: State) -> dict[str, Any]:
    """As before the last message that changed anything; its question may be asked again."""
    *earlier, last = state["past"]
    return {**dict(last), "past": tuple(earlier), "pending": None, "disputed": None}


def _relaxed(state: State, pending: Question, yes: bool, pack: Pack) -> dict[str, Any]:
    wishes = state.get("wishes", ())
    if yes:
        return {"wishes": _given_up(wishes, pending.attribute, pack), "pending": None}
    return {"refused": (*state.get("refused", ()), pending.attribute), "pending": None}


def _given_up(wishes: Sequence[Wish], attribute: str, pack: Pack) -> tuple[Wish, ...]:
    """The wishes without the must-haves and the refusals of one attribute."""
    rest = without_avoidance(wishes, attribute)
    return tuple(w for w in rest if w.attribute != attribute or not refusals([w], pack))


def _confirmed(state: State, new: bool) -> dict[str, Any]:
    disputed = state.get("disputed")
    if disputed is None or new:
        return {"disputed": None, "pending": None}
    wishes = [w for w in state.get("wishes", ()) if w.attribute != disputed.attribute]
    return {"wishes": (*wishes, disputed), "disputed": None, "pending": None}


def _merged(state: State, heard: Heard, pack: Pack) -> dict[str, Any]:
    turn = state.get("turn", 0)
    before = state.get("wishes", ())
    wishes, contradictions = apply(before, heard, pack, turn, source_of(state["said"]))
    changes: dict[str, Any] = {
        "wishes": wishes,
        "spoken": (*state.get("spoken", ()), *_spoken(state, heard)),
        "rejected": (*state.get("rejected", ()), *_rejected(state, heard)),
        "disputed": None,
    }
    new = [c for c in contradictions if c.attribute not in state.get("settled", ())]
    if new and "show" not in heard.acts:
        changes["disputed"] = new[0].before
        changes["settled"] = (*state.get("settled", ()), new[0].attribute)
    return changes


def _now(state: State) -> Past:
    return Past(
        wishes=state.get("wishes", ()),
        spoken=state.get("spoken", ()),
        asked=state.get("asked", ()),
        rejected=state.get("rejected", ()),
    )


def _spoken(state: State, heard: Heard) -> list[Spoken]:
    """The words worth matching, and what the items are that more should be like."""
    pending, turn = state.get("pending"), state.get("turn", 0)
    attribute = pending.attribute if pending else "more"
    words = [Spoken(attribute=attribute, text=heard.text, turn=turn)] if heard.text else []
    liked = _named(state.get("gists", ()), heard) if "like" in heard.acts else ()
    return words + [Spoken(attribute="more", text=gist, turn=turn, own=False) for gist in liked]


def _rejected(state: State, heard: Heard) -> Sequence[str]:
    """The items that are not wanted: those named, or all that were ever shown where others are
    asked for.
    """
    shown = state.get("shown", ())
    if "more" in heard.acts:
        return (*state.get("seen", ()), *shown)
    return _named(shown, heard) if "reject" in heard.acts else ()


def _named(shown: Sequence[str], heard: Heard) -> list[str]:
    return [shown[n - 1] for n in heard.about if 0 < n <= len(shown)]


POINTING = frozenset({"details", "compare", "like"})
"""Acts after which the items named are those that "it" stands for."""


def focused(state: State, heard: Heard) -> tuple[str, ...]:
    """The items that were spoken of last."""
    if not (heard.about and POINTING & {*heard.acts}):
        return state.get("focus", ())
    return tuple(_named(state.get("shown", ()), heard))


def musts(wishes: Sequence[Wish], pack: Pack) -> list[Wish]:
    """The hard constraints: must-haves, the availability asked for, and all that was refused."""
    named = pack.availability.attribute if pack.availability else None
    needed = [
        w
        for w in wishes
        if w.value is not None
        and w.stance != "any"
        and (w.must or (w.attribute == named and w.stance == "want"))
    ]
    return [*needed, *(w for w in refusals(wishes, pack) if w not in needed)]


def refusals(wishes: Sequence[Wish], pack: Pack) -> list[Wish]:
    """What must not be there, as the catalogue can tell: items that do not say stay."""
    found = (_refusal(wish, pack.attribute(wish.attribute)) for wish in wishes)
    return [wish for wish in found if wish is not None]


def everything(wishes: Sequence[Wish], pack: Pack) -> list[Wish]:
    """All that is noted as if it must be: what an item has that meets all of it."""
    found: list[Wish] = []
    for wish in wishes:
        refused = refusals([wish], pack)
        checked = wish.stance != "any" and pack.attribute(wish.attribute).type is not Kind.TEXT
        if refused or (checked and wish.value is not None):
            found += refused or [wish.model_copy(update={"must": True})]
    return found


def _refusal(wish: Wish, attribute: Attribute) -> Wish | None:
    """What a wish keeps out: what is avoided, a flag of which one wants none, any staff at all."""
    guessed = bool(wish.weights) and wish.confidence < SURE_ENOUGH
    if attribute.type is Kind.TEXT or (guessed and not wish.must):
        return None
    if wish.stance == "avoid" and wish.value is not None:
        return wish.model_copy(update={"must": True})
    none: WishValue | None = None
    if wish.stance == "want" and wish.value is False and attribute.refusable:
        none = True
    if wish.stance == "want" and attribute.type is Kind.NUMBER and _nothing(wish.value):
        none = Range(min=1)
    if none is None:
        return None
    return wish.model_copy(update={"stance": "avoid", "value": none, "must": True})


def _nothing(value: WishValue | None) -> bool:
    return isinstance(value, Range) and value.max == 0
