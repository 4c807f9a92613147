"""Opens a source: a file, an address, or a folder of saved web pages."""

from __future__ import annotations

import gzip
import re
import tempfile
import zlib
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from importlib.resources import as_file
from io import BufferedReader, BytesIO
from pathlib import Path
from typing import IO, Any, cast
from urllib.parse import urlsplit, urlunsplit

import httpx

from catalogue.reading.form import read_rows
from catalogue.reading.pages import read_folder
from catalogue.reading.row import Row
from core.errors import BadSource
from domains import Pack, pack_folder

GZIP_MAGIC = b"\x1f\x8b"
TIMEOUT_S = 30.0


def is_url(source: str) -> bool:
    """Whether a source is fetched over HTTP."""
    return source.lower().startswith(("http://", "https://"))


def source_name(pack: Pack, source: str | None) -> str:
    """The name under which a source's items are kept: stable from run to run, without secrets.

    Raises:
        BadSource: none is given and the pack ships none.
    """
    if source is None:
        if pack.source is None:
            raise BadSource(
                f"The pack {pack.id!r} ships no catalogue; name a file or an address (--source). "
                "The pack's README says where to get one."
            )
        return f"pack:{pack.source}"
    return _without_secrets(source) if is_url(source) else str(Path(source).expanduser().resolve())


def _without_secrets(url: str) -> str:
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit((parts.scheme, host, parts.path, "", ""))


@contextmanager
def open_rows(pack: Pack, source: str | None) -> Iterator[Iterator[Row]]:
    """The rows of a source, one at a time; None is the catalogue that the pack ships.

    Raises:
        BadSource: it is missing, cannot be fetched, or as a whole cannot be read.
    """
    if source is not None:
        with open_named(source) as rows:
            yield rows
        return
    name = source_name(pack, None)
    with as_file(pack_folder(pack.id).joinpath(str(pack.source))) as path, _open(path) as file:
        yield from _closed(_rows(file, name, local=True))


@contextmanager
def open_named(source: str) -> Iterator[Iterator[Row]]:
    """The rows of a file, a folder or an address, whatever pack they are for.

    Raises:
        BadSource: as for :func:`open_rows`.
    """
    path = Path(source).expanduser()
    if is_url(source):
        with tempfile.TemporaryFile() as file:
            _fetch(source, _without_secrets(source), cast(IO[bytes], file))
            file.seek(0)
            found = _rows(cast(IO[bytes], file), urlsplit(source).path, local=False)
            yield from _closed(found)
    elif path.is_dir():
        yield read_folder(path)
    else:
        with _open(path) as file:
            yield from _closed(_rows(file, str(path.resolve()), local=True))


def _closed(rows: Iterator[Row]) -> Iterator[Iterator[Row]]:
    """The rows, their reader closed before its file where not all of them were wanted."""
    try:
        yield rows
    finally:
        if isinstance(rows, Generator):
            rows.close()


def _rows(file: IO[bytes], name: str, *, local: bool) -> Iterator[Row]:
    unpacked = _unpacked(file, name)
    return read_rows(unpacked, re.sub(r"\.gz$", "", name, flags=re.I), local=local)


def _open(path: Path) -> IO[bytes]:
    try:
        return path.open("rb")
    except FileNotFoundError as error:
        raise BadSource(f"There is no file {str(path)!r}.") from error
    except OSError as error:
        raise BadSource(f"{str(path)!r} cannot be opened ({error.strerror}).") from error


def _fetch(url: str, name: str, file: IO[bytes]) -> None:
    try:
        with httpx.stream("GET", url, follow_redirects=True, timeout=TIMEOUT_S) as answer:
            if answer.is_error:
                raise BadSource(
                    f"{name!r} answered HTTP {answer.status_code} {answer.reason_phrase}."
                )
            for block in answer.iter_bytes():
                file.write(block)
    except httpx.TimeoutException as error:
        raise BadSource(f"{name!r} did not answer within {TIMEOUT_S:.0f} s.") from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise BadSource(
            f"{name!r} cannot be fetched ({error}); is there a network? A file works without one."
        ) from error


def _unpacked(file: IO[bytes], name: str) -> IO[bytes]:
    magic = file.read(2)
    file.seek(0)
    if magic == GZIP_MAGIC:
        return cast(IO[bytes], BufferedReader(cast(BytesIO, _Gunzip(file, name))))
    if name.lower().endswith(".gz"):
        raise BadSource(f"{name!r} is not a gzip file, though its name says so.")
    return file


class _Gunzip(gzip.GzipFile):
    """A gzip reader whose damage is an error of the product."""

    def __init__(self, file: IO[bytes], name: str) -> None:
        super().__init__(fileobj=file, mode="rb")
        self.source = name

    def readinto(self, buffer: Any) -> int:
        try:
            return super().readinto(buffer)
        except (OSError, EOFError, zlib.error) as error:
            raise BadSource(f"{self.source!r} is a damaged gzip file ({error}).") from error
