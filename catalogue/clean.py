"""Turns the raw text of a row into text to read: what is shown, embedded and quoted as evidence."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from html import unescape

import ftfy
from selectolax.lexbor import LexborHTMLParser

from catalogue.boilerplate import without_boilerplate
from guards.names import find_names
from guards.personal import redact

VERSION = "clean-3"
"""Changes whenever the same raw text would be cleaned otherwise."""

LONGEST_SUMMARY = 240
SHORTEST_REPEAT = 25
"""Characters of a summary at most; characters from which a repeated sentence is dropped."""

_TAG = re.compile(r"<[a-z/!][^<>]*>", re.I)
_BREAK = re.compile(
    r"<(?:br|/p|/div|/li|/tr|/?h[1-6]|/?ul|/?ol|/?table|/?dl|/d[td]|hr|p|div)\b[^<>]*>", re.I
)
_CELL = re.compile(r"</t[dh]\b[^<>]*>", re.I)
_BULLET = re.compile(r"<li\b[^<>]*>", re.I)
_LINE_END = re.compile(r"\r\n?|[\u0085\u2028\u2029\v\f]")
_SPACES = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r"\n{3,}")
_SENTENCE = re.compile(r"(?<=[.!?])[ ]+|\n+")
_UNSEEN = ("Cc", "Cf", "Co", "Cs")
_STYLED = re.compile("[\U0001d400-\U0001d7ff\U0001f130-\U0001f149\u24b6-\u24e9\uff01-\uff5e]+")
"""Letters dressed up as symbols, which programs and search would not know as letters."""

_SETTINGS = ftfy.TextFixerConfig(unescape_html=False, explain=False)


def clean(raw: str, site: str = "") -> str:
    """Readable text out of scraped text: no markup, mojibake, hidden characters or menus.

    Phone numbers, e-mail addresses, names of people and the like are marked out, and a sentence
    that stood before is not repeated. The same raw text always gives the same result. ``site`` is
    the name of the site it comes from (:func:`catalogue.boilerplate.site_of`).
    """
    text = ftfy.fix_text(raw, _SETTINGS)
    text = _visible(_without_markup(_LINE_END.sub("\n", text)))
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    text = without_boilerplate("\n".join(lines), site)
    text = _without_repeats(without_persons(text))
    return _BLANK_LINES.sub("\n\n", text).strip()


def clean_line(raw: str) -> str:
    """As :func:`clean`, for a title: one line."""
    text = _visible(_without_markup(ftfy.fix_text(raw, _SETTINGS)))
    return without_persons(" ".join(text.split())) or raw.strip()


def without_persons(text: str) -> str:
    """The text with contact and account data, and the names of people, marked out."""
    text = redact(text)
    for start, end in reversed(find_names(text)):
        text = f"{text[:start]}[name removed]{text[end:]}"
    return text


def summary_of(field: object, cleaned: str) -> str:
    """One or two lines about an item: the source's own, else the first sentences of its text."""
    text = " ".join(clean(field).split()) if isinstance(field, str) else ""
    if not text:
        text = _first_sentences(" ".join(cleaned.split()))
    return text if len(text) <= LONGEST_SUMMARY else _cut(text)


def _first_sentences(text: str) -> str:
    kept = ""
    for sentence in re.split(r"(?<=[.!?]) ", text):
        if kept and len(kept) + 1 + len(sentence) > LONGEST_SUMMARY:
            break
        kept = f"{kept} {sentence}".strip()
    return kept


def _cut(text: str) -> str:
    return text[: LONGEST_SUMMARY - 1].rpartition(" ")[0].rstrip(" ,;:") + "…"


def _without_markup(text: str) -> str:
    if _TAG.search(text):
        text = _CELL.sub(" ", _BULLET.sub("• ", _BREAK.sub("\n", text)))
        tree = LexborHTMLParser(f"<body>{text}</body>")
        tree.strip_tags(["script", "style", "noscript", "template", "iframe", "nav"])
        return tree.body.text(separator="") if tree.body else ""
    return unescape(text)


@cache
def _is_unseen(character: str) -> bool:
    if character in "\n\t":
        return False
    return unicodedata.category(character) in _UNSEEN or "\U000e0100" <= character <= "\U000e01ef"


def _visible(text: str) -> str:
    """Without characters in which text can be hidden, and with letters that are letters."""
    if text.isascii() and text.isprintable():
        return text
    kept = "".join(character for character in text if not _is_unseen(character))
    plain = _STYLED.sub(lambda styled: unicodedata.normalize("NFKC", styled[0]), kept)
    return _LINE_END.sub("\n", plain)


def _without_repeats(text: str) -> str:
    seen: set[str] = set()
    out: list[str] = []
    start = 0
    for gap in [*_SENTENCE.finditer(text), None]:
        end = gap.start() if gap else len(text)
        sentence = text[start:end]
        if not _is_repeat(sentence, seen):
            out.append(sentence)
        out.append(gap[0] if gap else "")
        start = gap.end() if gap else end
    return _SPACES.sub(" ", "".join(out))


def _is_repeat(sentence: str, seen: set[str]) -> bool:
    folded = " ".join(sentence.casefold().split())
    if len(folded) < SHORTEST_REPEAT:
        return False
    repeat = folded in seen
    seen.add(folded)
    return repeat
