from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from random import Random
from typing import Any

import pytest

from core.model import Kind
from evaluation.learning.scoring import Score, figures, right, score
from evaluation.learning.utterances import utterance_files

KINDS = {"place": Kind.PLACE, "price": Kind.MONEY, "kind": Kind.CATEGORY, "pets": Kind.FLAG,
         "since": Kind.YEAR, "about": Kind.TEXT}  # fmt: skip
Change = dict[str, Any]


def change(attribute: str, **said: Any) -> Change:
    return {"attribute": attribute, "stance": "want", **said}


@pytest.mark.parametrize(
    ("found", "wanted", "same"),
    [
        (change("place", value="Toledo"), change("place", value="Toledo, Ohio"), True),
        (change("place", value="Toledo, Spain"), change("place", value="Toledo, Ohio"), False),
        (change("kind", value="cafe"), change("kind", value="Cafe"), True),
        (change("kind", value="cafe"), change("kind", value="cafe bar"), False),
        (change("pets", value=True), change("pets", value=False), False),
        (change("price", max=105), change("price", max=100), True),
        (change("price", max=107), change("price", max=100), False),
        (change("price", min=110, max=90), change("price", min=90, max=110), False),
        (change("price", min=100, max=120), change("price", min=90, max=110), True),
        (change("price", min=100, max=100), change("price", max=100), True),
        (change("price", min=100), change("price", max=100), False),
        (change("price", max=5), change("price", max=6), False),
        (change("since", min=1999), change("since", min=2000), True),
        (change("since", min=1998), change("since", min=2000), False),
        (change("about", value="printing"), change("about", value="print shop"), True),
        (change("about", value="bikes"), change("about", value="print shop"), False),
        (change("price", max=100, stance="avoid"), change("price", max=100), False),
        (change("kind", stance="any"), change("kind", stance="avoid", must=False), True),
        (change("kind", stance="any"), change("kind", stance="avoid"), False),
        (change("price", remove=True), change("price", remove=True, max=5), True),
        (change("kind", remove=True), change("kind", remove=True, value="cafe"), False),
        (change("price", relative="less"), change("price", relative="less"), True),
        (change("price", relative="less"), change("price", relative="less", item=2), False),
        (change("price", max=100), change("place", value="York"), False),
    ],
)
def test_what_makes_a_change_right(found: Change, wanted: Change, same: bool) -> None:
    assert right(found, wanted, KINDS) is same


def test_the_figures_of_two_utterances() -> None:
    label = {
        "act": "wish",
        "changes": [
            change("place", value="York", words="in York", must=True),
            change("price", max=100, words="under a hundred"),
        ],
        "unusable": ["quiet neighbours"],
    }
    read = {
        "act": "yes",
        "changes": [
            change("place", value="York", must=True),
            change("price", max=100, stance="avoid"),
            change("pets", value=True),
        ],
        "unread": ["quiet", "hello"],
        "sure": True,
    }
    found = figures([score(label, read, KINDS), score(label, label | {"sure": True}, KINDS)])
    assert (found.act, found.f1) == (0.5, 6 / 9)
    assert (found.must_precision, found.must_recall) == (1.0, 1.0)
    assert (found.inverted, found.invented) == (1, 50.0)
    assert found.silent == 2 / 6  # the hundred once, and the neighbours of the second reading
    assert found.overtold == 0.5
    assert (found.sure, found.sure_wrong) == (1.0, 0.5)


def test_one_implied_change_is_excused() -> None:
    label = {"act": "wish", "changes": []}
    implied = [change("kind", value="cafe", implied=True), change("pets", value=True, implied=True)]
    assert score(label, {"act": "wish", "changes": implied[:1]}, KINDS).wrong == 0
    assert score(label, {"act": "wish", "changes": implied}, KINDS).wrong == 1


def mangled(label: dict[str, Any], random: Random) -> dict[str, Any]:
    """A reading with faults of every kind."""
    changes = []
    for said in label["changes"] or ():
        one = {k: v for k, v in said.items() if k != "words"}
        fault = random.randrange(10)
        if fault == 0:
            continue
        if fault == 1:
            one["stance"] = random.choice(["want", "avoid", "any"])
        if fault == 2:
            one["must"] = random.choice([True, False, None])
        if fault == 3 and isinstance(one["value"], bool):
            one["value"] = not one["value"]
        if fault == 4 and isinstance(one["value"], str):
            one["value"] = random.choice([one["value"].split(",")[0], one["value"][:5], "other"])
        if fault == 5:
            factor = random.choice([0.9, 0.96, 1.05, 1.1])
            one |= {k: one[k] and one[k] * factor for k in ("min", "max")}
        if fault == 6:
            one |= random.choice([{"remove": True}, {"relative": "less"}, {"implied": True}])
        if fault == 7:
            one["attribute"] = random.choice(["place", "price", "kind"])
        if fault == 8:
            changes.append({**one, "implied": True})
        changes.append(one)
    words = label["text"].split()
    told = [" ".join(words[:3])] if random.random() < 0.3 else []
    told += [w for w in label["unusable"] or () if random.random() < 0.5]
    act = label["act"] if random.random() < 0.8 else random.choice(["wish", "yes", "any", "show"])
    return {"act": act, "changes": changes, "unread": told, "sure": random.random() < 0.6}


def compared(one: Score) -> tuple[object, ...]:
    return (one.act, one.hits, one.wrong, one.missed, one.inverted, one.invented, one.silent,
            one.owed, one.told, one.overtold, one.sure, bool(one.wrong or one.missed),
            one.called, one.musts, one.both)  # fmt: skip


def test_the_scorer_of_the_test_data_counts_the_same(test_data: Path) -> None:
    """On mangled labels of every file: 7,000 utterances with 10,000 changes."""
    folder = test_data / "listening"
    spec = importlib.util.spec_from_file_location("their_score", folder / "score.py")
    assert spec is not None
    assert spec.loader is not None
    theirs = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(theirs)
    types = json.loads((folder / "attribute_types.json").read_text(encoding="utf-8"))
    random, seen = Random(11), 0
    for file in utterance_files():
        for line in file.read_text(encoding="utf-8").splitlines():
            label = json.loads(line)
            read = mangled(label, random)
            kinds = {k: Kind(v) for k, v in types.get(label["pack"], {}).items()}
            their = theirs.one(label, read)
            musts = their["must"]
            assert compared(score(label, read, kinds)) == (
                their["act"], their["tp"], their["fp"], their["fn"], their["inverted"],
                their["invented"], their["silent"], their["owed"], their["said"], their["over"],
                their["sure"], their["bad"], sum(p for p, _ in musts), sum(g for _, g in musts),
                sum(p and g for p, g in musts),
            ), label["text"]  # fmt: skip
            seen += 1
    assert seen > 7000
