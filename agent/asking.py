"""Questions and their quick replies, with counts of what each would leave."""

from __future__ import annotations

from agent.belief import Belief
from agent.buttons import buttons
from agent.listening.click import choice_id
from agent.values import values_of
from catalogue.snapshot import Snapshot
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
