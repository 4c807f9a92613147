"""The checks of one drafted card, each a pure function: the card as it may be shown, or None."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from core.model import Evidence, Item, Kind, Wish
from core.reply import Compromise, Fact, Reason, Recommendation
from guards.case import Case
from guards.grounding import ungrounded
from guards.instructions import find_instructions, without_instructions
from guards.links import allowed_link
from guards.located import unlocated
from guards.markup import find_markup, plain
from guards.meets import to_meet
from guards.personal import find_personal, redact
from guards.policy import AttributeLike
from guards.promises import QUOTED, find_promise, without_promises
from guards.spoken import find_spoken_promise

REMEMBERED = 16_384
"""Texts of the catalogue, that is of no person, whose judgement is kept in memory."""


class Ruling(NamedTuple):
    """What a rule made of a draft: unchanged and no detail, changed with the reason, or None."""

    draft: Recommendation | None
    detail: str = ""


Rule = Callable[[Recommendation, Case, Sequence[Recommendation]], Ruling]
"""Draft, case, and the drafts before it that were kept."""


def exists(draft: Recommendation, case: Case, before: Sequence[Recommendation]) -> Ruling:
    """The item is stored, in this pack, under this title."""
    item = case.items.get(draft.item_id)
    if item is None or item.id != draft.item_id or item.pack != case.policy.pack:
        return Ruling(None, "no such item")
    if draft.title != item.title:
        return Ruling(draft.model_copy(update={"title": item.title}), "title restored")
    return Ruling(draft)


def available(draft: Recommendation, case: Case, before: Sequence[Recommendation]) -> Ruling:
    """The item may be shown: it is available, or the person asked for ones that are not."""
    item = case.items[draft.item_id]
    if item.available or _asked_for(item, case):
        return Ruling(draft)
    return Ruling(None, "not available")


def _asked_for(item: Item, case: Case) -> bool:
    named = case.policy.availability
    return any(
        wish.attribute == named
        and (wish.stance == "any" or (wish.stance == "want" and case.met(wish, item) is True))
        for wish in case.wishes
    )


def distinct(draft: Recommendation, case: Case, before: Sequence[Recommendation]) -> Ruling:
    """Neither the item nor a repost of it is shown already."""
    item = case.items[draft.item_id]
    for other in before:
        if other.item_id == draft.item_id:
            return Ruling(None, "shown already")
        if item.group is not None and case.items[other.item_id].group == item.group:
            return Ruling(None, f"a repost of {other.item_id!r}")
    return Ruling(draft)


def musts(draft: Recommendation, case: Case, before: Sequence[Recommendation]) -> Ruling:
    """Every must-have is met.

    Wishes of one attribute are alternatives, except where an item has several values: there each
    counts, unless it was said to be one. What is avoided must not be there. An item that does not
    say does not meet a wish.
    """
    item = case.items[draft.item_id]
    for name in {w.attribute for w in case.wishes if w.must}:
        attribute = case.policy.attributes.get(name)
        if attribute is None or attribute.type is Kind.TEXT:
            continue
        must = [w for w in case.wanted(name) if w.must]
        if not _all_met(item, must, case, attribute.type):
            return Ruling(None, f"must-have not met: {name}")
    return Ruling(draft)


def _all_met(item: Item, must: Sequence[Wish], case: Case, kind: Kind) -> bool:
    avoided = [case.met(w, item) is not False for w in must if w.stance == "avoid"]
    return _each_met(item, must, case, kind) and all(avoided)


def _each_met(item: Item, wishes: Sequence[Wish], case: Case, kind: Kind) -> bool:
    """Whether an item has one of the wanted values of each group of alternatives."""
    groups = to_meet(wishes, kind)
    return all(any(case.met(w, item) is True for w in group) for group in groups)


def links(draft: Recommendation, case: Case, before: Sequence[Recommendation]) -> Ruling:
    """The link is the item's own page, by http or https."""
    if allowed_link(draft.url, case.items[draft.item_id].url):
        return Ruling(draft)
    return Ruling(draft.model_copy(update={"url": None}), "link removed")


def grounded(draft: Recommendation, case: Case, before: Sequence[Recommendation]) -> Ruling:
    """Figures, names and quotations of facts, reasons and compromises are in what is stored."""
    item = case.items[draft.item_id]
    ruling = _without(
        draft,
        lambda fact: _unfounded_fact(fact, item, case),
        lambda reason: _unfounded_reason(reason, item, case),
        lambda compromise: _unfounded_compromise(compromise, item, case),
    )
    if _own_summary(draft.summary, item) or ruling.draft is None:
        return ruling
    restored = ruling.draft.model_copy(update={"summary": item.summary})
    return Ruling(restored, "; ".join(filter(None, (ruling.detail, "summary restored"))))


def _own_summary(summary: str, item: Item) -> bool:
    return summary.removesuffix("…").rstrip() in item.summary


def _unfounded_fact(fact: Fact, item: Item, case: Case) -> str:
    if fact.attribute not in item.attributes or fact.attribute not in case.policy.attributes:
        return "nothing stored"
    grounds = case.grounds(item, fact.attribute, None, wishes=False)
    return ", ".join(ungrounded(f"{fact.label}: {fact.value}", grounds))


def _unfounded_reason(reason: Reason, item: Item, case: Case) -> str:
    evidence, name = reason.evidence, reason.attribute
    if evidence and item.cleaned[evidence.start : evidence.end] != evidence.text:
        return "evidence is not in the text"
    if name is not None:
        attribute = case.policy.attributes.get(name)
        if attribute is None or (name not in item.attributes and evidence is None):
            return "nothing stored"
        if attribute.type is Kind.PLACE and (wrong := _misplaced(reason, name, item, case)):
            return wrong
    met = name is not None and any(case.met(w, item) is True for w in case.wanted(name))
    met = met and _speaks_of_wishes(reason.text, case.policy.attributes[name or ""])
    return ", ".join(ungrounded(reason.text, case.grounds(item, name, evidence, wishes=met)))


def _speaks_of_wishes(text: str, attribute: AttributeLike) -> bool:
    """Whether what was asked for may be said: a bound must not pass for the item's own figure."""
    return not attribute.type.numeric or "you" in text.lower().split()


def _misplaced(reason: Reason, name: str, item: Item, case: Case) -> str:
    stated = item.attributes.get(name)
    if stated is None:
        return "nothing stored"
    evidence = reason.evidence or stated.evidence
    return unlocated(reason.text, stated.value, evidence, case.policy.known_as)


def _unfounded_compromise(compromise: Compromise, item: Item, case: Case) -> str:
    name = compromise.attribute
    if name not in case.policy.attributes or not case.wanted(name):
        return "no such wish"
    wanted = [w for w in case.wanted(name) if w.stance == "want"]
    if wanted and _each_met(item, wanted, case, case.policy.attributes[name].type):
        return "the wish is met"
    return ", ".join(ungrounded(compromise.text, case.grounds(item, name, None, wishes=True)))


def promises(draft: Recommendation, case: Case, before: Sequence[Recommendation]) -> Ruling:
    """No promise, projection, advice or praise in our sentences; no promise in quoted ones."""
    if find_promise(draft.title, families=QUOTED):
        return Ruling(None, "the title promises")
    summary = without_promises(draft.summary)
    cleaned = draft.model_copy(update={"summary": summary})
    ruling = _without(cleaned, *[lambda part: _promised(part, case)] * 3)
    cut = "summary: promise cut" if summary != draft.summary else ""
    return Ruling(ruling.draft, "; ".join(filter(None, (cut, ruling.detail))))


def _promised(part: Fact | Reason | Compromise, case: Case) -> str:
    if isinstance(part, Fact):
        return _promised_fact(part.value, case.policy.forbidden)
    evidence = part.evidence if isinstance(part, Reason) else None
    return _told_promise(part.text, evidence, case.policy.forbidden)


@lru_cache(maxsize=REMEMBERED)
def _promised_fact(value: str, forbidden: tuple[str, ...]) -> str:
    """The promise in a fact, which is the catalogue's and says nothing of the person."""
    return _told_promise(value, None, forbidden)


def _told_promise(text: str, evidence: Evidence | None, forbidden: tuple[str, ...]) -> str:
    found = find_spoken_promise(text, evidence, forbidden)
    return f"{found.family}: {found.words}" if found else ""


def personal(draft: Recommendation, case: Case, before: Sequence[Recommendation]) -> Ruling:
    """No contact or account data: cut from title and summary, other parts dropped."""
    update = {"title": redact(draft.title), "summary": redact(draft.summary)}
    ruling = _without(draft.model_copy(update=update), *[_personal_data] * 3)
    return _cut(draft, ruling, update, "personal data")


def _personal_data(part: Fact | Reason | Compromise) -> str:
    return "personal data" if _any_has(find_personal, part) else ""


def markup(draft: Recommendation, case: Case, before: Sequence[Recommendation]) -> Ruling:
    """No tags, links or images: cut from title and summary, other parts dropped."""
    update = {"title": plain(draft.title), "summary": plain(draft.summary)}
    ruling = _without(draft.model_copy(update=update), *[_marked_up] * 3)
    return _cut(draft, ruling, update, "markup")


def _marked_up(part: Fact | Reason | Compromise) -> str:
    return "markup" if _any_has(find_markup, part) else ""


def instructions(draft: Recommendation, case: Case, before: Sequence[Recommendation]) -> Ruling:
    """Nothing that speaks to programs: no such title, cut from the summary, other parts dropped."""
    if find_instructions(draft.title):
        return Ruling(None, "the title speaks to programs")
    update = {"summary": without_instructions(draft.summary)}
    ruling = _without(draft.model_copy(update=update), *[_aimed_at_programs] * 3)
    return _cut(draft, ruling, update, "instructions")


def _aimed_at_programs(part: Fact | Reason | Compromise) -> str:
    return "speaks to programs" if _any_has(find_instructions, part) else ""


def reasons(draft: Recommendation, case: Case, before: Sequence[Recommendation]) -> Ruling:
    """At least one reason is left."""
    return Ruling(draft) if draft.reasons else Ruling(None, "no reason is left")


def _any_has(find: Callable[[str], object], part: Fact | Reason | Compromise) -> bool:
    """Whether something is found in a part; what the catalogue says is remembered."""
    if isinstance(part, Fact):
        return _stored_has(find, part.label) or _stored_has(find, part.value)
    quoted = isinstance(part, Reason) and part.evidence and part.evidence.text
    return bool(find(part.text)) or bool(quoted and _stored_has(find, quoted))


@lru_cache(maxsize=REMEMBERED)
def _stored_has(find: Callable[[str], object], text: str) -> bool:
    return bool(find(text))


def _cut(draft: Recommendation, ruling: Ruling, update: Mapping[str, str], what: str) -> Ruling:
    cut = [f"{name}: {what} cut" for name, text in update.items() if text != getattr(draft, name)]
    return Ruling(ruling.draft, "; ".join(filter(None, (*cut, ruling.detail))))


def _without(
    draft: Recommendation,
    fact: Callable[[Fact], str],
    reason: Callable[[Reason], str],
    compromise: Callable[[Compromise], str],
) -> Ruling:
    """The draft without the parts a judge has a complaint about, and the complaints."""
    facts = [(part, fact(part)) for part in draft.facts]
    reasons = [(part, reason(part)) for part in draft.reasons]
    compromises = [(part, compromise(part)) for part in draft.compromises]
    update = {
        "facts": tuple(part for part, bad in facts if not bad),
        "reasons": tuple(part for part, bad in reasons if not bad),
        "compromises": tuple(part for part, bad in compromises if not bad),
    }
    judged: tuple[tuple[Fact | Reason | Compromise, str], ...]
    judged = (*facts, *reasons, *compromises)
    complaints = [
        f"{type(part).__name__.lower()} {part.attribute or ''}: {bad}"
        for part, bad in judged
        if bad
    ]
    return Ruling(draft.model_copy(update=update), "; ".join(complaints))


RULES: Mapping[str, Rule] = {
    "exists": exists,
    "available": available,
    "distinct": distinct,
    "musts": musts,
    "links": links,
    "grounded": grounded,
    "promises": promises,
    "personal": personal,
    "markup": markup,
    "instructions": instructions,
    "reasons": reasons,
}
"""Every check, in the order they run."""
