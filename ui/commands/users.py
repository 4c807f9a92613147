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


Issuer = Annotated[
    str | None,
    typer.Option(help="The provider's address; FIRSTFIVE_OIDC_ISSUER when left out."),
]
Role = Annotated[RoleName, typer.Option(help="What they may do.")]


@app.command()
def add(
    name: Name,
    role: Role = RoleName.PERSON,
    subject: Annotated[
        str | None,
        typer.Option(
            help="They sign in at the identity provider, where this is their 'sub', without a "
            "password here."
        ),
    ] = None,
    issuer: Issuer = None,
    data_dir: DataDir = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Let somebody sign in. The password is asked for, or read from standard input."""
    import asyncio

    from ui import users

    settings = settings_of(data_dir, database_url)
    known = users.subject_at(settings, subject, issuer) if subject else None
    password = None if known else users.asked_password()
    asyncio.run(users.add(settings, name, role.value, password, known))


@app.command()
def link(
    name: Name,
    subject: Annotated[str, typer.Option(help="Their 'sub' at the identity provider.")],
    issuer: Issuer = None,
    data_dir: DataDir = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Say who somebody is at the identity provider, who signs in without a password here."""
    import asyncio

    from ui import users

    settings = settings_of(data_dir, database_url)
    asyncio.run(users.link(settings, name, users.subject_at(settings, subject, issuer)))


@app.command(name="list")
def listed(data_dir: DataDir = None, database_url: DatabaseUrl = None) -> None:
    """List everybody who may sign in, with their role, when they were last here, and who they are
    at an identity provider. Whoever is not linked cannot sign in until 'link' says who they are.
    """
    import asyncio

    from ui import users

    settings = settings_of(data_dir, database_url)
    for user in asyncio.run(users.listed(settings)):
        how = "password" if user.has_password else "provider" if user.issuer else "not linked"
        seen = user.seen_at.isoformat(timespec="minutes") if user.seen_at else "not signed in"
        at = f"\t{user.issuer}\t{user.subject}" if user.issuer else ""
        typer.echo(f"{user.name}\t{user.role}\t{how}\t{seen}{at}")


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
