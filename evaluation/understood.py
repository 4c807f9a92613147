"""How well written people are understood: their words held against the item they looked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from agent.listening import Listener
from core.model import Frozen, Item, Kind
from domains import Pack
from evaluation.labels import Labelled, Truth, shrugs
from evaluation.labels import Person as Speaker
from evaluation.listening import Scorer
from evaluation.people.person import Person
from tools.desk import Desk


class Understood(Frozen):
    """Listening to the answers about one attribute, or of one kind (in brackets).

    ``answers`` say something that can be checked; ``precision``, ``recall`` and ``f1`` are shares.
    """

    answers: int
    precision: float
    recall: float
    f1: float


async def understood(
    desk: Desk, listener: Listener, people: Sequence[Person]
) -> Mapping[str, Understood]:
    """Every answer of these people, heard as the answer to its question, by attribute.

    An answer is right when it means what the catalogue states of the item looked for; attributes
    that the item does not state are left out.
    """
    wanted = [person.target for person in people]
    items = {item.id: item for item in await desk.items(wanted)}
    speakers = [_speaker(p, items[p.target], desk.pack) for p in people if p.target in items]
    labelled = Labelled(desk.pack, speakers)
    scorer = Scorer(labelled, listener, speakers, shrugs(labelled))
    scorer.run()
    return {
        id: Understood(
            answers=tally.answers,
            precision=round(tally.precision, 4),
            recall=round(tally.recall, 4),
            f1=round(tally.f1, 4),
        )
        for id, tally in scorer.tallies.items()
    }


def _speaker(person: Person, item: Item, pack: Pack) -> Speaker:
    change = next(iter(person.changes.items()), None)
    return Speaker(
        opening=person.opening,
        answers=person.answers,
        truth={a.id: _truth(item, a.id, a.type) for a in pack.attributes},
        exclusions=person.exclusions,
        correction=change and {"after": change[0], "wrong": change[1].first, "say": change[1].then},
    )


def _truth(item: Item, id: str, kind: Kind) -> Truth:
    stated = item.attributes.get(id)
    if stated is None or kind is Kind.TEXT:
        return None
    value = stated.value
    if isinstance(value, tuple):
        places = tuple(v for v in value if not isinstance(v, str))
        return places or frozenset(v for v in value if isinstance(v, str))
    return value
