"""All checks of one pack."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from catalogue.checking.problem import Lines, Problem, told
from catalogue.checking.shape import shape
from catalogue.checking.values import Sample, sample, values
from catalogue.checking.vocabulary import vocabulary
from catalogue.checking.wording import wording
from catalogue.extraction.rules import rules_of
from catalogue.fetching import USUAL, Bounds
from catalogue.matcher import matcher_of
from core.errors import BadPack
from domains import Pack, parse_pack


@dataclass(frozen=True)
class Checked:
    """The lines to print, whether the pack can be used, and what its source states (if one was
    read).
    """

    lines: tuple[str, ...]
    usable: bool
    pack: Pack | None = None
    sample: Sample | None = None


def check(
    id: str, text: str, file: str, source: str | None = None, bounds: Bounds = USUAL
) -> Checked:
    """Check the text of a ``pack.yaml``, and with a source its first rows.

    Raises:
        BadSource: the source cannot be read.
    """
    try:
        says, lines = yaml.load(text, yaml.CSafeLoader), Lines(text)
    except yaml.YAMLError as error:
        return Checked((f"{file}: error: This is no YAML: {error}",), usable=False)
    if not isinstance(says, dict):
        return Checked((f"{file}: error: A pack is a mapping of keys to values.",), usable=False)
    if broken := shape(says, id):
        return Checked(tuple(told(broken, lines, file)), usable=False)
    pack = parse_pack(id, text)
    problems = [*wording(pack), *vocabulary(pack), *_patterns(pack)]
    fatal = any(problem.fatal for problem in problems)
    found = sample(pack, source, bounds=bounds) if source and not fatal else None
    problems += values(pack, found) if found else []
    usable = not any(problem.fatal for problem in problems)
    return Checked(tuple(told(problems, lines, file)), usable, pack, found)


def _patterns(pack: Pack) -> Iterator[Problem]:
    """Patterns that are no regular expressions, and rules that contradict the vocabulary."""
    for n, attribute in enumerate(pack.attributes):
        try:
            rules_of(pack.model_copy(update={"attributes": (attribute,), "reposts": ()}))
            matcher_of(attribute.extract.get("match", {}))
        except (BadPack, re.error) as error:
            what = str(error).removeprefix("The domain pack is not valid. ")
            yield Problem(
                ("attributes", n, "extract"), f"{what}.", "Mend the pattern or the value."
            )
            continue
        unknown = {*attribute.extract.get("match", {})} - {c.value for c in attribute.choices}
        if attribute.choices and unknown:
            what = f"`match` finds values that are no choices: {sorted(map(str, unknown))}."
            yield Problem(("attributes", n, "extract", "match"), what, "Add them to `choices`.")
