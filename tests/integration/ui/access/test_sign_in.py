"""Signing in, what it opens, and how it ends: the whole product over real sockets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import jwt
import pytest

from tests.emulators.chat_client import Refused, chatting

COOKIE = "firstfive_sign_in"
NAMED = {"sub": "s-1", "email": "olga@example.org", "email_verified": True}


def role(browser: httpx.Client) -> str | None:
    answer = browser.get("/api/me")
    return str(answer.json()["role"]) if answer.status_code == 200 else None


def test_without_signing_in_all_is_as_before(site: Any) -> None:
    browser = site.browser()
    assert browser.get("/chat/auth/config").json()["requireLogin"] is False
    assert browser.get("/chat/user").json() is None
    assert role(browser) is None
    assert browser.post("/api/conversations").status_code == 201


@pytest.mark.parametrize(
    ("name", "password"),
    [("paul", "wrong password here"), ("nobody", "a long enough password"), ("paul", ""),
     ("", "a long enough password"), ("paul\0", "x" * 5000), ("' or 1=1 --", "x")],
)  # fmt: skip
def test_who_does_not_get_in(site: Any, name: str, password: str) -> None:
    browser = site.browser()
    answer = browser.post("/chat/login", data={"username": name, "password": password})
    assert answer.status_code in (401, 422)
    assert COOKIE not in browser.cookies
    assert role(browser) is None


def test_by_password(site: Any) -> None:
    browser = site.sign_in("Rita")
    assert role(browser) == "reviewer"
    assert browser.get("/chat/user").json()["identifier"] == "rita"
    assert browser.get("/chat/auth/config").json()["requireLogin"] is True


def test_the_cookie_is_for_this_site_alone(site: Any) -> None:
    answer = site.browser().post(
        "/chat/login", data={"username": "paul", "password": "a long enough password"}
    )
    (cookie,) = (c for c in answer.headers.get_list("set-cookie") if c.startswith(COOKIE))
    assert {"HttpOnly", "SameSite=lax"} <= set(cookie.split("; "))


def test_signing_out_ends_it_for_a_copy_of_the_cookie_too(site: Any) -> None:
    browser = site.sign_in("paul")
    copy = site.browser(**dict(browser.cookies))
    assert role(copy) == "person"
    assert browser.post("/chat/logout").status_code == 200
    assert role(copy) is None
    assert copy.get("/chat/user").json() is None
    other = site.sign_in("paul")
    copy = site.browser(**dict(other.cookies))
    assert other.post("/sign-out").status_code == 303
    assert role(copy) is None


@pytest.mark.parametrize("column", ["seen_at = now() - '61 minutes'", "begun_at = now() - '13 h'"])
def test_it_ends_by_itself(site: Any, column: str) -> None:
    browser = site.sign_in("paul")
    assert role(browser) == "person"
    site.sql(f"update conversations.sessions set {column}::interval")
    assert role(browser) is None


def test_a_new_password_ends_it(site: Any) -> None:
    site.add("quentin")
    browser = site.sign_in("quentin")
    done = site.command("users", "passwd", "quentin", typed="another long password\n")
    assert done.returncode == 0, done.stderr
    assert role(browser) is None
    assert role(site.sign_in("quentin", "another long password")) == "person"


def test_another_role_counts_at_once(site: Any) -> None:
    site.add("xenia")
    browser = site.sign_in("xenia")
    assert site.command("users", "role", "xenia", "admin").returncode == 0
    assert role(browser) == "admin"


def test_a_removed_user_is_out(site: Any) -> None:
    site.add("otto")
    browser = site.sign_in("otto")
    with chatting(site.base, dict(browser.cookies)) as chat:
        chat.until("QuickReplies")
        assert site.command("users", "remove", "otto", "--erase").returncode == 0
        chat.say("am I still here?")
        assert "You are signed out" in chat.until("You are signed out", "You said")
    assert role(browser) is None
    listed = site.command("users", "list").stdout
    assert "paul\tperson\tpassword" in listed
    assert "otto" not in listed


def test_a_forged_cookie_is_nobody(site: Any) -> None:
    real = site.sign_in("paul").cookies[COOKIE]
    claims = jwt.decode(real, options={"verify_signature": False})
    for secret in ("secret" * 8, "x" * 32):
        forged = jwt.encode(claims, secret, algorithm="HS256")
        assert role(site.browser(**{COOKIE: forged})) is None
    unsigned = jwt.encode(claims, "", algorithm="none")
    for cookie in (unsigned, real[:-3] + "AAA", "", "x", real + "x"):
        assert role(site.browser(**{COOKIE: cookie})) is None


def test_attempts_are_limited(site_of: Any) -> None:
    with site_of(FIRSTFIVE_SIGN_INS_PER_MINUTE="3") as site:
        site.add("paul")
        wrong = {"username": "paul", "password": "wrong password"}
        codes = [site.browser().post("/chat/login", data=wrong).status_code for _ in range(5)]
        assert codes == [401, 401, 401, 429, 429]


def test_where_everybody_must_sign_in(site_of: Any) -> None:
    with site_of(FIRSTFIVE_SIGN_IN="required") as site:
        stranger = site.browser()
        assert stranger.get("/chat/auth/config").json()["requireLogin"] is True
        assert stranger.get("/chat/user").status_code == 401
        assert stranger.post("/api/conversations").status_code == 401
        assert stranger.get("/healthz").status_code == 200
        with pytest.raises(Refused), chatting(site.base, {}):
            pass
        site.add("paul")
        browser = site.sign_in("paul")
        with chatting(site.base, dict(browser.cookies)) as chat:
            chat.until("QuickReplies")
        assert browser.post("/api/conversations").status_code == 201
        browser.post("/chat/logout")
        with pytest.raises(Refused), chatting(site.base, {}):
            pass


def by_provider(site: Any) -> httpx.Client:
    """A browser that followed every redirect of signing in at the provider."""
    browser: httpx.Client = site.browser()
    browser.get("/chat/auth/oauth/generic", follow_redirects=True)
    return browser


@pytest.fixture
def provider(oidc_server: Any) -> Iterator[Any]:
    """The provider, with nothing wrong before and after."""
    oidc_server.as_usual()
    yield oidc_server
    oidc_server.as_usual()


def test_at_an_identity_provider(site: Any, provider: Any) -> None:
    offered = site.browser().get("/chat/auth/config").json()["oauthProviders"]
    assert offered == ["generic"]
    provider.claims = NAMED
    browser = by_provider(site)
    assert browser.get("/api/me").json() == {"name": "olga@example.org", "role": "person"}
    assert browser.get("/chat/user").json()["identifier"] == "olga@example.org"
    provider.claims = {**NAMED, "email": "olga.new@example.org"}
    assert by_provider(site).get("/api/me").json()["name"] == "olga@example.org"


def test_where_the_browser_is_sent(site: Any, provider: Any) -> None:
    browser = site.browser()
    answer = browser.get("/chat/auth/oauth/generic")
    asked = {k: v[0] for k, v in parse_qs(urlsplit(answer.headers["Location"]).query).items()}
    assert asked["redirect_uri"] == f"{site.base}/chat/auth/oauth/generic/callback"
    assert (asked["response_type"], asked["code_challenge_method"]) == ("code", "S256")
    assert asked["scope"] == "openid email"
    others = parse_qs(urlsplit(browser.get("/chat/auth/oauth/generic").headers["Location"]).query)
    for name in ("state", "nonce", "code_challenge"):
        assert len(asked[name]) >= 20
        assert asked[name] != others[name][0]
    (cookie,) = answer.headers.get_list("set-cookie")
    assert {"httponly", "samesite=lax", "path=/chat/auth/oauth"} <= set(cookie.lower().split("; "))


def test_somebody_added_beforehand_is_one_subject_of_one_issuer(site: Any, provider: Any) -> None:
    name, subject = "rex@example.org", ("--issuer", provider.issuer, "--subject")
    done = site.command("users", "add", name, "--role", "reviewer", *subject, "s-2")
    assert done.returncode == 0, done.stderr
    provider.claims = {"sub": "s-3", "email": "Rex@example.org", "email_verified": True}
    assert role(by_provider(site)) is None
    provider.claims = {**provider.claims, "sub": "s-2"}
    browser = by_provider(site)
    assert role(browser) == "reviewer"
    done = site.command("users", "link", name, *subject, "s-3")
    assert done.returncode == 0, done.stderr
    assert role(browser) is None
    assert role(by_provider(site)) is None
    provider.claims = {**provider.claims, "sub": "s-3"}
    assert role(by_provider(site)) == "reviewer"
    assert f"{name}\treviewer\tprovider" in site.command("users", "list").stdout
    assert f"{provider.issuer}\ts-3\n" in site.command("users", "list").stdout


def test_a_subject_needs_its_issuer(site: Any) -> None:
    given = site.environ.pop("FIRSTFIVE_OIDC_ISSUER")
    try:
        done = site.command("users", "add", "tom", "--subject", "s-4")
        assert done.returncode != 0
        assert "FIRSTFIVE_OIDC_ISSUER" in done.stderr
    finally:
        site.environ["FIRSTFIVE_OIDC_ISSUER"] = given


SURE = {"sub": "s-9", "email": "x@example.org", "email_verified": True}


@pytest.mark.parametrize(
    "claims",
    [{}, {**SURE, "sub": None}, {**SURE, "email": None}, {**SURE, "email": "paul"},
     {**SURE, "email_verified": False}, {**SURE, "email_verified": "true"},
     {**SURE, "email_verified": None}],
)  # fmt: skip
def test_whom_the_provider_does_not_name_surely(
    site: Any, provider: Any, claims: dict[str, Any]
) -> None:
    provider.claims = claims
    assert role(by_provider(site)) is None
    assert provider.refused == []


@pytest.mark.parametrize(
    "name", ["canary" + "x" * 300 + "@example.org", "canary\n@example.org", "\u202ecanary", "PAUL"]
)
def test_a_name_that_cannot_be_given_ends_at_the_sign_in_page(
    site: Any, provider: Any, name: str
) -> None:
    provider.claims = {**SURE, "sub": f"odd-{len(name)}", "email": name}
    browser = site.browser()
    answer = browser.get("/chat/auth/oauth/generic", follow_redirects=True)
    assert (answer.status_code, answer.url.path) == (200, "/chat/login")
    assert role(browser) is None
    assert "canary" not in site.log()


def test_the_same_subject_of_another_issuer_is_somebody_else(site: Any, provider: Any) -> None:
    elsewhere = ("--issuer", "https://elsewhere.example", "--subject", "s-20")
    done = site.command("users", "add", "nina@example.org", "--role", "admin", *elsewhere)
    assert done.returncode == 0, done.stderr
    provider.claims = {**SURE, "sub": "s-20", "email": "other@example.org"}
    assert by_provider(site).get("/api/me").json() == {
        "name": "other@example.org",
        "role": "person",
    }
    provider.claims = {**SURE, "sub": "s-21", "email": "NINA@example.org"}
    assert role(by_provider(site)) is None


@pytest.mark.parametrize(
    "query",
    ["error=access_denied&error_description=canary", "error=canary&state=guessed",
     "code=canary&state=" + "x" * 5000, "code=canary&state=a&state=b"],
)  # fmt: skip
def test_what_the_provider_refuses_is_told_without_its_words(
    site: Any, provider: Any, query: str
) -> None:
    browser = site.browser()
    there = browser.get("/chat/auth/oauth/generic").headers["Location"]
    state = parse_qs(urlsplit(there).query)["state"][0]
    for whole in (query, f"state={state}&{query}"):
        answer = browser.get(f"/chat/auth/oauth/generic/callback?{whole}")
        assert answer.headers["Location"] == "/chat/login?error=oauthSignin"
        assert role(browser) is None
    assert "canary" not in site.log()


@pytest.mark.parametrize(
    "wrong",
    [{"change": {"iss": "https://elsewhere.example"}}, {"change": {"iss": None}},
     {"change": {"aud": "another-client"}}, {"change": {"aud": None}},
     {"change": {"aud": "another-client", "azp": "firstfive"}},
     {"change": {"aud": ["firstfive", "another-client"], "azp": "another-client"}},
     {"change": {"nonce": "another"}}, {"change": {"nonce": None}},
     {"change": {"exp": 1_700_000_000}}, {"change": {"exp": None}},
     {"change": {"iat": None}}, {"signed": "another key"},
     {"algorithm": "HS256"}, {"algorithm": "none"}, {"id_token": False}],
    ids=str,
)  # fmt: skip
def test_an_id_token_that_does_not_count(site: Any, provider: Any, wrong: dict[str, Any]) -> None:
    provider.claims = SURE
    for name, value in wrong.items():
        setattr(provider, name, value)
    assert role(by_provider(site)) is None
    assert (provider.refused, provider.codes) == ([], {})
    provider.as_usual()
    assert role(by_provider(site)) == "person"


def test_what_the_id_token_leaves_out_is_asked_for(site: Any, provider: Any) -> None:
    provider.claims = {"sub": "s-10"}
    provider.told = {"email": "mia@example.org", "email_verified": True}
    assert by_provider(site).get("/api/me").json()["name"] == "mia@example.org"
    provider.claims = {"sub": "s-11"}
    provider.told = {"sub": "s-10", "email": "mia@example.org", "email_verified": True}
    assert role(by_provider(site)) is None
    provider.claims = {"sub": "s-11", "email": "max@example.org"}
    provider.told = {"email": "mia@example.org", "email_verified": True}
    assert role(by_provider(site)) is None


def test_a_provider_that_calls_itself_something_else(site_of: Any, provider: Any) -> None:
    provider.claims = SURE
    provider.metadata = {"issuer": "https://elsewhere.example"}
    with site_of(**provider.settings()) as other:
        assert role(by_provider(other)) is None
        provider.as_usual()
        assert role(by_provider(other)) == "person"


def test_a_client_that_says_who_it_is_in_the_form(site_of: Any, provider: Any) -> None:
    provider.claims = SURE
    provider.metadata = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
    with site_of(**provider.settings()) as other:
        assert role(by_provider(other)) == "person"
    assert provider.ways == ["form"]


def test_an_answer_to_somebody_elses_question_is_refused(site: Any, provider: Any) -> None:
    provider.claims = NAMED
    thief, victim = site.browser(), site.browser()
    there = thief.get("/chat/auth/oauth/generic").headers["Location"]
    back = thief.get(there).headers["Location"]
    victim.get("/chat/auth/oauth/generic")
    for url in (back, "/chat/auth/oauth/generic/callback?code=stolen&state=guessed",
                "/chat/auth/oauth/generic/callback?code=stolen",
                "/chat/auth/oauth/generic/callback"):  # fmt: skip
        answer = victim.get(url)
        assert answer.headers["Location"] == "/chat/login?error=oauthSignin"
        assert role(victim) is None
    thief.get(back)
    assert role(thief) == "person"


def test_a_stolen_code_needs_the_verifier_of_its_question(site: Any, provider: Any) -> None:
    provider.claims = NAMED
    victim, thief = site.browser(), site.browser()
    back = victim.get(victim.get("/chat/auth/oauth/generic").headers["Location"])
    code = parse_qs(urlsplit(back.headers["Location"]).query)["code"][0]
    there = thief.get("/chat/auth/oauth/generic").headers["Location"]
    state = parse_qs(urlsplit(there).query)["state"][0]
    thief.get(f"/chat/auth/oauth/generic/callback?code={code}&state={state}")
    assert role(thief) is None
    assert provider.refused == ["code_verifier"]


def test_an_answer_counts_once(site: Any, provider: Any) -> None:
    provider.claims = NAMED
    browser = site.browser()
    back = browser.get(browser.get("/chat/auth/oauth/generic").headers["Location"])
    browser.get(back.headers["Location"])
    assert role(browser) == "person"
    browser.post("/sign-out")
    browser.get(back.headers["Location"])
    assert role(browser) is None


def test_a_provider_that_is_gone(site_of: Any) -> None:
    gone = {
        "FIRSTFIVE_OIDC_ISSUER": "http://127.0.0.1:9", "FIRSTFIVE_OIDC_CLIENT_ID": "us",
        "FIRSTFIVE_OIDC_CLIENT_SECRET": "s" * 32,
    }  # fmt: skip
    with site_of(**gone) as other:
        answer = other.browser().get("/chat/auth/oauth/generic")
        assert answer.headers["Location"] == "/chat/login?error=oauthSignin"
        assert other.browser().get("/chat/").status_code == 200


@pytest.mark.parametrize("method", ["POST", "DELETE"])
@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null"])
def test_no_other_site_acts_for_somebody(site: Any, method: str, origin: str) -> None:
    browser = site.sign_in("paul")
    begun = browser.post("/api/conversations").json()
    for path in ("/api/conversations", f"/api/conversations/{begun['id']}", "/sign-out",
                 "/api/me/conversations", f"/conversations/{begun['id']}/erase"):  # fmt: skip
        answer = browser.request(method, path, headers={"Origin": origin})
        assert answer.status_code == 403
    headers = {"Sec-Fetch-Site": "cross-site"}
    del browser.headers["Origin"]
    assert browser.post("/api/conversations", headers=headers).status_code == 403
    assert browser.get(f"/api/conversations/{begun['id']}").status_code == 200


def test_no_other_site_opens_a_socket(site: Any) -> None:
    for origin in ("https://elsewhere.example", "null", f"{site.base}.elsewhere.example"):
        with (
            pytest.raises(Refused),
            chatting(site.base, {}, origin=origin),
        ):
            pass


def test_what_the_chat_does_not_offer(site: Any) -> None:
    browser = site.browser()
    told = browser.get("/chat/project/settings").json()
    assert told["features"]["spontaneous_file_upload"]["enabled"] is False
    assert told["features"]["mcp"]["enabled"] is False
    assert told["features"]["audio"]["enabled"] is False
    assert told["features"]["unsafe_allow_html"] is False
    assert told["features"]["edit_message"] is False
    assert told["ui"]["cot"] == "hidden"
    for path in ("project/file", "mcp", "project/element", "auth/jwt", "auth/header"):
        assert browser.post(f"/chat/{path}").status_code == 404
