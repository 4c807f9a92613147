"""What a language model of known skill adds to listening: ``python -m evaluation.model_skill``.

Labelled utterances are heard here, and those that listening is not sure of are read by a model that
answers from the labels: rightly, wrongly at every tenth message, or leaving out half of the fields.
What comes out is scored as ``firstfive listen`` is. Utterances that the weights were trained on
flatter local listening: name a file that ``agent/listening/weights.json`` does not.
"""

from __future__ import annotations

import argparse
import asyncio
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any, Literal, NamedTuple, get_args

from langchain_core.messages import AIMessage
from rich.console import Console
from rich.progress import track
from rich.table import Table

from agent.listening import Listener, Network, Pending
from agent.model_heard import ModelHeard, heard_of
from agent.model_listening import Situation, listening_inputs, merged
from core.model import Act, Heard, Place, Range, Reading
from core.settings import read_settings
from evaluation.learning.scoring import Figures, figures, score
from evaluation.predicting import listener_of, read_cases, wishes_of
from evaluation.standin import tokens
from models.local import open_local
from models.reading import read
from models.shape import shape_of
from prompts import load_prompt

Skill = Literal["none", "perfect", "a tenth wrong", "half missing"]
Row = Mapping[str, Any]

WRONG, MISSING, FIVE = 0.1, 0.5, 5
KINDS: Mapping[Act, str] = {"answer": "wish", "details": "items", "continue": "show"}


class Parts(NamedTuple):
    """Tokens of a question: what is told of the task, the pack's attributes, what was said and is
    on the screen, and the shape of the answer.
    """

    task: int
    attributes: int
    now: int
    shape: int


def answer(row: Row, others: Sequence[Row], skill: Skill, random: Random) -> dict[str, Any]:
    """The arguments with which a model of this skill reads a row. ``others`` are of its pack."""
    if skill == "a tenth wrong" and random.random() < WRONG:
        row = random.choice(others)
    return {
        "act": row["act"],
        "wishes": [_wish(change, skill, random) for change in row["changes"] or ()],
        "unusable": list(row.get("unusable") or ()),
        "about": [n for n in row.get("about") or () if n <= FIVE],
        "restated": row["text"] if row["changes"] else None,
        "language": "en",
    }


def _wish(change: Row, skill: Skill, random: Random) -> dict[str, Any]:
    value = change.get("value")
    wish = {**change, "value": str(value).lower() if isinstance(value, bool) else value}
    if skill != "half missing":
        return wish
    return {k: v for k, v in wish.items() if k == "attribute" or random.random() >= MISSING}


def predicted(heard: Heard) -> dict[str, Any]:
    """A hearing in the form of ``firstfive listen``."""
    act: Act = next((a for a in heard.acts if a != "reject"), "answer")
    positions = heard.about[0] if heard.about else None
    critiques = [
        {"attribute": c.attribute, "relative": c.direction, "item": c.position or positions,
         "must": c.must}
        for c in heard.critiques
    ]  # fmt: skip
    return {
        "act": KINDS.get(act, act),
        "changes": [*map(_changed, heard.readings), *critiques],
        "unread": list(heard.unread),
        "sure": heard.sure,
    }


def _changed(reading: Reading) -> dict[str, Any]:
    found: dict[str, Any] = {
        "attribute": reading.attribute, "stance": reading.stance, "must": reading.must,
        "value": None, "min": None, "max": None,
    }  # fmt: skip
    if reading.remove:
        found["remove"] = True
    if isinstance(reading.value, Range):
        return {**found, "min": reading.value.min, "max": reading.value.max}
    if isinstance(reading.value, Place):
        return {**found, "value": reading.value.name.split(",")[0]}
    return {**found, "value": reading.value}


def hear(row: Row, listener: Listener) -> tuple[Heard, Situation]:
    """What is heard here, and what it was said into."""
    pending = Pending(row["asked"]) if row.get("asked") else None
    titles = [f"stand-in title {n}" for n in range(1, FIVE + 1)] if row.get("shown") else []
    wishes = wishes_of(row, listener.domain.pack)
    situation = Situation(pending, None, wishes, (), titles)
    return listener.hear(row["text"], pending, wishes, titles), situation


def asked(row: Row, heard: Heard, situation: Situation, listener: Listener) -> Parts:
    """The tokens of one question to the model by part, as the embedded encoder counts them."""
    inputs = listening_inputs(row["text"], situation, listener.domain.pack, listener)
    schema = heard_of(tuple(a.id for a in listener.domain.pack.attributes))
    steady, now = map(tokens, load_prompt("listen").parts(**inputs))
    attributes = sum(tokens(json.dumps(one)) for one in inputs["attributes"])
    shape = tokens(json.dumps(shape_of(schema).as_tool()))
    return Parts(steady - attributes, attributes, now, shape)


def readings(
    rows: Sequence[Row], listeners: Mapping[str, Listener], skill: Skill, heard: Sequence[Any]
) -> Iterator[dict[str, Any]]:
    """What is made of each row where a model of this skill may be asked."""
    random = Random(1)
    by_pack = {id: [row for row in rows if row["pack"] == id] for id in listeners}
    for row, (local, situation) in zip(rows, heard, strict=True):
        listener = listeners[row["pack"]]
        if skill == "none" or local.sure:
            yield predicted(local)
            continue
        schema: type[ModelHeard] = heard_of(tuple(a.id for a in listener.domain.pack.attributes))
        said = answer(row, by_pack[row["pack"]], skill, random)
        message = AIMessage(json.dumps(said, ensure_ascii=False))
        yield predicted(merged(local, row["text"], read(message, schema), situation, listener))


async def measure(cases: Path, data_dir: Path | None, console: Console) -> None:
    """Hear every row, ask for those that are not sure, and print the table."""
    settings = read_settings(data_dir=data_dir)
    rows = read_cases(cases)
    network = Network(open_local(settings.model_copy(update={"embeddings": "local"})))
    ids = dict.fromkeys(str(row["pack"]) for row in rows)
    listeners = {id: await listener_of(id, {}, network, settings) for id in ids}
    heard = [
        hear(row, listeners[row["pack"]])
        for row in track(rows, "Listening", console=console, transient=True)
    ]
    unsure = [(r, h) for r, h in zip(rows, heard, strict=True) if not h[0].sure]
    cost = [asked(row, *one, listeners[row["pack"]]) for row, one in unsure[:100]]
    table = Table("model", "act", "change F1", "after five", "inverted", "invented /100")
    for skill in get_args(Skill):
        found = list(readings(rows, listeners, skill, heard))
        whole, after = (
            _figures(rows, found, listeners, None),
            _figures(rows, found, listeners, True),
        )
        table.add_row(
            skill, f"{whole.act:.3f}", f"{whole.f1:.3f}", f"{after.f1:.3f}", str(whole.inverted),
            f"{whole.invented:.1f}",
        )  # fmt: skip
    console.print(table)
    share = len(unsure) / max(1, len(rows))
    means = [sum(part) / max(1, len(cost)) for part in zip(*cost, strict=True)]
    parts = ", ".join(f"{name} {n:.0f}" for name, n in zip(Parts._fields, means, strict=False))
    most = max(map(sum, cost), default=0)
    console.print(f"asked: {share:.2f} of {len(rows)} messages")
    console.print(
        f"{sum(means):.0f} tokens a call ({parts}), at most {most}, without earlier words"
    )


def _figures(
    rows: Sequence[Row], found: Sequence[Row], listeners: Mapping[str, Listener], shown: bool | None
) -> Figures:
    kinds = {
        id: {a.id: a.type for a in listener.domain.attributes} for id, listener in listeners.items()
    }
    return figures([
        score(row, one, kinds[row["pack"]])
        for row, one in zip(rows, found, strict=True)
        if shown is None or bool(row.get("shown")) == shown
    ])  # fmt: skip


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--cases", type=Path, required=True, help="labelled utterances, JSON Lines")
    parser.add_argument("--data-dir", type=Path, help="the data folder, for ingested catalogues")
    given = parser.parse_args()
    asyncio.run(measure(given.cases, given.data_dir, Console()))


if __name__ == "__main__":
    main()
