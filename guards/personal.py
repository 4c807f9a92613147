"""Personal contact and account data in a text: found by form, replaced by a label."""

from __future__ import annotations

import re
from bisect import bisect, insort
from typing import Literal

from core.model import Frozen
from guards.emails import find_emails
from guards.papers import find_papers
from guards.phones import find_phones

LABEL = re.compile(r"\[(?:e-mail|phone|account|card|id number|name|address|health) removed\]")
"""What stands in a redacted text instead of what was removed."""

PersonalKind = Literal["e-mail", "phone", "account", "card", "id number"]


class Personal(Frozen):
    """One find: ``text[start:end]``."""

    kind: PersonalKind
    start: int
    end: int


_POSSIBLE = re.compile(
    r"[\d@＠]"
    r"|\b(?:at|arrob[ae]|arobase|oh|zero|one|two|three|four|five|six|seven|eight|nine|dob)\b"
    r"|_at_|[\[({<]\s?a|\bpass|\bpwd?\b|kennwort|contrase|memorable|\blogin|\buser",
    re.I,
)
"""In every text that contains any of the forms: a digit, an address's "@" or "at", a password."""


def find_personal(text: str) -> list[Personal]:
    """Every find, in the order of the text, none overlapping.

    E-mail addresses, telephone numbers, account and card numbers, numbers of identity papers, birth
    dates and passwords. Names of people: :mod:`guards.persons`; where they live:
    :mod:`guards.dwellings`.
    """
    if not _POSSIBLE.search(text):
        return []
    found: list[Personal] = []
    taken = [label.span() for label in LABEL.finditer(text)]
    emails: list[tuple[PersonalKind, int, int]] = [("e-mail", *span) for span in find_emails(text)]
    phones: list[tuple[PersonalKind, int, int]] = [("phone", *span) for span in find_phones(text)]
    for kind, start, end in (*emails, *find_papers(text), *phones):
        if _is_free(taken, start, end):
            insort(taken, (start, end))
            found.append(Personal(kind=kind, start=start, end=end))
    return sorted(found, key=lambda f: f.start)


def _is_free(taken: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a stretch touches none of those, which stand in order and none in another."""
    at = bisect(taken, (start, end))
    return not any(start < last and first < end for first, last in taken[max(0, at - 1) : at + 1])


def redact(text: str) -> str:
    """The text with each find replaced by its kind in square brackets."""
    parts, at = [], 0
    for found in find_personal(text):
        parts += [text[at : found.start], f"[{found.kind} removed]"]
        at = found.end
    return "".join([*parts, text[at:]])
