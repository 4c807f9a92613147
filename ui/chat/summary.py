"""The five on one page, to print or to save: with why they match, and who made the choice."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from babel.dates import format_date
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from core.errors import FirstFiveError, UnknownConversation
from core.reply import Reply
from ui.chat.draw import Sheet, draw_card
from ui.chat.known import installed_pack, known_lines
from ui.chat.language import language_of, words
from ui.chat.page import part
from ui.chat.visitor import sign_in_of, token_in
from ui.problems import of_error
from ui.runtime import get_agent, greet

PRIVATE = {"Cache-Control": "no-store"}


async def summary(request: Request) -> Response:
    """The page, for the browser that keeps the conversation, and for its owner."""
    try:
        transcript = await _read(request)
    except FirstFiveError as error:
        return of_error(error)
    headers, cookies = request.headers, request.headers.get("cookie", "")
    language = language_of(cookies, headers.get("accept-language", ""))
    told = told_of(transcript, language, now=datetime.now(UTC))
    if told is None:
        return PlainTextResponse(str(words(language)["summary_none"]), 404, headers=PRIVATE)
    saved = "save" in request.query_params
    name = {"Content-Disposition": 'attachment; filename="summary.html"'} if saved else {}
    return HTMLResponse(part("summary").render(**told, saved=saved), headers={**PRIVATE, **name})


def told_of(
    transcript: Mapping[str, Any], language: str, *, now: datetime
) -> dict[str, Any] | None:
    """What stands in the summary of a transcript; None where nothing was recommended."""
    replies = (turn["reply"] for turn in reversed(transcript["turns"]))
    five = next((reply for reply in replies if reply and reply["recommendations"]), None)
    if five is None:
        return None
    reply, said = Reply.model_validate(five), words(language)
    pack = installed_pack(str(transcript["domain"]))
    cards = reply.recommendations or ()
    sheet = Sheet(said, pack)
    return {
        "id": transcript["id"],
        "words": said,
        "language": language,
        "lang": pack.locale if pack else "",
        "date": format_date(now, "long", locale=language.replace("-", "_")),
        "wishes": known_lines(reply.profile, pack, said),
        "cards": [draw_card(card, n, len(cards), sheet) for n, card in enumerate(cards, 1)],
        "notices": reply.notices,
    }


async def _read(request: Request) -> dict[str, Any]:
    id, cookies = request.query_params.get("conversation", ""), request.headers.get("cookie", "")
    agent, token = get_agent(), token_in(cookies, id)
    if token is None or not await agent.authorised(id, token):
        guest = await greet(sign_in_of(cookies))
        if guest is None or not await guest.owns(id):
            raise UnknownConversation
    return await agent.transcript(id)
