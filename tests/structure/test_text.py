"""What must stand in no file of the repository, and what must stand in every lock."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = sorted(ROOT.glob("requirements*.lock"))
INDEX = re.compile(
    r"(index|extra-index|find-links)[-_a-z]*\s*=\s*[\"']?(https?|file):|/simple\b(?!-)", re.I
)
HOME = re.compile(r"(?<![\w.])/(root|home|Users)/[a-z]\w*/", re.I)
UNWANTED = re.compile(r"^(torch|nvidia|triton|sentence-transformers|transformers)\b", re.M)


def tracked() -> list[Path]:
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("no git here: nothing says which files belong to the repository")
    command = [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


def texts() -> list[tuple[Path, str]]:
    def text(path: Path) -> str | None:
        data = path.read_bytes()
        return None if b"\0" in data[:8000] else data.decode("utf-8")

    return [(path, found) for path in tracked() if (found := text(path)) is not None]


def test_no_index_and_no_home_folder_is_named() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path, text in texts()
        if path != Path(__file__)
        for pattern in (INDEX, HOME)
        for match in [pattern.search(text)]
        if match
    ]
    assert not found


def test_the_patterns_find_what_they_should() -> None:
    assert INDEX.search("--index-url=https://example.org/packages")
    assert INDEX.search("https://example.org/simple/ruff")
    assert not INDEX.search("pkg:pypi/simple-websocket@1.1.0")
    assert HOME.search("see /home/someone/work")
    assert not HOME.search("~/home/x and data/" + "root/a")


def test_what_the_tools_leave_behind_is_not_tracked() -> None:
    parts = {part for path in tracked() for part in path.relative_to(ROOT).parts}
    assert not parts & {".venv", "__pycache__", ".files", ".mypy_cache", ".hypothesis"}


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_every_locked_package_has_hashes(path: Path) -> None:
    entries = re.split(r"\n(?=\S)", path.read_text(encoding="utf-8").strip())
    assert entries
    for entry in entries:
        assert re.match(r"[a-z0-9._-]+(\[[a-z,]+\])?==\S+( ; .+)? \\\n", entry), entry
        assert "--hash=sha256:" in entry
    assert not UNWANTED.search(path.read_text(encoding="utf-8"))


def test_the_tests_run_on_what_ships() -> None:
    def pins(name: str) -> set[str]:
        lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
        return {line for line in lines if re.match(r"[a-z0-9]", line)}

    def versions(name: str) -> set[tuple[str, str]]:
        return {(p.split("==")[0], re.split(r"[ \\]", p.split("==")[1])[0]) for p in pins(name)}

    assert len(LOCKS) == 6
    same = {name for name, _ in versions("requirements-dev.lock")}
    for extra in ("requirements-ray.lock", "requirements-learn.lock"):
        beside = {pin for pin in versions(extra) if pin[0] in same}
        assert beside <= versions("requirements-dev.lock"), extra
    assert pins("requirements.lock") <= pins("requirements-dev.lock")
    assert pins("requirements-build.lock") <= pins("requirements.lock")
