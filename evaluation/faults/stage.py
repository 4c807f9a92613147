"""Where faults are done: a product, its database behind a wire, and its language model."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Protocol

from evaluation.faults.product import Product
from evaluation.faults.server import DatabaseServer
from evaluation.faults.wire import Wire


class Model(Protocol):
    """A language model that answers as it is told to."""

    @property
    def asked(self) -> int:
        """How often it was asked something."""

    def well(self) -> None:
        """Answer usefully from now on."""

    def badly(self, how: str) -> None:
        """Answer in one of the ways of MISBEHAVIOUR from now on."""


class Browser(Protocol):
    """The chat's socket."""

    def drop(self, base: str, conversation: tuple[str, str], id: str, text: str) -> None:
        """Say something in a conversation (id and token), and lose the socket before the answer."""


@dataclass(frozen=True)
class Stage:
    """Everything that can break; ``folder`` is for files that a trial needs."""

    server: DatabaseServer
    wire: Wire
    product: Product
    model: Model
    browser: Browser
    folder: Path


Fault = Callable[[Stage, Random], AbstractContextManager[None]]
"""Does a fault while it is entered; what broke works again when it is left."""
