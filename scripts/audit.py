"""Known weaknesses of the locked packages, and secrets in the repository's files: ``make check``.

Advisories are asked of the package index, or of the mirror that ``OSV_URL`` names. Where there is
none, or it does not answer in time, that part is skipped with a word: a check never fails for want
of a network.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
LOCK = ROOT / "requirements.lock"
BASELINE = ROOT / ".secrets.baseline"
EXCEPT = r"requirements.*\.lock$|^\.chainlit/|\.secrets\.baseline$|^agent/listening/weights\.json$"
"""Hashes of packages and of what was learned from, and the words of the chat's library."""

SECONDS = 90
ANSWER_SECONDS = 3


def weaknesses(report: Mapping[str, Any]) -> list[str] | None:
    """One line per advisory in a report of pip-audit; None when no package could be looked up."""
    audited = [d for d in report["dependencies"] if "skip_reason" not in d]
    if not audited:
        return None
    return [
        f"{d['name']} {d['version']}: {v['id']}, fixed in {', '.join(v['fix_versions']) or '-'}"
        for d in audited
        for v in d["vulns"]
    ]


def advised(lock: Path = LOCK, mirror: str | None = None) -> list[str] | None:
    """The advisories on the locked packages; None where they cannot be looked up now.

    ``mirror`` is the address of a server that speaks OSV's protocol, asked instead of the index.
    """
    instead = ["--vulnerability-service", "osv", "--osv-url", mirror] if mirror else []
    command: list[str | Path] = [
        BIN / "pip-audit", *instead, "--requirement", lock, "--disable-pip", "--no-deps",
        "--format", "json",
        "--timeout", str(ANSWER_SECONDS), "--progress-spinner", "off",
    ]  # fmt: skip
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
        return weaknesses(json.loads(done.stdout))
    except (subprocess.TimeoutExpired, ValueError):
        return None


def new_secrets(found: Mapping[str, Any], known: Mapping[str, Any]) -> list[str]:
    """What looks like a secret in ``found`` and is not in ``known``; both as detect-secrets has it.

    A line says the file and the kind, not the secret.
    """
    fine = {(s["filename"], s["hashed_secret"]) for found in known.values() for s in found}
    return [
        f"{secret['filename']}: {secret['type']}"
        for secrets in found.values()
        for secret in secrets
        if (secret["filename"], secret["hashed_secret"]) not in fine
    ]


def scanned() -> dict[str, Any] | None:
    """The scan of every file that belongs to the repository; None where git does not say which."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        return None
    listing = [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    names = [name for name in listed.split("\0") if name and (ROOT / name).is_file()]
    command: list[str | Path] = [
        BIN / "detect-secrets",
        "scan",
        "--slim",
        "--exclude-files",
        EXCEPT,
        *names,
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def main(arguments: Sequence[str]) -> int:
    """Check both, or (``--accept``) take the secrets found as known; 1 when there is a finding."""
    scan = scanned()
    if "--accept" in arguments and scan is not None:
        kept = json.dumps({"results": scan["results"]}, indent=1)
        BASELINE.write_text(kept + "\n", encoding="utf-8")
    known = json.loads(BASELINE.read_text(encoding="utf-8"))
    secrets = None if scan is None else new_secrets(scan["results"], known["results"])
    findings = _told("secrets", secrets, "git does not say which files there are")
    return (
        findings
        + _told(
            "advisories",
            advised(mirror=os.environ.get("OSV_URL")),
            "no index of advisories is reachable",
        )
        > 0
    )


def _told(what: str, found: list[str] | None, why_not: str) -> int:
    if found is None:
        print(f"{what}: skipped, {why_not}")
        return 0
    print(f"{what}: {len(found)} new" if found else f"{what}: none")
    for line in found:
        print(f"  {line}")
    return len(found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
