"""Texts that are sent are plain: no tags, links, images or addresses that a page would draw."""

from __future__ import annotations

import html
import re

_TAG = r"<(?:!--|/?[a-z!?][^<>]*>|[a-z]+\s[^<>]*=[^<>]*)"
_IMAGE_OR_LINK = r"!?\[(?P<label>[^\[\]]*)\]\s?\((?:[^()]|\([^()]*\))*\)"
_REFERENCE = r"!?\[(?P<named>[^\[\]]+)\]\s?\[[^\[\]]*\]|^\s{0,3}\[[^\[\]]+\]:\s*\S+.*$"
_ADDRESS = (
    r"\b(?:https?|ftps?|file|data|javascript|vbscript|blob):(?://)?[^\s<>\"')\]]+"
    r"|\bwww\.[\w-]+(?:\.[\w-]+)+\S*"
)
_CODE = r"`{3,}|~{3,}"
_MARKUP = re.compile("|".join((_TAG, _IMAGE_OR_LINK, _REFERENCE, _ADDRESS, _CODE)), re.I | re.M)
_BLOCK = re.compile(r"<(script|style|iframe|object|svg)\b.*?(?:</\1\s*>|$)", re.I | re.S)


def find_markup(text: str) -> str | None:
    """The first piece of markup of a text, None where it is plain. Encoded tags count as tags."""
    found = _MARKUP.search(text) or _MARKUP.search(_decoded(text))
    return found.group(0) if found else None


def plain(text: str) -> str:
    """The text without markup: labels of links stay, addresses, tags and what scripts hold go.

    Never contains anything that :func:`find_markup` finds.
    """
    while find_markup(text):
        if not _MARKUP.search(text):
            text = _decoded(text)
        text = _MARKUP.sub(_label, _BLOCK.sub(" ", text))
    return re.sub(r"[^\S\n]{2,}", " ", text).strip()


def _decoded(text: str) -> str:
    """The text as a page would show it, however often it was encoded."""
    while (once := html.unescape(text)) != text:
        text = once
    return text


def _label(match: re.Match[str]) -> str:
    return match.group("label") or match.group("named") or " "
