"""The command line: help, options, and failures in one sentence."""

from __future__ import annotations

import socket
import subprocess
import sys

import pytest

COMMANDS = ("demo", "serve", "ingest", "chat")
GROUPS = ("users", "retention", "review")


def firstfive(*arguments: str) -> subprocess.CompletedProcess[str]:
    code = "from ui.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, timeout=60
    )


def test_help_names_the_commands() -> None:
    done = firstfive("--help")
    assert done.returncode == 0
    for command in COMMANDS + GROUPS:
        assert command in done.stdout


def test_nothing_heavy_is_imported_for_help() -> None:
    code = (
        "import ui.cli, sys; "
        "print([m for m in ('pydantic', 'fastapi', 'psycopg', 'numpy', 'chainlit', 'langgraph') "
        "if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_explains_itself(command: str) -> None:
    done = firstfive(command, "--help")
    assert done.returncode == 0
    assert "--data-dir" in done.stdout
    assert "--database-url" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["nothing"], 2, "No such command"),
        (["serve", "--port", "99999"], 2, "--port"),
        (["serve", "--port", "x"], 2, "--port"),
        (["ingest"], 2, "PACK"),
        (["chat", "businesses", "--token", "x"], 2, "belong together"),
        (["ingest", "nothing"], 2, "firstfive: There is no such domain pack. 'nothing'"),
        (["ingest", "../core"], 2, "firstfive: There is no such domain pack."),
        (["users", "add", "x", "--role", "king"], 2, "--role"),
        (["users", "role", "x", "king"], 2, "king"),
        (["serve", "--host", "192.0.2.1"], 1, "firstfive: FirstFive cannot listen there."),
    ],
)
def test_failures(arguments: list[str], code: int, said: str) -> None:
    done = firstfive(*arguments)
    assert done.returncode == code, done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_a_setting_that_cannot_be_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIRSTFIVE_PORT", "many")
    done = firstfive("serve")
    assert done.returncode == 2
    assert done.stderr.startswith("firstfive: A setting cannot be used. FIRSTFIVE_PORT = 'many'")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("command", ["demo", "serve"])
def test_production_needs_secrets(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIRSTFIVE_MODE", "production")
    done = firstfive(command, "--port", "1024", "--data-dir", "/dev/null/nowhere")
    assert done.returncode == 2
    assert done.stderr.startswith("firstfive: A setting cannot be used. FIRSTFIVE_MODE=production")
    assert "FIRSTFIVE_AUTH_SECRET is not set" in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("command", ["demo", "serve"])
def test_a_busy_port_is_told_before_any_work(command: str) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = firstfive(command, "--port", str(port), "--data-dir", "/dev/null/nowhere")
    assert done.returncode == 1
    assert f"Port {port} is in use; set FIRSTFIVE_PORT or --port." in done.stderr
    assert len(done.stderr.splitlines()) == 1
