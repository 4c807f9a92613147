"""Reading ages ("about ten years old", "20+ year track record") as years of beginning."""

from __future__ import annotations

import math
import re
from datetime import date

from readers import age_words as w
from readers.amount import Amount
from readers.figures import find_figures, hidden
from readers.quantity import Quantity, find_quantities

_OLDEST = 400.0


def find_ages(text: str, *, today: date) -> list[Amount]:
    """Ages of things as years of beginning: "over 20 years old" is "at the latest 20 years ago".

    The terms of leases and notes, the ages of people and stretches like "flat for three years" are
    no ages. ``around`` stays with hedged ages, and with round ones ("a decade").
    """
    folded = hidden(text)
    found = []
    for quantity in find_quantities(folded, find_figures(folded)):
        amount = _aged(folded, quantity, today)
        if amount is not None:
            found.append(amount)
    for match in w.WORDS.finditer(folded):
        new = _worded(match, today)
        if new and not any(a.span[0] < new.span[1] and new.span[0] < a.span[1] for a in found):
            found.append(new)
    return sorted(found, key=lambda amount: amount.span)


def _aged(folded: str, quantity: Quantity, today: date) -> Amount | None:
    """The quantity as an age, if what stands around it says that it is one."""
    first, end = quantity.figures[0].start, quantity.figures[-1].end
    unit = w.UNIT.match(folded, end)
    if unit is None or quantity.figures[-1].high > _OLDEST:
        return None
    opening = folded[max(0, first - 44) : first]
    if w.NO_AGE.match(folded, unit.end()) or w.PERSON.search(opening):
        return None
    barred = w.NO_BEFORE.search(folded[max(0, quantity.start - 44) : quantity.start])
    if barred and not w.PAST.search(opening) and not w.AGO.match(folded, unit.end()):
        return None
    aged = w.AGE.match(folded, unit.end())
    if not aged and w.PERSONAL.search(folded[:first]):
        return None
    short = len(folded.strip()) - (unit.end() - quantity.start) <= 24
    if not (aged or short or w.CUED.search(opening)):
        return None
    reach = max(quantity.end, aged.end() if aged else unit.end())
    return _began(
        quantity, _unit_years(unit.group()), opening, folded[end : end + 40], today, reach
    )


def _unit_years(unit: str) -> float:
    """How many years the unit is; a generation counts as 25."""
    if "decade" in unit:
        return 10.0
    if "generation" in unit:
        return 25.0
    return 1 / 12 if "month" in unit else 1.0


def _began(
    quantity: Quantity, unit: float, opening: str, closing: str, today: date, end: int
) -> Amount:
    """The years in which something so old began: the older, the earlier."""
    low, high = quantity.figures[0].low * unit, quantity.figures[-1].high * unit
    oldest = None if quantity.high is None else quantity.high * unit
    youngest = None if quantity.low is None else quantity.low * unit
    if w.OLDER.search(opening) or w.OLDER_AFTER.match(closing):
        youngest, oldest = low, None
    elif w.PAST.search(opening):
        youngest, oldest = 0.0, high
    first = None if oldest is None else float(math.floor(today.year - oldest))
    last = float(today.year) if youngest is None else float(math.ceil(today.year - youngest))
    around = quantity.around or bool(w.SOFT_AFTER.match(closing))
    return Amount(min=first, max=last, around=around, span=(quantity.start, end))


def _worded(match: re.Match[str], today: date) -> Amount | None:
    """An age without a figure: a decade, half a century, a year old."""
    said = match.group()
    years = 50 if match["half"] else 100 if match["century"] else 10 if match["decade"] else 1
    if match["year"] and not match["when"] and match["tail"] != " or two":
        return None
    first: int | None = today.year - (2 * years if match["tail"] == " or two" else years)
    last = today.year - years
    if re.search(r"over|more than|at least|or more|plus|minimum", said):
        first = None
    elif re.search(r"under|less than", said):
        last = today.year
    around = years > 1 or bool(re.search(r"about|around|almost|nearly|or so|or two", said))
    return Amount(min=first, max=last, around=around, span=match.span())
