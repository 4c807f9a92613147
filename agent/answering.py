"""Answers that are neither question nor five: explanations, the profile, the list."""

from __future__ import annotations

from collections.abc import Sequence

from agent.listing import Order
from agent.wording import say_item, say_wish
from core.model import Act, Heard, Item, Wish
from core.reply import Question
from domains import Attribute, Pack
from readers.tables import table

NOT_CAUGHT = "I did not catch that. Please say it another way, or press one of the buttons."
FAREWELL = "Thank you for talking with me. This conversation stays here if you come back."
ASK_MORE = "Tell me in a sentence what you are looking for, and I will find it."
NOTHING_SHOWN = "I have not shown you anything yet."
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


def explain(pack: Pack, pending: Question | None, heard: Heard) -> str:
    """What an attribute means: the one named, else the pending one."""
    named = next((r.attribute for r in heard.readings), None)
    attribute = pack.attribute(named) if named else _pending_attribute(pack, pending)
    if attribute is None:
        return ASK_MORE
    meaning = (
        attribute.explain or f"{attribute.label} is one of the things each {pack.noun.one} has."
    )
    return f"{meaning}\n\n{attribute.ask}".strip()


def profile(wishes: Sequence[Wish], pack: Pack) -> str:
    """What is known of the person's wishes."""
    if not wishes:
        return "So far I know nothing of what you want. " + ASK_MORE
    lines = [say_wish(wish, pack) for wish in wishes]
    return "This is what I know so far. " + "; ".join(lines) + "."


def service(pack: Pack, count: int) -> str:
    """What this is, what it does, who reads along, and what it costs."""
    return (
        f"{pack.disclosure} I ask a few short questions and show the five of {count:,} "
        f"{pack.noun.many} that fit best, each with what its listing says. Using me costs nothing. "
        "What you write stays with this conversation so that you can go on later; the people who "
        "run this service may read it, without your contact details, to make it better, and you "
        "can have it erased. You can also ask for a person."
    )


def pleasantry(acts: Sequence[Act], pending: Question | None, pack: Pack) -> str:
    """What is said to thanks and small talk, before the question again."""
    kind = "You are welcome." if "thanks" in acts else "That is kind of you to tell me."
    attribute = _pending_attribute(pack, pending)
    if attribute is not None and attribute.ask:
        return f"{kind}\n\n{attribute.ask}"
    return kind if "thanks" in acts else f"{kind} {ASK_MORE}"


def foreign(language: str) -> str:
    """In the person's own language, that English is understood; English where it is not known."""
    return str(table("languages").get(language) or table("languages")["en"])


def listed(count: int, items: Sequence[Item], order: Order | None, pack: Pack) -> str:
    """An answer about the catalogue as a whole: how many fit, and the first by some attribute."""
    noun = pack.noun.one if count == 1 else pack.noun.many
    fits = f"{count:,} {noun} {'fits' if count == 1 else 'fit'} what you told me so far."
    if order is None:
        return fits
    attribute = pack.attribute(order.attribute)
    if not items:
        return f"{fits} None of them states its {attribute.label.lower()}."
    head = "the highest first" if order.most else "the lowest first"
    lines = [f"{n}. {i.title}: {say_item(i, attribute, pack)}" for n, i in enumerate(items, 1)]
    return "\n".join([f"{fits} By {attribute.label.lower()}, {head}:", *lines])


def _pending_attribute(pack: Pack, pending: Question | None) -> Attribute | None:
    if pending is None:
        return None
    return next((a for a in pack.attributes if a.id == pending.attribute), None)
