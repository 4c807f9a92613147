"""Personal contact and account data in a text: found by form, replaced by a label."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

from core.model import Frozen

LABEL = re.compile(r"\[(?:e-mail|phone|account|card|id number|health) removed\]")
"""What stands in a redacted text instead of what was removed."""

PersonalKind = Literal["e-mail", "phone", "account", "card", "id number"]


class Personal(Frozen):
    """One find: ``text[start:end]``."""

    kind: PersonalKind
    start: int
    end: int


_EMAIL = r"""
    (?<![\w.+%-]) [\w.+%-]{1,64} (?:@|\s?[\[(]\s?at\s?[\])]\s?|\s(?:at)\s(?=\S+\s(?:dot)\s))
    (?:[\w-]+(?:\.|\s?[\[(]\s?dot\s?[\])]\s?|\sdot\s)){1,6} [a-z]{2,24}\b"""
_PHONE = r"""
    (?<![\w$€£.,/-])(?:
      (?:\+|00)[1-9]\d{0,2}[\s.-]?(?:\(0\)|\(\d{1,4}\))?(?:[\s.-]?\d{2,5}){2,5}
    | (?:1[\s.-])?\(\d{3}\)\s?\d{3}[\s.-]?\d{4}
    | (?:1[\s.-])?\d{3}[.\s-]\d{3}[.-]\d{4}
    | (?:1\s)?\d{3}\s\d{3}\s\d{4}
    | \(?0\d{2,4}\)?[\s-]\d{3,4}[\s-]?\d{3,4}
    )(?![\w%]|[.,]\d)"""
_PHONE_NAMED = (
    r"(?:call|phone|tel|telephone|mobile|cell|text|whatsapp|fax)\W{0,3}(?:me\s|us\s)?(?:at\s|on\s)?"
    r"(?P<value>\(?\+?\d[\d().\s-]{5,17}\d)(?!\w)"
)
_IBAN = r"\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){3,7}(?:\s?[A-Z0-9]{1,3})?\b"
_ACCOUNT = (
    r"\b(?:account|acct|routing|a/c|sort\s{1,4}code|swift|bic|iban)\s{0,4}(?:number|no|num|\#)?\.?\s{0,4}"
    r"(?:is|:|\#)?\s{0,4}(?P<value>[A-Z]{0,4}\d[\d\s-]{4,20}\d)\b"
)
_CARD = r"(?<![\d-])\d(?:[ -]?\d){12,18}(?![\d-])"
_ID = r"\b\d{3}-\d{2}-\d{4}\b"
_ID_NAMED = (
    r"\b(?:(?:ssn|social\s{1,4}security|passport|medicare|medicaid|tax\s{1,4}id|ein)(?:\s{1,4}(?:number|no|id|card))?"
    r"|(?:licen[cs]e|member(?:ship)?|policy)\s{1,4}(?:number|no|id))\W{0,2}(?:is\s{1,4}|\#\s{0,4})?"
    r"(?P<value>[A-Z]{0,3}\d[\dA-Z -]{4,16}\d\b)"
)
_KEY_WORD = (
    r"\b(?:(?:my|her|his)\s{1,4}(?:\w+\s{1,4})?(?:pass(?:word|code|phrase)|pin(?:\s{1,4}(?:code|number))?|cvv|security\s{1,4}code)\s{1,4}"
    r"(?:is|was)|(?:pass(?:word|code|phrase)|pin|cvv)\s{0,4}[:=])\s{0,4}[\"'“]?(?P<value>[^\s\"'”,]{3,40})"
)


def _luhn(text: str) -> bool:
    digits = [int(c) for c in reversed(text) if c.isdigit()]
    doubled = [2 * d - 9 * (d > 4) for d in digits[1::2]]
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0


def _iban(text: str) -> bool:
    compact = text.replace(" ", "")
    moved = compact[4:] + compact[:4]
    return int("".join(str(int(c, 36)) for c in moved)) % 97 == 1


def _enough_digits(text: str) -> bool:
    return 7 <= sum(c.isdigit() for c in text) <= 15


def _always(text: str) -> bool:
    return True


_POSSIBLE = re.compile(r"[\d@]|\bat\b|\bpass", re.I)
"""In every text that contains any of the forms: a digit, an address's "@" or "at", a password."""

_FORMS: tuple[tuple[PersonalKind, re.Pattern[str], Callable[[str], bool]], ...] = (
    ("e-mail", re.compile(_EMAIL, re.I | re.X), _always),
    ("account", re.compile(_IBAN), _iban),
    ("card", re.compile(_CARD), _luhn),
    ("id number", re.compile(_ID), _always),
    ("id number", re.compile(_ID_NAMED, re.I), _always),
    ("id number", re.compile(_KEY_WORD, re.I), _always),
    ("account", re.compile(_ACCOUNT, re.I), _always),
    ("phone", re.compile(_PHONE, re.X), _enough_digits),
    ("phone", re.compile(_PHONE_NAMED, re.I), _enough_digits),
)


def find_personal(text: str) -> list[Personal]:
    """Every find, in the order of the text, none overlapping.

    E-mail addresses (also "name at host dot com"), telephone numbers, IBANs and cards whose check
    digits agree, account numbers, identity papers and passwords that are called so, and US social
    security numbers. Names of people are not looked for.
    """
    found: list[Personal] = []
    if not _POSSIBLE.search(text):
        return found
    for kind, form, genuine in _FORMS:
        for match in form.finditer(text):
            start, end = match.span("value" if "value" in form.groupindex else 0)
            free = all(end <= f.start or start >= f.end for f in found)
            if free and genuine(text[start:end]):
                found.append(Personal(kind=kind, start=start, end=end))
    return sorted(found, key=lambda f: f.start)


def redact(text: str) -> str:
    """The text with each find replaced by its kind in square brackets."""
    for found in reversed(find_personal(text)):
        text = f"{text[: found.start]}[{found.kind} removed]{text[found.end :]}"
    return text
