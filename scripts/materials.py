"""What it runs on: ``sbom.json`` (CycloneDX) and ``NOTICES``, written from the lock: ``make lock``.

The same lock gives the same files: no time of day, and a serial number made of the lock.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from email.message import Message
from functools import cache
from hashlib import sha256
from importlib.metadata import Distribution, PackageMetadata, distributions
from pathlib import Path
from textwrap import indent
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from packageurl import PackageURL
from packaging.markers import Marker

ROOT = Path(__file__).parents[1]
LOCK, BILL, NOTICES = ROOT / "requirements.lock", ROOT / "sbom.json", ROOT / "NOTICES"
PIN = re.compile(r"([a-z0-9._-]+)(?:\[[a-z,]+\])?==(\S+)(?: ; (.+?))? \\")
TEXTS = re.compile(r"(licen[cs]e|copying|notice|copyright|authors)[^/]*$", re.I)
HERE = "firstfive:installed-where"
LOCK_HASH = "firstfive:lock:sha256"
HEAD = """Third-party notices

FirstFive runs on the packages below, each under its own licence. They are not part of this
repository: they are installed from a package index, at the versions of requirements.lock. This file
is written by `make lock`; sbom.json lists the same for programs.
"""
RULE = "-" * 80
PLATFORMS = {
    ("darwin", "x86_64", "3.11"): "macosx_13_0_x86_64",
    ("darwin", "arm64", "3.11"): "macosx_13_0_arm64",
    ("win32", "AMD64", "3.11"): "win_amd64",
    ("linux", "aarch64", "3.11"): "manylinux_2_28_aarch64",
    ("emscripten", "wasm32", "3.12"): "any",
}
"""Where a package may be for that is not for this machine, and how pip calls that."""
FIELDS = {"License-Expression": "license_expression", "License": "license",
          "Classifier": "classifier"}  # fmt: skip
Licences = Mapping[tuple[str, str], str]
"""The licences of packages, by name and version."""


@dataclass(frozen=True, order=True)
class Package:
    """A package of the lock; ``where`` is the condition under which it is installed, if any."""

    name: str
    version: str
    where: str = ""


def packages(lock: str) -> list[Package]:
    """The packages of a lock, in order."""
    found = (PIN.match(line) for line in lock.splitlines())
    return sorted(Package(m[1], m[2], m[3] or "") for m in found if m)


@cache
def installed() -> dict[str, Distribution]:
    """What is installed here, by its plain name."""
    return {_plain(d.metadata["Name"]): d for d in distributions()}


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def licence(found: PackageMetadata | Message) -> str:
    """What a package says of its licence; empty where it does not say.

    Its expression, else a short name of its own, else its classifiers.
    """
    if expression := _stated(found, "License-Expression"):
        return expression[0]
    classes = (c for c in _stated(found, "Classifier") if c.startswith("License"))
    named = [c.split(" :: ")[-1] for c in classes]
    stated = "\n".join(_stated(found, "License")).strip().splitlines()
    if len(stated) == 1 and stated[0].lower() not in ("unknown", "dual license"):
        return str(stated[0])[:120]
    return " / ".join(sorted(named)) or (stated[0].strip()[:120] if stated else "")


def _stated(found: PackageMetadata | Message, field: str) -> list[str]:
    return [str(value) for value in found.get_all(field) or []]


def written_before(written: str) -> Licences:
    """The licences that a bill of materials names."""
    told = {}
    for one in json.loads(written)["components"]:
        for entry in one.get("licenses", []):
            name = entry.get("expression") or next(
                filter(None, map(entry["license"].get, ("id", "name")))
            )
            told[one["name"], one["version"]] = str(name)
    return told


def elsewhere(lock: str, known: Licences) -> Licences:
    """The licences of what is not installed here, as the package index tells them.

    What is known of the same version is not asked for again.
    """
    here = installed()
    absent = [one for one in packages(lock) if one.name not in here]
    new = [one for one in absent if (one.name, one.version) not in known]
    asked = {(one.name, one.version): _asked(one) for one in new}
    told = {(one.name, one.version): known.get((one.name, one.version), "") for one in absent}
    return {**told, **asked}


def _asked(package: Package) -> str:
    """What the package index says of a licence; empty where it says nothing or is not reached."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command: list[str | Path] = [
            sys.executable, "-m", "pip", "install", "-q", "--dry-run", "--no-deps",
            "--ignore-installed", "--only-binary", ":all:", "--target", folder, "--report", report,
            *_place(package.where), f"{package.name}=={package.version}",
        ]  # fmt: skip
        if subprocess.run(command, capture_output=True, check=False).returncode:
            return ""
        (found,) = json.loads(report.read_text(encoding="utf-8"))["install"]
    return licence(_fields(found["metadata"]))


def _place(where: str) -> list[str]:
    """How pip is told of a machine on which the condition holds."""
    for (system, machine, python), platform in PLATFORMS.items():
        there = {"sys_platform": system, "platform_machine": machine, "python_version": python,
                 "python_full_version": f"{python}.0"}  # fmt: skip
        if where and Marker(where).evaluate(there):
            return ["--platform", platform, "--python-version", python]
    return []


def _fields(metadata: Mapping[str, Any]) -> Message:
    """A report of pip as metadata have it."""
    message = Message()
    for field, name in FIELDS.items():
        values = metadata.get(name, [])
        for value in [values] if isinstance(values, str) else values:
            message[field] = value
    return message


def texts(found: Distribution | None) -> list[str]:
    """The licences and notices that come with a package."""
    files = sorted(map(str, found.files or [])) if found else []
    chosen = (Path(str(found.locate_file(f))) for f in files if found and _is_text(f))
    read = (path.read_text("utf-8", "replace") for path in chosen if path.is_file())
    return list(dict.fromkeys(filter(None, map(_tidy, read))))


def _is_text(name: str) -> bool:
    folder, _, rest = name.partition("/")
    return folder.endswith(".dist-info") and bool(TEXTS.match(rest.rsplit("/", 1)[-1]))


def _tidy(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.splitlines()).strip("\n\f")


def bill(lock: str, besides: Licences | None = None) -> str:
    """The bill of materials of a lock, as CycloneDX 1.6 has it.

    ``besides`` are the licences of packages that are not installed here.
    """
    here = installed()
    root = Component(
        name="firstfive",
        version=_own_version(),
        type=ComponentType.APPLICATION,
        bom_ref="firstfive",
        licenses=[LicenseFactory().make_from_string("Apache-2.0")],
    )
    parts = [_component(one, _licence(one, here, besides or {})) for one in packages(lock)]
    digest = sha256(lock.encode()).hexdigest()
    made = Bom(components=parts, serial_number=uuid5(NAMESPACE_URL, digest))
    made.metadata.component = root
    made.metadata.properties.add(Property(name=LOCK_HASH, value=digest))
    made.register_dependency(root, parts)
    written = make_outputter(made, OutputFormat.JSON, SchemaVersion.V1_6).output_as_string()
    told: dict[str, Any] = json.loads(written)
    del told["metadata"]["timestamp"]
    return json.dumps(told, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def _own_version() -> str:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return str(project["version"])


def _licence(package: Package, here: Mapping[str, Distribution], besides: Licences) -> str:
    if (found := here.get(package.name)) is not None:
        return licence(found.metadata)
    return besides.get((package.name, package.version), "")


def _component(package: Package, stated: str) -> Component:
    url = PackageURL("pypi", None, package.name, package.version)
    return Component(
        name=package.name,
        version=package.version,
        type=ComponentType.LIBRARY,
        purl=url,
        bom_ref=str(url),
        licenses=[LicenseFactory().make_from_string(stated)] if stated else [],
        properties=[Property(name=HERE, value=package.where)] if package.where else [],
    )


def notices(lock: str, besides: Licences | None = None) -> str:
    """A list of the packages of a lock with their licences, and the texts of these, each once."""
    here, numbers = installed(), dict[str, int]()
    lines = []
    for package in packages(lock):
        found = here.get(package.name)
        marks = [numbers.setdefault(text, len(numbers) + 1) for text in texts(found)]
        stated = _licence(package, here, besides or {})
        lines.append(_line(package, stated, found is not None, marks))
    shown = (f"{RULE}\n[{number}]\n\n{text}\n" for text, number in numbers.items())
    return "\n".join([HEAD, *lines, "", *shown])


def _line(package: Package, stated: str, here: bool, marks: Iterable[int]) -> str:
    told = stated or ("see its text" if here else "see the package itself")
    where = f"\n{indent(f'only where {package.where}', '    ')}" if package.where else ""
    texts = "".join(f" [{mark}]" for mark in marks)
    return f"{package.name} {package.version}: {told}{texts}{where}"


def main(arguments: Sequence[str] = ()) -> int:
    """Write both files; with ``--check``, only say whether they fit the lock."""
    lock = LOCK.read_text(encoding="utf-8")
    besides = written_before(BILL.read_text(encoding="utf-8")) if BILL.exists() else {}
    if "--check" not in arguments:
        besides = elsewhere(lock, besides)
    made = {BILL: bill(lock, besides), NOTICES: notices(lock, besides)}
    if "--check" in arguments:
        return int(any(path.read_text(encoding="utf-8") != text for path, text in made.items()))
    for path, text in made.items():
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
