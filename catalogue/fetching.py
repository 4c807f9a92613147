"""Fetches a source over HTTP: so much of it, in so much time, and from public addresses only."""

from __future__ import annotations

import asyncio
import socket
import zlib
from collections.abc import AsyncIterator, Iterator
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
BLOCK = 1 << 20
GZIP = zlib.MAX_WBITS | 16
"""What zlib calls the form of a gzip file."""

UNICAST = IPv6Network("2000::/3")
"""All of IPv6 that is given to anybody on the internet."""

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
        if address not in UNICAST:
            return False
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
            headers={
                "Host": url.netloc.decode("ascii").rpartition("@")[2],
                "Accept-Encoding": "identity",
            },
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
    packed = answer.headers.get("Content-Encoding", "identity").strip().lower()
    if packed not in ("identity", "gzip", "x-gzip"):
        raise BadSource(f"{name!r} answered packed as {packed[:40]!r}, which was not asked for.")
    size, unpacking = 0, None if packed == "identity" else _Gunzip(name)
    async for block in answer.aiter_raw():
        for part in unpacking.parts(block) if unpacking else (block,):
            size += len(part)
            if size > bounds.largest:
                raise too_large(name, bounds.largest)
            file.write(part)
    if unpacking:
        unpacking.end()


class _Gunzip:
    """Unpacks what a server packed for the way, only so much at a time."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._stream = zlib.decompressobj(GZIP)
        self._begun = False

    def parts(self, block: bytes) -> Iterator[bytes]:
        """What comes out of the next bytes of an answer."""
        while block:
            if self._stream.eof:
                self._stream = zlib.decompressobj(GZIP)  # several may follow each other
            self._begun = True
            try:
                yield self._stream.decompress(block, BLOCK)
            except zlib.error as error:
                raise self._damaged() from error
            block = self._stream.unused_data or self._stream.unconsumed_tail

    def end(self) -> None:
        """No more comes.

        Raises:
            BadSource: it is not all.
        """
        if self._begun and not self._stream.eof:
            raise self._damaged()

    def _damaged(self) -> BadSource:
        return BadSource(f"{self._name!r} answered with damaged gzip.")
