"""The secret that signs cookies: given, or made once and kept in the data folder."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from core.errors import BadSetting
from core.settings import Settings

FILE = "auth_secret"
BYTES = 32
SHORTEST = 32
"""Characters of a secret that is given."""


def auth_secret(settings: Settings) -> str:
    """The secret of these settings.

    Without one, every process of this data folder shares a secret that the first of them made;
    where the folder cannot be written, each has its own, and sign-ins end with the process.

    Raises:
        BadSetting: the one given is too short.
    """
    if settings.auth_secret is not None:
        given = settings.auth_secret.get_secret_value()
        if len(given) < SHORTEST:
            raise BadSetting(f"FIRSTFIVE_AUTH_SECRET needs {SHORTEST} characters or more.")
        return given
    try:
        return _kept(settings.data_dir / FILE)
    except OSError:
        return secrets.token_hex(BYTES)


def _kept(path: Path) -> str:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile("w", dir=path.parent, encoding="ascii") as made:
            made.write(secrets.token_hex(BYTES))
            made.flush()
            with suppress(FileExistsError):  # the first to link it wins; none is seen half written
                os.link(made.name, path)
    return path.read_text(encoding="ascii").strip()
