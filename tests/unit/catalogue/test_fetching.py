"""A source is fetched within bounds, and from where it may be; checked on real sockets."""

from __future__ import annotations

import gzip
import json
import threading
import time
import tracemalloc
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address, ip_network
from urllib.parse import unquote

import pytest
import zstandard
from typer.testing import CliRunner

from catalogue.fetching import ANY_NETWORK, USUAL, Bounds, bounds_of, is_public
from catalogue.read import read
from catalogue.record import Record
from catalogue.source import open_named
from core.errors import BadSetting, BadSource
from core.settings import read_settings
from domains import Pack
from tests.patience import PATIENCE
from ui.cli import app

GOOD = {"id": "b1", "name": "Swift", "text": "A dry little sloop."}
LINE = json.dumps(GOOD).encode() + b"\n"
HERE = Bounds(networks=(ip_network("127.0.0.1/32"),))
"""Lets this machine's own address be asked, and no other that is not public."""


PACKED = {
    "gzip, gzip": gzip.compress(gzip.compress(b" " * 20_000_000)),
    "zstd": zstandard.compress(b" " * 20_000_000), "deflate": zlib.compress(LINE),
    "br": b"\0",
}  # fmt: skip


class Answers(BaseHTTPRequestHandler):
    """A few files, redirects of several kinds, and answers without an end."""

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        asked.append((self.path, self.headers["Host"], self.headers["Authorization"]))
        if path.startswith("/boats"):
            self._say(200, gzip.compress(LINE, mtime=0) if path.endswith(".gz") else LINE)
        elif path == "/to":
            self._say(302, b"", location=query)
        elif path == "/round":
            self._say(307, b"", location="/round")
        elif path == "/packed":
            self._say(200, gzip.compress(LINE * 100_000), encoding="gzip")
        elif path == "/packed-as":
            way = unquote(query)
            self._say(200, PACKED[way], encoding=way)
        elif path == "/twice":
            self._say(200, gzip.compress(LINE) + gzip.compress(b"\n" + LINE), encoding="X-GZIP")
        elif path == "/cut":
            self._say(200, gzip.compress(LINE * 9)[:-9], encoding="gzip")
        elif path == "/endless":
            self._go_on(LINE * 10_000, 0.0)
        elif path == "/slow":
            self._go_on(LINE, 0.1)
        elif path == "/slow-head":
            self._drip(b"HTTP/1.1 200 OK\r\nX: ", b"x")
        elif path == "/slow-gzip":
            head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"
            self._drip(head, gzip.compress(b"", mtime=0))
        else:
            self._say(404, b"gone")

    def _say(self, status: int, body: bytes, location: str = "", encoding: str = "") -> None:
        self.send_response(status)
        for name, value in (("Location", location), ("Content-Encoding", encoding)):
            if value:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _go_on(self, part: bytes, pause: float) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            while True:
                self.wfile.write(part)
                time.sleep(pause)
        except OSError:
            return

    def _drip(self, head: bytes, part: bytes) -> None:
        try:
            self.wfile.write(head)
            while True:
                self.wfile.write(part)
                time.sleep(0.05)
        except OSError:
            return

    def log_message(self, format: str, *args: object) -> None:
        return


asked: list[tuple[str, str | None, str | None]] = []


@pytest.fixture
def server() -> Iterator[str]:
    asked.clear()
    running = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    running.daemon_threads = True
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()
    running.server_close()


def test_an_address_is_read_like_a_file(boats: Pack, server: str) -> None:
    [row] = list(read(boats, f"{server}/boats.jsonl.gz?key=secret", HERE))
    assert isinstance(row, Record)
    assert row.raw == GOOD


def test_an_address_that_fails_is_one_clear_error(boats: Pack, server: str) -> None:
    with pytest.raises(BadSource, match="HTTP 404"):
        list(read(boats, f"{server}/none.jsonl", HERE))
    with pytest.raises(BadSource, match="is there a network"):
        list(read(boats, "http://127.0.0.1:9/none.jsonl", HERE))
    for malformed in ("http://", "http://[/x", "http://:80/x"):
        with pytest.raises(BadSource):
            list(read(boats, malformed, HERE))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "0.0.0.0", "[::1]"])
def test_this_machine_is_not_asked_without_being_told(boats: Pack, server: str, host: str) -> None:
    port = server.rpartition(":")[2]
    with pytest.raises(BadSource, match=r"which is not a public address; --allow-private"):
        list(read(boats, f"http://{host}:{port}/boats.jsonl", USUAL))
    assert asked == []


@pytest.mark.parametrize(
    "private",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "0.0.0.0", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fd00::1", "ff02::1",
        "::127.0.0.1", "::a9fe:a9fe", "fec0::1", "5f00::1", "64:ff9b:1::7f00:1", "2001:0:7f00:1::",
        "2001:db8::1", "100::1", "::ffff:127.0.0.1", "::ffff:169.254.169.254", "64:ff9b::7f00:1",
        "2002:7f00:1::",
    ],
)  # fmt: skip
def test_what_is_not_public(private: str) -> None:
    assert not is_public(ip_address(private))


@pytest.mark.parametrize(
    "public", ["93.184.215.14", "2606:2800:21f::1", "64:ff9b::5db8:d70e", "::ffff:8.8.8.8"]
)
def test_what_is_public(public: str) -> None:
    assert is_public(ip_address(public))


def test_a_redirect_is_followed_and_keeps_the_name(boats: Pack, server: str) -> None:
    [row] = list(read(boats, f"{server}/to?/boats.jsonl", HERE))
    assert isinstance(row, Record)
    assert [path for path, _, _ in asked] == ["/to?/boats.jsonl", "/boats.jsonl"]
    assert {host for _, host, _ in asked} == {server.removeprefix("http://")}


def test_a_password_goes_to_its_own_server_alone(boats: Pack, server: str) -> None:
    named = server.replace("//", "//me:word@")
    elsewhere = server.replace("127.0.0.1", "localhost")
    bounds = Bounds(networks=(ip_network("127.0.0.1/32"), ip_network("::1/128")))
    list(read(boats, f"{named}/to?/boats.jsonl", bounds))
    list(read(boats, f"{named}/to?{elsewhere}/boats.jsonl", bounds))
    given = [authorization for _, _, authorization in asked]
    assert given[0] == given[1] == given[2] is not None
    assert given[3] is None


@pytest.mark.parametrize("leads", ["http://[::1]:1/", "//0.0.0.0/", "https://[::1]/"])
def test_a_redirect_may_not_lead_to_a_private_address(boats: Pack, server: str, leads: str) -> None:
    with pytest.raises(BadSource, match="is not a public address"):
        list(read(boats, f"{server}/to?{leads}", HERE))
    assert len(asked) == 1


@pytest.mark.parametrize("leads", ["file:///etc/passwd", "ftp://127.0.0.1/a", "gopher://x/"])
def test_a_redirect_may_only_lead_to_the_web(boats: Pack, server: str, leads: str) -> None:
    with pytest.raises(BadSource, match="leads to an address that is not http"):
        list(read(boats, f"{server}/to?{leads}", HERE))


def test_a_redirect_without_an_end(boats: Pack, server: str) -> None:
    with pytest.raises(BadSource, match="redirects more than 5 times"):
        list(read(boats, f"{server}/round", HERE))
    assert len(asked) == 6


@pytest.mark.parametrize("path", ["/endless", "/packed"])
def test_what_is_too_large_is_not_fetched_to_its_end(boats: Pack, server: str, path: str) -> None:
    bounds = Bounds(largest=3_000_000, networks=HERE.networks)
    with pytest.raises(BadSource, match=r"is larger than 3,000,000 bytes"):
        list(read(boats, f"{server}{path}", bounds))


@pytest.mark.parametrize("way", PACKED)
def test_what_is_packed_for_the_way_in_a_way_without_a_bound_is_not_unpacked(
    boats: Pack, server: str, way: str
) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(BadSource, match=f"answered packed as '{way}', which was not asked"):
            list(read(boats, f"{server}/packed-as?{way.replace(' ', '%20')}", HERE))
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()


def test_gzip_for_the_way_is_unpacked_to_its_end(boats: Pack, server: str) -> None:
    assert len(list(read(boats, f"{server}/twice", HERE))) == 2
    with pytest.raises(BadSource, match="damaged gzip"):
        list(read(boats, f"{server}/cut", HERE))


@pytest.mark.parametrize("path", ["/slow", "/slow-head", "/slow-gzip"])
def test_what_takes_too_long_is_given_up(boats: Pack, server: str, path: str) -> None:
    bounds = Bounds(seconds=1.0, networks=HERE.networks)
    begun = time.monotonic()
    with pytest.raises(BadSource, match="took longer than 1 s"):
        list(read(boats, f"{server}{path}", bounds))
    assert 1.0 <= time.monotonic() - begun < PATIENCE


def test_the_settings_say_what_is_let_in() -> None:
    settings = read_settings(
        source_megabytes=5, source_seconds=9, source_networks="10.1.0.0/16, fd00::/8"
    )
    networks = (ip_network("10.1.0.0/16"), ip_network("fd00::/8"))
    assert bounds_of(settings) == Bounds(5_000_000, 9, networks)
    assert bounds_of(settings, private=True).networks == ANY_NETWORK
    with pytest.raises(BadSetting, match="FIRSTFIVE_SOURCE_NETWORKS"):
        read_settings(source_networks="intranet")


def test_every_command_that_fetches_has_the_switch(server: str) -> None:
    with open_named(f"{server}/boats.jsonl", HERE) as rows:
        assert len(list(rows)) == 1
    check = ["pack", "check", "businesses", "--source", f"{server}/boats.jsonl"]
    refused = CliRunner().invoke(app, check)
    assert isinstance(refused.exception, BadSource)
    asked.clear()
    CliRunner().invoke(app, [*check, "--allow-private"])
    assert len(asked) == 1
