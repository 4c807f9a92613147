"""A model that keeps failing is left alone, and tried now and then."""

from __future__ import annotations

from models.breaker import FAILURES, LONGEST_REST, REST_SECONDS, Breaker


def failing(times: int, now: float = 0.0) -> Breaker:
    breaker = Breaker()
    for _ in range(times):
        breaker = breaker.failed(now)
    return breaker


def test_a_few_failures_change_nothing() -> None:
    assert failing(FAILURES - 1).allows(0)


def test_it_rests_and_is_tried_once() -> None:
    breaker = failing(FAILURES)
    assert not breaker.allows(REST_SECONDS - 1)
    assert breaker.allows(REST_SECONDS)
    trying = breaker.tried(REST_SECONDS)
    assert not trying.allows(REST_SECONDS + 1), "others wait for what comes of the trial"
    assert trying.allows(2 * REST_SECONDS), "a trial that was never heard of blocks nobody"


def test_every_failed_trial_doubles_the_rest() -> None:
    breaker = failing(FAILURES)
    again = breaker.tried(100).failed(100)
    assert not again.allows(100 + 2 * REST_SECONDS - 1)
    assert again.allows(100 + 2 * REST_SECONDS)
    assert failing(1000).allows(LONGEST_REST)


def test_a_call_before_it_rests_changes_nothing() -> None:
    assert Breaker(failures=1).tried(5) == Breaker(failures=1)
