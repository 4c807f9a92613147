"""Promises in a sentence of ours that quotes its source."""

from __future__ import annotations

import re
from collections.abc import Iterable

from core.model import Evidence
from guards.promises import QUOTED, Promise, find_promise

_QUOTATION = re.compile(r"[“\"]([^“”\"]+)[”\"]")


def find_spoken_promise(
    text: str, evidence: Evidence | None, forbidden: Iterable[str] = ()
) -> Promise | None:
    """The first promise of a sentence of ours.

    What stands in quotation marks and comes word for word from the evidence is the source's: there
    only the families QUOTED count. Everything else, and the sentence as a whole, is ours.
    """
    source = evidence.text if evidence else ""
    quotations = [q for q in _QUOTATION.findall(text) if q in source]
    for quotation in quotations:
        text = text.replace(quotation, " ")
    said = find_promise(text, forbidden=forbidden)
    quoted = (find_promise(q, families=QUOTED, forbidden=forbidden) for q in quotations)
    return said or next(filter(None, quoted), None)
