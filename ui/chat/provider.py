"""Signing in at an identity provider: OpenID Connect, by a code with PKCE, state and nonce."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from authlib.integrations.starlette_client import OAuth
from starlette.middleware.sessions import SessionMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route, Router
from starlette.types import ASGIApp

from core.errors import BadSetting
from core.settings import Settings
from ui.chat.sign_in import PROVIDER, sealed
from ui.doorkeeper import WIDGET, Doorkeeper
from ui.problems import noted

PATH = "/auth/oauth"
COOKIE = "firstfive_at_provider"
"""Keeps in the browser, signed, what its question was, until the answer comes."""

PATIENCE = 600
"""Seconds that somebody may stay at the provider."""

LEEWAY = 60
"""Seconds that the provider's clock may differ from ours."""

ALGORITHMS = frozenset({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384",
                        "ES512", "EdDSA"})  # fmt: skip
"""What an id token may be signed with: only the provider can, everybody can check it."""


BASIC, POST = "client_secret_basic", "client_secret_post"
"""How we say to the provider who we are: the first is every provider's default."""


class NotCertain(Exception):
    """The provider did not say, or not so that it can be checked, who somebody is."""


def provided(settings: Settings) -> bool:
    """Whether an identity provider is set.

    Raises:
        BadSetting: it is set in part only.
    """
    parts = {
        "FIRSTFIVE_OIDC_ISSUER": settings.oidc_issuer,
        "FIRSTFIVE_OIDC_CLIENT_ID": settings.oidc_client_id,
        "FIRSTFIVE_OIDC_CLIENT_SECRET": settings.oidc_client_secret,
    }
    missing = [name for name, value in parts.items() if not value]
    if missing and len(missing) < len(parts):
        raise BadSetting(f"For signing in at a provider {', '.join(missing)} is missing.")
    return not missing


def doors(settings: Settings, doorkeeper: Doorkeeper, root: str) -> ASGIApp:
    """Where people are sent to the provider and come back from it; ``root`` is the chat's path."""
    way = Way(settings, doorkeeper, root)
    routes = [
        Route(f"/{PROVIDER}", way.there, methods=["GET"]),
        Route(f"/{PROVIDER}/callback", way.back, methods=["GET"]),
    ]
    return SessionMiddleware(
        Router(routes), doorkeeper.secret, session_cookie=COOKIE, max_age=PATIENCE, path=root + PATH
    )


class Way:
    """The way to the provider and back."""

    def __init__(self, settings: Settings, doorkeeper: Doorkeeper, root: str) -> None:
        secret = settings.oidc_client_secret
        self._issuer = settings.oidc_issuer or ""
        self._id = settings.oidc_client_id or ""
        self._claim = settings.oidc_name_claim
        self._origin = settings.origins[0] if settings.origins else None
        self._doorkeeper = doorkeeper
        self._root = root
        self._client: Any = OAuth().register(
            PROVIDER,
            client_id=self._id,
            client_secret=secret.get_secret_value() if secret else "",
            server_metadata_url=f"{self._issuer}/.well-known/openid-configuration",
            client_kwargs={"scope": settings.oidc_scopes, "code_challenge_method": "S256"},
        )

    async def there(self, request: Request) -> Response:
        """Send somebody to the provider."""
        origin = self._origin or f"{request.url.scheme}://{request.url.netloc}"
        back = f"{origin}{self._root}{PATH}/{PROVIDER}/callback"
        try:
            await self._discovered()
            there: Response = await self._client.authorize_redirect(request, back)
        except Exception as error:
            return self._failed(error)
        return there

    async def back(self, request: Request) -> Response:
        """Somebody comes back: sign in whom the provider names."""
        if not await self._asked(request):
            return self._failed()
        try:
            named = subject_and_name(await self._said(request), self._claim)
            signed_in = await self._doorkeeper.by_provider(self._issuer, *named) if named else None
        except Exception as error:
            return self._failed(error)
        if signed_in is None:
            return self._failed()
        from chainlit.auth import set_auth_cookie

        response = RedirectResponse(f"{self._root}/login/callback?success=True", 302)
        set_auth_cookie(request, response, sealed(signed_in))
        return response

    async def _asked(self, request: Request) -> bool:
        """Whether this browser has asked the question that this answers."""
        state = request.query_params.get("state", "")
        return bool(await self._client.framework.get_state_data(request.session, state))

    async def _said(self, request: Request) -> Mapping[str, Any]:
        """The claims about somebody, all of one document: the id token, or what it points to."""
        metadata = await self._discovered()
        expected = {
            "iss": {"essential": True, "value": metadata["issuer"]},
            "aud": {"essential": True, "value": self._id},
        }
        token = await self._client.authorize_access_token(
            request, claims_options=expected, leeway=LEEWAY
        )
        said: Mapping[str, Any] | None = token.get("userinfo")
        if said is None:
            raise NotCertain
        if self._claim in said and (self._claim != "email" or "email_verified" in said):
            return said
        if "userinfo_endpoint" not in metadata:
            return said
        more: Mapping[str, Any] = await self._client.userinfo(token=token)
        if more.get("sub") != said["sub"]:
            raise NotCertain
        return more

    async def _discovered(self) -> Mapping[str, Any]:
        """What the provider says of itself, once it is the one that is meant."""
        metadata: dict[str, Any] = await self._client.load_server_metadata()
        if str(metadata.get("issuer", "")).rstrip("/") != self._issuer:
            metadata.clear()  # and is asked for anew
            raise NotCertain
        signing = metadata.get("id_token_signing_alg_values_supported") or ["RS256"]
        metadata["id_token_signing_alg_values_supported"] = sorted(ALGORITHMS.intersection(signing))
        if BASIC not in metadata.get("token_endpoint_auth_methods_supported", [BASIC]):
            self._client.client_kwargs["token_endpoint_auth_method"] = POST
        return metadata

    def _failed(self, error: Exception | None = None) -> Response:
        """Back to the sign-in page, which says so; a fault is noted without anybody's words."""
        if error is not None:
            noted(error)
        return RedirectResponse(f"{self._root}/login?error=oauthSignin", 302)


def subject_and_name(said: Mapping[str, Any], claim: str) -> tuple[str, str] | None:
    """Who somebody is at the provider and what they are called; None where that is not certain."""
    subject, name = said.get("sub"), said.get(claim)
    if not isinstance(subject, str) or not isinstance(name, str) or not (subject and name.strip()):
        return None
    if claim == "email" and said.get("email_verified") is not True:
        return None
    if name.strip().lower().startswith(f"{WIDGET}:"):
        return None  # so are visitors called whom another site names
    return subject, name.strip()
