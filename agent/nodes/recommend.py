"""recommend: cards for the likeliest items, and check: only what passes the guard is shown."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from langgraph.runtime import Runtime

from agent.answering import NOTHING_SHOWN
from agent.belief import Belief
from agent.context import Context
from agent.critiques import critiques
from agent.decision import unseen
from agent.doing import tell
from agent.evidence import descriptions, quotes
from agent.hearing import musts, refusals
from agent.judging import JUDGED, judged
from agent.kinds import (
    LIKELIEST,
    Found,
    Looked,
    described,
    found,
    looked_at,
    places,
    score,
    told_kinds,
)
from agent.model_wording import worded_reasons
from agent.recommending import FIVE, RESERVE, drafts, one_of_each_group, placed, shortlist
from agent.state import Spoken, State
from agent.wording import joined, said_alternatives, say_wish
from catalogue.likeness import liken
from catalogue.snapshot import Snapshot
from core.model import Evidence, Item, Kind, Place, Range, Wish
from core.reply import Recommendation, Reply
from domains import Pack
from guards.meets import meets, to_meet
from guards.outgoing import Checked
from guards.speaking import FAILED
from readers.tables import word_set
from readers.text import fold, stem, words
from tools.desk import Desk
from tools.search import resembling

NUMBERS = ("none", "one", "two", "three", "four")
MOST_SAID = 3
"""Wishes named in the line above the five."""

FEW_WORDS = 3
"""Telling words of a description up to which it names a kind rather than tells a story."""

PLAIN = (
    "company companies firm firms business businesses shop place home startup service services "
    "small little tiny big large nice good great new old quiet calm cheap simple steady clean easy"
)
"""Words of a description that tell no kind from another."""

BEST = "Here are the five that best match what you told me."
AGAIN = "These five match best now."
MORE = "Here are five others."
ALL_OF_IT = "You have seen all that are surely of the kind you described. "
NO_OTHERS = (
    "I have shown you everything that fits what you told me. "
    "Change or drop a wish, and I will look again."
)
GUESSED = (
    "I do not know enough yet of what you look for to choose well, so these are only examples. "
    "Tell me more, and I will look again."
)
HONEST_NONE = (
    "Nothing in the catalogue fits what you told me. "
    "You can change or drop a wish, and I will look again."
)


async def recommend(state: State, runtime: Runtime[Context]) -> dict[str, Any]:
    """Draft a few more cards than five, best first."""
    context, belief = runtime.context, state["belief"]
    snapshot = context.desk.snapshot
    tell(runtime, "choosing", int(belief.fitting.sum()))
    with context.meter.step("recommend"):
        slots = kept_places(state)
        stay = [id for id in slots if id is not None and _possible(id, snapshot, belief)]
        wishes, spoken = state.get("wishes", ()), state.get("spoken", ())
        kind = await of_kind(context.desk, belief, wishes, spoken)
        ids = shortlist(snapshot, belief, {*state.get("rejected", ()), *stay}, _most(context))
        first = await context.desk.items(_of_it(kind, state, stay))
        front = [item.id for item in first if _keeps(item, _new(state), context.pack)]
        items = await context.desk.items([*stay, *dict.fromkeys([*front, *ids])])
        if state["heard"].critiques:
            items.sort(key=lambda item: not _keeps(item, _new(state), context.pack))
        distinct = await judged(one_of_each_group(items), state, context)
        if stay:
            distinct = placed(distinct, slots, _new(state), context.pack)
        said = descriptions(spoken, context.pack)
        quoted = await _quoted(context, distinct[:FIVE], said)
        drafted = drafts(distinct, snapshot, belief, wishes, quoted, context.pack)
        by_id = {item.id: item for item in items}
        worded = await worded_reasons(drafted[:FIVE], by_id, state, context)
    return {"drafts": (*worded, *drafted[FIVE:]), "items": by_id, "kind": kind}


async def of_kind(
    desk: Desk, belief: Belief, wishes: Sequence[Wish], spoken: Sequence[Spoken] = ()
) -> Found | None:
    """What there is of the kind that was described, among all that may be shown."""
    own = [one.text for one in spoken if one.own]
    kind, possible = described(wishes, own, desk.pack), belief.posterior > 0
    if kind is None or not possible.any():
        return None
    cosines, lexical = await resembling(desk, kind.said, possible)
    near = possible & places(wishes, desk.snapshot, desk.pack)
    likely = [int(row) for row in belief.candidates.rows[:LIKELIEST] if possible[row]]
    closest = [*looked_at(cosines, lexical, near), *looked_at(cosines, lexical, possible)]
    rows = dict.fromkeys([*likely, *closest])
    likeliest = sorted(rows, key=lambda row: -float(belief.posterior[row]))
    items = await desk.items([desk.snapshot.ids[row] for row in likeliest])
    looked = []
    for item in items:
        row = desk.snapshot.row[item.id]
        near_it = float(cosines[row])
        looked.append(Looked(item.id, score(item, near_it, kind), near_it, bool(near[row])))
    return found(kind, looked)


def _of_it(kind: Found | None, state: State, stay: Sequence[str]) -> list[str]:
    """The items of the kind that was described, but those turned down and those that stay."""
    known = {*state.get("rejected", ()), *stay}
    return [id for id in kind.of_it if id not in known][:FIVE] if kind is not None else []


def _keeps(item: Item, new: Sequence[Wish], pack: Pack) -> bool:
    """Whether an item keeps within the figures that were said last."""
    ranges = [w for w in new if isinstance(w.value, Range)]
    stated = [(w, item.attributes.get(w.attribute)) for w in ranges]
    return all(meets(w, one, pack.attribute(w.attribute).type) is not False for w, one in stated)


def kept_places(state: State) -> list[str | None]:
    """By place the item that stays there, where some of those shown were turned down: None where
    another one comes.
    """
    shown, rejected = state.get("shown", ()), state.get("rejected", ())
    if "reject" not in state["heard"].acts:
        return []
    return [None if id in rejected else id for id in shown]


def _possible(id: str, snapshot: Snapshot, belief: Belief) -> bool:
    """Whether an item still meets what must be."""
    return id in snapshot.row and bool(belief.posterior[snapshot.row[id]] > 0)


def _new(state: State) -> list[Wish]:
    """The wishes that the last message brought."""
    before = state.get("before", ())
    return [w for w in state.get("wishes", ()) if w not in before and w.value is not None]


def _most(context: Context) -> int:
    """How many items are drafted: more where a model may change their order."""
    judging = context.chat is not None and context.chat.can("judge")
    return JUDGED if judging else FIVE + RESERVE


async def _quoted(
    context: Context, items: Sequence[Item], said: Sequence[str]
) -> Mapping[str, Evidence]:
    encoder = context.desk.encoder
    vectors = await asyncio.to_thread(encoder.encode, said)
    async with context.desk.lend() as connection:
        return quotes(await liken(connection, items, vectors, encoder), said)


async def check(state: State, runtime: Runtime[Context]) -> dict[str, Any]:
    """Pass the cards through the guard: five, then the reserve for those that were blocked."""
    tell(runtime, "checking")
    context, drafted = runtime.context, state["drafts"]
    with context.meter.step("guard"):
        first = await _checked(context, drafted[:FIVE], state)
        kept, verdicts = first.kept, first.verdicts
        if len(kept) < min(FIVE, len(drafted)) and drafted[FIVE:]:
            more = await _checked(context, drafted[FIVE:], state)
            kept, verdicts = (*kept, *more.kept)[:FIVE], (*verdicts, *more.verdicts)
    if not kept and any(verdict.verdict == "error" for verdict in verdicts):
        context.meter.degraded.append("guard")
        return {"reply": Reply(kind="notice", text=FAILED), "verdicts": verdicts}
    shown, wishes = tuple(card.item_id for card in kept), state.get("wishes", ())
    possible = state["belief"].posterior > 0
    reply = Reply(
        kind="recommendations",
        text=headline(kept, state, context.pack, withheld=len(kept) < min(FIVE, len(drafted))),
        recommendations=kept,
        critiques=critiques(context.pack, context.desk.snapshot, shown, wishes, possible),
    )
    return {
        "reply": reply,
        "verdicts": verdicts,
        "pending": None,
        "finished": True,
        "shown": shown,
        "seen": tuple(dict.fromkeys([*state.get("seen", ()), *shown])),
        "focus": (),
        "titles": tuple(card.title for card in kept),
        "gists": tuple(f"{card.title}. {card.summary}" for card in kept),
    }


async def _checked(context: Context, cards: Sequence[Recommendation], state: State) -> Checked:
    items: dict[str, Item] = state["items"]
    said = state.get("wishes", ())
    wishes = [*said, *(w for w in refusals(said, context.pack) if w not in said)]
    return await asyncio.to_thread(context.guard.check, cards, items, wishes)


def headline(
    kept: Sequence[Recommendation], state: State, pack: Pack, *, withheld: bool = False
) -> str:
    """What is said above the cards, honest about fewer than five and why: ``withheld`` by the
    guard, or too few that meet the must-haves.
    """
    meant = musts(state.get("wishes", ()), pack)
    if not kept:
        return NO_OTHERS if state.get("rejected") else HONEST_NONE
    if len(kept) == FIVE:
        honest = _unmet(kept, state, pack)
        more = "more" in state["heard"].acts
        if honest is not None and not more:
            return f"{_early(state)}{_noted(state, pack)}{honest}"
        if not state.get("finished"):
            return f"{_early(state)}{BEST}"
        if more:
            return f"{_exhausted(kept, state)}{MORE}"
        return f"{_noted(state, pack)}{_replaced(kept, state) or AGAIN}"
    number = NUMBERS[len(kept)]
    because = " meets every must-have" if len(kept) == 1 else " meet every must-have"
    if all(wish.stance == "avoid" for wish in meant):
        because = f" {'is' if len(kept) == 1 else 'are'} left without what you ruled out"
    limit = because if meant and not withheld else " could be checked"
    return f"Only {number}{limit}, so I show just {'that one' if len(kept) == 1 else 'those'}."


def _exhausted(kept: Sequence[Recommendation], state: State) -> str:
    """What is said where others come and all of the kind that was described were shown."""
    kind = state.get("kind")
    of_it = {*kind.of_it} if kind is not None else set()
    left = of_it - {*state.get("rejected", ())}
    return ALL_OF_IT if of_it and not left and kept else ""


def _early(state: State) -> str:
    """What is said to somebody who speaks of items that were not shown yet."""
    finished = state.get("finished", False)
    return f"{NOTHING_SHOWN} " if unseen(state["heard"].acts, finished) else ""


def _unmet(kept: Sequence[Recommendation], state: State, pack: Pack) -> str | None:
    """What is said where nothing shown is what was asked for, or nothing was understood."""
    wishes = [w for w in state.get("wishes", ()) if w.stance != "any"]
    if not wishes and not state.get("spoken"):
        return GUESSED
    kinds = dict.fromkeys(
        w.attribute
        for w in wishes
        if w.stance == "want" and pack.attribute(w.attribute).type.listed
    )
    lacking = [{c.attribute for c in card.compromises} & kinds.keys() for card in kept]
    everywhere = [id for id in kinds if all(id in one for one in lacking)]
    kind = state.get("kind")
    if kind is not None and (none := none_of_it(kind, wishes, pack)) is not None:
        elsewhere = any(card.item_id in kind.of_it for card in kept)
        order = ": first those of that kind elsewhere" if elsewhere else ""
        return f"{none} These come closest{order}."
    if everywhere:
        said = said_wishes(wishes, everywhere, pack)
        return f"None of these meets {said}. They come closest to the rest of what you told me."
    if unsaid := _unmentioned(kept, state, pack):
        return f"None of these mentions “{unsaid}”. They come closest to what you told me."
    somewhere = [id for id in kinds if any(id in one for one in lacking)]
    if not somewhere:
        return None
    met = sum(not one for one in lacking)
    every = "" if met or len(somewhere) == 1 else " all of"
    meet = f"{NUMBERS[met].capitalize()} of these {'meets' if met < 2 else 'meet'}{every}"
    others = "the others come closest" if met else "they come closest"
    return f"{meet} {said_wishes(wishes, somewhere, pack)}; {others}."


def none_of_it(kind: Found | None, wishes: Sequence[Wish], pack: Pack) -> str | None:
    """What is said where nothing is of the kind that was described, there or at all."""
    if kind is None or kind.here or not kind.described.alone:
        return None
    return f"No “{kind.described.said}” {_there(kind, wishes, pack)}, as far as the listings say."


def _there(kind: Found, wishes: Sequence[Wish], pack: Pack) -> str:
    """Where a kind is missing: only what meets the must-haves was looked at."""
    hard = musts(wishes, pack)
    if any(not isinstance(wish.value, Place) or wish.stance == "avoid" for wish in hard):
        return "among what meets all that must be"
    wanted = [w.value for w in wishes if w.stance == "want"]
    named = dict.fromkeys(value.name for value in wanted if isinstance(value, Place))
    return f"in {joined([*named], 'or')}" if named and (hard or kind.anywhere) else "in my list"


def _unmentioned(kept: Sequence[Recommendation], state: State, pack: Pack) -> str | None:
    """What was described in few words, of which no text of those shown has a single one."""
    items: Mapping[str, Item] = state.get("items", {})
    texts = [
        f"{items[c.item_id].title} {items[c.item_id].cleaned}" for c in kept if c.item_id in items
    ]
    written = {stem(fold(word.text)) for text in texts for word in words(text)}
    plain = (
        word_set("framing", "around") | word_set("framing", "empty") | word_set("framing", "slight")
    )
    plain |= {fold(word.text) for word in words(f"{pack.noun.one} {pack.noun.many} {PLAIN}")}
    texts_of = [a.id for a in pack.attributes if a.type is Kind.TEXT]
    wanted = [one for id in texts_of for one in told_kinds(state.get("wishes", ()), id, pack)]
    told = [{stem(w) for token in words(said) if (w := fold(token.text)) not in plain}
            for said in wanted]  # fmt: skip
    if texts and told and all(0 < len(one) <= FEW_WORDS and not one & written for one in told):
        return joined(wanted, "or")
    return None


def said_wishes(wishes: Sequence[Wish], ids: Sequence[str], pack: Pack) -> str:
    """The wanted values of some attributes, those that will do instead of each other joined by
    "or"; of more than can be read at a glance the first.
    """
    said = []
    for id in ids:
        attribute, own = pack.attribute(id), [w for w in wishes if w.attribute == id]
        groups = to_meet(own, attribute.type)
        values = [said_alternatives(group, attribute, pack) for group in groups]
        said += [f"“{attribute.label}: {value}”" for value in values]
    return joined(said[:MOST_SAID])


def _noted(state: State, pack: Pack) -> str:
    """What was taken down by the message that changed the five, if anything was."""
    before, now = state.get("before", ()), state.get("wishes", ())
    new = [f"“{say_wish(wish, pack)}”" for wish in now if _plain(wish) not in map(_plain, before)]
    if not state.get("finished") or not new or "back" in state["heard"].acts:
        return ""
    return f"I noted {joined(new)}. "


def _plain(wish: Wish) -> Wish:
    """A wish apart from whether others will do instead: that is no new one."""
    return wish.model_copy(update={"either": False})


def _replaced(kept: Sequence[Recommendation], state: State) -> str | None:
    """What is said where some of the five gave way to others."""
    if not kept_places(state):
        return None
    now = {card.item_id for card in kept}
    gone = [str(n) for n, id in enumerate(state.get("shown", ()), 1) if id not in now]
    if not gone or len(gone) == FIVE:
        return None
    if len(gone) == 1:
        return f"Another one takes the place of number {gone[0]}; the others stay."
    return f"Others take the places of numbers {joined(gone)}; the rest stay."
