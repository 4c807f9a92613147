from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from agent.belief import Belief, settle
from agent.decision import Interview, decide, enough, expected_total, idle_questions
from agent.parameters import Parameters
from agent.worth import Worth
from catalogue.snapshot import Snapshot
from core.model import Act, Heard, Wish
from domains import Pack

N = 12


def even(p: Parameters) -> Belief:
    return settle(np.zeros(N, dtype=np.float32), np.ones(N, dtype=np.bool_), p)


def interview(**more: Any) -> Interview:
    base: dict[str, Any] = {
        "wishes": (), "asked": (), "idle": 0, "finished": False, "typed": False, "cap": 8,
    }  # fmt: skip
    return Interview(**{**base, **more})


def act_of(pack: Pack, snapshot: Snapshot, p: Parameters, *acts: Act, **more: object) -> str:
    return decide(pack, snapshot, Heard(acts=acts), even(p), interview(**more), p).act


def test_it_asks_what_pays_most_per_second(
    pack: Pack, snapshot: Snapshot, parameters: Parameters
) -> None:
    decision = decide(
        pack, snapshot, Heard(acts=("answer",)), even(parameters), interview(), parameters
    )
    assert decision.act == "ask"
    assert decision.attribute == decision.worths[0].attribute
    rates = [worth.rate for worth in decision.worths]
    assert rates == sorted(rates, reverse=True)


def test_it_never_asks_what_is_known_or_was_asked(
    pack: Pack, snapshot: Snapshot, parameters: Parameters
) -> None:
    decision = decide(
        pack,
        snapshot,
        Heard(acts=("answer",)),
        even(parameters),
        interview(asked=("price",), wishes=(Wish(attribute="kind", value="bakery"),)),
        parameters,
    )
    assert {worth.attribute for worth in decision.worths}.isdisjoint({"price", "kind"})


@pytest.mark.parametrize(
    ("acts", "more", "expected"),
    [
        (("show",), {}, "recommend"),
        (("answer",), {"asked": tuple("abcdefgh")}, "recommend"),
        (("answer",), {"finished": True}, "recommend"),
        (("answer",), {"cap": 0}, "recommend"),
        (("why",), {}, "answer"),
        (("explain",), {}, "answer"),
        (("human",), {"finished": True}, "answer"),
        (("answer",), {"idle": 12}, "recommend"),
    ],
)
def test_acts(
    pack: Pack,
    snapshot: Snapshot,
    parameters: Parameters,
    acts: tuple[Act, ...],
    more: dict[str, object],
    expected: str,
) -> None:
    assert act_of(pack, snapshot, parameters, *acts, **more) == expected


def test_nothing_allowed_offers_to_relax(
    pack: Pack, snapshot: Snapshot, parameters: Parameters
) -> None:
    none = settle(np.zeros(N, dtype=np.float32), np.zeros(N, dtype=np.bool_), parameters)
    decision = decide(pack, snapshot, Heard(acts=("answer",)), none, interview(), parameters)
    assert decision.act == "relax"


def test_it_stops_when_sure_or_when_asking_no_longer_pays(parameters: Parameters) -> None:
    belief = even(parameters)
    dear = Worth("kind", gain=parameters.stop_gain_per_second * 5, seconds=10)
    good = Worth("kind", gain=parameters.stop_gain_per_second * 30, seconds=10)
    assert enough(belief, dear, 0, parameters)
    assert not enough(belief, good, 0, parameters)
    assert enough(belief, good, 2, parameters)


@pytest.mark.parametrize(
    ("asked", "told", "idle"),
    [((), (), 0), (("a", "b"), ("b",), 0), (("a", "b", "c"), ("a",), 2), (("a", "b"), (), 2)],
)
def test_idle_questions(asked: tuple[str, ...], told: tuple[str, ...], idle: int) -> None:
    assert idle_questions(asked, told) == idle


def test_progress_is_honest_about_the_end(
    pack: Pack, snapshot: Snapshot, parameters: Parameters
) -> None:
    belief = even(parameters)
    decision = decide(pack, snapshot, Heard(acts=("answer",)), belief, interview(), parameters)
    total = expected_total(2, decision, belief, parameters)
    assert total is not None
    assert total > 2
