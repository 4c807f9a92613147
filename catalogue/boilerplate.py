"""Finds what a web page wraps around a text: navigation, breadcrumbs, copyright lines, its name."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_WORDS = r"""about( us)?|account|all listings|archive|back( to (search|results|listings|top))?|blog|
browse|careers|categories|contact( us| broker| seller| agent)?|cookies?( policy| settings)?|
email this|e-mail this|faqs?|flag this ad|follow us|help|home|join|listings|log ?in|log ?out|
media|menu|my account|newsletter|next|previous|print|privacy( policy| choices)?|register|
report( this)?( listing| ad)?|save( this listing| listing)?|saved searches|search|
sell with us|share( this)?|sign ?(in|up|out)|site ?map|skip to (main )?content|subscribe|
terms( of (use|service)| & conditions| and conditions)?|unsubscribe|valuations|view all|
(see|view|show|browse) ((all|\+?\d+) )?(more|similar|related)( [\w ,.&'-]{1,40})?|
(see|view|show|browse) all (listings|ads|results|photos|businesses)|
(more|similar|related) (listings|ads|results|businesses)( [\w ,.&'-]{1,40})?|
more (like this|from this (seller|broker|agent))|posted (via|on|at) [\w .-]{1,30}|
(listing|ad|ref|reference)( (id|no\.?|number|nr\.?))?[ :#.]*[a-z]{0,3}-?\d[\w-]*"""
_NAVIGATION = re.compile(rf"(?:{''.join(_WORDS.splitlines())})", re.I)
_COPYRIGHT = re.compile(r"(?:©|\(c\)\s?\d{4}|copyright\s(?:©|\d{4})|all rights reserved)", re.I)
_TAIL = re.compile(r"(?:(?<![ \t|•·])[ \t|•·]+)?(?:©|copyright ©)[^\n.!?]{0,50}$", re.I)
_SEPARATOR = re.compile(r"\s{0,4}(?:\||::|[•▪·»›▸▶]|-{2,}|\]\s{0,4}\[|\s/\s)\s{0,4}")
_SITE_SEPARATOR = re.compile(rf"{_SEPARATOR.pattern}|\s{{1,4}}[–—>-]\s{{1,4}}")
_CRUMB = re.compile(r"\s{0,4}(?:[›»▸▶]|\s>\s)\s{0,4}")
_NUMBERED = re.compile(r"(?:issue|vol(?:ume)?|edition|no|nr|page)\.? ?#?\d+", re.I)
_SENTENCE = re.compile(r"[.!?;:,]|\d")
_DECORATION = " \t[](){}<>-–—_*♡♥☆★→←↑…:."
FEWEST = 2
"""Navigation words in one line from which they are taken to be a menu."""


CRUMBS = 3
"""Short parts in one line from which they are taken to be a path through a site."""

CRUMB_WORDS = 5
"""Words in a part of such a line at most."""


def site_of(url: object) -> str:
    """What a site calls itself, by its address: ``https://www.harbour-board.com/1`` is
    "harbourboard"; empty where the value is no address.
    """
    try:
        host = urlsplit(url).hostname if isinstance(url, str) else None
    except ValueError:
        return ""
    labels = (host or "").removeprefix("www.").split(".")[:-1]
    return _bare_name(max(labels, key=len, default=""))


def without_boilerplate(text: str, site: str = "") -> str:
    """The text without menus, button rows, breadcrumbs and copyright lines; other lines stay.

    ``site`` is the name of the site as :func:`site_of` gives it: its name, in any spelling, and the
    path through the site beside it go, too.
    """
    return "\n".join(_line(line, site) for line in text.split("\n"))


def _line(line: str, site: str) -> str:
    if _is_breadcrumb(line):
        return ""
    if site and site in _bare_name(line):
        line = _without_site(line, site)
    parts = _parts(_SEPARATOR, line)
    menu = [part for part in parts if _is_navigation(part)]
    owned = any(_COPYRIGHT.match(part.strip(_DECORATION)) for part in parts)
    if len(menu) >= FEWEST or (owned and len(parts) > 1) or (menu and len(menu) == len(parts)):
        return " | ".join(part.strip() for part in parts if part not in menu)
    return _TAIL.sub("", line)


def _parts(separator: re.Pattern[str], line: str) -> list[str]:
    return [part for part in separator.split(line) if part.strip(_DECORATION)]


def _is_breadcrumb(line: str) -> bool:
    crumbs = _parts(_CRUMB, line)
    return len(crumbs) >= CRUMBS and all(map(_is_crumb, crumbs))


def _is_crumb(part: str) -> bool:
    bare = part.strip(_DECORATION)
    return len(bare.split()) <= CRUMB_WORDS and not _SENTENCE.search(bare)


def _without_site(line: str, site: str) -> str:
    """A line without a part that is the site's name, nor the crumbs and page numbers beside it."""
    head, stop, tail = line.rpartition(". ")
    if head and site in _bare_name(tail) and not _without_site(tail, site):
        return head + stop.rstrip()
    parts = _parts(_SITE_SEPARATOR, line)
    rest = [part for part in parts if not _is_site(part, site)]
    if len(rest) == len(parts):
        return line
    said = [part for part in rest if not (_is_crumb(part) or _is_furniture(part))]
    kept = [part.strip() for part in rest if not _is_furniture(part)]
    return " | ".join(kept) if said else ""


def _is_site(part: str, site: str) -> bool:
    """Whether a part is the site's name, or that and the number of an issue or advertisement."""
    return bool(re.fullmatch(rf"{site}(?:(?:no|nr|issue|vol|ad)?\d+)?", _bare_name(part)))


def _is_furniture(part: str) -> bool:
    return _is_navigation(part) or bool(_NUMBERED.fullmatch(part.strip(_DECORATION)))


def _bare_name(text: str) -> str:
    return "".join(character for character in text.lower() if character.isalnum())


def _is_navigation(part: str) -> bool:
    bare = part.strip(_DECORATION)
    return bool(_NAVIGATION.fullmatch(bare) or (_COPYRIGHT.match(bare) and len(bare) < 60))
