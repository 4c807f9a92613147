"""Plays written dialogues, for people to judge: ``python -m evaluation.dialogues --help``.

Each dialogue holds everything that somebody says, and what a careful adviser would have noted,
answered, shown or admitted after which message. Whether that is so is for somebody else to say: the
transcript puts each expectation beside the reply that it is about.
"""

from __future__ import annotations

import argparse
import asyncio
import json
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import track

from agent.session import Agent, open_agent
from core.errors import BadCases
from core.reply import ProfileEntry, Reply
from core.settings import read_settings
from domains import Pack

Dialogue = Mapping[str, Any]
SHIPPED = "dialogues.jsonl"


def read_dialogues(path: Path | None) -> list[Dialogue]:
    """The dialogues of a file, or those that come with the product.

    Raises:
        BadCases: the file cannot be read, or a line is no dialogue; the message names it.
    """
    file = path or files("evaluation") / "data" / SHIPPED
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadCases(f"{path}: {error}") from error
    found = []
    for n, line in enumerate(lines, 1):
        try:
            row = json.loads(line)
            said, expected = (
                list(row["say"]),
                [(int(e["after"]), str(e["what"])) for e in row["expect"]],
            )
        except (ValueError, KeyError, TypeError) as error:
            raise BadCases(f"{path}, line {n}: no dialogue ({error!r}).") from error
        if not all(1 <= after <= len(said) for after, _ in expected):
            raise BadCases(f"{path}, line {n}: an expectation after a message that nobody says.")
        found.append(row)
    return found


async def played(agent: Agent, dialogue: Dialogue) -> str:
    """The transcript of one dialogue, in Markdown."""
    pack = (await agent.shelf.newest(dialogue["pack"])).pack
    started = await agent.start(pack.id)
    told = [f"## {dialogue['id']} ({pack.id})", "", f"FirstFive: {started.reply.text}"]
    for n, text in enumerate(dialogue["say"], 1):
        reply = await agent.turn(started.id, text=text)
        told += ["", f"**{n}. {text}**", "", *said(reply, pack)]
        told += [f"- [ ] {e['what']}" for e in dialogue["expect"] if e["after"] == n]
    return "\n".join([*told, ""])


def said(reply: Reply, pack: Pack) -> Iterator[str]:
    """What somebody reads in a reply, a line each."""
    yield "> " + reply.text.replace("\n", "\n> ")
    if reply.question is not None:
        yield f"> Buttons: {', '.join(choice.label for choice in reply.question.choices)}"
    for n, card in enumerate(reply.recommendations or (), 1):
        facts = "; ".join(f"{fact.label} {fact.value}" for fact in card.facts)
        doubts = " ".join(compromise.text for compromise in card.compromises)
        yield f"> {n}. {card.title} ({card.match:.2f}): {facts}. {doubts}"
    yield f"> Noted: {'; '.join(noted(entry, pack) for entry in reply.profile) or 'nothing'}"
    yield ""


def noted(entry: ProfileEntry, pack: Pack) -> str:
    """A wish of the profile: its attribute, and what is wished of it."""
    value = entry.value
    if isinstance(value, Mapping):
        ends = (
            "…" if end is None else f"{end:,.0f}" for end in (value.get("min"), value.get("max"))
        )
        value = value.get("name") or " to ".join(ends)
    stance = "" if entry.stance == "want" else f"{entry.stance} "
    label = pack.attribute(entry.attribute).label
    return f"{label}: {stance}{'' if value is None else value}{' (must)' if entry.must else ''}"


async def transcripts(dialogues: Sequence[Dialogue], data_dir: Path | None) -> list[str]:
    """All of them, on the newest catalogues."""
    shown = Console(stderr=True)
    async with open_agent(read_settings(data_dir=data_dir)) as agent:
        return [await played(agent, one) for one in track(dialogues, "Playing", console=shown)]


def main() -> None:
    """Read the arguments, play, write."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0] if __doc__ else "")
    parser.add_argument("--file", type=Path, help="dialogues (JSON Lines); else those that ship")
    parser.add_argument("--out", type=Path, required=True, help="transcript to write (Markdown)")
    parser.add_argument("--data-dir", type=Path, help="where the catalogues are ingested")
    given = parser.parse_args()
    found = asyncio.run(transcripts(read_dialogues(given.file), given.data_dir))
    given.out.write_text("\n".join(found), encoding="utf-8")
    print(f"Written: {given.out}")


if __name__ == "__main__":
    main()
