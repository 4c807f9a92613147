"""What a reviewer does with a conversation: claim, label, judge, redact, erase, learn from it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from conversations.review import cases, claims, labels, redactions
from conversations.review.expected import reading_of
from conversations.review.reading import may_see_personal, open_conversation
from core.database import Connection
from core.errors import FirstFiveError, InvalidMessage, UnknownConversation
from domains import load_pack
from ui.api import TheAgent
from ui.identity import Reviewer
from ui.review.asked import address, form
from ui.review.desk import Store, TheSettings, done, refused
from ui.review.doors import ROOT

router = APIRouter(prefix=f"{ROOT}/conversations/{{conversation_id}}", include_in_schema=False)
Form = Annotated[dict[str, str], Depends(form)]


def _back(request: Request, anchor: str = "") -> str:
    """The conversation's page, with the filter of the queue it was reached from."""
    query = address(request.query_params)
    id = request.path_params["conversation_id"]
    return f"{ROOT}/conversations/{id}{'?' if query else ''}{query}{anchor}"


@router.post("/claim")
async def claim(conversation_id: str, request: Request, me: Reviewer, pool: Store) -> Response:
    """Keep it from other reviewers for a while."""

    async def act(connection: Connection) -> None:
        await claims.claim(connection, conversation_id, me.name)

    return await done(pool, act, _back(request))


@router.post("/release")
async def release(conversation_id: str, request: Request, me: Reviewer, pool: Store) -> Response:
    """Give it back to the others."""

    async def act(connection: Connection) -> None:
        await claims.release(connection, conversation_id, me.name)

    return await done(pool, act, _back(request))


@router.post("/labels")
async def label(
    conversation_id: str, request: Request, fields: Form, me: Reviewer, pool: Store
) -> Response:
    """Give a label to a turn or the whole, or take it away again."""
    try:
        turn = _turn(fields.get("turn", ""))
    except InvalidMessage as error:
        return refused(error, _back(request))

    async def act(connection: Connection) -> None:
        await labels.toggle(connection, conversation_id, turn, fields.get("label", ""), me.name)

    return await done(pool, act, _back(request, f"#turn-{turn or 'all'}"))


@router.post("/judgement")
async def judge(
    conversation_id: str, request: Request, fields: Form, me: Reviewer, pool: Store
) -> Response:
    """Say that one has read it to its end."""

    async def act(connection: Connection) -> None:
        await labels.judge(connection, conversation_id, me.name, fields.get("note", ""))

    return await done(pool, act, _back(request, "#turn-all"))


@router.post("/redactions")
async def redact(
    conversation_id: str, request: Request, fields: Form, me: Reviewer, pool: Store
) -> Response:
    """Hide words of it from every reviewer."""

    async def act(connection: Connection) -> None:
        await redactions.redact_words(connection, conversation_id, fields.get("words", ""), me.name)

    return await done(pool, act, _back(request, "#hidden"))


@router.post("/redactions/{redaction}/lift")
async def lift(
    conversation_id: str, redaction: int, request: Request, me: Reviewer, pool: Store
) -> Response:
    """Show redacted words again; for those who may see personal data."""

    async def act(connection: Connection) -> None:
        if not await may_see_personal(connection, me.user_id):
            raise UnknownConversation
        await redactions.lift(connection, conversation_id, redaction, me.name)

    return await done(pool, act, _back(request, "#hidden"))


@router.post("/erasure")
async def erase(
    conversation_id: str, request: Request, fields: Form, me: Reviewer, agent: TheAgent
) -> Response:
    """Erase it at the person's wish, or close it where it must be kept."""
    query = address(request.query_params)
    try:
        if fields.get("sure") != "yes":
            raise InvalidMessage("Please tick that the person has asked for it.")
        await agent.erase(conversation_id, me.name)
    except FirstFiveError as error:
        return refused(error, _back(request))
    return RedirectResponse(f"{ROOT}{'?' if query else ''}{query}", 303)


@router.post("/case")
async def case(
    conversation_id: str, request: Request, fields: Form, me: Reviewer, pool: Store
) -> Response:
    """Make it an evaluation case: the person and the items they accept."""

    async def act(connection: Connection) -> None:
        found = await open_conversation(connection, conversation_id, me.name)
        accepted = [id.strip() for id in fields.get("accept", "").splitlines() if id.strip()]
        person = cases.person_of(found, accepted)
        await cases.add_case(connection, found, None, person, me.name)

    return await done(pool, act, _back(request, "#use"))


@router.post("/utterance")
async def utterance(
    conversation_id: str, request: Request, fields: Form, me: Reviewer, pool: Store,
    settings: TheSettings,
) -> Response:  # fmt: skip
    """Make a wrong reading a listening case: what should have been read."""

    async def act(connection: Connection) -> None:
        found = await open_conversation(connection, conversation_id, me.name)
        pack = load_pack(found.conversation.pack, settings.packs_dir)
        turn = _turn(fields.get("turn", "")) or 0
        stance, value = fields.get("stance", "want"), fields.get("value", "")
        expected = reading_of(pack, fields.get("attribute", ""), stance, value)
        body = cases.utterance_of(found, turn, expected)
        await cases.add_case(connection, found, turn, body, me.name)

    return await done(pool, act, _back(request, f"#turn-{fields.get('turn', '')}"))


def _turn(text: str) -> int | None:
    """The number of a turn; None for the whole conversation.

    Raises:
        InvalidMessage: neither.
    """
    if text in ("", "all"):
        return None
    if not text.isdecimal() or len(text) > 6:
        raise InvalidMessage("turn: a number.")
    return int(text)
