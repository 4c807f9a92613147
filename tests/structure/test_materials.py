"""The bill of materials and the notices are those of the lock, and the same each time."""

from __future__ import annotations

import json
from hashlib import sha256

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from scripts.materials import (
    BILL,
    HERE,
    LOCK,
    LOCK_HASH,
    NOTICES,
    bill,
    elsewhere,
    installed,
    notices,
    packages,
    written_before,
)
from tests.structure.test_dependencies import PROJECT, ROOT

TEXT = LOCK.read_text(encoding="utf-8")
WRITTEN = json.loads(BILL.read_text(encoding="utf-8"))


def test_the_bill_is_of_this_lock() -> None:
    properties = {one["name"]: one["value"] for one in WRITTEN["metadata"]["properties"]}
    assert properties[LOCK_HASH] == sha256(TEXT.encode()).hexdigest(), "run `make lock`"
    listed = {
        (one["name"], one["version"], "".join(p["value"] for p in one.get("properties", [])))
        for one in WRITTEN["components"]
    }
    assert len(listed) > 200
    assert listed == {(one.name, one.version, one.where) for one in packages(TEXT)}
    assert {p["name"] for one in WRITTEN["components"] for p in one.get("properties", [])} == {HERE}


def test_every_package_of_the_lock_is_noticed() -> None:
    page = NOTICES.read_text(encoding="utf-8")
    for package in packages(TEXT):
        assert f"\n{package.name} {package.version}: " in page, "run `make lock`"


def test_the_bill_is_one_that_programs_can_read() -> None:
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(WRITTEN)) is None


def test_every_package_says_its_licence() -> None:
    """Those for other machines, too."""
    assert [one["name"] for one in WRITTEN["components"] if "licenses" not in one] == []
    page = NOTICES.read_text(encoding="utf-8")
    known = written_before(json.dumps(WRITTEN))
    for package in packages(TEXT):
        if package.name not in installed():
            stated = known[package.name, package.version]
            assert f"\n{package.name} {package.version}: {stated}" in page


def test_what_is_not_here_is_asked_for_once() -> None:
    known = written_before(json.dumps(WRITTEN))
    absent = {(p.name, p.version) for p in packages(TEXT) if p.name not in installed()}
    assert elsewhere(TEXT, known) == {one: known[one] for one in absent}


def test_the_same_lock_gives_the_same_files() -> None:
    small = "".join(line for line in TEXT.splitlines(keepends=True)[:40])
    assert packages(small)
    assert (bill(small), notices(small)) == (bill(small), notices(small))
    told = json.loads(bill(small))
    assert "timestamp" not in told["metadata"]
    assert told["serialNumber"] != WRITTEN["serialNumber"]


@pytest.mark.parametrize("name", PROJECT["project"]["license-files"])
def test_the_licence_is_here(name: str) -> None:
    assert PROJECT["project"]["license"] == "Apache-2.0"
    assert (ROOT / name).is_file()
    assert "Apache License" in (ROOT / "LICENSE").read_text(encoding="utf-8")
