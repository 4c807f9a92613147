"""Options that several commands share; each beats its environment variable."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

PackName = Annotated[str, typer.Argument(help="The domain pack, e.g. businesses.", metavar="PACK")]
DataDir = Annotated[
    Path | None,
    typer.Option(help="Folder of the embedded database and models [FIRSTFIVE_DATA_DIR]."),
]
DatabaseUrl = Annotated[
    str | None, typer.Option(help="Postgres to use instead of it [FIRSTFIVE_DATABASE_URL].")
]
Host = Annotated[str | None, typer.Option(help="Address to listen on [FIRSTFIVE_HOST].")]
Port = Annotated[
    int | None, typer.Option(min=1, max=65535, help="Port to listen on [FIRSTFIVE_PORT].")
]
