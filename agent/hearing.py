"""What hearing changes in the conversation: profile, words, rejections. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from agent.listening import apply
from agent.relaxing import without_avoidance
from agent.state import Spoken, State
from core.model import Heard, Source, Wish
from core.reply import Question, Said
from domains import Pack


def source_of(said: Said) -> Source:
    """Where a wish comes from, by how it was said."""
    if said.profile is not None:
        return "edited"
    return "chosen" if said.choices is not None else "said"


def heard_changes(state: State, heard: Heard, pack: Pack) -> dict[str, Any]:
    """The state's changes after hearing."""
    if "restart" in heard.acts:
        return {"heard": heard, **fresh()}
    if "back" in heard.acts and state.get("past"):
        return {"heard": heard, **_stepped_back(state)}
    pending = state.get("pending")
    if pending is not None and pending.purpose == "relax" and {"yes", "no"} & set(heard.acts):
        return {"heard": heard, **_relaxed(state, pending, "yes" in heard.acts)}
    if pending is not None and pending.purpose == "confirm" and {"yes", "no"} & set(heard.acts):
        return {"heard": heard, **_confirmed(state, "yes" in heard.acts)}
    return {"heard": heard, **_merged(state, heard, pack)}


def fresh() -> dict[str, Any]:
    """A profile as at the start; the transcript stays."""
    return {
        "wishes": (), "spoken": (), "asked": (), "pending": None, "shown": (), "titles": (),
        "rejected": (), "refused": (), "disputed": None, "settled": (), "finished": False,
        "past": (),
    }  # fmt: skip


def _stepped_back(state: State) -> dict[str, Any]:
    past = state.get("past", ())
    asked = state.get("asked", ())
    turn = state.get("turn", 0)
    return {
        "wishes": past[-1],
        "past": past[:-1],
        "asked": asked[:-1],
        "pending": None,
        "spoken": tuple(s for s in state.get("spoken", ()) if s.turn < turn - 1),
    }


def _relaxed(state: State, pending: Question, yes: bool) -> dict[str, Any]:
    wishes = state.get("wishes", ())
    if yes:
        return {"wishes": without_avoidance(wishes, pending.attribute), "pending": None}
    return {"refused": (*state.get("refused", ()), pending.attribute), "pending": None}


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
    changes: dict[str, Any] = {"wishes": wishes, "disputed": None}
    new = [c for c in contradictions if c.attribute not in state.get("settled", ())]
    if new and "show" not in heard.acts:
        changes["disputed"] = new[0].before
        changes["settled"] = (*state.get("settled", ()), new[0].attribute)
    if wishes != before:
        changes["past"] = (*state.get("past", ()), before)[-10:]
    if heard.text:
        changes["spoken"] = (*state.get("spoken", ()), _spoken(state, heard.text))
    if "like" in heard.acts:
        changes["spoken"] = (*changes.get("spoken", state.get("spoken", ())), *_liked(state, heard))
    if "more" in heard.acts:
        changes["rejected"] = (*state.get("rejected", ()), *state.get("shown", ()))
    return changes


def _liked(state: State, heard: Heard) -> list[Spoken]:
    """The items that more should be like, by their titles."""
    titles, turn = state.get("titles", ()), state.get("turn", 0)
    named = [titles[n - 1] for n in heard.about if 0 < n <= len(titles)]
    return [Spoken(attribute="more", text=title, turn=turn) for title in named]


def _spoken(state: State, text: str) -> Spoken:
    pending = state.get("pending")
    attribute = pending.attribute if pending else "more"
    return Spoken(attribute=attribute, text=text, turn=state.get("turn", 0))


def said_words(state: State) -> list[str]:
    """Everything worth matching by meaning, in the order it was said."""
    return [spoken.text for spoken in state.get("spoken", ())]


def musts(wishes: Sequence[Wish], pack: Pack) -> list[Wish]:
    """The hard constraints: must-haves, exclusions, and the availability asked for."""
    named = pack.availability.attribute if pack.availability else None
    return [
        w
        for w in wishes
        if w.value is not None
        and w.stance != "any"
        and (w.must or (w.attribute == named and w.stance == "want"))
    ]
