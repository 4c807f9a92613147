"""Known weaknesses of the locked packages, and secrets in the repository's files: ``make check``.

Advisories are asked of the package index, or of the mirror that ``OSV_URL`` names. Where nothing
could be looked up, that is said, and it fails where ``CI`` is set: a green check there would claim
what nobody has looked at. ``AUDIT_MAY_SKIP=advisories`` allows it, where no index can be reached.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
LOCK = ROOT / "requirements.lock"
BASELINE = ROOT / ".secrets.baseline"
EXCEPT = (
    r"requirements.*\.lock$|^\.chainlit/|\.secrets\.baseline$|^sbom\.json$|^NOTICES$"
    r"|^agent/listening/weights\.json$"
)
"""Hashes of packages and of what was learned from, and the words of libraries."""

SECONDS = 90
ANSWER_SECONDS = 3


@dataclass(frozen=True)
class Audit:
    """How many packages were looked up, of how many, and a line for each advisory on them."""

    looked_up: int = 0
    packages: int = 0
    advisories: tuple[str, ...] = ()


def weaknesses(report: Mapping[str, Any]) -> Audit:
    """What a report of pip-audit comes to; it names packages that it could not look up as well."""
    known = [d for d in report["dependencies"] if "skip_reason" not in d]
    return Audit(
        len(known),
        len(report["dependencies"]),
        tuple(
            f"{d['name']} {d['version']}: {v['id']}, fixed in {', '.join(v['fix_versions']) or '-'}"
            for d in known
            for v in d["vulns"]
        ),
    )


def audited(lock: Path = LOCK, mirror: str | None = None) -> Audit:
    """The advisories on the locked packages, as far as they can be looked up now.

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
        return Audit()


def verdict(audit: Audit, *, required: bool) -> tuple[bool, list[str]]:
    """Whether the audit passes, and what is said of it.

    An audit that did not look everything up passes unless it is required.
    """
    if not audit.looked_up:
        ending = (
            "which fails here; AUDIT_MAY_SKIP=advisories allows it" if required else "not audited"
        )
        return not required, [f"advisories: NOTHING COULD BE LOOKED UP, {ending}"]
    unknown = audit.packages - audit.looked_up
    fails = ", which fails here" if required else ""
    besides = f"; {unknown} packages COULD NOT BE LOOKED UP{fails}" if unknown else ""
    found = f"{len(audit.advisories)} new" if audit.advisories else "none"
    head = f"advisories: {found} on {audit.looked_up} packages{besides}"
    passes = not audit.advisories and not (required and unknown)
    return passes, [head, *(f"  {line}" for line in audit.advisories)]


def is_required(environ: Mapping[str, str]) -> bool:
    """Whether advisories must have been looked up: in CI, unless that is told otherwise."""
    in_ci = environ.get("CI", "").lower() not in ("", "0", "false")
    return in_ci and environ.get("AUDIT_MAY_SKIP") != "advisories"


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
    secrets = [] if scan is None else new_secrets(scan["results"], known["results"])
    print(_told(scan is None, secrets))
    passes, lines = verdict(
        audited(mirror=os.environ.get("OSV_URL")), required=is_required(os.environ)
    )
    print("\n".join(lines))
    return int(bool(secrets) or not passes)


def _told(unseen: bool, secrets: list[str]) -> str:
    if unseen:
        return "secrets: skipped, git does not say which files there are"
    head = f"secrets: {len(secrets)} new" if secrets else "secrets: none"
    return "\n".join([head, *(f"  {line}" for line in secrets)])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
