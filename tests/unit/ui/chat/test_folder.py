"""The writable folder, and the interface words."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path

from ui.chat.folder import prepare_folder
from ui.chat.language import words

ROOM = Path(str(files("ui.chat")))


def test_everything_is_copied_and_readable(tmp_path: Path) -> None:
    folder = prepare_folder(tmp_path)
    assert folder == tmp_path / "chat"
    assert (folder / "public" / "elements" / "RecCards.jsx").is_file()
    assert "unsafe_allow_html = false" in (folder / ".chainlit" / "config.toml").read_text()
    translation = json.loads((folder / ".chainlit/translations/en-US.json").read_text())
    assert translation["chat"]["input"]["placeholder"] == "Type here…"
    assert translation["common"]["actions"]["cancel"], "the rest is the chat server's own"
    assert (folder / "chainlit_en-US.md").read_text() == ""
    assert prepare_folder(tmp_path) == folder
    assert not list(folder.rglob("tmp*"))


def test_another_folder_where_the_data_folder_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "chat").write_text("a file is in the way")
    folder = prepare_folder(tmp_path)
    assert folder != tmp_path / "chat"
    assert (folder / ".chainlit" / "config.toml").is_file()


def test_theme_names_no_font_of_another_host() -> None:
    theme = json.loads((ROOM / "public" / "theme.json").read_text())
    assert theme["custom_fonts"] == []


def test_every_word_is_used_and_every_used_word_exists() -> None:
    here = [*ROOM.glob("*.py"), *ROOM.glob("parts/*"), *ROOM.parent.glob("widget/*.*")]
    here += ROOM.parent.glob("static/*.html")
    sources = [*here, *(ROOM / "public").rglob("*.js*")]
    text = "\n".join(path.read_text() for path in sources)
    named = set(re.findall(r"[\"']([a-z_]+)[\"']|words\.([a-z_]+)", text))
    used = {word for pair in named for word in pair if word}
    built = {"noted_interested", "noted_not_interested", "numbers"}
    assert set(words()) <= used | built
    in_pages = "\n".join(path.read_text() for path in (ROOM / "public").rglob("*.js*"))
    assert set(re.findall(r"words\.([a-z_]+)", in_pages)) <= set(words())


def test_no_file_of_the_page_names_another_host() -> None:
    for path in (ROOM / "public").rglob("*"):
        if path.is_file():
            text = path.read_text().replace("http://www.w3.org/2000/svg", "")
            assert not re.search(r"https?://[a-z]", text), path.name
