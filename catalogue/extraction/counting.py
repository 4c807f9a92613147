"""Whole numbers as listings write them: figures and English number words."""

from __future__ import annotations

from readers.numerals import SMALL, TENS

_SMALL = list(SMALL)
_TENS = list(TENS)
_VALUES = (
    SMALL
    | TENS
    | {
        "a": 1,
        "an": 1,
        "no": 0,
        "couple": 2,
        "pair": 2,
        "trio": 3,
        "few": 3,
        "several": 4,
        "dozen": 12,
        "half-dozen": 6,
        "half": 0.5,
        "both": 2,
    }
)

_TENS_PATTERN = "|".join(_TENS)
_UNITS_PATTERN = "|".join(_SMALL[1:10])
NUMBER = (
    rf"(?:(?:half an?|a couple(?: of)?|a few|[1-9]|{'|'.join(_SMALL[2:10])}) dozen|"
    rf"\d{{1,3}}(?:,\d{{3}}){{1,6}}|\d{{1,9}}(?:\.\d{{1,9}})?|(?:a )?half[- ]dozen|(?:a )?dozen|"
    rf"a couple(?: of)?|(?:{_TENS_PATTERN})"
    rf"(?:[- ](?:{_UNITS_PATTERN}))?|{'|'.join(_SMALL[::-1])})"
)
"""Regular expression of one count, in lower case."""


def count(words: str) -> float | None:
    """The number that a match of :data:`NUMBER` means; None for anything else."""
    words = words.replace(",", "").strip()
    try:
        return float(words)
    except ValueError:
        pass
    if words.endswith(" dozen") and words not in ("a dozen", "half dozen", "a half dozen"):
        times = 0.5 if words.startswith("half") else count(words.removesuffix(" dozen"))
        return None if times is None else 12 * times
    total, known = 0.0, False
    for word in words.replace("half dozen", "half-dozen").replace(" of", "").split():
        parts = [word] if word in _VALUES else word.split("-")
        for part in parts:
            if part not in _VALUES:
                return None
            value = _VALUES[part]
            total = value if part in ("dozen", "couple", "half-dozen") else total + value
            known = True
    return total if known else None
