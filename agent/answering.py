"""Answers that are neither question nor five: explanations, the profile, the list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from agent.listing import Order
from agent.wording import (
    CURRENCIES,
    NARROWEST,
    joined,
    label,
    said_alternatives,
    say_item,
    say_wish,
)
from core.model import Heard, Item, Kind, Place, Topic, Wish, WishValue
from core.reply import Question
from domains import Attribute, Pack
from guards.meets import to_meet
from readers.tables import table
from readers.text import fold, stem, words

NOT_CAUGHT = "I did not catch that. Please say it another way, or press one of the buttons."
FAREWELL = "Thank you for talking with me. This conversation stays here if you come back."
ASK_MORE = "Tell me in a sentence what you are looking for, and I will find it."
PRIVACY = (
    "What you write stays with this conversation so that you can go on later. The people who run "
    "this service may read it, without your contact details, to make it better, and you can have "
    "it erased. I need no name, address or phone number, and leave such details out. Whether "
    "anybody else gets to see it I cannot tell; those who sent you here can."
)
FREE = "Using me costs you nothing. What others earn when you go on from here I cannot tell."
ARRANGE = (
    "I only search and tell you what listings say. I cannot book, reserve, call or write for you, "
    "nor make an offer, and I do not know which dates are free. Open the listing's own page from "
    "its card, where there is one, or ask me for a person."
)
NOTHING_SHOWN = "I have not shown you anything yet."
UNKNOWN = (
    "I have no explanation of “{term}”: it is not among the words that I know here, and I would "
    "rather not guess. You can use it in a wish; I then look for it in the listings' own words."
)
MOST_PLACES = 15
"""Places that are named where it is asked which there are."""

LEVELS = {
    "state": {"state", "province", "county"},
    "region": {"region"},
    "country": {"country", "nation"},
}
"""What people call the kinds of place that are wider than a town."""

BESIDE = f"I can only help you search, and that does not seem to be about it. {ASK_MORE}"


def why(pack: Pack, pending: Question | None, asked: str) -> str:
    """Why the pending question is asked; ``asked`` is how an offer was worded."""
    attribute = _pending_attribute(pack, pending)
    if pending is not None and pending.purpose != "ask":
        return f"{pending.why}\n\n{asked}"
    if attribute is None:
        return "I ask only what helps to find your match among many. " + ASK_MORE
    return f"{attribute.why or 'It narrows the search most.'}\n\n{attribute.ask}"


def nothing_shown(pack: Pack, pending: Question | None) -> str:
    """That nothing can be said of items yet, and the question that waits."""
    attribute = _pending_attribute(pack, pending)
    return f"{NOTHING_SHOWN}\n\n{attribute.ask if attribute else ASK_MORE}"


def not_shown(count: int) -> str:
    """That what is told of is not among the items shown."""
    return f"{'This is' if count == 1 else 'These are'} in my list, but not among those shown."


def explain(pack: Pack, pending: Question | None, heard: Heard) -> str:
    """What a word means that was asked about, or else the attribute that is asked for; a word that
    the pack does not know is said to be unknown. The question that waits comes again.
    """
    waiting = _pending_attribute(pack, pending)
    again = waiting.ask if waiting is not None else ""
    if heard.question or heard.asked:
        return f"{_meaning(pack, heard)}\n\n{again}".strip()
    return ASK_MORE if waiting is None else f"{_explained(waiting, pack)}\n\n{again}".strip()


def _meaning(pack: Pack, heard: Heard) -> str:
    term = heard.question or ""
    entry = next((entry for entry in pack.glossary if entry.word == term), None)
    if entry is not None:
        return f"{entry.word[:1].upper()}{entry.word[1:]}: {entry.meaning}"
    if heard.asked:
        return _of_value(pack.attribute(heard.asked[0].attribute), heard.asked[0].value, pack)
    return UNKNOWN.format(term=term)


def _of_value(attribute: Attribute, value: WishValue | None, pack: Pack) -> str:
    """What an attribute means, or one of its values and what it is a value of."""
    if not isinstance(value, str):
        return f"{attribute.label}: {_explained(attribute, pack)}"
    choice = next((one for one in attribute.choices if one.value == value), None)
    about = choice.about if choice is not None else ""
    told = about or f"It is one of the answers to “{attribute.label}”."
    beside = "" if about else f" {_explained(attribute, pack)}"
    return f"{label(value, attribute)}: {told}{beside}"


def _explained(attribute: Attribute, pack: Pack) -> str:
    plain = f"{attribute.label} is one of the things each {pack.noun.one} has."
    return attribute.explain or plain


def profile(wishes: Sequence[Wish], pack: Pack) -> str:
    """What is known of the person's wishes."""
    if not wishes:
        return "So far I know nothing of what you want. " + ASK_MORE
    lines = [say_wish(wish, pack) for wish in wishes]
    return "This is what I know so far. " + "; ".join(lines) + "."


def service(pack: Pack, count: int, topic: Topic | None) -> str:
    """What this is, what it does, who reads along, and what it costs: all of it, or what of it was
    asked.
    """
    many = pack.noun.many
    own = {
        "machine": f"{pack.disclosure} Nobody sits behind it and types.",
        "checked": pack.origin,
        "source": f"{pack.origin} There are {count:,} {many} in my list.",
        "privacy": PRIVACY,
        "cost": FREE,
        "ability": (
            f"I ask a few short questions and show the five of {count:,} {many} that fit best what "
            "you told me, each with what its listing says and with what does not fit. You can ask "
            "about each of them, compare them, or ask for others. I am a computer program, and a "
            "person can be asked for."
        ),
        "currency": _currency(pack),
        "arrange": ARRANGE,
        "opinion": (
            "I am a computer program and have no taste of my own, so I cannot say; that is for you "
            "and those who know you. I can tell you what a listing says, if you ask for it."
        ),
    }
    return own.get(
        topic or "",
        f"{pack.disclosure} I ask a few short questions and show the five of {count:,} {many} that "
        f"fit best, each with what its listing says. {FREE} {PRIVACY} You can also ask for a "
        "person.",
    )


def _currency(pack: Pack) -> str:
    named = CURRENCIES.get(pack.currency, pack.currency)
    if any(attribute.currency for attribute in pack.attributes):
        return (
            "Each sum is in the money of its place, with its sign before it, as it was listed: I "
            f"do not convert. Sums without a sign are in {named}."
        )
    return f"All sums that I show are in {named}, unless a listing's own words say otherwise."


def humane(topic: Topic | None) -> str:
    """A short kind sentence to what a person told of themselves; empty where it was nothing."""
    return {
        "grief": "I am sorry for your loss.",
        "hardship": "I am sorry to hear that; it cannot have been easy.",
        "joy": "How nice to hear, congratulations.",
        "kind": "Thank you, that is kind of you.",
    }.get(topic or "", "")


def pleasantry(heard: Heard, titles: Sequence[str], pending: Question | None, pack: Pack) -> str:
    """What is said to thanks and small talk, before the question again; ``titles`` are those of
    the items that were spoken of.
    """
    kind = humane(heard.topic) or ("You are welcome." if "thanks" in heard.acts else "I see.")
    attribute = _pending_attribute(pack, pending)
    if attribute is not None and attribute.ask:
        return f"{kind}\n\n{attribute.ask}"
    if titles:
        named = joined([f"“{title}”" for title in titles])
        return f"{kind} You can ask me anything about {named}, or for more like it."
    return kind if "thanks" in heard.acts else f"{kind} {ASK_MORE}"


def foreign(language: str) -> str:
    """In the person's own language, that English is understood; English where it is not known."""
    return str(table("languages").get(language) or table("languages")["en"])


def listed(
    count: int, items: Sequence[Item], order: Order | None, wishes: Sequence[Wish], pack: Pack
) -> str:
    """An answer about the catalogue as a whole: how many fit, by which limits, and the first by
    some attribute.
    """
    noun = pack.noun.one if count == 1 else pack.noun.many
    limits = said_limits(wishes, pack)
    by = f" ({'; '.join(limits)})" if limits else ""
    fits = f"{count:,} {noun} {'meets' if count == 1 else 'meet'} all of what I noted{by}."
    if not count:
        fits = f"No {pack.noun.one} meets all of what I noted{by}."
    if not limits:
        fits = (
            f"There are {count:,} {noun}; what you told me so far orders them and rules none out."
        )
    if order is None:
        return fits
    attribute = pack.attribute(order.attribute)
    if not items:
        return f"{fits} None of them states its {attribute.label.lower()}."
    head = "the highest first" if order.most else "the lowest first"
    lines = [f"{n}. {i.title}: {say_item(i, attribute, pack)}" for n, i in enumerate(items, 1)]
    return "\n".join([f"{fits} By {attribute.label.lower()}, {head}:", *lines])


def said_limits(wishes: Sequence[Wish], pack: Pack) -> list[str]:
    """What rules items out in words, alternatives together; words are only compared by their
    meaning.
    """
    own: dict[str, list[Wish]] = {}
    for wish in wishes:
        if wish.value is not None and pack.attribute(wish.attribute).type is not Kind.TEXT:
            own.setdefault(wish.attribute, []).append(wish)
    said = []
    for id, group in own.items():
        attribute = pack.attribute(id)
        wanted = [w for w in group if w.stance == "want"]
        must = " (must have)" if any(w.must for w in wanted) else ""
        for one in to_meet(wanted, attribute.type):
            said.append(f"{attribute.label}: {said_alternatives(one, attribute, pack)}{must}")
        said += [say_wish(w, pack) for w in group if w.stance == "avoid"]
    return said


def where(counts: Mapping[Place, int], asked: str, pack: Pack) -> str:
    """Which towns, states or countries the catalogue has, those with most first; ``asked`` is the
    question.
    """
    said = {stem(fold(word.text)) for word in words(asked)}
    held = [kind for kind in NARROWEST if any(place.kind == kind for place in counts)]
    level = next((kind for kind in held if said & LEVELS.get(kind, set())), [*held, "city"][0])
    named = sorted((p for p in counts if p.kind == level), key=lambda p: (-counts[p], p.name))
    told = [f"{place.name} ({counts[place]:,})" for place in named[:MOST_PLACES]]
    rest = len(named) - len(told)
    return f"I have {pack.noun.many} in {joined([*told, *([f'{rest} more'] if rest else [])])}."


def held_there(places: Sequence[Place], count: int, items: Sequence[Item], pack: Pack) -> str:
    """How many there are in places that a question names, by name where they are few."""
    there = joined([place.name for place in places], "or")
    if not count:
        return f"I have no {pack.noun.one} in {there}."
    noun = pack.noun.one if count == 1 else pack.noun.many
    names = joined([f"“{item.title}”" for item in items])
    return f"I have {count:,} {noun} in {there}{f': {names}' if names else ''}."


def _pending_attribute(pack: Pack, pending: Question | None) -> Attribute | None:
    if pending is None:
        return None
    return next((a for a in pack.attributes if a.id == pending.attribute), None)
