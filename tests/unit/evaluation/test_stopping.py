from __future__ import annotations

import pytest

from agent.decision import StopRule
from evaluation.playing.played import Played, Point, Stop
from evaluation.stopping import frontier, held_out, outcome, quickest


def played(hits: list[bool], matches: list[float], idle: int = 0) -> Played:
    points = tuple(
        Point(hit, match, match, idle=idle, rate=0.003, seconds=60.0 + 30 * k)
        for k, (hit, match) in enumerate(zip(hits, matches, strict=True))
    )
    return Played("x", 0, points, Stop(points[0], 0, 0.0, ()))


QUICK = played([True, True, True], [0.82, 0.97, 0.99])
SLOW = played([False, False, True], [0.62, 0.72, 0.99])


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (StopRule(0.8, 0.001, 1.0), (1.0, 1.0, 90.0)),
        (StopRule(0.6, 0.001, 1.0), (0.5, 0.0, 60.0)),
        (StopRule(0.8, 0.004, 1.0), (0.5, 0.0, 60.0)),
        (StopRule(0.8, 0.004, 1.0, floor=0.99), (1.0, 1.0, 90.0)),
    ],
)
def test_a_rule_ends_each_interview_where_it_first_holds(
    rule: StopRule, expected: tuple[float, float, float]
) -> None:
    found = outcome([QUICK, SLOW], rule)
    assert (found.hit, found.questions, found.seconds) == expected


def test_answers_that_tell_nothing_tire() -> None:
    idle = played([False, False, False], [0.1, 0.2, 0.3], idle=2)
    assert outcome([idle], StopRule(0.9, 0.001, 1.0)).questions == 2
    assert outcome([idle], StopRule(0.9, 0.001, 2.0)).questions == 0


def test_the_quickest_rule_that_reaches_the_goal_is_chosen() -> None:
    groups = {"shops": [QUICK, SLOW] * 5}
    sure, hasty = quickest(groups, {"shops": 1.0}), quickest(groups, {"shops": 0.5})
    assert outcome(groups["shops"], sure).hit == 1.0
    assert outcome(groups["shops"], hasty).seconds < outcome(groups["shops"], sure).seconds
    assert held_out(groups, {"shops": 1.0})["shops"].hit == 1.0


def test_the_frontier_trades_time_for_hits() -> None:
    found = [outcomes["shops"] for _, outcomes in frontier({"shops": [QUICK, SLOW]})]
    assert [one.hit for one in found] == [0.5, 1.0]
    assert [one.seconds for one in found] == [60.0, 90.0]
