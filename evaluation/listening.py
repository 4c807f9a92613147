"""How well local listening understands people: ``python -m evaluation.listening [--misses]``.

Every answer of the people in ``users/*.jsonl`` is heard as the answer to its question and held
against
the true attribute of the item they looked for. Reported per attribute: how many answers say
something,
how many were read, precision, recall and F1 with a 95 % interval of the recall; then non-answers,
exclusions, corrections and must-haves, and the time a hearing takes.
"""

from __future__ import annotations

import os
import statistics
import time
from argparse import ArgumentParser
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from agent.listening import Listener, Network, Pending, apply
from core.model import Heard, Kind, Place, Range, Reading, Wish
from core.settings import read_settings
from domains import Attribute
from evaluation.heard_cases import report
from evaluation.labels import Labelled, Person, Truth, plain, read_labels, shrugs
from models.local import open_local

TODAY = date(2026, 1, 13)
"""The day of the catalogues' snapshots."""

ENOUGH = 0.25
"""A true value with at least this weight counts as understood."""


@dataclass
class Tally:
    """Counts of one attribute: answers with a known truth, readings made, readings right."""

    answers: int = 0
    made: int = 0
    right: int = 0
    misses: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of the readings that are right."""
        return self.right / self.made if self.made else 1.0

    @property
    def recall(self) -> float:
        """Share of the answers that were read right."""
        return self.right / self.answers if self.answers else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def line(self) -> str:
        """The figures, ready to print; the recall with half its 95 % interval."""
        spread = 1.96 * (self.recall * (1 - self.recall) / max(1, self.answers)) ** 0.5
        return (
            f"answers {self.answers:4} read {self.made:4} P {self.precision:.3f} "
            f"R {self.recall:.3f} ± {spread:.2f} F1 {self.f1:.3f}"
        )

    def add(self, made: bool, right: bool, note: str) -> None:
        """Count one answer."""
        self.answers += 1
        self.made += made
        self.right += right
        if not right:
            self.misses.append(note)


def right(attribute: Attribute, truth: Truth, readings: list[Reading]) -> bool:
    """Whether any of the readings of an attribute means the true value."""
    return any(_right(attribute, truth, r) for r in readings)


def _right(attribute: Attribute, truth: Truth, reading: Reading) -> bool:
    value = reading.value
    if reading.stance != "want":
        return False
    if isinstance(truth, bool):
        return value is truth
    if isinstance(truth, float):
        slack = {Kind.YEAR: 1.0, Kind.NUMBER: max(1.0, 0.12 * truth)}.get(
            attribute.type, 0.1 * truth
        )
        return isinstance(value, Range) and _meets(value, truth - slack, truth + slack)
    if isinstance(truth, tuple):
        names = {p.name for p in truth}
        return (isinstance(value, Place) and value.name in names) or any(
            n in names and w >= ENOUGH for n, w in reading.weights
        )
    values = truth if isinstance(truth, frozenset) else {truth}
    return value in values or any(v in values and w >= ENOUGH for v, w in reading.weights)


def _meets(said: Range, low: float, high: float) -> bool:
    return (said.min is None or said.min <= high) and (said.max is None or said.max >= low)


class Scorer:
    """Plays one file of people to a listener."""

    def __init__(
        self, labelled: Labelled, listener: Listener, people: list[Person], none: frozenset[str]
    ) -> None:
        self.labelled, self.listener, self.people, self.none = labelled, listener, people, none
        self.tallies: dict[str, Tally] = defaultdict(Tally)
        self.seconds: list[float] = []

    def run(self) -> None:
        """Hear everything that the people would type."""
        for person in self.people:
            for id, text in person.answers.items():
                attribute = next((a for a in self.labelled.pack.attributes if a.id == id), None)
                if attribute is not None:
                    self._answer(person, attribute, text)
            self._exclusions(person)
            self._correction(person)
            self._opening(person)

    def _hear(self, text: str, id: str | None, wishes: tuple[Wish, ...] = ()) -> Heard:
        start = time.perf_counter()
        heard = self.listener.hear(text, Pending(id) if id else None, wishes)
        self.seconds.append(time.perf_counter() - start)
        return heard

    def _answer(self, person: Person, attribute: Attribute, text: str) -> None:
        heard = self._hear(text, attribute.id)
        readings = [r for r in heard.readings if r.attribute == attribute.id]
        if plain(text) in self.none:
            silent = bool({"unsure", "any"} & set(heard.acts)) and all(
                r.stance == "any" for r in readings
            )
            self.tallies["(non-answers)"].add(
                True, silent, f"{attribute.id}: {text} -> {heard.acts}"
            )
            return
        truth = person.truth.get(attribute.id)
        if truth is not None and truth != frozenset():
            made = [r for r in readings if r.stance == "want"]
            read = [(r.value, round(r.confidence, 2)) for r in made]
            note = f"{text} | {truth} | {read or heard.acts}"
            self.tallies[attribute.id].add(bool(made), right(attribute, truth, made), note)
        self._strays(person, attribute, text, heard)
        if readings and readings[0].stance == "want":
            self._must(attribute, text, readings[0])

    def _strays(self, person: Person, attribute: Attribute, text: str, heard: Heard) -> None:
        for reading in heard.readings:
            other = next(a for a in self.labelled.pack.attributes if a.id == reading.attribute)
            truth = person.truth.get(other.id)
            if other.id == attribute.id or reading.stance != "want" or truth is None:
                continue
            self.tallies["(strays)"].add(
                True,
                right(other, truth, [reading]),
                f"{attribute.id}: {text} -> {other.id}={reading.value} ({truth})",
            )

    def _must(self, attribute: Attribute, text: str, before: Reading) -> None:
        heard = self._hear(text + ". That one is a must.", attribute.id)
        after = [r for r in heard.readings if r.attribute == attribute.id]
        good = bool(after) and after[0].must is True and after[0].value == before.value
        self.tallies["(musts)"].add(True, good, f"{attribute.id}: {text} -> {after[:1]}")

    def _exclusions(self, person: Person) -> None:
        texts = [
            (id, t)
            for id, t in person.answers.items()
            if any(a.id == id for a in self.labelled.pack.attributes)
        ]
        for exclusion in person.exclusions:
            for id, text in texts:
                alone = self._hear(text, id)
                heard = self._hear(f"{text}. And {negated(exclusion)}.", id)
                new = [r for r in heard.readings if r not in alone.readings]
                kept = all(r in heard.readings for r in alone.readings)
                refused = len(new) > 0 and all(r.stance == "avoid" or r.value is False for r in new)
                named = [(r.attribute, r.stance, r.value) for r in new]
                note = f"{id}: {text} + {exclusion} -> {named} {kept}"
                self.tallies["(exclusions)"].add(bool(new), refused and kept, note)

    def _correction(self, person: Person) -> None:
        if person.correction is None:
            return
        pack, after = self.labelled.pack, person.correction["after"]
        attribute = next((a for a in pack.attributes if a.id == after), None)
        truth = person.truth.get(after)
        if attribute is None or truth is None:
            return
        first = self._hear(person.correction["wrong"], after)
        wrong, _ = apply((), first, pack, 1, "said")
        for other in [a.id for a in pack.attributes if a.id in person.answers and a.id != after]:
            heard = self._hear(person.correction["say"], other, wrong)
            wishes, _ = apply(wrong, heard, pack, 2, "said")
            now = [
                Reading(attribute=w.attribute, stance=w.stance, value=w.value, weights=w.weights)
                for w in wishes
                if w.attribute == after
            ]
            good = right(attribute, truth, now) and not any(w.attribute == other for w in wishes)
            said = [(w.attribute, w.stance, w.value) for w in wishes]
            self.tallies["(corrections)"].add(
                True, good, f"[{other}] {person.correction['say']} -> {said}"
            )

    def _opening(self, person: Person) -> None:
        heard = self._hear(person.opening, None)
        for reading in heard.readings:
            other = next(a for a in self.labelled.pack.attributes if a.id == reading.attribute)
            truth = person.truth.get(other.id)
            if reading.stance == "want" and truth is not None:
                self.tallies["(opening)"].add(
                    True,
                    right(other, truth, [reading]),
                    f"{person.opening} -> {other.id}={reading.value} ({truth})",
                )

    def report(self, misses: bool) -> None:
        """Print the figures, and what was misheard."""
        for id, tally in self.tallies.items():
            print(f"  {id:18} {tally.line()}")
            for miss in tally.misses if misses else ():
                print(f"      {miss}")
        total = Tally()
        for id, tally in self.tallies.items():
            if not id.startswith("("):
                total.answers += tally.answers
                total.made += tally.made
                total.right += tally.right
        print(f"  {'all answers':18} {total.line()}")
        times = sorted(1e3 * s for s in self.seconds)
        late = times[int(0.95 * len(times))]
        print(f"  hear() p50 {statistics.median(times):.1f} ms, p95 {late:.1f}, {len(times)} calls")


def negated(text: str) -> str:
    """An exclusion as a sentence that rules it out."""
    starts = ("no", "not", "nothing", "never", "anything but", "i don", "i'd rather not")
    return (
        text
        if any(
            text.lower().startswith(s + " ") or (s == "i don" and text.lower().startswith(s))
            for s in starts
        )
        else f"I don't want {text}"
    )


def main() -> None:
    """Score the people of the test-data folder (FIRSTFIVE_TEST_DATA)."""
    parser = ArgumentParser(description="Scores local listening on written people.")
    parser.add_argument("--misses", action="store_true", help="print what was misheard")
    parser.add_argument("--pack", choices=("startups", "businesses"), help="only this one")
    parser.add_argument("--held-out", action="store_true", help="the half that is not developed on")
    parser.add_argument("--cases", type=Path, help="hear the cases of this file instead")
    arguments = parser.parse_args()
    if arguments.cases is not None:
        report(read_settings(), arguments.cases)
        return
    data = Path(os.environ["FIRSTFIVE_TEST_DATA"])
    local = open_local(read_settings().model_copy(update={"embeddings": "local"}))
    network = Network(local)
    startups = "startups_dev2.jsonl" if arguments.held_out else "startups_dev.jsonl"
    for pack, file in (("startups", startups), ("businesses", "businesses_dev.jsonl")):
        if arguments.pack in (None, pack):
            _score(data, pack, file, network, arguments.held_out, arguments.misses)


def _score(
    data: Path, pack: str, file: str, network: Network, held_out: bool, misses: bool
) -> None:
    labelled = read_labels(data, pack, file)
    people = labelled.people
    if pack == "businesses":
        people = people[10:] if held_out else people[:10]
    listener = Listener(
        labelled.pack,
        labelled.vocabulary,
        network,
        labelled.places,
        lambda: TODAY,
        labelled.figures,
    )
    scorer = Scorer(labelled, listener, people, shrugs(labelled))
    scorer.run()
    print(f"{pack}: {len(people)} people of {file}")
    scorer.report(misses)


if __name__ == "__main__":
    main()
