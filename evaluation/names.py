"""How well names of people are found in texts, on hand-written sentences.

``python -m evaluation.names`` prints recall and precision; a name counts as found where each of its
words but a title is marked out.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.resources import files

from guards.names import find_names

TITLES = frozenset(("mr", "mrs", "ms", "dr"))


@dataclass(frozen=True)
class Scores:
    """Names found and missed, and finds that are no name, each with its sentence."""

    found: int
    missed: tuple[tuple[str, str], ...]
    wrong: tuple[tuple[str, str], ...]

    @property
    def recall(self) -> float:
        """Share of the names that were found."""
        return self.found / max(1, self.found + len(self.missed))

    @property
    def precision(self) -> float:
        """Share of the finds that are names."""
        return self.found / max(1, self.found + len(self.wrong))


def _words(name: str) -> set[str]:
    words = (word.strip(".,").lower() for word in name.split())
    return {word for word in words if word and word not in TITLES}


def evaluate() -> Scores:
    """Score the labelled sentences."""
    text = files("evaluation").joinpath("gold", "names.jsonl").read_text(encoding="utf-8")
    found, missed, wrong = 0, [], []
    for row in map(json.loads, text.splitlines()):
        said = row["text"]
        finds = [said[a:b] for a, b in find_names(said)]
        marked = {word for find in finds for word in _words(find)}
        named = {word for name in row["names"] for word in _words(name)}
        for name in row["names"]:
            if _words(name) <= marked:
                found += 1
            else:
                missed.append((name, said))
        wrong += [(find, said) for find in finds if not _words(find) & named]
    return Scores(found, tuple(missed), tuple(wrong))


def main() -> None:
    """Print the figures and the errors."""
    scores = evaluate()
    print(f"recall {scores.recall:.3f}, precision {scores.precision:.3f}")
    for name, text in scores.missed:
        print(f"  missed {name!r}: {text!r}")
    for name, text in scores.wrong:
        print(f"  wrong {name!r}: {text!r}")


if __name__ == "__main__":
    main()
