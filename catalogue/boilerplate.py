"""Finds what a web page wraps around a text: navigation, buttons, copyright lines."""

from __future__ import annotations

import re

_WORDS = r"""about( us)?|account|all listings|archive|back( to (search|results|listings|top))?|blog|
browse|careers|categories|contact( us| broker| seller| agent)?|cookies?( policy| settings)?|
email this|e-mail this|faqs?|flag this ad|follow us|help|home|join|listings|log ?in|log ?out|
media|menu|my account|newsletter|next|previous|print|privacy( policy| choices)?|register|
report( this)?( listing| ad)?|save( this listing| listing)?|saved searches|search|
sell with us|share( this)?|sign ?(in|up|out)|site ?map|skip to (main )?content|subscribe|
terms( of (use|service)| & conditions| and conditions)?|unsubscribe|valuations|view all"""
_NAVIGATION = re.compile(rf"(?:{''.join(_WORDS.splitlines())})", re.I)
_COPYRIGHT = re.compile(r"(?:©|\(c\)\s?\d{4}|copyright\s(?:©|\d{4})|all rights reserved)", re.I)
_TAIL = re.compile(r"[ \t|•·]*(?:©|copyright ©)[^\n.!?]{0,50}$", re.I)
_SEPARATOR = re.compile(r"\s*(?:\||::|[•▪·»›]|-{2,}|\]\s*\[|\s/\s)\s*")
_DECORATION = " \t[](){}<>-–—_*♡♥☆★→←↑…:."
FEWEST = 2
"""Navigation words in one line from which they are taken to be a menu."""


def without_boilerplate(text: str) -> str:
    """The text without menus, button rows and copyright lines; other lines stay as they are."""
    return "\n".join(_line(line) for line in text.split("\n"))


def _line(line: str) -> str:
    parts = [part for part in _SEPARATOR.split(line) if part.strip(_DECORATION)]
    menu = [part for part in parts if _is_navigation(part)]
    owned = any(_COPYRIGHT.match(part.strip(_DECORATION)) for part in parts)
    if len(menu) >= FEWEST or (owned and len(parts) > 1) or (menu and len(menu) == len(parts)):
        return " | ".join(part.strip() for part in parts if part not in menu)
    return _TAIL.sub("", line)


def _is_navigation(part: str) -> bool:
    bare = part.strip(_DECORATION)
    return bool(_NAVIGATION.fullmatch(bare) or (_COPYRIGHT.match(bare) and len(bare) < 60))
