"""Saved web pages: a folder, a zip archive, or a list of them; one page is one row."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from catalogue.reading.page import LONGEST_PAGE, read_page
from catalogue.reading.row import Row, plain_row
from catalogue.reading.unpacking import DAMAGED
from catalogue.record import Unusable
from core.errors import BadSource

ENDINGS = (".html", ".htm", ".xhtml")
Named = tuple[str, bytes | Unusable]
"""The name of a page, by which it is known from run to run, and its bytes."""


def is_page(name: str) -> bool:
    """Whether a file's name is that of a web page."""
    return name.lower().endswith(ENDINGS)


def read_folder(folder: Path) -> Iterator[Row]:
    """Every page of a folder and of those inside it, in the order of their names.

    Raises:
        BadSource: there is none.
    """
    found = sorted(path for path in folder.rglob("*") if is_page(path.name) and path.is_file())
    if not found:
        raise BadSource(f"{str(folder)!r} holds no web page (*.html).")
    return _rows((path.relative_to(folder).as_posix(), _bytes(path)) for path in found)


def read_one(file: IO[bytes], name: str) -> Iterator[Row]:
    """A single page."""
    return _rows([(Path(name).name, file.read(LONGEST_PAGE + 1))])


def read_list(file: IO[bytes], name: str) -> Iterator[Row]:
    """Every page that a list names, one path a line; relative ones start at the list's folder."""
    folder = Path(name).parent

    def pages() -> Iterator[Named]:
        for line in file:
            named = line.decode("utf-8", "replace").strip()
            if named and not named.startswith("#"):
                yield named, _bytes(folder / Path(named).expanduser())

    return _rows(pages())


def read_zip(archive: zipfile.ZipFile, members: Iterable[zipfile.ZipInfo]) -> Iterator[Row]:
    """These pages of a zip archive."""
    ordered = sorted(members, key=lambda member: member.filename)
    return _rows((member.filename, _member(archive, member)) for member in ordered)


def _bytes(path: Path) -> bytes | Unusable:
    try:
        if path.stat().st_size > LONGEST_PAGE:
            return Unusable(f"the page is longer than {LONGEST_PAGE:,} bytes")
        return path.read_bytes()
    except OSError as error:
        return Unusable(f"the page cannot be read ({error.strerror})")


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes | Unusable:
    try:
        with archive.open(member) as file:
            return file.read(LONGEST_PAGE + 1)
    except DAMAGED as error:
        return Unusable(f"the page cannot be unpacked ({str(error) or 'it ends too early'})")


def _rows(pages: Iterable[Named]) -> Iterator[Row]:
    for line, (name, data) in enumerate(pages, 1):
        if isinstance(data, Unusable):
            yield Row(line, name, data)
            continue
        try:
            page = read_page(data)
        except Unusable as error:
            yield Row(line, name, error)
        else:
            yield plain_row(line, {"id": page.get("url", name), "file": name, **page})
