"""``firstfive users``: who may sign in."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from ui.commands.options import DatabaseUrl, DataDir, settings_of

app = typer.Typer(help="Say who may sign in.", no_args_is_help=True, rich_markup_mode=None)

Name = Annotated[str, typer.Argument(help="The name to sign in with.", metavar="NAME")]


class RoleName(StrEnum):
    """What somebody may do; each may also do what those before it may."""

    PERSON = "person"
    REVIEWER = "reviewer"
    ADMIN = "admin"


Role = Annotated[RoleName, typer.Option(help="What they may do.")]


@app.command()
def add(
    name: Name,
    role: Role = RoleName.PERSON,
    provider: Annotated[
        bool, typer.Option(help="They sign in at the identity provider, without a password here.")
    ] = False,
    data_dir: DataDir = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Let somebody sign in. The password is asked for, or read from standard input."""
    import asyncio

    from ui import users

    settings = settings_of(data_dir, database_url)
    password = None if provider else users.asked_password()
    asyncio.run(users.add(settings, name, role.value, password))


@app.command(name="list")
def listed(data_dir: DataDir = None, database_url: DatabaseUrl = None) -> None:
    """List everybody who may sign in, with their role and when they were last here."""
    import asyncio

    from ui import users

    settings = settings_of(data_dir, database_url)
    for user in asyncio.run(users.listed(settings)):
        how = "password" if user.has_password else "provider"
        seen = user.seen_at.isoformat(timespec="minutes") if user.seen_at else "not signed in"
        typer.echo(f"{user.name}\t{user.role}\t{how}\t{seen}")


@app.command()
def passwd(name: Name, data_dir: DataDir = None, database_url: DatabaseUrl = None) -> None:
    """Give somebody another password; they have to sign in again."""
    import asyncio

    from ui import users

    settings = settings_of(data_dir, database_url)
    asyncio.run(users.set_password(settings, name, users.asked_password()))


@app.command()
def role(
    name: Name,
    role: Annotated[RoleName, typer.Argument(help="What they may do from now on.")],
    data_dir: DataDir = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Give somebody another role."""
    import asyncio

    from ui import users

    settings = settings_of(data_dir, database_url)
    asyncio.run(users.set_role(settings, name, role.value))


@app.command()
def remove(
    name: Name,
    erase: Annotated[
        bool, typer.Option("--erase", help="Erase their conversations too, for good.")
    ] = False,
    data_dir: DataDir = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Let somebody sign in no more; what they have open ends."""
    import asyncio

    from ui import users

    settings = settings_of(data_dir, database_url)
    count = asyncio.run(users.remove(settings, name, erase))
    if erase:
        typer.echo(f"{count:,} conversations erased.")


@app.command()
def export(name: Name, data_dir: DataDir = None, database_url: DatabaseUrl = None) -> None:
    """Write everything kept of somebody's conversations to files, one each."""
    import asyncio

    from ui import users

    settings = settings_of(data_dir, database_url)
    typer.echo(str(asyncio.run(users.export(settings, name))))
