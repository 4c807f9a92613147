from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from random import Random

import numpy as np
import pytest

from agent.listening.mentions import find_mentions
from agent.listening.network import Network
from core.errors import BadSetting
from evaluation.learning.batches import SPANS, Batches
from evaluation.learning.examples import NOTHING, OPENING, UNTAUGHT
from evaluation.learning.packs import DATA, Described, open_domains, read_figures, read_packs
from evaluation.learning.train import (
    OUT,
    Gathered,
    Ready,
    arguments,
    encoder_weights,
    gather,
    hashes,
    make_ready,
    store,
)
from evaluation.learning.utterances import read_needs, read_rows
from models.branch import unpack_weights
from models.local import LocalEncoder
from models.weights import digest, model_folder

ROOT = Path(__file__).parents[4]
ASKED = {OPENING: "opening", NOTHING: None}
NO_JAX = "jax is not installed: make learn installs it"


def silent(label: str, total: int) -> Callable[[int], None]:
    return lambda more: None


@pytest.fixture(scope="module")
def ready(data_folder: Callable[[str], Path]) -> Ready:
    """Twenty utterances of two small packs, of about the same length, and their copies."""
    packs = read_packs()
    rows = [
        row
        for row in read_rows(DATA / "minipacks_a.jsonl", packs)
        if row["pack"] in ("wines", "dogs") and 20 < len(row["text"]) < 130 and row["changes"]
    ][:20]
    assert len(rows) == 20
    gathered = Gathered(rows, {"kept": rows[:5]}, {id: packs[id] for id in ("wines", "dogs")})
    encoder = LocalEncoder(data_folder("learning") / "models", model_folder())
    return make_ready(gathered, encoder, Random(1), silent, size=8)


def test_some_are_taught_twice(ready: Ready) -> None:
    assert 20 < len(ready.taught) < 32
    assert len(ready.held_out["kept"]) == 5
    for one in ready.taught:
        assert one.trunk.shape == one.hidden.shape == (len(one.example.ids), 384)
        assert one.foreign is not None
        assert one.foreign.pack != one.example.pack
        assert len(one.foreign.feats) == len(one.example.ids)


def test_a_batch_keeps_every_label(ready: Ready) -> None:
    """Whatever stands among whom: the owner's slot is the attribute that was labelled."""
    maker = Batches(ready.maker.described, Random(7), 8)
    strangers = 0
    for group in maker.shuffled(ready.taught) * 3:
        batch = maker.batch(group, mixed=True)
        for row, one in enumerate(group):
            own, n = one.example, len(one.example.ids)
            attributes = maker.described.attributes[own.pack]
            for token in range(1, n - 1):
                slot, position = batch.owner[row, token], own.owner[token]
                assert (slot == UNTAUGHT) == (position == UNTAUGHT)
                if position != UNTAUGHT:
                    assert np.array_equal(batch.described[row, slot], attributes[position])
            valued = [span for span in own.spans if span.value >= 0][:SPANS]
            assert (batch.value[row] >= 0).sum() == len(valued)
            assert np.array_equal(batch.tag[row, 1 : n - 1], own.tag[1:-1])
            assert set(batch.tag[row, [0, *range(n - 1, batch.tag.shape[1])]]) == {UNTAUGHT}
            strangers += int(batch.present[row].sum()) != len(attributes)
    assert strangers > 5


def test_a_few_steps_lower_the_loss(ready: Ready, tmp_path: Path) -> None:
    pytest.importorskip("jax", reason=NO_JAX)
    pytest.importorskip("optax", reason=NO_JAX)
    from evaluation.learning.tuning.fitting import Tuning

    length = [one for one in ready.taught if 16 < len(one.example.ids) <= 24]
    tuning = Tuning(encoder_weights(), Batches(ready.maker.described, Random(1), 8), seed=1)
    heard: list[float] = []
    tuning.run(length, 6, lambda epoch, loss: heard.append(loss))
    assert len(heard) >= 6
    assert heard[-1] < 0.7 * heard[0]
    right = tuning.right(length)
    assert {"tag", "owner", "must", "value", "act"} <= right.keys()
    assert right["act"] > 0.5
    store(tuning.weights(), {"seed": 1}, tmp_path / "own.npz")
    with np.load(tmp_path / "own.npz") as stored, np.load(OUT) as shipped:
        shapes = {name: value.shape for name, value in unpack_weights(dict(stored)).items()}
        needed = {name: value.shape for name, value in unpack_weights(dict(shipped)).items()}
    assert shapes == {name: shape for name, shape in needed.items() if name in shapes}
    said = json.loads((tmp_path / "own.json").read_text(encoding="utf-8"))
    assert said == {"weights": digest(tmp_path / "own.npz"), "seed": 1}


def test_listening_computes_what_was_tuned(
    ready: Ready, data_folder: Callable[[str], Path]
) -> None:
    """The shipped weights in jax, and as listening runs them: the same probabilities."""
    jax = pytest.importorskip("jax", reason=NO_JAX)
    pytest.importorskip("optax", reason=NO_JAX)
    from evaluation.learning.tuning.heads import Values, logits

    with np.load(OUT) as stored:
        weights = unpack_weights(dict(stored))
    network = Network(LocalEncoder(data_folder("learned") / "models", model_folder()))
    packs = {id: read_packs()[id] for id in ("wines", "dogs")}
    domains = open_domains(packs, network.encoder, read_figures((), Random(1)))
    described = Described(domains)
    chosen = [one for one in ready.held_out["kept"] if 16 < len(one.example.ids) <= 24][:2]
    assert chosen
    batch = Batches(described, Random(1), 2).batch(chosen, mixed=False)
    values = Values(described.values, described.groups)
    said = logits(weights, batch, values, len(described.listed))
    for row, one in enumerate(chosen):
        own, domain = one.example, domains[one.example.pack]
        asked = domain.attributes[own.asked].id if own.asked >= 0 else ASKED[own.asked]
        (found,) = network.read(
            [own.text], [find_mentions(own.text, domain)], network.prepare(domain), domain,
            asked, own.shown,
        )  # fmt: skip
        n, slots = len(own.ids), len(domain.attributes)
        for ours, theirs in (
            (found.tag, said.tag[row, :n]), (found.must, said.must[row, :n]),
            (found.bound, said.bound[row, :n]), (found.owner, said.owner[row, :n, :slots]),
            (found.act, said.act[row]),
        ):  # fmt: skip
            assert np.abs(ours - np.asarray(jax.nn.softmax(theirs, -1))).max() < 0.02


def test_what_is_kept_out_is_not_learned_from() -> None:
    every, rest = (gather(p, (), None, Random(1)) for p in (None, "*_c.jsonl"))
    assert sorted(rest.held_out) == ["businesses_c.jsonl", "startups_c.jsonl", "stays_c.jsonl"]
    kept = sum(map(len, rest.held_out.values()))
    assert len(every.taught) == len(rest.taught) + kept
    assert not [name for name in hashes("*_c.jsonl") if name.endswith("_c.jsonl")]
    with pytest.raises(BadSetting, match="no file has such a name"):
        gather("*_z.jsonl", (), None, Random(1))
    with pytest.raises(BadSetting, match="keeps out everything"):
        gather("*", (), None, Random(1))


def test_reviewed_utterances_are_learned_from_besides(tmp_path: Path) -> None:
    file = tmp_path / "reviewed.jsonl"
    expected = {"attribute": "place", "stance": "want", "value": "York"}
    case = {"pack": "stays", "asked": "place", "text": "York", "expected": expected}
    file.write_text(json.dumps(case) + "\n", encoding="utf-8")
    given = arguments(["--extra", str(file)])
    more = gather(None, given.extra, None, Random(1))
    assert len(more.taught) == len(gather(None, (), None, Random(1)).taught) + 1


def test_needs_are_taught_with_their_lookalikes() -> None:
    rows = read_needs(read_packs(), Random(1))
    seeming = [row for row in rows if row["partial"]]
    assert {row["act"] for row in seeming} == {"wish"}
    assert {row["act"] for row in rows if not row["partial"]} == {
        "distress", "fraud", "advice", "human",
    }  # fmt: skip
    assert len(seeming) > 200


def test_the_shipped_weights_tell_what_they_come_from() -> None:
    """Every file that they were trained on is here, as it was."""
    said = json.loads(OUT.with_suffix(".json").read_text(encoding="utf-8"))
    assert said["weights"] == digest(OUT)
    assert len(said["data"]) > 20
    found = {path: digest(ROOT / path) for path in said["data"] if (ROOT / path).is_file()}
    assert found == said["data"]
