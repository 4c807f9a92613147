"""The labelled utterances that there are: of the data, of the needs, and of the review desk."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from fnmatch import fnmatch
from importlib.resources import files
from pathlib import Path
from random import Random
from typing import Any

from agent.listening.labels import ACTS
from core.errors import BadSetting
from domains import Pack, pack_ids
from evaluation.learning.examples import Row
from evaluation.learning.packs import DATA

NEEDS = ("distress", "fraud", "advice", "human")
LABELLED = ("pack", "text", "act", "changes")


def utterance_files() -> list[Path]:
    """The labelled files of the data."""
    return sorted(DATA.glob("*.jsonl"))


def need_files() -> list[Path]:
    """Texts of people who need something else than a search, and of those who only seem to."""
    folder = Path(str(files("guards"))) / "data" / "needs"
    return [folder / f"{need}{kind}.txt" for need in NEEDS for kind in ("", "_meant", "_not")]


def matches(file: Path, pattern: str | None) -> bool:
    """Whether a file is kept out of training."""
    return pattern is not None and fnmatch(file.name, pattern)


def read_rows(file: Path, packs: Mapping[str, Pack]) -> list[Row]:
    """The rows of a file of JSON Lines: labelled ones, or cases of the review desk.

    Raises:
        BadSetting: the file cannot be read, or a line is neither; the line is named.
    """
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError) as error:
        raise BadSetting(f"{str(file)!r} cannot be read: {type(error).__name__}.") from error
    found = []
    for n, line in enumerate(lines, 1):
        if line.strip():
            try:
                found.append(_row(json.loads(line), packs))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise BadSetting(f"{str(file)!r}, line {n}: {error}.") from error
    return found


def _row(said: Mapping[str, Any], packs: Mapping[str, Pack]) -> Row:
    row = reviewed(said) if "expected" in said else said
    if missing := [key for key in LABELLED if key not in row]:
        raise ValueError(f"without {', '.join(missing)}")
    if row["act"] not in ACTS:
        raise ValueError(f"{row['act']!r} is no kind of message")
    known = {a.id for a in packs[row["pack"]].attributes} if row["pack"] in packs else None
    if known is None:
        raise ValueError(f"{row['pack']!r} is no pack")
    for change in row["changes"]:
        if change["attribute"] not in known:
            raise ValueError(f"{change['attribute']!r} is no attribute of {row['pack']}")
        if change["words"] not in row["text"]:
            raise ValueError(f"{change['words']!r} does not stand in the text")
    return row


def reviewed(case: Mapping[str, Any]) -> Row:
    """A listening case of the review desk (``firstfive review cases``) as a row.

    It says one change of perhaps several: what stands outside its words is not taught. The words
    are the value where it stands in the text, else all that was typed.
    """
    expected, text = case["expected"], case["text"]
    value = expected["value"]
    ends = value if isinstance(value, Mapping) and "name" not in value else {}
    named = value.get("name") if isinstance(value, Mapping) else value
    at = text.lower().find(str(named).lower()) if isinstance(named, str) else -1
    change = {
        "attribute": expected["attribute"],
        "stance": expected["stance"],
        "value": named,
        "min": ends.get("min"),
        "max": ends.get("max"),
        "must": None,
        "words": text[at : at + len(str(named))] if at >= 0 else text,
    }
    return {
        "pack": case["pack"], "asked": case.get("asked"), "shown": False, "text": text,
        "act": "wish", "changes": [change], "unusable": [], "partial": True,
    }  # fmt: skip


def read_needs(packs: Mapping[str, Pack], random: Random) -> list[Row]:
    """The texts of the needs, each in one of the installed packs and at one of its questions. Those
    who only seem to need something are taught as no need, and nothing else of them is.
    """
    found: list[Row] = []
    for file in need_files():
        seeming = file.stem.endswith("_not")
        for text in filter(None, map(str.strip, file.read_text(encoding="utf-8").splitlines())):
            pack = random.choice(pack_ids())
            asked = random.choice(["opening", None, packs[pack].attributes[2].id])
            found.append(
                {
                    "pack": pack, "asked": "opening" if seeming else asked, "shown": False,
                    "text": text, "act": "wish" if seeming else file.stem.split("_")[0],
                    "changes": [], "unusable": [], "partial": seeming,
                }
            )  # fmt: skip
    return found


def paths_of(chosen: Sequence[Path]) -> list[str]:
    """Paths as the repository has them, with "/"."""
    root = DATA.parents[2]
    return [path.relative_to(root).as_posix() for path in chosen]
