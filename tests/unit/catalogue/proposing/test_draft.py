import csv
import json
from pathlib import Path

import pytest
import yaml

from catalogue.checking.check import check
from catalogue.proposing.draft import propose
from catalogue.proposing.ranges import buckets
from core.errors import BadSource

ROWS = [
    {
        "maker": ("Acme", "Bolt", "Curio")[n % 3],
        "model": f"{('Swift', 'Steady', 'Grand')[n % 3]} {n % 25}",
        "tags": ("red|fast", "blue", "red|slow")[n % 3],
        "price_usd": f"${1000 + 37 * n}",
        "built_year": str(1990 + n % 20),
        "doors": ("2", "4", "NA")[n % 3],
        "electric": ("yes", "no")[n % 2],
        "city": ("Boston", "Denver", "Chicago")[n % 3],
        "country": "United States" if n % 5 else "USA",
        "about": f"A car that {('runs', 'drives', 'rolls')[n % 3]} well and slept in a barn, {n}.",
    }
    for n in range(120)
]


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("cars") / "cars.csv"
    with file.open("w", newline="", encoding="utf-8") as out:
        writer = csv.DictWriter(out, list(ROWS[0]))
        writer.writeheader()
        writer.writerows(ROWS)
    return file


def test_types_and_roles_are_seen(source: Path) -> None:
    says = yaml.safe_load(propose("cars", str(source)))
    types = {a["id"]: a["type"] for a in says["attributes"]}
    assert types == {
        "maker": "category", "tags": "categories", "price_usd": "money",
        "built_year": "year", "doors": "number", "electric": "flag", "city": "place",
        "description": "text",
    }  # fmt: skip
    assert says["fields"]["texts"] == ["about"]
    extracts = {a["id"]: a.get("extract") for a in says["attributes"]}
    assert extracts["tags"] == {"field": "tags", "split": "|"}
    assert extracts["doors"] == {"field": "doors", "drop": ["NA"]}
    assert extracts["city"] == {"field": ["city", "country"], "join": True}


def test_a_proposal_passes_the_check_and_reads_its_rows(source: Path) -> None:
    checked = check("cars", propose("cars", str(source)), "pack.yaml", str(source))
    assert checked.usable, checked.lines
    assert checked.sample is not None
    assert checked.sample.items == len(ROWS)
    assert all(checked.sample.coverage(id) == 1.0 for id in ("maker", "tags", "price_usd", "city"))


def test_json_lists_are_several_values(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    rows = [{"id": n, "name": f"Item {n}", "has": ["a", "b"][: 1 + n % 2]} for n in range(20)]
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    says = yaml.safe_load(propose("things", str(file)))
    assert says["fields"]["id"] == "id"
    assert says["fields"]["title"] == "name"
    assert [a["type"] for a in says["attributes"]] == ["categories"]


def test_a_file_without_fields_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text("{}\n", encoding="utf-8")
    with pytest.raises(BadSource):
        propose("things", str(file))


def test_ranges_are_round_touch_and_cover_everything() -> None:
    made = buckets([float(n) for n in range(1, 1000)])
    labels = ["Up to 200", "200 to 400", "400 to 600", "600 to 800", "800 or more"]
    assert [b.label for b in made] == labels
    assert buckets([3.0, 3.0]) == []


def test_names_of_rows_are_titles_and_numbers_of_rows_are_nothing(tmp_path: Path) -> None:
    file = tmp_path / "cereals.csv"
    rows = [f"{n},Flakes {'xyz'[n % 3]}{n},{n % 7},{'AB'[n % 2]}" for n in range(40)]
    file.write_text("\n".join(["no,,fat,maker", *rows]), encoding="utf-8")
    proposed = propose("cereals", str(file))
    says = yaml.safe_load(proposed)
    assert says["fields"]["title"] == says["fields"]["id"] == "column 2"
    assert [a["id"] for a in says["attributes"]] == ["fat", "maker"]
    assert "# No attribute was made of: no." in proposed or "'no'" in proposed or '"no"' in proposed
