"""The desk's pages as templates, and how figures stand in them."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse

from ui.review.names import OUTCOMES

PRIVATE = {"Cache-Control": "no-store"}


@cache
def environment() -> Environment:
    """The templates of ``ui/review/templates``, whose values are escaped."""
    made = Environment(
        loader=PackageLoader("ui.review"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.filters |= {"percent": percent, "outcome": outcome}
    return made


def outcome(name: str) -> str:
    """How a conversation went, as people read it."""
    return OUTCOMES.get(name, name)


def percent(share: float) -> str:
    """A share as people read it."""
    return "under 1%" if 0 < share < 0.01 else f"{share:.0%}"


def page(name: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A page; nobody but the browser's window keeps it."""
    text = environment().get_template(f"{name}.html").render(**values)
    return HTMLResponse(text, status, headers=PRIVATE)
