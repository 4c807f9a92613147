"""The writable folder that the chat server reads its configuration and its public files from."""

from __future__ import annotations

import json
import os
import tempfile
from importlib.resources import as_file, files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

LANGUAGE = "en-US"
CONFIG = Path(".chainlit", "config.toml")
TRANSLATION = Path(".chainlit", "translations", f"{LANGUAGE}.json")


def prepare_folder(data_dir: Path) -> Path:
    """Copy the chat's files to ``data_dir/chat`` and return that folder.

    The package may be installed where nothing can be written, and the chat server writes beside its
    configuration. A temporary folder replaces a data folder that cannot be written.
    """
    folder = data_dir / "chat"
    try:
        return _fill(folder)
    except OSError:
        return _fill(Path(tempfile.mkdtemp(prefix="firstfive-chat-")))


def words() -> dict[str, Any]:
    """The interface words of this product, by key."""
    found: dict[str, Any] = _ours()["firstfive"]
    return found


def _fill(folder: Path) -> Path:
    with as_file(files("ui.chat")) as source:
        for file in (source / "public").rglob("*"):
            if file.is_file():
                _write(folder / file.relative_to(source), file.read_bytes())
        _write(folder / CONFIG, (source / "config.toml").read_bytes())
    _write(folder / TRANSLATION, json.dumps(_merged(_theirs(), _ours())).encode())
    for readme in ("chainlit.md", f"chainlit_{LANGUAGE}.md"):
        _write(folder / readme, b"")
    return folder


def _write(path: Path, content: bytes) -> None:
    """Replace a file at once: another process may be reading the same folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_file() and path.read_bytes() == content:
        return
    handle, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    Path(name).chmod(0o644)
    Path(name).replace(path)


def _ours() -> dict[str, Any]:
    text = files("ui.chat").joinpath("translations", f"{LANGUAGE}.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def _theirs() -> dict[str, Any]:
    """The chat server's own words; read without importing it, which fixes its folder for good."""
    spec = find_spec("chainlit")
    if spec is None or spec.origin is None:
        return {}
    path = Path(spec.origin).parent / "translations" / f"{LANGUAGE}.json"
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def _merged(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    """``base`` with the values of ``over`` put over it, level by level."""
    result = dict(base)
    for key, value in over.items():
        below = result.get(key)
        nested = isinstance(value, dict) and isinstance(below, dict)
        result[key] = _merged(dict(below or {}), value) if nested else value
    return result
