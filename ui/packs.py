"""Proposing and checking packs, told in the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from catalogue.checking.check import Checked, check
from catalogue.fetching import USUAL, Bounds
from catalogue.proposing.draft import propose as propose_text
from core.errors import BadPack, UnknownPack
from domains import PACK, pack_folder, pack_ids
from domains.schema import SCHEMA, schema_text


def propose(name: str, source: str, folder: Path, bounds: Bounds = USUAL) -> Iterator[str]:
    """Write a proposed pack into ``folder/name``, and tell what to do with it.

    Raises:
        BadPack: the name cannot be used, or there is such a pack already.
        BadSource: the source cannot be read.
    """
    file = folder / name / PACK
    if not name.isidentifier() or not name.islower():
        raise BadPack(f"{name!r} cannot be its name: use small letters, figures and underscores.")
    if name in pack_ids() or file.exists():
        raise BadPack(f"There is a pack {name!r} already; take another name.")
    where = source if "://" in source else str(Path(source).expanduser().resolve())
    text = propose_text(name, where, bounds)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    (file.parent / SCHEMA).write_text(schema_text(), encoding="utf-8")
    yield f"Written to {file}. Read and edit it, then:"
    yield f"  firstfive pack check {name} --source {source}"
    yield f"  firstfive ingest {name}"
    yield "  firstfive serve"


def examine(
    pack: str, source: str | None, own: Path, bounds: Bounds = USUAL
) -> tuple[list[str], bool]:
    """The findings on a pack, and whether it can be used.

    Raises:
        UnknownPack: there is no such pack, folder or file.
        BadSource: the source cannot be read.
    """
    id, file = _found(pack, own)
    text = file.read_text(encoding="utf-8")
    checked = check(id, text, str(file), source, bounds)
    return [*checked.lines, *_coverage(checked), _verdict(id, checked)], checked.usable


def _found(pack: str, own: Path) -> tuple[str, Path]:
    path = Path(pack).expanduser()
    file = path / PACK if path.is_dir() else path
    if file.is_file():
        return file.resolve().parent.name, file
    if path.name != pack:
        raise UnknownPack(f"There is no {str(file)!r}.")
    return pack, Path(str(pack_folder(pack, own))) / PACK


def _coverage(checked: Checked) -> Iterator[str]:
    if checked.sample is None or checked.pack is None:
        return
    yield f"Of the first {checked.sample.items:,} items, so many state an attribute:"
    for attribute in checked.pack.attributes:
        yield f"  {attribute.id:<20} {checked.sample.coverage(attribute.id):>6.1%}"


def _verdict(id: str, checked: Checked) -> str:
    if not checked.usable:
        return f"The pack {id!r} cannot be used yet."
    return f"The pack {id!r} can be used" + ("; see the advice." if checked.lines else ".")
