"""Trains the heads of listening: ``make learn``, or ``python -m evaluation.learning.train --help``.

Everything is read, the encoder's states computed once, the network tuned, and its weights written
as bytes, with their provenance beside them. One seed, one set of files and one machine give one
file of weights.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from random import Random
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any

import numpy as np
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from agent.listening.cache import CachedEncoder
from agent.listening.network import WEIGHTS, Floats
from core.errors import BadSetting, FirstFiveError
from core.settings import Settings, read_settings
from domains import Pack
from evaluation.learning.batches import SIZE, Batches
from evaluation.learning.examples import Row
from evaluation.learning.packs import (
    Described,
    figures_file,
    open_domains,
    pack_files,
    read_figures,
    read_packs,
)
from evaluation.learning.preparing import Bar, Maker, Taught, Tell
from evaluation.learning.utterances import (
    matches,
    need_files,
    paths_of,
    read_needs,
    read_rows,
    utterance_files,
)
from models.branch import pack_weights
from models.local import LocalEncoder
from models.weights import digest, model_folder

if TYPE_CHECKING:
    from evaluation.learning.tuning.fitting import Tuning

EPOCHS, SEED = 8, 1
OUT = Path(str(files("agent"))) / "listening" / WEIGHTS


@dataclass(frozen=True)
class Gathered:
    """What there is to learn from: rows to train on, rows kept out by file, and the packs."""

    taught: list[Row]
    held_out: dict[str, list[Row]]
    packs: Mapping[str, Pack]


def gather(
    pattern: str | None, extra: Sequence[Path], own: Path | None, random: Random
) -> Gathered:
    """Read every file.

    Args:
        pattern: names of files kept out of training.
        extra: further files, of reviewed utterances.
        own: the folder with packs of one's own.
        random: puts the texts of needs into packs.

    Raises:
        BadSetting: a file cannot be read, or nothing is left to train on.
    """
    packs = read_packs(own)
    taught: list[Row] = []
    held_out: dict[str, list[Row]] = {}
    for file in [*utterance_files(), *extra]:
        rows = read_rows(file, packs)
        if matches(file, pattern):
            held_out[file.name] = rows
        else:
            taught += rows
    if pattern is not None and not held_out:
        raise BadSetting(f"--hold-out {pattern!r}: no file has such a name.")
    if not taught:
        raise BadSetting(f"--hold-out {pattern!r} keeps out everything.")
    taught += read_needs(packs, random)
    spoken = {row["pack"] for rows in (taught, *held_out.values()) for row in rows}
    return Gathered(taught, held_out, {id: pack for id, pack in packs.items() if id in spoken})


@dataclass(frozen=True)
class Ready:
    """Utterances made ready, those kept out by file, and the maker of batches."""

    taught: list[Taught]
    held_out: dict[str, list[Taught]]
    maker: Batches


def make_ready(
    gathered: Gathered, encoder: LocalEncoder, random: Random, bar: Bar, size: int = SIZE
) -> Ready:
    """Arrays and states of every utterance; figures are guessed from what is trained on alone."""
    figures = read_figures(gathered.taught, random)
    domains = open_domains(gathered.packs, CachedEncoder(encoder), figures)
    maker = Maker(domains, encoder, random, bar)
    described = Described(domains)
    taught = maker.taught(gathered.taught)
    held_out = {name: maker.held_out(rows, name) for name, rows in gathered.held_out.items()}
    return Ready(taught, held_out, Batches(described, random, size))


def encoder_weights() -> dict[str, Floats]:
    """The shipped encoder's weights."""
    from safetensors.numpy import load_file

    stored = load_file(model_folder() / "model.safetensors")
    return {name: value for name, value in stored.items() if value.dtype == np.float32}


def tune(ready: Ready, epochs: int, seed: int, progress: Progress) -> Tuning:
    """The tuned network."""
    from evaluation.learning.tuning.fitting import Tuning

    tuning = Tuning(encoder_weights(), ready.maker, seed)
    steps = epochs * len(ready.maker.grouped(ready.taught))
    task = progress.add_task("Training", total=steps, more="")

    def heard(epoch: int, loss: float) -> None:
        said = f"epoch {epoch + 1} of {epochs}, loss {loss:.3f}"
        progress.update(task, advance=1, more=said)
        done = progress.tasks[task].completed
        if not progress.console.is_terminal and done * epochs % steps < epochs:
            progress.console.print(said)

    tuning.run(ready.taught, epochs, heard)
    return tuning


def store(weights: Mapping[str, Floats], provenance: Mapping[str, Any], out: Path) -> None:
    """Write the packed weights, whole or not at all, then their provenance beside them."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=out.parent, suffix=".npz", delete=False) as file:
        packed: dict[str, Any] = pack_weights(weights)
        np.savez_compressed(file, **packed)
    os.chmod(file.name, 0o644)
    Path(file.name).replace(out)
    said = {"weights": digest(out), **provenance}
    out.with_suffix(".json").write_text(json.dumps(said, indent=2) + "\n", encoding="utf-8")


def hashes(pattern: str | None) -> dict[str, str]:
    """SHA-256 of each file of the repository that is trained on, by its path there."""
    labelled = [file for file in utterance_files() if not matches(file, pattern)]
    chosen = [*labelled, *pack_files(), figures_file(), *need_files()]
    return {path: digest(file) for path, file in zip(paths_of(chosen), chosen, strict=True)}


def provenance(
    given: argparse.Namespace, gathered: Gathered, ready: Ready, right: Mapping[str, Any]
) -> dict[str, Any]:
    """Where weights come from: files, settings, counts, and what they get right of the rest."""
    return {
        "data": hashes(given.hold_out),
        "extra": {file.name: digest(file) for file in given.extra},
        "epochs": given.epochs,
        "seed": given.seed,
        "jax": version("jax"),
        "utterances": len(gathered.taught),
        "with_copies": len(ready.taught),
        "packs": len(gathered.packs),
        "held_out": right,
    }


def train(given: argparse.Namespace, settings: Settings, progress: Progress) -> dict[str, Any]:
    """Read, tune, measure and write; gives the provenance."""
    random = Random(given.seed)

    def bar(label: str, total: int) -> Tell:
        task = progress.add_task(label, total=total, more="")
        return lambda more: progress.advance(task, more)

    gathered = gather(given.hold_out, given.extra, settings.packs_dir, random)
    encoder = LocalEncoder(settings.data_dir / "models", model_folder())
    ready = make_ready(gathered, encoder, random, bar)
    tuning = tune(ready, given.epochs, given.seed, progress)
    right = {
        name: {"utterances": len(own), **tuning.right(own)} for name, own in ready.held_out.items()
    }
    said = provenance(given, gathered, ready, right)
    store(tuning.weights(), said, given.out)
    return said


def arguments(argv: Sequence[str] | None = None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="make learn", description=__doc__.split("\n\n")[0] if __doc__ else ""
    )
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--hold-out", metavar="PATTERN", help="files kept out, measured after")
    parser.add_argument("--extra", type=Path, action="append", default=[], metavar="FILE",
                        help="reviewed utterances to learn from as well")  # fmt: skip
    parser.add_argument("--out", type=Path, default=OUT, metavar="FILE", help="the weights, .npz")
    parser.add_argument("--data-dir", type=Path, help="where the encoder's graph is kept")
    given = parser.parse_args(argv)
    if given.epochs < 1:
        parser.error("--epochs: at least 1")
    return given


def main() -> None:
    """Read the arguments, train, print what was held out."""
    given, console = arguments(), Console(stderr=True)
    if find_spec("jax") is None or find_spec("optax") is None:
        sys.exit("Training needs jax and optax, which FirstFive itself does not: make learn.")
    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
        TimeRemainingColumn(), TextColumn("{task.fields[more]}"),
    )  # fmt: skip
    try:
        with Progress(*columns, console=console) as progress:
            said = train(given, read_settings(data_dir=given.data_dir), progress)
    except FirstFiveError as error:
        sys.exit(str(error))
    Console().print_json(data={k: v for k, v in said.items() if k != "data"})


if __name__ == "__main__":
    main()
