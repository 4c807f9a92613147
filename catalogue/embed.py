"""The text of an item that is embedded, by the recipe of its pack."""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256

from core.errors import BadPack
from core.model import ItemValue, Place, Stated
from domains import Pack

VERSION = "embed-1"
"""Changes whenever the same item would be embedded otherwise."""

TEXTS = ("title", "summary", "cleaned")
_MARK = re.compile(r"(?:(?<!\s)\s+)?\[[a-z -]{4,16} removed\]")
_PART = re.compile(r"\{(\w+)\}")
_EMPTY = re.compile(r"(?:(?<=^)|(?<=[.,;:]))\s?[.,;:]{1,9}(?=\s|$)")


def check_recipe(pack: Pack) -> None:
    """Check that a recipe names only texts and attributes of the pack.

    Raises:
        BadPack: it names something else.
    """
    known = {*TEXTS, *(attribute.id for attribute in pack.attributes)}
    unknown = sorted(set(_PART.findall(pack.embed)) - known)
    if unknown:
        raise BadPack(f"{pack.id}/pack.yaml: embed names {', '.join(unknown)}, which is nothing.")


def recipe_of(pack: Pack) -> str:
    """The name under which vectors of this recipe are kept."""
    return f"{VERSION} {pack.embed}"


def embedding_text(
    pack: Pack, title: str, summary: str, cleaned: str, attributes: Mapping[str, Stated]
) -> str:
    """The text to embed: the pack's recipe filled in, values that are not stated left out.

    ``cleaned`` is taken without the line of the title, which recipes name apart, and without the
    marks of what was taken out of it.
    """
    texts = {"title": title, "summary": summary, "cleaned": cleaned.removeprefix(title)}

    def fill(part: re.Match[str]) -> str:
        name = part[1]
        if name in texts:
            return texts[name].strip().rstrip(" .")
        return spoken(attributes[name].value) if name in attributes else ""

    text = _MARK.sub("", _PART.sub(fill, pack.embed))
    return _EMPTY.sub("", " ".join(text.split())).strip()


def spoken(value: ItemValue) -> str:
    """A value as words: the first place of a chain, several categories with commas."""
    if isinstance(value, tuple):
        places = [part.name for part in value if isinstance(part, Place)]
        return places[0] if places else ", ".join(str(part) for part in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.12g}" if isinstance(value, float) else str(value)


def text_hash(text: str) -> str:
    """SHA-256 of an embedded text, in hex."""
    return sha256(text.encode()).hexdigest()
