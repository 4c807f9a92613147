"""Fetches a source over HTTP: so much of it, in so much time, and from public addresses only."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import IO

import httpx

from catalogue.reading.unpacking import too_large
from core.errors import BadSource
from core.settings import Settings

Network = IPv4Network | IPv6Network
Address = IPv4Address | IPv6Address

ANY_NETWORK: tuple[Network, ...] = (IPv4Network("0.0.0.0/0"), IPv6Network("::/0"))
MEGABYTE = 1_000_000
TIMEOUT_S = 30.0
"""Seconds that a server may be silent."""

REDIRECTS = 5
TRANSLATED = IPv6Network("64:ff9b::/96")
"""Stands for the IPv4 address in its last 32 bits (RFC 6052)."""


@dataclass(frozen=True)
class Bounds:
    """How much a source may be, and where it may be fetched.

    ``largest`` are bytes, fetched or unpacked; ``seconds`` all of a fetch; ``networks`` those that
    are not public and may be asked nevertheless.
    """

    largest: int = 10_000 * MEGABYTE
    seconds: float = 3600.0
    networks: tuple[Network, ...] = ()


USUAL = Bounds()


def bounds_of(settings: Settings, *, private: bool = False) -> Bounds:
    """What the settings let in; ``private``: any address, for this time."""
    networks = ANY_NETWORK if private else settings.source_networks
    return Bounds(settings.source_megabytes * MEGABYTE, settings.source_seconds, networks)


def fetch(url: str, name: str, file: IO[bytes], bounds: Bounds) -> None:
    """Write what is at an address into a file; not where an event loop is running.

    Every address is looked up here, once for each redirect, and what was found and allowed is what
    is connected to: a name cannot mean another address the second time.

    Raises:
        BadSource: it cannot be fetched, may not be, or is too much; ``name`` says which one.
    """
    try:
        asyncio.run(_in_time(url, name, file, bounds))
    except httpx.TimeoutException as error:
        raise BadSource(f"{name!r} did not answer within {TIMEOUT_S:.0f} s.") from error
    except TimeoutError as error:
        raise BadSource(
            f"{name!r} took longer than {bounds.seconds:.0f} s; FIRSTFIVE_SOURCE_SECONDS gives "
            "it more."
        ) from error
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
        raise BadSource(
            f"{name!r} cannot be fetched ({error}); is there a network? A file works without one."
        ) from error


async def _in_time(url: str, name: str, file: IO[bytes], bounds: Bounds) -> None:
    async with asyncio.timeout(bounds.seconds), httpx.AsyncClient(timeout=TIMEOUT_S) as client:
        here = httpx.URL(url)
        for _ in range(REDIRECTS + 1):
            async with _asked(client, here, name, bounds) as answer:
                if not answer.has_redirect_location:
                    return await _keep(answer, name, file, bounds)
                here = here.join(answer.headers["location"])
    raise BadSource(f"{name!r} redirects more than {REDIRECTS} times.")


def is_public(address: Address) -> bool:
    """Whether an address is one of the internet's, also where another is written into it."""
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in TRANSLATED:
            inner = IPv4Address(int(address) & 0xFFFF_FFFF)
        if inner is not None:
            return is_public(inner)
    return address.is_global and not address.is_multicast


@asynccontextmanager
async def _asked(
    client: httpx.AsyncClient, url: httpx.URL, name: str, bounds: Bounds
) -> AsyncIterator[httpx.Response]:
    """The beginning of the answer of the first address of a host that can be reached."""
    if url.scheme not in ("http", "https") or not url.host:
        raise BadSource(f"{name!r} leads to an address that is not http:// or https://.")
    addresses = await _addresses(url, name, bounds)
    for address in addresses:
        request = client.build_request(
            "GET",
            url.copy_with(host=str(address)),
            headers={"Host": url.netloc.decode("ascii").rpartition("@")[2]},
            extensions={"sni_hostname": url.host},
        )
        try:
            answer = await client.send(request, stream=True)
        except httpx.ConnectError:
            if address is addresses[-1]:
                raise
            continue
        try:
            yield answer
        finally:
            await answer.aclose()
        return


async def _addresses(url: httpx.URL, name: str, bounds: Bounds) -> list[Address]:
    """What the host of an address means, if all of it may be asked."""
    host = url.raw_host.decode("ascii")
    try:
        found = await asyncio.to_thread(socket.getaddrinfo, host, None, type=socket.SOCK_STREAM)
    except OSError as error:
        raise BadSource(
            f"{name!r} cannot be fetched (there is no host {url.host!r}); is there a network? "
            "A file works without one."
        ) from error
    addresses = [ip_address(str(sockaddr[0]).partition("%")[0]) for *_, sockaddr in found]
    for address in addresses:
        if not is_public(address) and not any(address in net for net in bounds.networks):
            raise BadSource(
                f"{name!r} leads to {address}, which is not a public address; --allow-private or "
                "FIRSTFIVE_SOURCE_NETWORKS lets it be asked."
            )
    return addresses


async def _keep(answer: httpx.Response, name: str, file: IO[bytes], bounds: Bounds) -> None:
    if not answer.is_success:
        raise BadSource(f"{name!r} answered HTTP {answer.status_code} {answer.reason_phrase}.")
    size = 0
    async for block in answer.aiter_bytes():
        size += len(block)
        if size > bounds.largest:
            raise too_large(name, bounds.largest)
        file.write(block)
