"""Pages that speak of the code say what the code says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from core.settings import Settings
from domains.extract import Extract
from domains.pack import Attribute, Pack
from domains.schema import HINT, SCHEMA, schema_text
from scripts.docs import settings_page

ROOT = Path(__file__).parents[2]
ELSEWHERE = {"FIRSTFIVE_TEST_DATA"}
"""Read by the tests alone."""


def test_the_settings_page_is_what_the_settings_are() -> None:
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    assert page == settings_page(), "run `make docs`"


def test_the_schema_of_packs_is_what_the_models_are() -> None:
    schema = (ROOT / "domains" / SCHEMA).read_text(encoding="utf-8")
    assert schema == schema_text(), "run `make docs`"


@pytest.mark.parametrize(
    "path", sorted(ROOT.glob("domains/*/pack.yaml")), ids=lambda p: p.parent.name
)
def test_editors_find_the_schema_of_every_pack(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first == f"{HINT}../{SCHEMA}"


def test_every_setting_has_a_description() -> None:
    assert not [name for name, field in Settings.model_fields.items() if not field.description]


def test_no_page_and_no_code_names_a_setting_that_is_none() -> None:
    known = {f"FIRSTFIVE_{name.upper()}" for name in Settings.model_fields} | ELSEWHERE
    for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("*/**/*.py")]:
        if path.relative_to(ROOT).parts[0].startswith((".", "tests")):
            continue
        named = set(re.findall(r"FIRSTFIVE_[A-Z]+(?:_[A-Z]+)*", path.read_text(encoding="utf-8")))
        assert named <= known, f"{path.relative_to(ROOT)}: {named - known}"


def targets() -> list[str]:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return re.findall(r"^([a-z]+):.*  ## ", makefile, re.MULTILINE)


@pytest.mark.parametrize("target", ["demo", "test", "check", "bench"])
def test_the_readme_names_the_doors_that_there_are(target: str) -> None:
    assert target in targets()
    assert f"make {target}" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_no_page_names_a_door_that_is_none() -> None:
    for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]:
        named = set(re.findall(r"`make ([a-z]+)", path.read_text(encoding="utf-8")))
        assert named <= set(targets()), path


def test_the_pack_page_names_every_key() -> None:
    page = (ROOT / "domains" / "README.md").read_text(encoding="utf-8")
    keys = {*Pack.model_fields, *Attribute.model_fields, *Extract.model_fields} - {"id"}
    assert not [key for key in sorted(keys) if f"`{key}`" not in page and f"{key}: " not in page]
