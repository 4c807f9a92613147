"""Who tries passwords is slowed down, and locks nobody else out; where somebody is cannot be
invented."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import pytest

WRONG = "a wrong password"
PASSWORD = "a long enough password"  # pragma: allowlist secret
NUMBERS = itertools.count(1)


def tried(site: Any, name: str, password: str = WRONG, *, at: str | None = None) -> int:
    """The status of an attempt; ``at`` is the address that the proxy tells."""
    headers = {"X-Forwarded-For": at} if at else {}
    answer = site.browser().post(
        "/chat/login", data={"username": name, "password": password}, headers=headers
    )
    return int(answer.status_code)


def somebody(site: Any) -> str:
    """A name with the password."""
    name = f"paul-{next(NUMBERS)}"
    site.add(name)
    return name


@pytest.fixture(scope="module")
def behind_proxy(site_of: Any) -> Iterator[Any]:
    """A product that believes a proxy on this machine."""
    with site_of(
        FIRSTFIVE_TRUSTED_PROXIES="127.0.0.1, 10.0.0.0/8", FIRSTFIVE_SIGN_INS_PER_MINUTE="30"
    ) as started:
        yield started


@pytest.fixture(scope="module")
def alone(site_of: Any) -> Iterator[Any]:
    """A product that believes no proxy."""
    with site_of() as started:
        yield started


def test_wrong_passwords_lock_out_who_sent_them_and_not_the_owner(behind_proxy: Any) -> None:
    name = somebody(behind_proxy)
    codes = [tried(behind_proxy, name, at="203.0.113.9") for _ in range(11)]
    assert codes[:5] == [401] * 5
    assert codes[-1] == 429
    passed(behind_proxy, -60)  # on a slow machine the delay would end meanwhile
    assert tried(behind_proxy, name, PASSWORD, at="203.0.113.9") == 429
    assert tried(behind_proxy, name, PASSWORD, at="198.51.100.7") == 200


def test_an_invented_address_is_not_believed(alone: Any) -> None:
    name = somebody(alone)
    codes = [tried(alone, name, at=f"203.0.113.{n}") for n in range(12)]
    assert 429 in codes


def test_the_delay_ends_and_a_right_password_forgets_it(behind_proxy: Any) -> None:
    name, here = somebody(behind_proxy), "203.0.113.20"
    for _ in range(5):
        assert tried(behind_proxy, name, at=here) == 401
    answer = behind_proxy.browser().post(
        "/chat/login", data={"username": name, "password": PASSWORD},
        headers={"X-Forwarded-For": here},
    )  # fmt: skip
    assert answer.status_code == 429
    assert answer.json()["type"] == "urn:firstfive:too-many-requests"
    assert int(answer.headers["Retry-After"]) >= 1
    passed(behind_proxy, 2)
    assert tried(behind_proxy, name, PASSWORD, at=here) == 200
    assert [tried(behind_proxy, name, at=here) for _ in range(5)] == [401] * 5


def passed(site: Any, seconds: int) -> None:
    """Let the time pass."""
    age = "update conversations.sign_in_attempts set at = at - make_interval(secs => %s)"
    site.sql(age, seconds)


def test_an_address_that_tries_many_names_waits_and_those_who_were_there_do_not(
    behind_proxy: Any,
) -> None:
    name, other, here = somebody(behind_proxy), somebody(behind_proxy), "203.0.113.30"
    assert tried(behind_proxy, name, PASSWORD, at=here) == 200
    codes = [tried(behind_proxy, f"nobody-{n}", at=here) for n in range(31)]
    assert codes == [401] * 30 + [429]
    assert tried(behind_proxy, other, PASSWORD, at=here) == 429
    assert tried(behind_proxy, name, PASSWORD, at=here) == 200
    assert tried(behind_proxy, other, PASSWORD, at="203.0.113.31") == 200


def test_many_addresses_slow_a_name_and_not_its_owner(behind_proxy: Any) -> None:
    name, home = somebody(behind_proxy), "198.51.100.40"
    assert tried(behind_proxy, name, PASSWORD, at=home) == 200
    for n in range(20):
        assert tried(behind_proxy, name, at=f"203.0.114.{n}") == 401
    behind_proxy.sql("update conversations.sign_in_attempts set at = now() + interval '1 minute'")
    assert tried(behind_proxy, name, at="203.0.114.99") == 429
    assert tried(behind_proxy, name, PASSWORD, at=home) == 200
    passed(behind_proxy, 62)
    assert tried(behind_proxy, name, PASSWORD, at="203.0.114.98") == 200


def test_a_chain_of_proxies_is_read_from_its_end(behind_proxy: Any) -> None:
    name = somebody(behind_proxy)
    for n in range(5):
        assert tried(behind_proxy, name, at=f"192.0.2.{n}, 203.0.113.50, 10.1.2.3") == 401
    assert tried(behind_proxy, name, at="192.0.2.99, 203.0.113.50") == 429
    assert tried(behind_proxy, name, PASSWORD, at="203.0.113.50, 203.0.113.51") == 200


def test_what_proxies_say_of_https(behind_proxy: Any, alone: Any) -> None:
    told = {"X-Forwarded-Proto": "https"}
    strict = "Strict-Transport-Security"
    assert strict in behind_proxy.browser().get("/healthz", headers=told).headers
    assert strict not in alone.browser().get("/healthz", headers=told).headers


def test_neither_names_nor_addresses_nor_passwords_are_kept(behind_proxy: Any) -> None:
    tried(behind_proxy, "a-password-in-the-wrong-field", at="203.0.113.60")
    rows = behind_proxy.sql("select a::text from conversations.sign_in_attempts a")
    assert rows
    assert "a-password" not in str(rows)
    assert "203.0.113" not in str(rows)


def test_a_bad_list_of_proxies_does_not_start(alone: Any) -> None:
    for given in ("10.0.0.0/33", "localhost", "10.0.0.1/8", "0.0.0.0/0", "*"):
        alone.environ["FIRSTFIVE_TRUSTED_PROXIES"] = given
        done = alone.command("serve")
        del alone.environ["FIRSTFIVE_TRUSTED_PROXIES"]
        assert done.returncode != 0
        assert "FIRSTFIVE_TRUSTED_PROXIES" in done.stderr
        assert "Traceback" not in done.stderr
