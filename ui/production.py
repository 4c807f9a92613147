"""What is asked of the settings before anything starts: of production mode, and of the other."""

from __future__ import annotations

from collections.abc import Iterator

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from core.errors import BadSetting
from core.settings import Settings
from ui.origins import is_here, name_of, own_names
from ui.secret import SHORTEST

LEAST_VARIETY = 10
"""Different characters in a secret; a made-up one such as "aaaa…" or "1234…" has fewer."""

WELL_KNOWN = ("", "postgres", "password", "firstfive", "secret", "changeme", "admin", "test")


def refuse_unsafe(settings: Settings) -> None:
    """Do nothing unless the mode is production and its settings are not safe.

    Raises:
        BadSetting: names everything that is missing or too weak.
    """
    found = list(_weaknesses(settings)) if settings.mode == "production" else []
    if found:
        raise BadSetting(f"FIRSTFIVE_MODE=production does not start: {' '.join(found)}")


def refuse_open(settings: Settings) -> str | None:
    """What to tell whoever starts it: that in development mode other machines are let in.

    Raises:
        BadSetting: they are, and nobody has said by which names.
    """
    if settings.mode == "production" or is_here(name_of(settings.host) or settings.host):
        return None
    if not own_names(settings):
        raise BadSetting(
            f"FIRSTFIVE_HOST = {settings.host!r} lets other machines in, and "
            "FIRSTFIVE_MODE=development is not made for them. Listen on 127.0.0.1, or set "
            "FIRSTFIVE_MODE=production; to try it in a network that you trust, name in "
            "FIRSTFIVE_HOSTS what they will type (192.168.1.20, my-machine.local)."
        )
    return (
        f"Warning: other machines are let in ({settings.host}) in development mode: no https, "
        "figures for everybody, no check of secrets. FIRSTFIVE_MODE=production is made for them."
    )


def _weaknesses(settings: Settings) -> Iterator[str]:
    secret = settings.auth_secret.get_secret_value() if settings.auth_secret else None
    if secret is None:
        yield "FIRSTFIVE_AUTH_SECRET is not set ('openssl rand -hex 32' makes one)."
    elif len(secret) < SHORTEST or len(set(secret)) < LEAST_VARIETY:
        yield f"FIRSTFIVE_AUTH_SECRET is too easy to guess; it needs {SHORTEST} random characters."
    if not settings.origins:
        yield "FIRSTFIVE_ORIGINS is not set (for example https://advisor.example.org)."
    yield from (
        f"FIRSTFIVE_ORIGINS has {origin!r}, which does not begin with https://."
        for origin in settings.origins
        if not origin.startswith("https://")
    )
    yield from _weak_widget(settings)
    if _password(settings) in WELL_KNOWN:
        yield "FIRSTFIVE_DATABASE_URL has a password that everybody knows."
    if settings.oidc_issuer and not settings.oidc_issuer.startswith("https://"):
        yield f"FIRSTFIVE_OIDC_ISSUER is {settings.oidc_issuer!r}, which is not https://."
    if settings.oidc_client_id and not settings.oidc_client_secret:
        yield "FIRSTFIVE_OIDC_CLIENT_SECRET is not set."


def _weak_widget(settings: Settings) -> Iterator[str]:
    yield from (
        f"FIRSTFIVE_WIDGET_HOSTS has {host!r}, which does not begin with https://."
        for host in settings.widget_hosts
        if not host.startswith("https://")
    )
    given = settings.widget_secret
    secret = given.get_secret_value() if given else None
    if secret is not None and (len(secret) < SHORTEST or len(set(secret)) < LEAST_VARIETY):
        yield f"FIRSTFIVE_WIDGET_SECRET is easy to guess; it needs {SHORTEST} random characters."


def _password(settings: Settings) -> object:
    """The password in the database URL; None where the URL has none, or cannot be read."""
    try:
        return conninfo_to_dict(settings.database_url or "").get("password")
    except ProgrammingError:
        return None
