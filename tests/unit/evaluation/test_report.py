from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from rich.console import Console

from core.errors import BadSetting
from evaluation.gathering import Gathered
from evaluation.people.noise import Noise
from evaluation.playing.played import Played, Point, Stop
from evaluation.playing.policies import OPENING, OURS
from evaluation.report import Report, group_report
from evaluation.room import Company
from evaluation.showing import show, write


def played(hits: list[bool], questions: int, difficulty: int = 0, english: str = "") -> Played:
    points = tuple(Point(hit, 0.8, 0.7) for hit in hits)
    asked = tuple(f"a{n}" for n in range(len(hits) - 1))
    stop = Stop(points[questions], questions, 30.0 + questions, ("x",))
    return Played("x", difficulty, points, stop, 20.0, asked, english)


@pytest.fixture
def report() -> Report:
    ours = [played([False, True, True], 1, d) for d in (1, 1, 2)] + [
        played([True] * 3, 0, 2, "Indian")
    ]
    form = [played([False, False, True], 2)] * 3 + [played([True] * 3, 0)]
    gathered = Gathered((), void=2, missing=1, leaking=3)
    company = Company("<people>", "typed", gathered, Noise(wrong=0.25))
    group = group_report(company, {OURS: ours, "fixed form": form}, {})
    return Report(pack="shops", items=4, version=1, seed=7, parameters="", groups=(group,))


def test_the_figures(report: Report) -> None:
    (group,) = report.groups
    ours, form = group.policies[OURS], group.policies["fixed form"]
    assert [point.value for point in ours.curve] == [0.25, 1.0, 1.0]
    assert [point.value for point in form.curve] == [0.25, 0.25, 1.0]
    assert ours.questions.value == 0.75
    assert form.questions.value == 1.5
    assert group.policies[OPENING].hit.value == 0.25
    assert group.policies[OPENING].seconds.value == 20
    assert [point.value for point in group.differences["fixed form"]] == [0.0, 0.75, 0.0]
    assert ours.reaches is not None
    assert form.reaches is not None
    assert group.questions_ratio == pytest.approx(ours.reaches / form.reaches, abs=1e-3)
    assert [(gap.name, gap.people) for gap in group.gaps] == [
        ("English Indian", 1), ("difficulty 1", 2), ("difficulty 2", 2),
    ]  # fmt: skip
    assert group.asked == {"a0": 3}


def test_what_stopping_sooner_or_later_comes_to() -> None:
    rising = Played(
        "x", 0,
        (
            Point(False, 0.62, 0.5, rate=1.0, seconds=20.0),
            Point(False, 0.77, 0.5, rate=1.0, seconds=40.0),
            Point(True, 0.96, 0.5, rate=1.0, seconds=60.0),
        ),
        Stop(Point(True, 0.96, 0.5), 2, 60.0, ("x",)),
    )  # fmt: skip
    company = Company("people", "typed", Gathered(()))
    found = group_report(company, {OURS: [rising]}, {}).tradeoff
    by = {one.probability: (one.hit.value, one.questions, one.seconds) for one in found}
    assert (by[0.6], by[0.75], by[0.95]) == ((0, 0, 20), (0, 1, 40), (1, 2, 60))
    assert sum(one.stored for one in found) == 1


def test_it_is_written_as_json_and_as_a_page(report: Report, tmp_path: Path) -> None:
    data, html = write(report, tmp_path / "new" / "folder")
    assert Report.model_validate(json.loads(data.read_text(encoding="utf-8"))) == report
    page = html.read_text(encoding="utf-8")
    assert page.count("<svg") == 3
    assert "<people>" not in page
    assert "25 % are wrong" in page
    assert not re.search(r"(src|href)=", page)
    assert set(re.findall(r"https?://[^\"]+", page)) == {"http://www.w3.org/2000/svg"}


def test_a_folder_that_cannot_be_written_is_named(report: Report, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    with pytest.raises(BadSetting, match="--out"):
        write(report, tmp_path / "taken")


def test_it_is_shown_in_a_terminal(report: Report) -> None:
    console = Console(width=100)
    with console.capture() as capture:
        show(report, console)
    text = capture.get()
    assert "fixed form" in text
    assert "+0.75*" in text
    assert "2 void" in text
    assert "with the text: 3" in text
