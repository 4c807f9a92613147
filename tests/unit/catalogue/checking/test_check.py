from pathlib import Path

import pytest

from catalogue.checking.check import check
from catalogue.checking.wording import HARDEST, grade
from domains import pack_folder, pack_ids

GOOD = """\
title: Boats
noun: {one: boat, many: boats}
fields: {id: id, title: name, texts: [text], text_required: false}
opening: {greeting: Hello., ask: "What boat?", examples: [A small boat]}
disclosure: I am a program.
notice: Please check what matters.
human: Please call the harbor.
embed: "{title}. {cleaned}"
attributes:
- id: kind
  type: category
  label: Kind
  ask: Which kind of boat?
  why: It tells them apart.
  explain: What the boat is.
  choices:
  - {value: Sail, words: [sailing boat]}
  - {value: Motor, words: [motor boat]}
  extract: {field: kind}
- id: length
  type: number
  label: Length
  ask: How long should it be?
  why: It tells them apart.
  explain: From end to end.
  extract: {field: length}
  buckets:
  - {label: Up to 10, max: 10}
  - {label: 10 or more, min: 10}
"""


def found(text: str, source: str | None = None) -> tuple[str, ...]:
    return check("boats", text, "pack.yaml", source).lines


def test_a_good_pack_has_no_problems() -> None:
    checked = check("boats", GOOD, "pack.yaml")
    assert checked.lines == ()
    assert checked.usable


@pytest.mark.parametrize("id", pack_ids())
def test_the_packs_that_ship_can_be_used(id: str) -> None:
    text = pack_folder(id).joinpath("pack.yaml").read_text(encoding="utf-8")
    checked = check(id, text, "pack.yaml")
    assert checked.usable, checked.lines


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("  label: Kind", "  lable: Kind", "pack.yaml:12: error: There is no key 'lable' here."),
        ("  label: Kind", "  lable: Kind", "Did you mean 'label'?"),
        ("extract: {field: kind}", "extract: {feild: kind}", "Did you mean 'field'?"),
        ("notice: Please", "#", "error: The key 'notice' is missing."),
        ("notice: Please check what matters.", "notice: ''", "'notice' is empty."),
        (", words: [motor boat]", "", "advice: 'Motor' has no words."),
        ("[motor boat]", "[sailing boat]", "'sailing boat' means 'Motor' and 'Sail'"),
        ("ask: Which kind of boat?", "ask: ''", "'kind' has no question."),
        ("explain: What the boat is.", "explain: Nautical taxonomical category.", "needs grade"),
        ("min: 10}", "min: 20}", "Nothing lies between 'Up to 10' and '10 or more'."),
        ("min: 10}", "min: 5}", "The buckets 'Up to 10' and '10 or more' overlap."),
        ("extract: {field: kind}", "extract: {field: kind, match: {Sail: '('}}", "error"),
        ("{field: kind}", "{field: kind, match: {Row: row}}", "no choices: ['Row']"),
        ("notice: Please", "notice: Guaranteed returns. Please", "It says 'Guaranteed returns'"),
        ("title: Boats", "title: [", "This is no YAML"),
        ("  extract: {field: length}", "  reason: 'It is {wert}.'", "{wert} is filled by nothing."),
    ],
)  # fmt: skip
def test_every_fault_is_named(old: str, new: str, says: str) -> None:
    assert old in GOOD
    assert any(says in line for line in found(GOOD.replace(old, new, 1))), found(
        GOOD.replace(old, new, 1)
    )


def test_a_source_tells_coverage_and_values_without_a_choice(tmp_path: Path) -> None:
    file = tmp_path / "boats.csv"
    file.write_text("id,name,kind,length\n1,Anna,Sail,8\n2,Berta,Row,\n", encoding="utf-8")
    checked = check("boats", GOOD, "pack.yaml", str(file))
    assert checked.sample is not None
    assert [checked.sample.coverage(id) for id in ("kind", "length")] == [0.5, 0.5]
    assert any("'kind' has no choice for 1 values: 'Row' (1)" in line for line in checked.lines)


def test_grades_tell_plain_from_learned() -> None:
    assert grade("How many people should it sleep? A home must hold all of you.") < 5
    assert grade("Establish the requisite accommodation capability.") > HARDEST
