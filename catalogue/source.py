"""Opens a source: a file, an address, or a folder of saved web pages."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from importlib.resources import as_file
from pathlib import Path
from typing import IO, cast
from urllib.parse import urlsplit, urlunsplit

from catalogue.fetching import USUAL, Bounds, fetch
from catalogue.reading.form import read_rows
from catalogue.reading.pages import read_folder
from catalogue.reading.row import Row
from catalogue.reading.unpacking import GZIP_MAGIC, gunzipped
from core.errors import BadSource
from domains import Pack, pack_folder


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
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise BadSource(f"{url!r} is no address ({error}).") from error
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit((parts.scheme, host, parts.path, "", ""))


@contextmanager
def open_rows(pack: Pack, source: str | None, bounds: Bounds = USUAL) -> Iterator[Iterator[Row]]:
    """The rows of a source, one at a time; None is the catalogue that the pack ships.

    Raises:
        BadSource: it is missing, cannot be fetched, or as a whole cannot be read.
    """
    if source is not None:
        with open_named(source, bounds) as rows:
            yield rows
        return
    name = source_name(pack, None)
    with as_file(pack_folder(pack.id).joinpath(str(pack.source))) as path, _open(path) as file:
        yield from _closed(_rows(file, name, bounds, local=True))


@contextmanager
def open_named(source: str, bounds: Bounds = USUAL) -> Iterator[Iterator[Row]]:
    """The rows of a file, a folder or an address, whatever pack they are for.

    Raises:
        BadSource: as for :func:`open_rows`.
    """
    path = Path(source).expanduser()
    if is_url(source):
        with tempfile.TemporaryFile() as file:
            fetch(source, _without_secrets(source), cast(IO[bytes], file), bounds)
            file.seek(0)
            found = _rows(cast(IO[bytes], file), urlsplit(source).path, bounds, local=False)
            yield from _closed(found)
    elif path.is_dir():
        yield read_folder(path)
    else:
        with _open(path) as file:
            yield from _closed(_rows(file, str(path.resolve()), bounds, local=True))


def _closed(rows: Iterator[Row]) -> Iterator[Iterator[Row]]:
    """The rows, their reader closed before its file where not all of them were wanted."""
    try:
        yield rows
    finally:
        if isinstance(rows, Generator):
            rows.close()


def _rows(file: IO[bytes], name: str, bounds: Bounds, *, local: bool) -> Iterator[Row]:
    unpacked, packed = _unpacked(file, name, bounds.largest)
    plain = re.sub(r"\.gz$", "", name, flags=re.I)
    return read_rows(unpacked, plain, local=local, largest=bounds.largest, packed=packed)


def _open(path: Path) -> IO[bytes]:
    try:
        return path.open("rb")
    except FileNotFoundError as error:
        raise BadSource(f"There is no file {str(path)!r}.") from error
    except OSError as error:
        raise BadSource(f"{str(path)!r} cannot be opened ({error.strerror}).") from error


def _unpacked(file: IO[bytes], name: str, largest: int) -> tuple[IO[bytes], bool]:
    """The file itself, or what was gzipped into it; whether it was."""
    magic = file.read(2)
    file.seek(0)
    if magic == GZIP_MAGIC:
        return gunzipped(file, name, largest), True
    if name.lower().endswith(".gz"):
        raise BadSource(f"{name!r} is not a gzip file, though its name says so.")
    return file, False
