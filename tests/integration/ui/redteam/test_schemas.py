"""Whatever the API's description allows, and what it forbids: never a failure of the server."""

from __future__ import annotations

import logging
from collections.abc import Callable
from itertools import product
from typing import TYPE_CHECKING, Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis.core.result import Ok
from schemathesis.generation import GenerationMode

from tests.patience import PATIENCE

if TYPE_CHECKING:
    from tests.integration.ui.redteam.conftest import Target

SEED = 20261120
ROUNDS = 20
"""How often at most every operation is tried: some allow only a few different requests."""
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)


class Owner:
    """Somebody with a conversation that most requests are aimed at; a new one where it is gone."""

    def __init__(self, base: str) -> None:
        self._base = base
        self.path: dict[str, str] = {}
        self.headers: dict[str, str] = {}
        self.begin()

    def begin(self) -> None:
        """Begin a conversation."""
        begun = httpx.post(f"{self._base}/api/conversations", json={}, timeout=PATIENCE).json()
        self.path = {"conversation_id": begun["id"], "id": begun["id"]}
        self.headers = {"Authorization": f"Bearer {begun['token']}"}

    def send(self, case: Any, number: int) -> Any:
        """Send a case, three times of four to the conversation that exists."""
        if number % 4 and case.path_parameters:
            known = {name: self.path[name] for name in case.path_parameters if name in self.path}
            case.path_parameters = {**case.path_parameters, **known}
        headers = self.headers if number % 8 else None
        answer = case.call(base_url=self._base, headers=headers, timeout=PATIENCE)
        if case.method == "DELETE" and answer.status_code == 204:
            self.begin()
        return answer


@pytest.mark.filterwarnings("ignore")
def test_requests_of_every_sort(
    target: Target, trials: Callable[[int, int], int], tallied: Callable[..., Any]
) -> None:
    logging.getLogger("hypothesis").setLevel(logging.ERROR)
    tally = tallied("API requests answered with 5xx or nothing")
    described = httpx.get(f"{target.base}/api/openapi.json", timeout=PATIENCE).json()
    schema = schemathesis.openapi.from_dict(described)
    operations = [found.ok() for found in schema.get_all_operations() if isinstance(found, Ok)]
    assert len(operations) >= 6
    owner, each = Owner(target.base), trials(80, 11_000) // (len(operations) * len(MODES)) + 1
    for round in range(ROUNDS):
        for operation, mode in product(operations, MODES):
            if tally.trials < trials(80, 10_000):
                _try(operation, mode, owner, each, tally, SEED + round)
    assert httpx.get(f"{target.base}/healthz", timeout=PATIENCE).status_code == 200
    assert tally.met, tally.examples
    assert tally.trials >= trials(80, 10_000)


def _try(
    operation: Any, mode: GenerationMode, owner: Owner, each: int, tally: Any, number: int
) -> None:
    @seed(number)
    @settings(
        max_examples=each,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def send(case: Any) -> None:
        try:
            status = owner.send(case, tally.trials).status_code
        except OSError as error:
            tally.add(True, f"{operation.label}: {error!r}")
            return
        tally.add(status >= 500, f"{operation.label}: {status} {case.body!r}")

    try:
        send()
    except BaseException as error:
        if "Unsatisfiable" not in type(error).__name__:
            raise
