"""Tells what form a source has, by its first bytes and its name, and reads it row by row."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO

from catalogue.reading.document import read_document
from catalogue.reading.encoding import SAMPLE, encoding_of
from catalogue.reading.lines import read_lines
from catalogue.reading.pages import is_page, read_list, read_one, read_zip
from catalogue.reading.parquet import MAGIC, read_parquet
from catalogue.reading.row import Row
from catalogue.reading.table import read_table
from catalogue.reading.unpacking import (
    GZIP_MAGIC,
    ZIP_MAGIC,
    member_of,
    opened_zip,
    too_large,
)
from catalogue.record import LONGEST_ROW
from core.errors import BadSource

TABLES = (".csv", ".tsv", ".tab")
JSON_LINES = (".jsonl", ".ndjson")
ENCRYPTED = 0x1
"""The bit of a zip member's flags (APPNOTE.TXT, 4.4.4) that says it needs a password."""
COMPRESSIONS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""What every program packs with. Of others ``zipfile`` unpacks as much at once as a packer hid in a
few bytes: gigabytes, before it can be counted.
"""


def read_rows(
    file: IO[bytes], name: str, *, local: bool, largest: int, packed: bool = False
) -> Iterator[Row]:
    """The rows of a file: JSON Lines, JSON, CSV, Parquet, zipped web pages, or a list of pages.

    Args:
        file: unpacked, and able to seek.
        name: its path or address without what it is packed in; an ending decides where it is one.
        local: whether it lies on this machine: only then may it name other files.
        largest: bytes that may come out of an archive.
        packed: whether it comes out of an archive: then it may not be one again.

    Raises:
        BadSource: as a whole it cannot be read.
    """
    sample = _start(file)
    start = sample.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start:
        raise BadSource(f"{name!r} is empty.")
    if packed and sample.startswith((ZIP_MAGIC, GZIP_MAGIC)):
        raise BadSource(f"{name!r} is an archive in an archive; unpack it and give what is inside.")
    if sample.startswith(ZIP_MAGIC):
        return _unzipped(file, name, largest)
    if sample.startswith(MAGIC):
        return read_parquet(file, name, largest)
    if local and _names_pages(start):
        return read_list(file, name)
    return _text(file, name, sample, start)


def _text(file: IO[bytes], name: str, sample: bytes, start: bytes) -> Iterator[Row]:
    ending = PurePosixPath(name.lower()).suffix
    if ending in TABLES:
        return read_table(file, name, sample)
    if ending not in JSON_LINES and (start.startswith(b"[") or _is_document(file, start, ending)):
        return read_document(file, name)
    if start[:1] in b"{[" or ending in (*JSON_LINES, ".json") or _is_marked(sample):
        return read_lines(file, sample)
    if start[:1] == b"<":
        return read_one(file, name)
    return read_table(file, name, sample)


def _start(file: IO[bytes]) -> bytes:
    sample = file.read(SAMPLE)
    file.seek(0)
    return sample


def _is_marked(sample: bytes) -> bool:
    """Whether a text in two or four bytes a character is JSON."""
    encoding = encoding_of(sample)
    return encoding in ("utf-16", "utf-32") and "{" in sample[:16].decode(encoding, "ignore")


def _names_pages(start: bytes) -> bool:
    """Whether a text begins as a list of pages; what begins with "#" is a remark."""
    named = (line.strip() for line in start.split(b"\n") if not line.startswith(b"#"))
    first = next(filter(None, named), b"").decode("utf-8", "replace")
    return is_page(first) and "<" not in first


def _is_document(file: IO[bytes], start: bytes, ending: str) -> bool:
    """Whether what begins with a brace is one object, not one object a line."""
    if not start.startswith(b"{"):
        return False
    first, rest = file.readline(LONGEST_ROW + 1), file.read(1)
    file.seek(0)
    if len(first) > LONGEST_ROW:
        return True
    try:
        row = json.loads(first.strip())
    except (ValueError, RecursionError):
        return ending == ".json"
    lists = [value for value in row.values() if isinstance(value, list)]
    return not rest and len(lists) == 1 and all(isinstance(item, dict) for item in lists[0])


def _unzipped(file: IO[bytes], name: str, largest: int) -> Iterator[Row]:
    with opened_zip(file, name) as archive:
        members = [_openable(m, name) for m in archive.infolist() if not m.is_dir()]
        if any(member.filename == "[Content_Types].xml" for member in members):
            raise BadSource(f"{name!r} is an office document; save its table as CSV.")
        pages = [member for member in members if is_page(member.filename)]
        if sum(member.file_size for member in pages or members) > largest:
            raise too_large(name, largest)
        if pages:
            yield from read_zip(archive, pages)
        elif len(members) == 1:
            with member_of(archive, members[0], name, largest) as inside:
                yield from read_rows(
                    inside, members[0].filename, local=False, largest=largest, packed=True
                )
        else:
            raise BadSource(f"{name!r} must hold web pages or one file, not {len(members)}.")


def _openable(member: zipfile.ZipInfo, name: str) -> zipfile.ZipInfo:
    """The member, if it can be read without a password."""
    if member.flag_bits & ENCRYPTED:
        raise BadSource(f"{name!r} is encrypted; unpack it and give the file inside.")
    if member.compress_type not in COMPRESSIONS:
        raise BadSource(f"{name!r} is compressed in a way not read here; pack it anew, by Deflate.")
    return member
