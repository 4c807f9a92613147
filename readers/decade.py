"""Reading decades: "the late nineties", "early 2000s", "the '80s"."""

from __future__ import annotations

import re
from datetime import date

from readers import year_words as w
from readers.amount import Amount
from readers.year_span import bounded


def find_decades(folded: str, today: date) -> list[Amount]:
    """The decades a folded text names; early, mid and late ones are four years long.

    Those of a person's life ("in my sixties") and temperatures are none.
    """
    found = []
    for match in w.DECADE.finditer(folded):
        if w.AGED.search(folded, max(0, match.start() - 24), match.start()):
            continue
        base = _base(match, today)
        if base is not None:
            low, high = _part(match)
            last = min(base + high, max(today.year, base + low))
            found.append(bounded(folded, base + low, last, *match.span()))
    return found


def _part(match: re.Match[str]) -> tuple[int, int]:
    part = match["part2"] or match["part"] or ""
    name = (
        "early"
        if re.search("start|beginning|early", part)
        else "late"
        if re.search("end|late", part)
        else part[:3]
    )
    low, high = w.THIRDS.get(name, (0, 9))
    return low, w.THIRDS[match["to"]][1] if match["to"] else high


def _base(match: re.Match[str], today: date) -> int | None:
    """The first year of the decade; None where the words name none."""
    if match["full"]:
        return int(match["full"])
    if match["word"]:
        word = match["word"].replace("-", " ")
        if word == "teens" and not match["part"]:
            return None
        base = w.WORDED[word.removeprefix("nineteen ")]
        return 1900 + base % 100 if word.startswith("nineteen") else base
    if not (match["short"] or match["part"] or "the" in match.group()):
        return None
    value = int(match["short"] or match["plain"])
    return 2000 + value if value <= min(20, today.year % 100) else 1900 + value
