"""The words of the interface in each of its languages, and which language a browser gets."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from babel import negotiate_locale
from starlette.requests import cookie_parser

LANGUAGES = {"en-US": "English", "es": "Español"}
"""The code of each language, as the chat server has it too, and its name in itself."""

DEFAULT = "en-US"
COOKIE = "firstfive_language"


def language_of(cookies: str, accepted: str) -> str:
    """The language that a browser asks for by its cookie, else by its ``Accept-Language``."""
    chosen = cookie_parser(cookies).get(COOKIE)
    if chosen in LANGUAGES:
        return chosen
    wished = [part.split(";")[0].strip() for part in accepted.split(",")]
    plain = [wish.split("-")[0] for wish in wished]
    known = {code.split("-")[0]: code for code in LANGUAGES}
    return known.get(negotiate_locale(plain, list(known)) or "", DEFAULT)


@cache
def words(language: str = DEFAULT) -> Mapping[str, Any]:
    """The words of this product in a language, by key."""
    found: Mapping[str, Any] = ours(language)["firstfive"]
    return found


@cache
def ours(language: str) -> dict[str, Any]:
    """Our translation file: words of this product, and those of the chat server that we change."""
    text = files("ui.chat").joinpath("translations", f"{language}.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def theirs(language: str) -> dict[str, Any]:
    """The chat server's own words; read without importing it, which fixes its folder for good."""
    spec = find_spec("chainlit")
    if spec is None or spec.origin is None:
        return {}
    path = Path(spec.origin).parent / "translations" / f"{language}.json"
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def merged(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """``base`` with the values of ``over`` put over it, level by level."""
    result = dict(base)
    for key, value in over.items():
        below = result.get(key)
        nested = isinstance(value, dict) and isinstance(below, dict)
        result[key] = merged(dict(below or {}), value) if nested else value
    return result
