"""Tables of what models cost, and of what failing ones do."""

from __future__ import annotations

from io import StringIO

from rich.console import Console

from domains import load_pack
from evaluation.model_cost import Cost, system_prompt
from evaluation.model_cost import report as costs
from evaluation.model_faults import Pairs, arguments
from evaluation.model_faults import report as faults
from evaluation.talks import Talk
from models.call import Call, Outcome


def shown(table: object) -> str:
    console = Console(width=260, record=True, file=StringIO())
    console.print(table)
    return console.export_text()


def call(outcome: Outcome, milliseconds: float) -> Call:
    return Call(job="listen", model="m", outcome=outcome, attempts=1, milliseconds=milliseconds)


def test_a_fault_is_held_against_none() -> None:
    hit, miss = Talk(True, True, [10.0, 20.0]), Talk(False, False, [12.0, 30.0])
    pairs = Pairs("slow", [hit] * 4, [hit, hit, hit, miss])
    pairs.calls += [call("timeout", 1502.4), call("resting", 0.25), call("resting", 0.05)]
    told = shown(faults([pairs], 1.5))
    for part in ("3 of 4", "1.000", "0.750", "-0.2500", "1,502 ms of 1", "0.25 ms of 2"):
        assert part in told


def test_costs_are_means() -> None:
    told = shown(costs([Cost("FirstFive, typed", (0, 2), (0, 3000))]))
    assert "1.00 (0.00 to 2.00)" in told
    assert "1,500.00" in told


def test_the_plain_agent_knows_the_attributes() -> None:
    told = system_prompt(load_pack("businesses"))
    assert "asking_price" in told
    assert "{" + "noun}" not in told


def test_faults_can_be_picked() -> None:
    given = arguments(["businesses", "--people", "5", "--fault", "dead", "--fault", "slow"])
    assert (given.pack, given.people, given.fault) == ("businesses", 5, ["dead", "slow"])
