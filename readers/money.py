"""Reading amounts of money as Americans, Britons, Indians and Europeans write and say them."""

from __future__ import annotations

from readers import money_words as w
from readers.amount import Amount, Per
from readers.calendar_figure import is_year
from readers.figures import find_figures, hidden
from readers.quantity import Quantity, find_quantities


def find_money(
    text: str, *, currency: str = "USD", bare: bool = False, scale_hint: float | None = None
) -> list[Amount]:
    """The amounts of money in a text, in order.

    A figure counts as money by its currency ("$40", "900 quid") or its multiplier ("750k", "half a
    million", "two lakh"), unless it counts or measures something else ("10k users", "2,400 sq ft").

    Args:
        text: any text.
        currency: ISO code taken where none is named, and for "$" where it is a dollar.
        bare: figures without currency and multiplier count too, if no other amount is there: for
            answers to a question about money.
        scale_hint: what such a figure below 1,000 is multiplied by: 1000 makes "750" 750,000. One
            below 10, or below 20 with decimals, is then taken a thousand times greater ("1.2" is
            1,200,000).
    """
    folded = hidden(text)
    quantities = find_quantities(folded, find_figures(folded))
    read = [_read(folded, quantity, currency) for quantity in quantities]
    named = [amount for amount in read if amount is not None]
    named += _figured(folded, currency)
    if not named and bare:
        named = _decades(folded, currency, scale_hint)
    if bare and (not named or scale_hint):
        named = _bare(folded, quantities, currency, scale_hint, named)
    return sorted(_apart(named), key=lambda amount: amount.span)


def _read(folded: str, quantity: Quantity, currency: str) -> Amount | None:
    """The quantity as money, if it shows that it is."""
    code, start, end = _currency(folded, quantity, currency)
    moneyed = any(figure.name in w.MONEYED for figure in quantity.figures)
    if code is None and (not moneyed or counts_else(folded, quantity)):
        return None
    if percent(folded, quantity):
        return None
    return _amount(
        folded, quantity, code or currency, min(start, quantity.start), max(end, quantity.end)
    )


def _amount(folded: str, quantity: Quantity, code: str, start: int, end: int) -> Amount:
    per, end = _per(folded, start, end, quantity.figures[-1].end)
    return Amount(
        min=quantity.low,
        max=quantity.high,
        around=quantity.around,
        currency=code,
        per=per,
        span=(start, end),
    )


def _currency(folded: str, quantity: Quantity, usual: str) -> tuple[str | None, int, int]:
    """The currency named next to any of the figures, and how far its name reaches."""
    start, end, code = quantity.figures[0].start, quantity.figures[-1].end, None
    for figure in quantity.figures:
        before = w.SIGN_BEFORE.search(folded[max(0, figure.start - 8) : figure.start])
        after = w.UNIT_AFTER.match(folded[figure.end : figure.end + 24])
        if before:
            code = code or w.code(before["sign"], usual)
            start = min(start, figure.start - len(before.group()))
        if after:
            code = w.code(after["unit"], usual) if code in (None, usual) else code
            end = max(end, figure.end + after.end())
    return code, start, end


def counts_else(folded: str, quantity: Quantity) -> bool:
    """Whether what follows a quantity is a thing counted or a measure, so that it is no money."""
    if percent(folded, quantity):
        return True
    following = folded[quantity.figures[-1].end : quantity.figures[-1].end + 40]
    if w.MEASURE.match(following) or (quantity.figures[-1].loose and w.MANY_OF.match(following)):
        return True
    if w.POPULATION.search(folded[max(0, quantity.start - 24) : quantity.start]):
        return True
    return any(w.is_counted(word) for word in w.following_words(following))


def percent(folded: str, quantity: Quantity) -> bool:
    """Whether a quantity is a share."""
    end = quantity.figures[-1].end
    return bool(w.PERCENT.match(folded[end : end + 14]))


def _per(folded: str, start: int, end: int, figure_end: int) -> tuple[Per | None, int]:
    tail = w.PER_AFTER.match(folded[end : end + 30]) or w.PER_AFTER.match(
        folded[figure_end : figure_end + 30]
    )
    if tail:
        from_end = end if w.PER_AFTER.match(folded[end : end + 30]) else figure_end
        return w.period(tail), max(end, from_end + tail.end())
    lead = w.PER_BEFORE.search(folded[max(0, start - 30) : start])
    return (w.period(lead), end) if lead else (None, end)


def _figured(folded: str, currency: str) -> list[Amount]:
    """Low six figures, mid seven figures."""
    found = []
    for match in w.FIGURES.finditer(folded):
        places = w.PLACES.get(match["places"]) or int(match["places"])
        unit = 10.0 ** (places - 1)
        low, high = (
            w.PARTS[match["from"] or match["part"] or ""][0],
            w.PARTS[match["part"] or ""][1],
        )
        found.append(
            Amount(
                min=low * unit, max=high * unit, around=True, currency=currency, span=match.span()
            )
        )
    return found


def _decades(folded: str, currency: str, hint: float | None) -> list[Amount]:
    """In the 400s, the low 300s."""
    found = []
    for match in w.HUNDREDS.finditer(folded):
        value = float(match["base"])
        width = 100.0 if value % 100 == 0 else 10.0
        part = w.TENTHS[match["part"] or ""]
        scale = 1e3 if match["k"] else hint or 1.0
        low, high = (value + width * share for share in part)
        found.append(
            Amount(
                min=low * scale, max=high * scale, around=True, currency=currency, span=match.span()
            )
        )
    return found


def _bare(
    folded: str, quantities: list[Quantity], currency: str, hint: float | None, named: list[Amount]
) -> list[Amount]:
    """The figures that an answer about money means as money."""
    found: list[Amount] = []
    for quantity in quantities:
        if is_year(folded, quantity.figures[0]):
            continue
        figures = quantity.figures
        code, start, end = _currency(folded, quantity, currency)
        small = max(figure.high for figure in figures) < 1000 and figures[-1].scale < 1e3
        if (
            any(amount.span[0] <= figures[0].start < amount.span[1] for amount in named)
            and code is None
        ):
            continue
        if code is None and (
            named or counts_else(folded, quantity) or w.counted_plural(folded, figures[-1].end)
        ):
            continue
        amount = _amount(
            folded, quantity, code or currency, min(start, quantity.start), max(end, quantity.end)
        )
        if small and hint and amount.per in (None, "year"):
            amount = _scaled(amount, quantity, hint)
        found.append(amount)
    return found + [amount for amount in named if not any(_meet(amount, other) for other in found)]


def _scaled(amount: Amount, quantity: Quantity, hint: float) -> Amount:
    figures = quantity.figures
    tiny = any(f.low < 10 or (f.low < 20 and "." in f.digits) for f in figures)
    factor = hint * 1000 if tiny and hint == 1000 else hint
    low = None if amount.min is None else amount.min * factor
    high = None if amount.max is None else amount.max * factor
    return amount.model_copy(update={"min": low, "max": high})


def _meet(one: Amount, other: Amount) -> bool:
    return one.span[0] < other.span[1] and other.span[0] < one.span[1]


def _apart(amounts: list[Amount]) -> list[Amount]:
    kept: list[Amount] = []
    for amount in sorted(amounts, key=lambda a: a.span[0] - a.span[1]):
        if not any(_meet(amount, other) for other in kept):
            kept.append(amount)
    return kept
