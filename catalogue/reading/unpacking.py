"""What comes out of an archive: only so much of it, and damage is an error of the product."""

from __future__ import annotations

import gzip
import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any, cast

from core.errors import BadSource

GZIP_MAGIC = b"\x1f\x8b"
ZIP_MAGIC = b"PK\x03\x04"

DAMAGED = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error,
    OSError, EOFError, RuntimeError, ValueError, OverflowError,
)  # fmt: skip
"""What the libraries raise on bytes that no archive has."""


def too_large(name: str, largest: int) -> BadSource:
    """The error of a source that is too large, fetched or unpacked."""
    return BadSource(
        f"{name!r} is larger than {largest:,} bytes; "
        "FIRSTFIVE_SOURCE_MEGABYTES lets larger ones in."
    )


def gunzipped(file: IO[bytes], name: str, largest: int) -> IO[bytes]:
    """The content of a gzip file."""
    return _bounded(cast(IO[bytes], gzip.GzipFile(fileobj=file, mode="rb")), name, "gzip", largest)


def member_of(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, largest: int
) -> IO[bytes]:
    """The content of a member of a zip archive, whose name is said where it is damaged."""
    with _whole(name, "zip"):
        return _bounded(archive.open(member), name, "zip", largest)


@contextmanager
def opened_zip(file: IO[bytes], name: str) -> Iterator[zipfile.ZipFile]:
    """A zip archive.

    Raises:
        BadSource: it is none, or its directory is damaged.
    """
    with _whole(name, "zip"):
        archive = zipfile.ZipFile(file)
    with archive:
        yield archive


@contextmanager
def _whole(name: str, form: str) -> Iterator[None]:
    what = {"gzip": "gzip file", "zip": "zip archive"}[form]
    try:
        yield
    except DAMAGED as error:
        reason = str(error) or "it ends too early"
        raise BadSource(f"{name!r} is a damaged {what} ({reason}).") from error


def _bounded(file: IO[bytes], name: str, form: str, largest: int) -> IO[bytes]:
    return cast(IO[bytes], io.BufferedReader(_Unpacking(file, name, form, largest)))


class _Unpacking(io.RawIOBase):
    """Reads what is unpacked, up to as many bytes as are let in."""

    def __init__(self, file: IO[bytes], name: str, form: str, largest: int) -> None:
        super().__init__()
        self._file = file
        self._name = name
        self._form = form
        self._largest = largest

    def readable(self) -> bool:
        """Yes."""
        return True

    def seekable(self) -> bool:
        """Yes: from the beginning anew where it goes back."""
        return True

    def readinto(self, buffer: Any) -> int:
        """The next bytes."""
        with _whole(self._name, self._form):
            data = self._file.read(len(buffer))
            at = self._file.tell()
        if at > self._largest:
            raise too_large(self._name, self._largest)
        buffer[: len(data)] = data
        return len(data)

    def seek(self, offset: int, whence: int = 0) -> int:
        """To another place."""
        with _whole(self._name, self._form):
            return self._file.seek(offset, whence)

    def tell(self) -> int:
        """Which place it is."""
        return self._file.tell()

    def close(self) -> None:
        """Nothing more is read."""
        self._file.close()
        super().close()
