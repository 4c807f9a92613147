"""Which servers are too old, and how an error is put."""

from __future__ import annotations

import psycopg
import pytest

from core.database import explain, too_old


@pytest.mark.parametrize(
    ("postgres", "pgvector", "problem"),
    [
        (160000, "0.8.4", None),
        (180004, "0.10.0", None),
        (180004, "1.0", None),
        (150009, "0.8.5", "Postgres 15; 16"),
        (160002, "0.8.3", "pgvector 0.8.3; 0.8.4"),
        (160002, "0.8", "pgvector 0.8; 0.8.4"),
        (160002, None, "pgvector None"),
    ],
)
def test_too_old(postgres: int, pgvector: str | None, problem: str | None) -> None:
    said = too_old(postgres, pgvector)
    assert said is None if problem is None else problem in str(said)


def test_an_error_is_one_sentence() -> None:
    assert explain(psycopg.OperationalError("broken.\nDETAIL: more")) == "broken."
    assert explain(psycopg.OperationalError()) == "OperationalError."
