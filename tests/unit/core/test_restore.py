"""A damaged backup is told of in a sentence, whichever of its bytes are others."""

from __future__ import annotations

import io
import json
from hashlib import sha256
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from core.backup import DUMP, MANIFEST
from core.errors import BadBackup, RestoreRefused
from core.restore import LONGEST_MANIFEST, restore

NOWHERE = "postgresql://nobody@127.0.0.1:1/nothing?connect_timeout=1"
"""Where no database is: a backup that was found whole fails there, and not before."""

DUMPED = b"PGDMP" + bytes(range(256))


def made(padding: int = 0) -> bytes:
    """A small backup."""
    manifest = {
        "version": "0.1.0", "taken_at": "2026-11-30T07:00:00Z", "postgres": 180004,
        "pgvector": None,
        "migrations": [], "tables": {}, "dump_bytes": len(DUMPED),
        "dump_sha256": sha256(DUMPED).hexdigest(),
    }  # fmt: skip
    file = io.BytesIO()
    with ZipFile(file, "w") as archive:
        with archive.open(DUMP, "w", force_zip64=True) as member:
            member.write(DUMPED)
        compression = ZIP_DEFLATED if padding else None
        archive.writestr(MANIFEST, json.dumps(manifest) + " " * padding, compression)
    return file.getvalue()


def refusal(content: bytes, folder: Path) -> type[Exception]:
    """What becomes of a file of these bytes."""
    file = folder / "a.backup"
    file.write_bytes(content)
    with pytest.raises((BadBackup, RestoreRefused)) as refused:
        restore(NOWHERE, file, lambda _: None)
    return refused.type


def test_any_byte_may_be_another(tmp_path: Path) -> None:
    whole = made()
    assert refusal(whole, tmp_path) is RestoreRefused
    dump = whole.index(DUMPED)
    places = [n for n in range(len(whole)) if not dump + 1 < n < dump + len(DUMPED)]
    told = []
    for place in places:
        for byte in {1, 8, 14, 255} - {whole[place]}:
            changed = whole[:place] + bytes([byte]) + whole[place + 1 :]
            told.append(refusal(changed, tmp_path))
    assert told.count(BadBackup) > len(told) / 3


@pytest.mark.parametrize("share", [0.0, 0.2, 0.5, 0.9, 0.99])
def test_it_may_end_anywhere(tmp_path: Path, share: float) -> None:
    whole = made()
    assert refusal(whole[: int(len(whole) * share)], tmp_path) is BadBackup


def test_a_manifest_without_end_is_not_read(tmp_path: Path) -> None:
    assert refusal(made(padding=LONGEST_MANIFEST), tmp_path) is BadBackup
