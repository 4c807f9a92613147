"""What the listener makes of labelled utterances, in the form that their scorer reads."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from agent.listening import Listener, Network, Pending
from agent.listening.change import Change
from agent.listening.commands import decided, exact_command
from agent.listening.items import item_positions
from agent.listening.listener import SURE, needed
from agent.packs import figures, places, vocabularies
from catalogue.snapshot import Snapshot, load_snapshot, newest_version
from core.database import open_pool
from core.errors import BadCases
from core.model import Act, Kind, Place, Range, Wish, WishValue
from core.settings import Settings
from domains import Pack, load_pack, pack_ids
from domains.brief import read_briefs
from guards.needs import find_need
from models.local import open_local

FIVE = 5
RELATIVE = ("less", "more", "like", "unlike")
KINDS: Mapping[Act, str] = {"answer": "wish", "details": "items", "continue": "show"}

Row = Mapping[str, Any]


async def predict(
    settings: Settings, cases: Path, briefs: Path | None, advance: Callable[[int, int], None]
) -> list[dict[str, Any]]:
    """A prediction for each utterance of a file, in its order.

    ``briefs`` describes packs without items. ``advance`` is told what is done and the total.

    Raises:
        BadCases: the file cannot be read, or a row names no known pack.
        BadPack: ``briefs`` cannot be read.
    """
    rows = read_cases(cases)
    known = read_briefs(briefs) if briefs else {}
    network = Network(open_local(settings.model_copy(update={"embeddings": "local"})))
    listeners = {}
    for id in dict.fromkeys(str(row.get("pack")) for row in rows):
        listeners[id] = await listener_of(id, known, network, settings)
    found = []
    for row in rows:
        found.append(predicted(row, listeners[str(row["pack"])]))
        advance(1, len(rows))
    return found


def read_cases(path: Path) -> list[Row]:
    """The rows of a file of labelled utterances.

    Raises:
        BadCases: it cannot be read; the message names the line.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadCases(f"{path}: {error}") from error
    rows: list[Row] = []
    for n, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise BadCases(f"{path}, line {n}: not JSON ({error}).") from error
        if not isinstance(row, dict) or not isinstance(row.get("text"), str) or "pack" not in row:
            raise BadCases(f"{path}, line {n}: an object with pack and text is expected.")
        rows.append(row)
    return rows


async def listener_of(
    id: str, briefs: Mapping[str, Pack], network: Network, settings: Settings
) -> Listener:
    """A listener for a pack, with its newest catalogue where it was ingested."""
    if id in briefs:
        return Listener(briefs[id], {}, network, {}, date.today)
    if id not in pack_ids(settings.packs_dir):
        raise BadCases(f"pack {id!r} is neither installed nor described; known: "
                       f"{', '.join([*pack_ids(settings.packs_dir), *briefs])}.")  # fmt: skip
    pack = load_pack(id, settings.packs_dir)
    snapshot = await _snapshot(pack, settings)
    if snapshot is None:
        return Listener(pack, {}, network, {}, date.today)
    return Listener(
        pack, vocabularies(snapshot), network, places(snapshot), date.today, figures(snapshot)
    )


async def _snapshot(pack: Pack, settings: Settings) -> Snapshot | None:
    """The newest published catalogue of a pack; None where it was never ingested."""
    async with open_pool(settings) as pool:
        async with pool.connection() as connection:
            found = await newest_version(connection, pack.id)
        if found is None:
            return None
        return await load_snapshot(pool, pack, found.version, settings.data_dir / "snapshots")


def predicted(row: Row, listener: Listener) -> dict[str, Any]:
    """Act, changes, unread and sure of one row."""
    text, asked = row["text"], row.get("asked")
    titles = [f"stand-in title {n}" for n in range(1, FIVE + 1)] if row.get("shown") else []
    command = exact_command(text)
    pending = Pending(asked) if asked else None
    read = listener.read(text, pending, titles, held_of(row))
    need = needed(read.acts, find_need(text))
    act = need or (KINDS.get(command, command) if command else read.act)
    positions = item_positions(read.text, titles)
    flag = decided(read.text, act, listener.domain, pending)
    said = read.changes
    if flag is not None and asked and all(c.attribute != asked for c in said):
        said = (*said, Change(asked, "want" if flag else "avoid", (0, len(read.text)), flag))
    return {
        "act": act,
        "changes": list(map(_changed(positions), said)),
        "unread": [read.text[a:b] for a, b in read.unread],
        "sure": read.certainty >= SURE and not read.unread,
    }


def wishes_of(row: Row, pack: Pack) -> tuple[Wish, ...]:
    """The profile that a row was said into."""
    known = {attribute.id: attribute.type for attribute in pack.attributes}
    return tuple(
        Wish(
            attribute=wish["attribute"],
            stance=wish.get("stance") or "want",
            value=_wished(wish, known[wish["attribute"]]),
            must=bool(wish.get("must")),
        )
        for wish in row.get("profile") or ()
        if wish["attribute"] in known
    )


def _wished(wish: Mapping[str, Any], kind: Kind) -> WishValue | None:
    if kind.numeric:
        return Range(min=wish.get("min"), max=wish.get("max"))
    value = wish.get("value")
    return Place(name=str(value), kind="state") if kind is Kind.PLACE and value else value


def held_of(row: Row) -> dict[str, frozenset[str]]:
    """By attribute, the values that a row's profile holds, in lower case."""
    found: dict[str, frozenset[str]] = {}
    for wish in row.get("profile") or ():
        values = found.get(wish["attribute"], frozenset())
        found[wish["attribute"]] = values | {str(wish.get("value")).lower()}
    return found


def _changed(positions: Sequence[int]) -> Callable[[Change], dict[str, Any]]:
    def changed(change: Change) -> dict[str, Any]:
        found: dict[str, Any] = {
            "attribute": change.attribute, "stance": "want", "value": None, "min": None,
            "max": None, "must": change.must,
        }  # fmt: skip
        if change.tag in RELATIVE:
            found["relative"] = change.tag
            return {**found, "item": positions[0]} if positions else found
        if change.tag == "remove":
            found["remove"] = True
        elif change.tag == "any" or (change.tag == "avoid" and not isinstance(change.value, bool)):
            found["stance"] = change.tag
        return {**found, **_value(change)}

    return changed


def _value(change: Change) -> dict[str, Any]:
    if isinstance(change.value, Range):
        return {"min": change.value.min, "max": change.value.max}
    return {"value": _place(change.value) if isinstance(change.value, Place) else change.value}


def _place(place: Place) -> str:
    """A town by its own name, as labels have it; what holds it is known but need not be said."""
    return place.name.split(",")[0] if place.kind == "city" else place.name


def lines(predictions: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Predictions as JSON Lines."""
    return (json.dumps(one, ensure_ascii=False) + "\n" for one in predictions)
