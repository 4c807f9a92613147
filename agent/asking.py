"""Questions and their quick replies, with counts of what each would leave."""

from __future__ import annotations

from collections.abc import Sequence

from agent.belief import Belief
from agent.buttons import buttons
from agent.listening.click import choice_id
from agent.values import values_of
from agent.wording import joined
from catalogue.holding import holding
from catalogue.snapshot import Snapshot
from core.model import Place, Wish
from core.reply import Choice, Question
from domains import Attribute

ANY = Choice(id="any", label="Doesn't matter")
SHOW = Choice(id="show", label="Just show me")
ALWAYS = (ANY, SHOW)
"""The ways out of a question; "why" is understood too, and offered beside the question."""


def question(attribute: Attribute, snapshot: Snapshot, belief: Belief) -> Question:
    """The question about an attribute, its choices by how likely they are now."""
    column = snapshot.columns.get(attribute.id)
    shown = buttons(attribute, column, belief.candidates, belief.fitting)
    choices = [
        Choice(
            id=choice_id(attribute.id, button.value),
            label=button.label,
            count=button.count(belief.fitting),
        )
        for button in shown
    ]
    return Question(
        attribute=attribute.id,
        choices=(*choices, *ALWAYS),
        multiple=attribute.type.listed,
        free_text=True,
        why=attribute.why,
        more=max(0, len(values_of(column)) - len(shown)),
    )


def yes_or_no(attribute: str, purpose: str, why: str, yes: str, no: str) -> Question:
    """A question to settle one thing: relaxing a wish, or a contradiction."""
    return Question(
        attribute=attribute,
        purpose="relax" if purpose == "relax" else "confirm",
        choices=(Choice(id="yes", label=yes), Choice(id="no", label=no)),
        why=why,
    )


def nowhere(wishes: Sequence[Wish], snapshot: Snapshot, turn: int) -> str:
    """What is said of places wished just now of which the catalogue has nothing at all; empty where
    there are none.
    """
    missing = dict.fromkeys(
        wish.value.name
        for wish in wishes
        if wish.turn == turn
        and wish.stance == "want"
        and isinstance(wish.value, Place)
        and not _held(wish, wish.value, snapshot)
    )
    return f"I have nothing in {joined([*missing], 'or')}." if missing else ""


def _held(wish: Wish, place: Place, snapshot: Snapshot) -> bool:
    column = snapshot.columns.get(wish.attribute)
    return column is not None and bool((holding(column, place) & snapshot.available).any())
