"""Puts the chat into the one web application, at /chat."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import RedirectResponse

from core.settings import Settings
from ui.chat.door import Door, without_foreign_links
from ui.chat.folder import prepare_folder
from ui.runtime import set_limits

PATH = "/chat"


def mount_chat(app: FastAPI, settings: Settings) -> None:
    """Mount the chat at ``/chat``; it talks to the agent that ``ui.runtime`` holds.

    The chat server keeps one application and one configuration per process: the data folder of the
    first call in a process stays in use. Importing it takes seconds, hence here.
    """
    if "chainlit" not in sys.modules:
        os.environ["CHAINLIT_APP_ROOT"] = str(prepare_folder(settings.data_dir))
    set_limits(getattr(app.state, "limits", None))
    os.environ["CHAINLIT_ROOT_PATH"] = PATH
    os.environ["CHAINLIT_PARENT_ROOT_PATH"] = app.root_path.rstrip("/")

    from chainlit.config import config, load_module
    from chainlit.server import app as chat
    from chainlit.server import get_html_template, sio

    sio.eio.cors_allowed_origins = None  # the library's same-origin check; the default is none
    if config.code.on_message is None:
        config.run.module_name = str(Path(__file__).with_name("app.py"))
        load_module(config.run.module_name)
    root = app.root_path.rstrip("/") + PATH

    def page() -> str:
        return without_foreign_links(get_html_template(root))  # type: ignore[no-untyped-call]

    app.add_route(PATH, to_the_page, methods=["GET", "HEAD"], include_in_schema=False)
    app.mount(PATH, Door(chat, page))


async def to_the_page(request: Request) -> RedirectResponse:
    """The page is ``/chat/``: its scripts and cookies lie below that slash."""
    return RedirectResponse(request.url.replace(path=request.url.path + "/"))
