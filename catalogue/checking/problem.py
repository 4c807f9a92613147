"""A fault of a pack, where it stands, and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import yaml

Path = tuple[str | int, ...]
"""Keys and list positions from the top of the file: ``("attributes", 2, "ask")``."""


@dataclass(frozen=True)
class Problem:
    """``fatal`` ones keep the pack from being used; the others make it worse than it could be."""

    at: Path
    what: str
    do: str
    fatal: bool = True


class Lines:
    """On which line of a YAML text something stands; the nearest key above it where it is absent.

    Raises:
        yaml.YAMLError: the text is no YAML.
    """

    def __init__(self, text: str) -> None:
        self._root = yaml.compose(text, yaml.CSafeLoader)

    def of(self, path: Path) -> int:
        """The line, counted from one."""
        node, line = self._root, 1
        for step in path:
            found = _inside(node, step)
            if found is None:
                break
            line, node = found
        return line


def _inside(node: yaml.Node | None, step: str | int) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step].start_mark.line + 1, node.value[step]
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return key.start_mark.line + 1, value
    return None


def told(problems: Sequence[Problem], lines: Lines, file: str) -> list[str]:
    """The problems as lines of a terminal, in the order of the file."""
    placed = sorted(problems, key=lambda p: (lines.of(p.at), p.what))
    return [
        f"{file}:{lines.of(p.at)}: {'error' if p.fatal else 'advice'}: {p.what} {p.do}".rstrip()
        for p in placed
    ]
