"""Files to take away: judged conversations, and cases for the evaluation."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Literal

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response, StreamingResponse

from conversations.audit import note
from conversations.review.cases import cases
from conversations.review.queue import Filter
from conversations.review.transfer import Format, exported
from core.database import Pool, lent
from core.patience import GATHERING
from ui.headers import BY_AI
from ui.identity import Reviewer
from ui.review.asked import filter_of
from ui.review.desk import Store
from ui.review.doors import ROOT
from ui.review.pages import PRIVATE

router = APIRouter(prefix=ROOT, include_in_schema=False)
TYPES: dict[Format, str] = {"jsonl": "application/jsonl", "csv": "text/csv; charset=utf-8"}
KINDS: dict[str, bool] = {"people": False, "utterances": True}


@router.get("/export.{format}")
async def export(
    format: Literal["jsonl", "csv"], request: Request, me: Reviewer, pool: Store
) -> Response:
    """The judged conversations that fit the filter, with labels and notes."""
    lines = _lines(pool, filter_of(request.query_params), format, me.name)
    headers = {**BY_AI, **_named(f"review.{format}")}
    return StreamingResponse(lines, media_type=TYPES[format], headers=headers)


async def _lines(pool: Pool, filter: Filter, format: Format, who: str) -> AsyncIterator[str]:
    async with pool.connection() as connection:
        async for line in exported(connection, filter, format, who):
            yield line


@router.get("/cases/{pack}/{kind}.jsonl")
async def cases_file(pack: str, kind: str, me: Reviewer, pool: Store) -> Response:
    """The people of a pack for ``firstfive evaluate``, or its utterances for listening."""
    if kind not in KINDS or "\0" in pack:
        raise HTTPException(404)
    async with lent(pool, GATHERING) as connection:
        found = await cases(connection, pack, utterances=KINDS[kind])
        await note(connection, me.name, "cases exported", pack, {"kind": kind, "cases": len(found)})
    text = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in found)
    return Response(text, media_type=TYPES["jsonl"], headers=_named(f"{pack}-{kind}.jsonl"))


def _named(name: str) -> dict[str, str]:
    safe = "".join(c if (c.isalnum() and c.isascii()) or c in ".-_" else "_" for c in name)
    return {**PRIVATE, "Content-Disposition": f'attachment; filename="{safe}"'}
