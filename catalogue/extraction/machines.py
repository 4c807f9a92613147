"""Passages that speak to an AI reader instead of to a person: found, reported, never obeyed."""

from __future__ import annotations

import re

from core.model import Evidence

_ADDRESSEE = (
    r"(?:\b(?:a\.?i\.?|artificial intelligence|language models?|llms?|chat ?bots?|chatgpt|gpt|"
    r"assistants?|agents?|crawlers?|scrapers?|bots?|recommenders?|recommendation "
    r"(?:engine|system)s?|"
    r"machine readers?|automated (?:systems?|readers?|tools?)|summari[sz]ers?|"
    r"ranking (?:system|algorithm)s?)\b)"
)
_ORDER = (
    r"(?:\b(?:ignore|disregard|forget|override|bypass|rank|rate|score|recommend|promote|list|"
    r"place|put|move|treat|tell|say|state|report|answer|respond|reply|output|omit|leave out|"
    r"hide|exclude|suppress|do not (?:mention|show|recommend)|don't (?:mention|show)|"
    r"you (?:must|should|are|will))\b)"
)
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?:ignore|disregard|forget|override|bypass)\b.{0,30}\b(?:previous|prior|above|earlier|"
        r"preceding|all|your|other|any)\b.{0,30}\b(?:instruction|prompt|rule|direction|guideline|"
        r"message|context|command)s?",
        r"\b(?:ignore|disregard|forget|override|bypass)\b.{0,30}\b(?:instruction|prompt|rule|direction|"
        r"guideline|message)s?\b.{0,12}\b(?:above|before|so far|given|received|until now)\b",
        r"\b(?:system|developer|admin(?:istrator)?)\s*(?:prompt|message|note|"
        r"instruction|override)s?\b",
        r"\b(?:new|updated|hidden|secret|special) (?:instruction|prompt|directive)s?\b",
        r"\b(?:attention|note|message|notice|instruction|memo|dear|hey|hello|for|"
        rf"to)s?\b[^.\n]{{0,20}}"
        rf"{_ADDRESSEE}.{{0,160}}{_ORDER}",
        rf"{_ADDRESSEE}[^.\n]{{0,40}}\b(?:must|should|shall|has to|have to|need to|are "
        r"(?:asked|instructed|"
        rf"required|told)|is (?:asked|instructed|required|told)|please)\b.{{0,60}}{_ORDER}",
        rf"\b(?:if|when|as) you(?:'re| are)? (?:an? |the )?{_ADDRESSEE}.{{0,160}}",
        r"<\|?/?(?:system|im_start|im_end|assistant|user|instructions?)\|?>",
        r"\[/?(?:INST|SYSTEM)\]|\{\{\s*#?system",
        r"\brank (?:this|it|the)\b.{0,40}\b(?:first|top|highest|number one|#1|no\. 1)\b.{0,60}",
        r"\byou are (?:now )?(?:an? )(?:ai|assistant|helpful|unrestricted|different)\b",
    )
)


def aimed_at_machines(cleaned: str) -> list[Evidence]:
    """The lines or paragraphs that give orders to an AI reader, merged and in order.

    The whole line counts: a hidden order rarely shares its line with honest words, and what it says
    beside the order (a price, a promise) is not to be believed either. Very long lines are cut to
    the
    sentences around the order.
    """
    spans = sorted(
        _around(cleaned, m.start(), m.end()) for p in _PATTERNS for m in p.finditer(cleaned)
    )
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return [Evidence(text=cleaned[a:b], start=a, end=b) for a, b in merged]


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    if last - first <= 400 and first > 0:
        return first, last
    before = max(first, *(text.rfind(mark, first, start) + 1 for mark in (". ", "! ", "? ")))
    after = [i for mark in (". ", "! ", "? ") if (i := text.find(mark, end, last)) >= 0]
    return before, min(after, default=last - 1) + 1 if after else last
