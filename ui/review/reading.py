"""The queue, and one conversation."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from conversations.audit import note
from conversations.review.cases import interesting
from conversations.review.queue import PAGE, Filter, offered_tags, place_of, read_queue
from conversations.review.reading import Opened, beside, may_see_personal, open_conversation
from conversations.review.rubric import rubric
from conversations.sessions import Identity
from core.database import Connection, lent
from core.errors import InvalidMessage, UnknownConversation
from core.settings import Settings
from ui.headers import BY_AI
from ui.identity import Reviewer
from ui.review.asked import address, filter_of, form, place_in
from ui.review.desk import Store, TheSettings, refused
from ui.review.doors import ROOT
from ui.review.names import names_of
from ui.review.pages import page
from ui.review.sheet import sheet_of

router = APIRouter(prefix=ROOT, include_in_schema=False)
FLAGS = {
    "guardrail": "A guardrail stepped in",
    "low rating": "Low rating",
    "degraded": "Something was not available",
    "contradiction": "Contradicted themselves",
    "low match": "Improbable match",
    "long": "Long",
    "left late": "Left late, without the five",
}
CHIPS = {
    "guardrail stopped something": "a guardrail stopped something",
    "guardrail": "a guardrail changed something",
    "degraded": "not all was available",
    "low match": "improbable match",
    "long": "long talk",
}
STATES = {
    "any": "All conversations",
    "unread": "Nobody has judged it",
    "mine": "I am reading it",
    "judged": "Judged",
    "second": "My second opinion is asked for",
}
VERSIONS = ("pack version", "catalogue version", "embeddings version", "model", "prompt")


@router.get("")
async def queue(request: Request, me: Reviewer, pool: Store) -> Response:
    """Conversations that fit the filter."""
    query = request.query_params
    filter = filter_of(query)
    async with lent(pool) as connection:
        rows = await read_queue(connection, filter, me.name, place_in(query, filter.sort))
        offered = await offered_tags(connection)
        await note(connection, me.name, "queue viewed", "review", _told(filter, len(rows)))
    last = place_of(rows[-1], filter.sort) if len(rows) == PAGE else None
    return page(
        "queue",
        me=me,
        rows=rows,
        filter=filter,
        query=query,
        offered=offered,
        versions=[f"{kind}:{value}" for kind in VERSIONS for value in offered.get(kind, ())],
        flags=FLAGS,
        chips=CHIPS,
        states=STATES,
        here=address(query),
        more=address(query, after=f"{last.key}~{last.id}") if last else None,
        begun="after" not in query,
    )


def _told(filter: Filter, shown: int) -> dict[str, Any]:
    """What the audit says of a look at the queue: never the words that were searched."""
    told = filter.model_dump(mode="json", exclude={"words"}, exclude_defaults=True)
    return {**told, "searched": bool(filter.words), "shown": shown}


@router.get("/conversations/{conversation_id}")
async def conversation(
    conversation_id: str, request: Request, me: Reviewer, pool: Store, settings: TheSettings
) -> Response:
    """One conversation, without personal data."""
    async with lent(pool) as connection:
        found = await open_conversation(connection, conversation_id, me.name)
        return await _page(connection, found, request, me, settings)


@router.post("/conversations/{conversation_id}/personal")
async def personal(
    conversation_id: str, request: Request, me: Reviewer, pool: Store, settings: TheSettings
) -> Response:
    """One conversation with personal data, for those who may, and say why."""
    why = (await form(request)).get("why", "")
    async with lent(pool) as connection:
        if not await may_see_personal(connection, me.user_id):
            raise UnknownConversation
        try:
            found = await open_conversation(connection, conversation_id, me.name, why)
        except InvalidMessage as error:
            return refused(error, f"{ROOT}/conversations/{conversation_id}")
        return await _page(connection, found, request, me, settings)


async def _page(
    connection: Connection, found: Opened, request: Request, me: Identity, settings: Settings
) -> Response:
    filter, id = filter_of(request.query_params), found.conversation.id
    names = names_of(found.conversation.pack, settings.packs_dir)
    around = [await beside(connection, id, filter, me.name, back) for back in (True, False)]
    answer = page(
        "conversation",
        me=me,
        found=found,
        names=names,
        sheet=sheet_of(found, names),
        rubric=rubric(),
        mine={(one.n, one.label) for one in found.labels if one.reviewer == me.name},
        note=next((one.note for one in found.judgements if one.reviewer == me.name), ""),
        may_see=await may_see_personal(connection, me.user_id),
        accepted=interesting(found),
        previous=around[0].id if around[0] else None,
        following=around[1].id if around[1] else None,
        here=address(request.query_params),
    )
    answer.headers.update(BY_AI)
    return answer
