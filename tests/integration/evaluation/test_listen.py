"""``firstfive listen``: labelled utterances in, predictions out, in the file's order."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from agent.listening.labels import ACTS
from core.settings import Settings
from tests import forked

PACKS: dict[str, Any] = {
    "wines": {
        "noun": "wine",
        "currency": "GBP",
        "attributes": [
            {"id": "colour", "type": "category", "label": "Colour", "ask": "Red or white?",
             "choices": ["Red", "White", "Rosé"]},
            {"id": "price", "type": "money", "label": "Price a bottle", "unit": "GBP"},
            {"id": "origin", "type": "place", "label": "Where it is from"},
        ],
    },
    "boats": {
        "noun": "boat",
        "attributes": [
            {"id": "berths", "type": "number", "label": "Berths", "unit": "berths"},
            {"id": "engine", "type": "flag", "label": "Engine", "ask": "Must it have an engine?"},
        ],
    },
}  # fmt: skip


def row(pack: str, text: str, asked: str | None = "opening", shown: bool = False) -> dict[str, Any]:
    return {"pack": pack, "asked": asked, "shown": shown, "profile": [], "text": text}


ROWS = [
    row("wines", "start over"),
    row("businesses", "a bakery in Ohio, under 400k"),
    row("boats", "next", None, shown=True),
    row("wines", "white", "colour"),
    row("businesses", "doesn't matter", "asking_price"),
    row("boats", "Rosé? no: four berths — ça va?", "berths"),
    row("businesses", "compare 2 and 4", None, shown=True),
    row("wines", "?!", "price"),
]


def command(settings: Settings, *options: str | Path) -> list[str | Path]:
    url = settings.database_url or ""
    listening = [sys.executable, "-c", "from ui.cli import main; main()", "listen", *options]
    return [*listening, "--data-dir", settings.data_dir, "--database-url", url]


def listen(settings: Settings, *options: str | Path) -> subprocess.CompletedProcess[str]:
    return forked.run(command(settings, *options), timeout=240)


def written(path: Path, *lines: object) -> Path:
    text = "\n".join(one if isinstance(one, str) else json.dumps(one) for one in lines)
    path.write_text(text + "\n", encoding="utf-8")
    return path


def test_each_row_is_answered_in_its_place(evaluated: Settings, tmp_path: Path) -> None:
    cases, packs = written(tmp_path / "cases.jsonl", *ROWS), written(tmp_path / "p.json", PACKS)
    out = tmp_path / "predictions.jsonl"
    done = listen(evaluated, "--cases", cases, "--out", out, "--packs", packs)
    assert done.returncode == 0, done.stderr
    assert str(out) in done.stdout
    found = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert len(found) == len(ROWS)
    known = {id: {a["id"] for a in pack["attributes"]} for id, pack in PACKS.items()}
    for case, prediction in zip(ROWS, found, strict=True):
        assert set(prediction) == {"act", "changes", "unread", "sure"}
        assert prediction["act"] in ACTS
        assert isinstance(prediction["sure"], bool)
        assert all(part in case["text"] for part in prediction["unread"])
        named = {change["attribute"] for change in prediction["changes"]}
        assert named <= known.get(case["pack"], named)
    acts = [prediction["act"] for prediction in found]
    assert (acts[0], acts[2], acts[4]) == ("restart", "more", "any")


def test_the_same_file_gives_the_same_predictions(evaluated: Settings, tmp_path: Path) -> None:
    cases, packs = written(tmp_path / "cases.jsonl", *ROWS[:4]), written(tmp_path / "p.json", PACKS)
    outs = [tmp_path / name for name in ("first", "again")]
    one, other = (("--cases", cases, "--out", out, "--packs", packs) for out in outs)
    # One starts from nothing: it has another order for what has none.
    alone = subprocess.run(command(evaluated, *one), capture_output=True, timeout=240, check=False)
    assert alone.returncode == 0
    assert listen(evaluated, *other).returncode == 0
    assert outs[0].read_text("utf-8") == outs[1].read_text("utf-8")


def test_blank_lines_are_passed_over(evaluated: Settings, tmp_path: Path) -> None:
    cases, packs = tmp_path / "cases.jsonl", written(tmp_path / "p.json", PACKS)
    written(cases, "", ROWS[0], "  ", ROWS[3], "")
    out = tmp_path / "out"
    assert listen(evaluated, "--cases", cases, "--out", out, "--packs", packs).returncode == 0
    assert len(out.read_text("utf-8").splitlines()) == 2


@pytest.mark.parametrize(
    ("lines", "packs", "said"),
    [
        ([ROWS[0], "{not json"], PACKS, "cases.jsonl, line 2"),
        ([ROWS[0], "[1, 2]"], PACKS, "cases.jsonl, line 2"),
        ([{"pack": "wines"}], PACKS, "cases.jsonl, line 1"),
        ([{"text": "a bakery"}], PACKS, "cases.jsonl, line 1"),
        ([{"pack": "wines", "text": 7}], PACKS, "cases.jsonl, line 1"),
        ([row("ships", "a sloop")], PACKS, "'ships'"),
        ([row("../core", "a sloop")], PACKS, "'../core'"),
        ([ROWS[0]], "{not json", "p.json"),
        ([ROWS[0]], {"wines": {"attributes": [{"id": "x"}]}}, "'wines'"),
        ([ROWS[0]], [], "p.json"),
    ],
)
def test_what_cannot_be_read_is_told_in_a_sentence_and_nothing_is_written(
    evaluated: Settings, tmp_path: Path, lines: list[object], packs: object, said: str
) -> None:
    cases, briefs = written(tmp_path / "cases.jsonl", *lines), written(tmp_path / "p.json", packs)
    out = written(tmp_path / "out", "as before")
    done = listen(evaluated, "--cases", cases, "--out", out, "--packs", briefs)
    assert done.returncode != 0
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert out.read_text("utf-8") == "as before\n"


@pytest.mark.parametrize("missing", ["--cases", "--packs"])
def test_a_missing_file_is_named(evaluated: Settings, tmp_path: Path, missing: str) -> None:
    options: dict[str, Path] = {
        "--cases": written(tmp_path / "cases.jsonl", *ROWS[:1]),
        "--packs": written(tmp_path / "p.json", PACKS),
        "--out": tmp_path / "out",
    }
    options[missing] = tmp_path / "gone"
    done = listen(evaluated, *(part for option in options.items() for part in option))
    assert done.returncode != 0
    assert "gone" in done.stderr
    assert "Traceback" not in done.stderr
    assert not options["--out"].exists()


def test_where_nothing_can_be_written_is_told(evaluated: Settings, tmp_path: Path) -> None:
    cases, packs = written(tmp_path / "cases.jsonl", ROWS[0]), written(tmp_path / "p.json", PACKS)
    done = listen(evaluated, "--cases", cases, "--out", tmp_path / "no" / "out", "--packs", packs)
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
