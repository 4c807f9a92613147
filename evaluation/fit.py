"""Fits the parameters of the belief to written people: ``python -m evaluation.fit --help``.

Maximum likelihood of the item each person looks for, given their opening and a random few of their
answers (conditional logit; McFadden 1974), by a pattern search in the logarithms of the parameters
(Hooke & Jeeves 1961) inside bounds that keep every answer fallible. Folds of people tell how well
the fit carries over to people it has not seen.
"""

from __future__ import annotations

import argparse
import asyncio
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.progress import Progress

from agent.opening import OPENING
from agent.parameters import Parameters, load_parameters
from agent.session import open_agent
from core.model import Wish
from core.settings import read_settings
from evaluation.hearing_people import Answer, HeardPerson, People, hear_people, logits, profile

BOUNDS: Mapping[str, tuple[float, float]] = {
    "beta_opening": (1, 40),
    "beta_text": (1, 40),
    "beta_rest": (0.1, 40),
    "beta_words": (0.01, 1),
    "error_said": (0.01, 0.5),
    "soften": (0.2, 1.5),
    "spread_number": (0.02, 1),
    "spread_money": (0.05, 1),
    "broad": (0.1, 0.9),
    "spread_years": (0.1, 4),
    "near_bound": (0.05, 2),
    "spread_km": (5, 300),
    "tag_missing": (0.01, 0.9),
}
"""What is fitted, and within which limits."""

MOST_ANSWERS = 6
DRAWS = 3
ROUNDS = 6
TARGET = Path("agent/parameters.json")


@dataclass(frozen=True)
class Case:
    """One person after some of their answers."""

    people: People
    person: HeardPerson
    answers: tuple[Answer, ...]
    wishes: tuple[Wish, ...]


@dataclass(frozen=True)
class Score:
    """Means over cases: negative log-likelihood (nats), hit@5, and P(match in five) predicted."""

    loss: float
    hit: float
    predicted: float


def cases_of(groups: Sequence[People], seed: int) -> list[Case]:
    """Each person after their opening and a few random answers, several times."""
    rng = np.random.default_rng(seed)
    cases = []
    for people in groups:
        for person in people.people:
            order = [id for id in person.answers if id != OPENING]
            for _ in range(DRAWS):
                some = rng.permutation(order)[: rng.integers(0, MOST_ANSWERS)]
                answers = tuple(person.answers[id] for id in (OPENING, *some))
                cases.append(Case(people, person, answers, profile(answers, people.served)))
    return cases


def score(cases: Sequence[Case], p: Parameters) -> Score:
    """How well these parameters explain the cases."""
    return Score(*np.mean([_one(case, p) for case in cases], axis=0))


def _one(case: Case, p: Parameters) -> tuple[float, float, float]:
    z = logits(case.answers, case.wishes, case.people.served, p)
    posterior = np.exp(z - z.max())
    posterior = (1 - p.uniform) * posterior / posterior.sum() + p.uniform / len(z)
    five = np.argsort(-z)[:5]
    hit = bool(set(five.tolist()) & set(case.person.targets))
    loss = -np.log(posterior[list(case.person.targets)].sum())
    return float(loss), float(hit), float(posterior[five].sum())


def search(
    cases: Sequence[Case], start: Parameters, advance: Callable[[], None] = lambda: None
) -> Parameters:
    """The pattern search: one parameter at a time, up or down, with steps that adapt."""
    best, loss = start, score(cases, start).loss
    steps = dict.fromkeys(BOUNDS, 0.5)
    for _ in range(ROUNDS):
        for name in BOUNDS:
            best, loss, steps[name] = _along(name, steps[name], cases, best, loss)
            advance()
    return best


def _along(
    name: str, step: float, cases: Sequence[Case], best: Parameters, loss: float
) -> tuple[Parameters, float, float]:
    low, high = BOUNDS[name]
    for direction in (step, -step):
        value = float(np.clip(getattr(best, name) * np.exp(direction), low, high))
        tried = best.model_copy(update={name: round(value, 5)})
        found = score(cases, tried).loss
        if found < loss - 1e-5:
            return tried, found, step * 1.3
    return best, loss, step * 0.45


def folds_of(cases: Sequence[Case], folds: int) -> list[tuple[list[Case], list[Case]]]:
    """Training and test cases of each fold; a person's cases stay together."""
    ids = list(dict.fromkeys(case.person.id for case in cases))
    fold = {id: n % folds for n, id in enumerate(ids)}
    return [
        (
            [c for c in cases if fold[c.person.id] != f],
            [c for c in cases if fold[c.person.id] == f],
        )
        for f in range(folds)
    ]


async def read_groups(given: argparse.Namespace, progress: Progress) -> list[People]:
    """Everybody named on the command line, heard."""
    task = progress.add_task("Hearing people", total=None)
    groups = []
    async with open_agent(read_settings(data_dir=given.data_dir)) as agent:
        packs: dict[str, list[Path]] = {}
        for pair in given.people:
            pack, _, file = pair.partition("=")
            packs.setdefault(pack, []).append(Path(file))
        for pack, files in packs.items():
            groups.append(await hear_people(agent, pack, files, lambda: progress.advance(task)))
    return groups


def provenance(groups: Sequence[People], held_out: Sequence[Score], seed: int) -> str:
    """Where fitted parameters come from, in one line."""
    who = ", ".join(f"{len(g.people)} people of {g.served.pack.id}" for g in groups)
    loss = np.mean([s.loss for s in held_out])
    hit = np.mean([s.hit for s in held_out])
    return (
        f"evaluation.fit {date.today()}: {who}; seed {seed}; held-out folds: "
        f"loss {loss:.3f} nats, hit@5 {hit:.3f} after 0 to {MOST_ANSWERS - 1} answers"
    )


def store(fitted: Parameters) -> None:
    """Write the parameters that ship."""
    TARGET.write_text(json.dumps(fitted.model_dump(), indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Read the arguments, fit, print, write."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0] if __doc__ else "")
    parser.add_argument("people", nargs="+", metavar="PACK=FILE", help="written people")
    parser.add_argument("--data-dir", type=Path, help="where the catalogues are ingested")
    parser.add_argument("--folds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--write", action="store_true", help=f"write {TARGET}")
    given = parser.parse_args()
    console = Console()
    with Progress(console=console, transient=True) as progress:
        groups = asyncio.run(read_groups(given, progress))
        cases = cases_of(groups, given.seed)
        total = (given.folds + 1) * ROUNDS * len(BOUNDS)
        task = progress.add_task("Fitting", total=total)

        def advance() -> None:
            progress.advance(task)

        start = load_parameters()
        held_out = [
            score(test, search(train, start, advance))
            for train, test in folds_of(cases, given.folds)
        ]
        fitted = search(cases, start, advance)
    fitted = fitted.model_copy(update={"provenance": provenance(groups, held_out, given.seed)})
    console.print(f"before  {score(cases, start)}\nfitted  {score(cases, fitted)}")
    console.print(fitted.model_dump())
    if given.write:
        store(fitted)


if __name__ == "__main__":
    main()
