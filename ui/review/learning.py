"""What is learnt: figures as pictures, agreement of reviewers, cases for the evaluation."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from conversations.audit import note
from conversations.review import opinions
from conversations.review.cases import counted_cases
from conversations.review.figures import figures
from conversations.review.queue import offered_tags
from conversations.review.rubric import rubric
from core.database import Connection, lent
from core.patience import GATHERING
from ui.identity import Reviewer
from ui.review.asked import filter_of, form
from ui.review.desk import Store, TheSettings, done
from ui.review.doors import ROOT
from ui.review.names import names_of
from ui.review.pages import page
from ui.review.pictures import pictures

router = APIRouter(prefix=ROOT, include_in_schema=False)
DAYS = 91


@router.get("/figures")
async def charts(request: Request, me: Reviewer, pool: Store, settings: TheSettings) -> Response:
    """Pictures of how conversations went; the last three months unless days are named."""
    pack, filter = request.query_params.get("pack") or None, filter_of(request.query_params)
    until = filter.until or datetime.now(UTC).date()
    since = filter.since or until - timedelta(days=DAYS)
    faults = tuple(label.id for label in rubric() if label.fault)
    async with lent(pool, GATHERING) as connection:
        found = await figures(connection, pack, since, until, faults)
        offered = await offered_tags(connection)
        await note(connection, me.name, "figures viewed", pack or "all packs")
    packs = offered.get("pack", [])
    named = [names_of(id, settings.packs_dir) for id in ([pack] if pack else packs)]
    labels = {id: label for names in reversed(named) for id, label in names.attributes.items()}
    labels |= {label.id: label.name for label in rubric()}
    return page(
        "figures", me=me, pictures=pictures(found, labels), packs=packs, pack=pack,
        since=since, until=until,
    )  # fmt: skip


@router.get("/opinions")
async def agreement(me: Reviewer, pool: Store) -> Response:
    """How far two reviewers agree, and who is asked for a second opinion."""
    async with lent(pool) as connection:
        units = await opinions.twice_judged(connection)
        people = await opinions.reviewers(connection)
        await note(connection, me.name, "agreement viewed", "review")
    return page(
        "opinions", me=me, agreements=opinions.agreements(units), people=people,
        names={label.id: label.name for label in rubric()} | {"any_fault": "Any fault at all"},
        conversations=sum(unit.n is None for unit in units),
    )  # fmt: skip


@router.post("/opinions")
async def ask(
    fields: Annotated[dict[str, str], Depends(form)], me: Reviewer, pool: Store
) -> Response:
    """Draw judged conversations for a second opinion."""
    number = fields.get("number", "")
    reviewer, today = fields.get("reviewer", ""), datetime.now(UTC).date().isoformat()

    async def act(connection: Connection) -> None:
        drawn = int(number) if number.isdecimal() and len(number) < 6 else 0
        await opinions.ask_opinions(connection, reviewer, drawn, today, me.name)

    return await done(pool, act, f"{ROOT}/opinions")


@router.get("/cases")
async def cases(me: Reviewer, pool: Store) -> Response:
    """The cases that were made of conversations."""
    async with lent(pool) as connection:
        counted = await counted_cases(connection)
        await note(connection, me.name, "cases viewed", "review")
    return page("cases", me=me, counted=counted)
