"""Options that several commands share; each beats its environment variable."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from core.settings import Settings

PackName = Annotated[str, typer.Argument(help="The domain pack, e.g. businesses.", metavar="PACK")]
DataDir = Annotated[
    Path | None,
    typer.Option(help="Folder of the embedded database and models [FIRSTFIVE_DATA_DIR]."),
]
DatabaseUrl = Annotated[
    str | None, typer.Option(help="Postgres to use instead of it [FIRSTFIVE_DATABASE_URL].")
]
AllowPrivate = Annotated[
    bool,
    typer.Option("--allow-private", help="Let the URL lead to this machine or a private network."),
]
Host = Annotated[str | None, typer.Option(help="Address to listen on [FIRSTFIVE_HOST].")]
Port = Annotated[
    int | None, typer.Option(min=1, max=65535, help="Port to listen on [FIRSTFIVE_PORT].")
]


def settings_of(
    data_dir: Path | None = None, database_url: str | None = None, **more: object
) -> Settings:
    """The settings, with what was given on the command line.

    Raises:
        BadSetting: one of them cannot be used.
    """
    # Imported when a command runs: the list of commands is shown without it.
    from core.settings import read_settings

    return read_settings(data_dir=data_dir, database_url=database_url, **more)
