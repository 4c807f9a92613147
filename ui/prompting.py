"""The prompts, for people who work on them."""

from __future__ import annotations

import json
from difflib import unified_diff
from pathlib import Path

from rich.console import Console
from rich.table import Table

from agent.prompt_examples import example_inputs
from core.database import open_pool
from core.errors import UnknownPrompt
from core.settings import Settings
from domains import load_pack, pack_ids
from models.prompt_store import read_prompts
from prompts import Prompt, load_prompt, prompt_names


def show_all() -> None:
    """Print every prompt with its version."""
    shown = Table("prompt", "version", "for", "gives")
    for name in prompt_names():
        prompt = load_prompt(name)
        shown.add_row(name, prompt.version, prompt.purpose, prompt.output)
    Console().print(shown)


def known(name: str) -> Prompt:
    """The prompt of this name.

    Raises:
        UnknownPrompt: there is none.
    """
    if name not in prompt_names():
        raise UnknownPrompt(f"{name!r}; there are: {', '.join(prompt_names())}.")
    return load_prompt(name)


async def text_of(settings: Settings, name: str, version: str | None) -> str:
    """A prompt's file now, or in a version (its first characters are enough).

    Raises:
        UnknownPrompt: there is no such prompt or version.
    """
    prompt = known(name)
    if version is None or prompt.version.startswith(version):
        return prompt.content
    async with open_pool(settings) as pool, pool.connection() as connection:
        kept = await read_prompts(connection, name)
    found = [one.content for one in kept if one.version.startswith(version)]
    if not found:
        versions = ", ".join([prompt.version, *(one.version for one in kept)])
        raise UnknownPrompt(f"{name!r} had no version {version!r} here; there are: {versions}.")
    return found[0]


async def difference(settings: Settings, name: str, old: str, new: str | None) -> str:
    """The lines that changed between two versions, as a unified diff.

    Raises:
        UnknownPrompt: as :func:`text_of`.
    """
    before, after = [
        (await text_of(settings, name, version)).splitlines(keepends=True) for version in (old, new)
    ]
    return "".join(unified_diff(before, after, f"{name} {old}", f"{name} {new or 'now'}"))


def rendered(settings: Settings, name: str, pack_id: str | None, inputs: Path | None) -> str:
    """A prompt filled in with an example of a pack, or with the inputs of a JSON file.

    Raises:
        UnknownPrompt, UnknownPack: there is none of this name.
    """
    prompt = known(name)
    if inputs is not None:
        return prompt.render(**json.loads(inputs.read_text(encoding="utf-8")))
    id = pack_id or pack_ids(settings.packs_dir)[0]
    return prompt.render(**example_inputs(load_pack(id, settings.packs_dir))[name])
