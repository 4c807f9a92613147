"""People whom another site has signed in: a token that the site's server signed says who."""

from __future__ import annotations

from typing import Any

import jwt
from pydantic import SecretStr

AUDIENCE = "firstfive"
LONGEST_LIFE = 3600
"""Seconds between a token's ``iat`` and ``exp``: one that is found in a page is soon worthless."""

LONGEST_NAME = 200


def visitor_of(token: str, secret: SecretStr | None) -> str | None:
    """Who the visitor is at the site, as its token (HS256) says; None for one that does not count.

    It must have ``aud`` "firstfive", ``sub``, ``iat`` and an ``exp`` at most an hour later.
    """
    if secret is None:
        return None
    try:
        said: dict[str, Any] = jwt.decode(
            token,
            secret.get_secret_value(),
            algorithms=["HS256"],
            audience=AUDIENCE,
            options={"require": ["aud", "sub", "iat", "exp"]},
        )
    except jwt.InvalidTokenError:
        return None
    subject, life = said["sub"], said["exp"] - said["iat"]
    fits = isinstance(subject, str) and 0 < len(subject.strip()) <= LONGEST_NAME
    return subject.strip() if fits and life <= LONGEST_LIFE else None
