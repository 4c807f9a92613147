"""A bare chat server that echoes, to compare with: ``python -m scripts.load.bare PORT FOLDER``."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import uvicorn
from fastapi import FastAPI

ECHO = """
import chainlit as cl

@cl.on_message
async def echo(message: cl.Message):
    await cl.Message(message.content).send()
"""


def main(port: int, folder: Path) -> None:
    """Serve until a signal ends it."""
    target = folder / "echo.py"
    target.write_text(ECHO, encoding="utf-8")
    os.environ["CHAINLIT_APP_ROOT"] = str(folder)

    from chainlit.utils import mount_chainlit

    app = FastAPI()
    mount_chainlit(app=app, target=str(target), path="/chat")
    uvicorn.run(app, host="127.0.0.1", port=port, log_level="warning")


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
