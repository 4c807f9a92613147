from catalogue.modelled.allowance import Allowance, Limits, Spent


def test_calls_and_tokens_a_minute_are_bounded_whoever_comes_first() -> None:
    calls = Allowance(Limits(calls=2, tokens=1_000_000, budget=None))
    assert [calls.take(10, 0.0) for _ in range(3)] == ["go", "go", "wait"]
    tokens = Allowance(Limits(calls=100, tokens=1_000, budget=None))
    assert [tokens.take(600, 0.0), tokens.take(600, 0.0), tokens.take(300, 0.0)] == [
        "go",
        "wait",
        "go",
    ]
    assert Allowance(Limits(5, 1_000, None)).take(9_000, 0.0) == "go"


def test_the_budget_counts_calls_under_way_as_what_they_may_cost() -> None:
    allowance = Allowance(Limits(calls=100, tokens=1_000_000, budget=1.0))
    assert [allowance.take(10, 0.4) for _ in range(3)] == ["go", "go", "spent"]
    allowance.settle(0.4, 900, 30, 0.1)
    assert allowance.take(10, 0.4) == "go"
    allowance.settle(0.4, 900, 30, 0.4)
    allowance.settle(0.4, 900, 30, 0.4)
    assert allowance.take(10, 0.4) == "spent"
    assert allowance.spent() == Spent(3, 2_700, 90, 0.9)


def test_a_cost_that_is_not_known_is_told_as_such() -> None:
    allowance = Allowance(Limits(calls=100, tokens=1_000_000, budget=None))
    allowance.take(10, 0.0)
    allowance.settle(0.0, 5, 5, None)
    assert allowance.spent().usd is None
