"""The signs and words by which an amount of money is told from other figures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from readers.amount import Per
from readers.numerals import MONEYED as _SCALES
from readers.tables import word_set

MONEYED = _SCALES
_DOLLARS = frozenset({"USD", "CAD", "AUD", "NZD", "HKD", "SGD"})
_CODES = {
    "us$": "USD", "u.s.$": "USD", "usd": "USD", "c$": "CAD", "ca$": "CAD", "cad$": "CAD", "cad": "CAD", "cdn": "CAD", "cdn$": "CAD",
    "a$": "AUD", "au$": "AUD", "aud": "AUD", "nz$": "NZD", "nzd": "NZD", "hk$": "HKD", "s$": "SGD", "sgd": "SGD", "r$": "BRL",
    "£": "GBP", "gbp": "GBP", "quid": "GBP", "pound": "GBP", "pounds": "GBP", "€": "EUR", "eur": "EUR", "euro": "EUR",
    "euros": "EUR", "₹": "INR", "inr": "INR", "rs": "INR", "rs.": "INR", "rupee": "INR", "rupees": "INR", "¥": "JPY",
    "yen": "JPY", "jpy": "JPY", "chf": "CHF", "francs": "CHF", "franc": "CHF", "us dollars": "USD", "canadian dollars": "CAD",
    "american dollars": "USD", "canadian": "CAD", "sek": "SEK", "nok": "NOK", "dkk": "DKK", "mxn": "MXN", "pesos": "MXN",
    "u.s. dollars": "USD", "australian dollars": "AUD", "loonies": "CAD",
}  # fmt: skip
SIGN_BEFORE = re.compile(
    r"(?P<sign>(?<![a-z])(?:us|u\.s\.|cad|cdn|ca|c|au|a|nz|hk|s|r)?\$|[£€₹¥]|(?<![a-z])(?:usd|cad|cdn|aud|nzd|sgd|eur|gbp|inr|chf|jpy|sek|nok|dkk|rs\.?))\s{0,4}-?\s{0,4}$"
)
UNIT_AFTER = re.compile(
    r"\+?(?:\s{0,4}|-|\s{1,4}or so |\s{1,4}or more |\s{1,4}plus |\s{1,4}odd |ish )(?P<unit>(?:us|u\.s\.|canadian|american|australian) dollars|dollars?|bucks?|quid|pounds?(?! of| per|\s{0,4}(?:each|heavy))|euros?|rupees?|"
    r"usd|cad|cdn|aud|nzd|sgd|eur|gbp|inr|chf|jpy|sek|nok|dkk|mxn|pesos|yen|francs?|canadian(?! (?:city|company|business|customers|people))|loonies|[€£₹$](?!\s?\d))(?![a-z])"
)
PERCENT = re.compile(
    r"\s{0,4}-?\s{0,4}(?:%|percent|per cent|pct|percentage|basis points|bps)(?![a-z])"
)
MEASURE = re.compile(
    r"\s{0,4}\+?-?\s{0,4}(?:sq\b|square\b|sqft|sf\b|sqm|m2|m²|ft\b|feet|foot|inch|in\.|cm\b|km\b|kms\b|kilomet|met(?:er|re)s?\b|miles?\b|mi\b|yards?\b|"
    r"acres?|hectares?|kg\b|kilos?\b|lbs?\b|tons?\b|tonnes?\b|ounces?|oz\b|gallons?|lit(?:er|re)s?|kwh?\b|mwh?\b|gwh?\b|watts?|volts?|mph|rpm|gb\b|tb\b|mb\b|"
    r"degrees?|°|hours?|hrs?\b|minutes?|mins?\b|seconds?|years?|yrs?\b|months?\b|weeks?\b|days?\b|nights?\b|yo\b|y/o)"
)
MANY_OF = re.compile(r"\s{0,4}of\b(?! dollars| pounds| euros| bucks)")
POPULATION = re.compile(
    r"(?:population|audience|membership|readership|following)(?: of| is| over| base of|:){0,6}\s{0,4}$"
)


def is_counted(word: str) -> bool:
    """Whether a word names something that people count, other than money."""
    counted = word_set("money", "counted")
    return word in counted or word.rstrip("s") in counted


_WORD = re.compile(r"[ +-]{0,6}([a-z']+)")


def following_words(following: str, limit: int = 3) -> Iterator[str]:
    """The first words after a figure, up to a sign of punctuation or a word that begins something new."""
    position = 0
    for _ in range(limit):
        match = _WORD.match(following, position)
        if match is None or match.group(1) in word_set("money", "stop"):
            return
        yield match.group(1)
        position = match.end()


_PERIODS: tuple[tuple[str, Per], ...] = (("mo", "month"), ("pcm", "month"), ("pm", "month"), ("we", "week"), ("wk", "week"), ("pw", "week"), ("ye", "year"), ("yr", "year"), ("an", "year"), ("pa", "year"), ("p.a", "year"), ("da", "day"), ("ni", "day"), ("ho", "hour"), ("hr", "hour"))  # fmt: skip
_TIME = r"(?P<time>months?|mos?\b|mth|weeks?|wk|years?|yr|annum|days?|nights?|hours?|hr)\b"
PER_AFTER = re.compile(
    rf"\s{{0,4}}(?:dollars|bucks|quid|euros?|pounds|rupees|usd|eur|gbp|cad|aud|inr|[$€£]|gross|net|clear|rent|in rent|in sales|in revenue|profit|cash|take-?home|coming in)?\s{{0,4}}(?:or so|or more|or less|plus|\+|tops)?\s{{0,4}}"
    rf"(?:(?:/|per |a |an |the |each |every |in a |in the |in |one |by the |by )\s{{0,4}}{_TIME}|(?P<adverb>monthly|weekly|yearly|annually|annual|daily|nightly|hourly|pcm|pw|p\.a\.|pa\b|p/m|pm\b|p/w))"
)
PER_BEFORE = re.compile(
    r"(?P<adverb>monthly|weekly|yearly|nightly|daily|hourly)(?: [a-z]+){0,3}(?: of| is| was| at| around| about|:){0,6}\s{0,4}$"
)


def period(match: re.Match[str]) -> Per | None:
    """The time that a payment is for."""
    groups = match.groupdict()
    word = (
        (groups.get("time") or groups.get("adverb") or "").replace("p/m", "pm").replace("p/w", "pw")
    )
    return next((per for start, per in _PERIODS if word.startswith(start)), None)


def code(sign: str, usual: str) -> str:
    """The ISO code of a currency sign or word; a plain dollar is the usual currency if that is one."""
    if sign in _CODES:
        return _CODES[sign]
    return usual if usual in _DOLLARS else "USD"


PLACES = {"four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_PART = "low|lower|mid|middle|high|higher|upper"
FIGURES = re.compile(
    rf"(?:(?P<from>{_PART})[ -]to[ -])?(?:(?P<part>{_PART})[ -]?)?(?P<places>four|five|six|seven|eight|nine|ten|[4-9])[ -]?figures?\b"
)
PARTS = {
    "": (1.0, 9.99999), "low": (1.0, 3.5), "lower": (1.0, 3.5), "mid": (3.5, 6.5), "middle": (3.5, 6.5),
    "high": (6.5, 9.99999), "higher": (6.5, 9.99999), "upper": (6.5, 9.99999),
}  # fmt: skip
HUNDREDS = re.compile(
    rf"(?:in )?(?:the )?(?:(?P<part>{_PART})[ -])?\$?(?<![\w.,])(?P<base>[1-9]\d?0)(?P<k>k)?'?s\b(?! of people)"
)
TENTHS = {
    "": (0.0, 0.99), "low": (0.0, 0.35), "lower": (0.0, 0.35), "mid": (0.35, 0.65), "middle": (0.35, 0.65),
    "high": (0.65, 0.99), "higher": (0.65, 0.99), "upper": (0.65, 0.99),
}  # fmt: skip
_PLURAL = re.compile(r"\s{1,4}([a-z]{3,}s)\b")


def counted_plural(folded: str, end: int) -> bool:
    """Whether a plural follows right after a figure: "2 vans"."""
    match = _PLURAL.match(folded, end)
    return match is not None and match[1] not in word_set("money", "not_plural")
