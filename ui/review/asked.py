"""What a request asks of the desk: a filter in its address, fields in its form."""

from __future__ import annotations

from datetime import date, datetime
from typing import get_args
from urllib.parse import parse_qs, urlencode

from starlette.datastructures import QueryParams
from starlette.requests import Request

from conversations.review.queue import Filter, Place, Sort, State
from conversations.storable import storable_text

KINDS = ("pack", "language", "outcome")
"""Kinds of tags with a field of their own; versions share one, and flags may be several."""

GREATEST = 1e6
YEARS = range(1970, 9000)
MOST_FIELDS = 50
LONGEST = 64_000
LONGEST_SEARCH = 500


def filter_of(query: QueryParams) -> Filter:
    """The filter of an address; what cannot be read is left out."""
    tags = [f"{kind}:{query[kind]}" for kind in KINDS if query.get(kind)]
    tags += [f"flag:{flag}" for flag in query.getlist("flag") if flag]
    tags += [query["version"]] if query.get("version") else []
    state, sort = query.get("state"), query.get("sort")
    return Filter.model_validate(
        {
            "tags": [storable_text(tag) for tag in tags],
            "since": _day(query.get("since")),
            "until": _day(query.get("until")),
            "words": query.get("q", "")[:LONGEST_SEARCH].strip(),
            "abandoned": query.get("abandoned") == "yes",
            "state": state if state in get_args(State) else "any",
            "sort": sort if sort in get_args(Sort) else "worth",
        }
    )


def place_in(query: QueryParams, sort: Sort) -> Place | None:
    """The place after which the queue goes on; None for its beginning."""
    key, _, id = query.get("after", "").rpartition("~")
    try:
        if sort == "worth":
            key = repr(min(GREATEST, max(-GREATEST, float(key))))
        else:
            key = datetime.fromisoformat(key).isoformat()
    except ValueError:
        return None
    return Place(key=key, id=storable_text(id))


def address(query: QueryParams, **more: str) -> str:
    """The query string of the same filter, with other fields put in; empty ones are left out."""
    kept = [(name, value) for name, value in query.multi_items() if name not in ("after", *more)]
    return urlencode([(name, value) for name, value in [*kept, *more.items()] if value])


async def form(request: Request) -> dict[str, str]:
    """The fields of a form; several of one name are joined by line breaks."""
    body = (await request.body())[:LONGEST].decode("utf-8", "replace")
    try:
        fields = parse_qs(body, keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        return {}
    return {name: "\n".join(values) for name, values in fields.items()}


def _day(text: str | None) -> date | None:
    try:
        day = date.fromisoformat(text) if text else None
    except ValueError:
        return None
    return day if day and day.year in YEARS else None
