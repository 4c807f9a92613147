"""The desk behind the real server: people of every role, and conversations to review."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ACCESS = Path(__file__).parents[1] / "access" / "conftest.py"


def _access() -> Any:
    """What starts the product as a process of its own; ``tests`` is no package."""
    name = "firstfive_tests_access"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, ACCESS)
        assert spec is not None
        assert spec.loader is not None
        module = sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    return sys.modules[name]


site_of = _access().site_of


@pytest.fixture(scope="module")
def site(site_of: Any) -> Iterator[Any]:
    """The product, with two reviewers, an admin and a person."""
    with site_of() as started:
        for name, role in (("rita", "reviewer"), ("rolf", "reviewer"), ("anna", "admin")):
            started.add(name, role)
        started.add("paul")
        yield started


def say(browser: Any, *texts: str) -> str:
    """A new conversation in which these were said; its id."""
    begun = browser.post("/api/conversations").json()
    headers = {"Authorization": f"Bearer {begun['token']}"}
    for text in texts:
        path = f"/api/conversations/{begun['id']}/messages"
        assert browser.post(path, json={"text": text}, headers=headers).status_code == 200
    return str(begun["id"])


@pytest.fixture
def talk() -> Any:
    """Holds a conversation."""
    return say
