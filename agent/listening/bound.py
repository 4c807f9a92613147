"""Bare figures that bound a price: "under 400000" says dollars without saying so."""

from __future__ import annotations

import re

_FIGURE = r"(?:\d{5,}|\d{2,3}(?:,\d{3})+|\d(?:,\d{3}){2,})"
_ENDS = (
    r"(?=\s*(?:$|[,.;:!?()–—-]|(?:dollars|bucks|in|near|around|at|for|and|or|but|with|that|which|if"
    r"|please|total|cash|max|tops|is|would|all)\b))"
)
_BOUND = re.compile(
    r"\b(?:under|below|up to|less than|(?:no|not) (?:more|higher) than|not (?:over|above)|at most"
    r"|cheaper than|max(?:imum)?(?: of)?|limit(?: of)?|budget(?: of| is)?|spend)[\s:]+"
    rf"(?:about |around )?{_FIGURE}\b{_ENDS}"
    rf"|\b{_FIGURE} (?:or (?:less|under)|max(?:imum)?|tops|at most)\b",
    re.I,
)


def bounded_sum(text: str) -> bool:
    """Whether a text bounds a bare figure of ten thousand or more that counts nothing else."""
    return bool(_BOUND.search(text))
