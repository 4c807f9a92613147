"""Puts the chat into the one web application, at /chat."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import RedirectResponse

from core.settings import Settings
from ui.chat.asked import Checked, narrow
from ui.chat.door import Door
from ui.chat.folder import prepare_folder
from ui.chat.page import Pages
from ui.chat.provider import PATH as AT_PROVIDER
from ui.chat.provider import doors, provided
from ui.chat.sign_in import Asked, environment, install
from ui.doorkeeper import Doorkeeper
from ui.problems import silence
from ui.runtime import set_greeter, set_limits

PATH = "/chat"


def mount_chat(app: FastAPI, settings: Settings) -> None:
    """Mount the chat at ``/chat``; it talks to the agent that ``ui.runtime`` holds.

    The chat server keeps one application and one configuration per process: the data folder of the
    first call in a process stays in use. Importing it takes seconds, hence here.

    Raises:
        BadSetting: an identity provider is set in part only.
    """
    doorkeeper: Doorkeeper = app.state.doorkeeper
    os.environ.update(environment(settings, doorkeeper.secret))
    if "chainlit" not in sys.modules:
        os.environ["CHAINLIT_APP_ROOT"] = str(prepare_folder(settings.data_dir))
    set_limits(app.state.limits)
    set_greeter(doorkeeper.guest)
    os.environ["CHAINLIT_ROOT_PATH"] = PATH
    os.environ["CHAINLIT_PARENT_ROOT_PATH"] = app.root_path.rstrip("/")

    from chainlit.config import config, load_module
    from chainlit.server import app as chat
    from chainlit.server import get_html_template, sio
    from chainlit.session import WebsocketSession

    # Without origins of ours, the library's same-origin check; its default is no check at all.
    sio.eio.cors_allowed_origins = list(settings.origins) or None
    if config.code.on_message is None:
        config.run.module_name = str(Path(__file__).with_name("app.py"))
        load_module(config.run.module_name)
        narrow(sio)
        silence(chat)
    root = app.root_path.rstrip("/") + PATH
    _let_sign_in(app, settings, root)

    def template() -> str:
        return str(get_html_template(root))

    app.add_route(PATH, to_the_page, methods=["GET", "HEAD"], include_in_schema=False)
    checked = Checked(chat, known=lambda id: WebsocketSession.get_by_id(id) is not None)
    app.mount(PATH, Door(Asked(checked), Pages(template, root)))


def _let_sign_in(app: FastAPI, settings: Settings, root: str) -> None:
    doorkeeper: Doorkeeper = app.state.doorkeeper
    provider = provided(settings)
    install(doorkeeper, settings, provider=provider)
    if provider:
        app.mount(PATH + AT_PROVIDER, doors(settings, doorkeeper, root))


async def to_the_page(request: Request) -> RedirectResponse:
    """The page is ``/chat/``: its scripts and cookies lie below that slash."""
    return RedirectResponse(request.url.replace(path=request.url.path + "/"))
