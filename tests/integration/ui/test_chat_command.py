"""A conversation in the terminal, with the real agent, left and taken up again."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests import forked
from tests.patience import PATIENCE


def chat(url: str, folder: Path, typed: str, *more: str) -> subprocess.CompletedProcess[str]:
    code = "from ui.cli import main; main()"
    command = [sys.executable, "-c", code, "chat", "businesses", "--database-url", url]
    return forked.run([*command, "--data-dir", str(folder), *more], input=typed, timeout=PATIENCE)


def test_a_conversation_in_the_terminal(
    small_catalogue: str, data_folder: Callable[[str], Path]
) -> None:
    folder = data_folder("terminal")
    done = chat(small_catalogue, folder, "something with food\n\n1\njust show me\n")
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert "computer program (AI)" in " ".join(done.stdout.split())
    assert re.search(r"^  1  ", done.stdout, re.MULTILINE)
    assert re.search(r"^1\. .+ likely\)$", done.stdout, re.MULTILINE)
    found = re.search(r"--conversation (\w+) --token (\S+)", done.stdout)
    assert found
    id, token = found.groups()
    again = chat(small_catalogue, folder, "", "--conversation", id, "--token", token)
    assert again.returncode == 0
    assert "computer program (AI)" in " ".join(again.stdout.split())
    assert re.search(r"^1\. .+ likely\)$", again.stdout, re.MULTILINE)
    wrong = chat(small_catalogue, folder, "", "--conversation", id, "--token", "wrong")
    assert wrong.returncode == 1
    assert wrong.stderr == "firstfive: There is no such conversation.\n"
