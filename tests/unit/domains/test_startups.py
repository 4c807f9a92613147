import gzip
import json
from itertools import pairwise
from pathlib import Path

import pytest

from catalogue.fields import from_fields
from domains import Attribute, Pack, load_pack


@pytest.fixture(scope="module")
def startups() -> Pack:
    return load_pack("startups")


@pytest.mark.parametrize("id", ["industry", "subindustry", "remote", "stage", "status"])
def test_every_choice_says_what_people_call_it_and_what_it_is(startups: Pack, id: str) -> None:
    choices = startups.attribute(id).choices
    assert choices
    assert all(choice.words and choice.about for choice in choices)
    assert len({choice.shown for choice in choices}) == len(choices)


def test_every_attribute_can_be_asked_and_explained(startups: Pack) -> None:
    for attribute in startups.attributes:
        assert "?" in attribute.ask, attribute.id
        assert attribute.why.endswith("."), attribute.id
        assert attribute.explain, attribute.id
        assert "{value}" in attribute.reason or attribute.reason_false, attribute.id


@pytest.mark.parametrize("id", ["team_size", "founded"])
def test_buckets_leave_no_gap_and_do_not_overlap(startups: Pack, id: str) -> None:
    found = sorted(startups.attribute(id).buckets, key=lambda b: b.min or 0)
    for lower, upper in pairwise(found):
        assert lower.max is not None
        assert upper.min == lower.max + 1
    assert found[-1].max is None


def test_the_pack_reads_a_record_of_the_directory(startups: Pack) -> None:
    record = {
        "industry": "B2B",
        "subindustry": "B2B -> Sales",
        "tags": ["AI", "Artificial Intelligence", "Sales"],
        "locations": ["Remote"],
        "regions": ["Canada", "Remote", "Partly Remote"],
        "team_size": 0,
        "batch_year": None,
        "batch": "Winter 2012",
        "status": "Active",
        "is_hiring": False,
    }
    found = {id: stated.value for id, stated in from_fields(startups, record).items()}
    place = found.pop("location")
    assert isinstance(place, tuple)
    assert [str(getattr(p, "name", p)) for p in place] == ["Canada"]
    assert found == {
        "industry": "B2B",
        "subindustry": "Sales",
        "tags": ("Artificial Intelligence", "Sales"),
        "remote": "Partly remote",
        "founded": 2012.0,
        "status": "Active",
        "hiring": False,
    }


@pytest.mark.parametrize(
    ("regions", "expected"),
    [(["Canada"], ("In person", True)), (["Unspecified"], None), ([], ("In person", True))],
)
def test_work_in_person_is_concluded_only_where_regions_are_known(
    startups: Pack, regions: list[str], expected: tuple[str, bool] | None
) -> None:
    stated = from_fields(startups, {"regions": regions}).get("remote")
    assert (stated and (stated.value, stated.default)) == expected


def test_no_value_of_the_directory_is_lost(startups: Pack, test_data: Path) -> None:
    path = test_data / "catalogues" / "startups" / "companies.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        records = [json.loads(line) for line in file]
    for id in ("industry", "subindustry", "stage", "status"):
        attribute: Attribute = startups.attribute(id)
        raw = {str(record[id]).rpartition("->")[2].strip() for record in records}
        known = {choice.value for choice in attribute.choices}
        assert raw - {"Unspecified"} == known
