"""The checks of packages and secrets find what they should, and are quiet about the rest."""

from __future__ import annotations

from typing import Any

import pytest

from scripts.audit import new_secrets, weaknesses

FINE = {"name": "a", "version": "1", "vulns": []}
WEAK = {"name": "b", "version": "2", "vulns": [{"id": "X-1", "fix_versions": ["3"]}]}
UNKNOWN = {"name": "c", "skip_reason": "not found"}


@pytest.mark.parametrize(
    ("dependencies", "found"),
    [
        ([], None), ([UNKNOWN], None), ([FINE, UNKNOWN], []),
        ([FINE, WEAK], ["b 2: X-1, fixed in 3"]),
    ],
)  # fmt: skip
def test_advisories(dependencies: list[dict[str, Any]], found: list[str] | None) -> None:
    assert weaknesses({"dependencies": dependencies}) == found


def test_secrets() -> None:
    def secret(name: str, hash: str) -> dict[str, str]:
        return {"filename": name, "hashed_secret": hash, "type": "Key"}

    known = {"a.py": [secret("a.py", "1")]}
    found = {"a.py": [secret("a.py", "1"), secret("a.py", "2")], "b.py": [secret("b.py", "1")]}
    assert new_secrets(found, known) == ["a.py: Key", "b.py: Key"]
    assert new_secrets(known, known) == []
