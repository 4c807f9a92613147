"""Prompts: one text file each, and the one loader.

A prompt file starts with front matter (``purpose, inputs, output, used_by``) between two lines of
three dashes; the rest is a Jinja2 template in two parts, divided by a line of three equals signs:
what is the same from turn to turn, and what is this turn's. What goes in is data, never part of the
template's own words: a string enters through one of three filters, ``said`` (what the person
typed), ``fenced`` (what others wrote) or ``data`` (one line of JSON); anything else is refused when
rendering.
"""

from __future__ import annotations

import json
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

import jinja2
import yaml
from jinja2 import meta
from pydantic import PrivateAttr

from core.model import Frozen

__all__ = ["Prompt", "fenced", "load_prompt", "prompt_names", "said"]


DIVIDE = "\n===\n"


class _Value(str):
    """A string that came through a filter and may be put into a prompt."""


def fenced(text: str, kind: str = "text") -> str:
    """The text between two tags that carry its own digest, which it cannot contain."""
    tag = f"{kind}-{sha256(text.encode('utf-8', 'replace')).hexdigest()[:12]}"
    return _Value(f"<{tag}>\n{text}\n</{tag}>")


def said(text: str) -> str:
    """As :func:`fenced`, by which a guardrail of the provider can tell what the person typed."""
    return fenced(text, "said")


def _data(value: object) -> _Value:
    """The value as one line of JSON."""
    return _Value(json.dumps(value, ensure_ascii=False, default=str))


def _only_values(value: object) -> object:
    if isinstance(value, _Value | int | float):
        return value
    raise TypeError(f"a prompt may not contain {type(value).__name__} as it is: use a filter")


def _environment() -> jinja2.Environment:
    # Prompts are plain text: escaping for HTML would garble them; the filters fence the values.
    environment = jinja2.Environment(
        autoescape=jinja2.select_autoescape(default_for_string=False),
        undefined=jinja2.StrictUndefined,
        finalize=_only_values,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters = {"said": said, "fenced": fenced, "data": _data}
    return environment


class Prompt(Frozen):
    """One prompt. ``version`` is the first 12 hex digits of its file's SHA-256.

    ``inputs`` are the names to render it with, ``output`` says what the model is to give back,
    ``content`` is the whole file.
    """

    name: str
    version: str
    purpose: str
    inputs: tuple[str, ...]
    output: str
    used_by: str
    text: str
    content: str = ""
    _template: jinja2.Template = PrivateAttr()

    def model_post_init(self, context: object) -> None:
        """Compiles the template."""
        self._template = _environment().from_string(self.text)

    def render(self, **inputs: Any) -> str:
        """The prompt with these inputs.

        Raises:
            TypeError: an input is missing or not declared, or would enter without a filter.
        """
        if set(inputs) != set(self.inputs):
            raise TypeError(f"prompt {self.name!r} takes {self.inputs}, not {tuple(inputs)}")
        return self._template.render(**inputs)

    def parts(self, **inputs: Any) -> tuple[str, str]:
        """The rendered prompt in two: what is the same from turn to turn, and this turn's.

        A line of three equals signs divides the file. What stands above it are the file's own words
        and one-line data, which cannot hold such a line.

        Raises:
            TypeError: as :meth:`render`.
        """
        steady, _, now = self.render(**inputs).partition(DIVIDE)
        return steady.strip(), now.strip()

    def variables(self) -> set[str]:
        """The names that the template uses."""
        return meta.find_undeclared_variables(_environment().parse(self.text))


def prompt_names() -> list[str]:
    """Every prompt there is."""
    return sorted(f.name[:-3] for f in files("prompts").iterdir() if f.name.endswith(".md"))


@cache
def load_prompt(name: str) -> Prompt:
    """Read a prompt.

    Raises:
        KeyError: there is none of this name.
        ValueError: its front matter is not complete.
    """
    if name not in prompt_names():
        raise KeyError(f"no prompt {name!r}; there are {', '.join(prompt_names())}")
    return _parsed(name, files("prompts").joinpath(f"{name}.md").read_bytes())


def _parsed(name: str, content: bytes) -> Prompt:
    _, front, body = content.decode("utf-8").split("---\n", 2)
    version = sha256(content).hexdigest()[:12]
    return Prompt(
        **yaml.load(front, yaml.CSafeLoader),
        name=name,
        version=version,
        text=body.strip() + "\n",
        content=content.decode("utf-8"),
    )
