"""The writable folder that the chat server reads its configuration and its public files from."""

from __future__ import annotations

import json
import os
import tempfile
from importlib.resources import as_file, files
from pathlib import Path

from ui.chat.language import LANGUAGES, merged, ours, theirs

CONFIG = Path(".chainlit", "config.toml")
TRANSLATIONS = Path(".chainlit", "translations")


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


def _fill(folder: Path) -> Path:
    with as_file(files("ui.chat")) as source:
        for file in (source / "public").rglob("*"):
            if file.is_file():
                _write(folder / file.relative_to(source), file.read_bytes())
        _write(folder / CONFIG, (source / "config.toml").read_bytes())
    _write(folder / "chainlit.md", b"")
    for language in LANGUAGES:
        translation = json.dumps(merged(theirs(language), ours(language)))
        _write(folder / TRANSLATIONS / f"{language}.json", translation.encode())
        _write(folder / f"chainlit_{language}.md", b"")
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
