"""The words and signs that figures are made of."""

from __future__ import annotations

import re

SMALL: dict[str, int] = {
    word: n
    for n, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
SMALL |= {"forteen": 14, "fiveteen": 15, "nineten": 19, "twelwe": 12, "elleven": 11}
TENS: dict[str, int] = {
    word: 10 * n
    for n, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2
    )
}
TENS |= {"fourty": 40, "fivety": 50, "ninty": 90, "twelvty": 120, "twenny": 20}

SCALES: dict[str, float] = {
    **dict.fromkeys(("hundred", "hunderd", "hundered"), 1e2),
    **dict.fromkeys(("k", "thousand", "thousands", "thousend", "thou", "grand", "ks"), 1e3),
    **dict.fromkeys(
        (
            "m",
            "mm",
            "mn",
            "mil",
            "mill",
            "mils",
            "mio",
            "mln",
            "million",
            "millions",
            "milion",
            "millon",
            "millionen",
        ),
        1e6,
    ),
    **dict.fromkeys(("b", "bn", "bil", "bln", "billion", "billions", "bilion", "milliard"), 1e9),
    **dict.fromkeys(("tn", "trillion"), 1e12),
    **dict.fromkeys(("lakh", "lakhs", "lac", "lacs"), 1e5),
    **dict.fromkeys(("crore", "crores", "cr"), 1e7),
    **dict.fromkeys(("dozen", "dozens"), 12.0),
}
"""Multipliers. Which of them speak of money, and which need to stand right behind digits, follows."""

SPELT_SCALES = frozenset({"hundred", "hunderd", "hundered", "thousand", "thousend", "million"})
AFTER_SCALE = frozenset(
    ["quid", "dollars", "pounds", "euros", "euro", "bucks", "usd", "eur", "gbp", "grand",
     "thousand", "tops", "max", "maximum"]
)  # fmt: skip
"""Multipliers that may stand without "a" or "one", and what follows them there."""

ATTACHED = frozenset({"b", "cr", "m", "ks", "mm", "mn", "tn", "mill"})
"""Multipliers that count only next to a figure in digits (or, for whole words, after a space)."""

LETTERS = frozenset({"b", "m"})
"""Multipliers that after a space could be anything ("5 m"): they need a currency sign in front."""

MONEYED = frozenset({"k", "thousand", "grand", "m", "mm", "mn", "mil", "mill", "mio", "mln", "million", "b", "bn", "bil", "bln", "billion", "tn", "trillion", "lakh", "lakhs", "lac", "lacs", "crore", "crores", "cr", "thou", "milion", "millon", "millions", "milliard", "thousands"})  # fmt: skip
"""Multipliers after which an amount without a currency is taken for money."""

VAGUE: dict[str, tuple[float, float]] = {
    "couple": (2, 2),
    "pair": (2, 2),
    "few": (3, 5),
    "handful": (3, 6),
    "handfull": (3, 6),
    "several": (3, 7),
}
MASSES: dict[str, tuple[float, float]] = {
    "dozens": (24, 96),
    "tens": (20, 90),
    "hundreds": (200, 900),
    "thousands": (2e3, 9e3),
    "millions": (2e6, 9e6),
    "billions": (2e9, 9e9),
}
FRACTIONS: dict[str, float] = {
    "half": 1 / 2,
    "quarter": 1 / 4,
    "quarters": 1 / 4,
    "third": 1 / 3,
    "thirds": 1 / 3,
    "fifth": 1 / 5,
    "fifths": 1 / 5,
    "1/2": 1 / 2,
    "1/4": 1 / 4,
    "3/4": 3 / 4,
    "1/3": 1 / 3,
    "2/3": 2 / 3,
    "½": 1 / 2,
    "¼": 1 / 4,
    "¾": 3 / 4,
    "⅓": 1 / 3,
    "⅔": 2 / 3,
}
PRAISE = frozenset({"cool", "good", "solid", "full", "mere", "whole", "bare", "clean", "nice", "round", "measly", "lousy", "paltry", "hefty", "quick", "easy", "tidy",
    "even", "clear"})  # fmt: skip
"""What people put between "a" and a figure: "a cool million"."""

THOUSANDS_BY_DOT = re.compile(r"\d{1,3}\.\d{3}")
TOKEN = re.compile(
    r"\d{1,3}(?:,\d{3}){1,6}(?:\.\d+)?(?![\d])"  # 1,234,567.89
    r"|\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?(?!\d)"  # 1.234.567,89
    r"|\d{1,3}(?:\.\d{3}){1,6},\d+(?!\d)"  # 1.234,50
    r"|\d{1,2}(?:,\d{2}){1,6},\d{3}(?!\d)"  # 12,34,567
    r"|\d{1,3}(?:[ ']\d{3}){2,}(?![\d])"  # 1 234 567
    r"|\d{1,3} 000(?!\d)"  # 90 000
    r"|\d{1,3}'\d{3}(?!\d)"  # 1'234
    r"|[123]/[234](?![\d/])"
    r"|\d+(?:[.,]\d+)?|\.\d+"
    r"|[½¼¾⅓⅔]"
    r"|(?:k|mm|m|bn|mil)(?=ish(?![a-z]))"
    r"|[^\W\d_]+(?:'[^\W\d_]+){0,6}"
)

HIDDEN = re.compile(
    r"https?://\S+|www\.\S+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"  # addresses
    r"|\+\d[\d ().-]{7,}\d|\(\d{3}\) ?\d{3}[-. ]\d{4}|(?<!\d)\d{3}[-.]\d{3}[-.]\d{4}(?!\d)|(?<!\d)\d{3}[-.]\d{4}(?!\d)"
    r"|(?<![\d.,$€£₹])(?:\d{3} \d{3} \d{4}|0\d{2,4} \d{3,4} ?\d{3,4}|0\d{9,10}|\d{5} \d{5,6}|[2-9]\d{9,10})(?![\d,]| ?(?:k|m|mm|bn|million|thousand|dollars|rupees)\b)"
    r"|(?<!\d)\d{4}-\d{1,2}-\d{1,2}(?!\d)|(?<!\d)\d{1,2}[/.]\d{1,2}[/.]\d{2,4}(?!\d)"  # dates
    r"|(?<!\d)\d{1,2}:\d{2}(?!\d)(?: ?[ap]\.?m\b\.?)?|\b\d{1,2} ?[ap]\.?m\b\.?"  # times
    r"|\b(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?: o'?clock\b|(?= (?:at night|in the (?:morning|afternoon|evening)|sharp)\b))"
    r"|\b\d+(?:st|nd|rd|th)\b|\b24[/-]7\b|\b\d{1,2}-\d{1,2} ?[ap]m\b"
    r"|\b401 ?\(?k\b\)?|\b501 ?\(?c\b\)?(?: ?\(\d\))?|\b[a-z]{1,2}-\d+\w*|\b\d+[a-z]\d\w*|\by2k\b"
    r"|\b(?:route|hwy|highway|interstate|exit|suite|unit|apt|apartment|room|floor|zip|ste|form|chapter|section|"
    r"fortune|s&p|windows|covid|catch|area|formula|phase|tier|version|page|gate|box|bldg|building|lot|no\.|ref|listing|id|"
    r"option|choice|number|item) ?#?:? ?\d[\d,]*(?:-\d+)?\b(?! ?(?:k|m|mm|million|thousand|people|employees)\b)"
    r"|# ?\d+|\b\d+d\b|\b\d+g\b|\b\d+x\d+\b|\b\d+(?:\.\d+)?x\b|\b4k (?:video|tv|screen|resolution|display)"
    r"|\b\d{1,2}\.\d{1,2}\.\d{1,2}\b(?!,)"
)
"""Stretches whose digits are no figures: addresses, telephone numbers, dates, times, ordinals, codes."""
