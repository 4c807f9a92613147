"""The phrases that say how many without a figure: "nobody", "just me and him"."""

from __future__ import annotations

import re

KIN = (
    r"(?:him|her|he|she|wife|husband|partner|brother|sister|son|daughter|dad|father|mom|mum|mother|"
    r"friend|buddy|cousin|nephew|niece|girlfriend|boyfriend|spouse|fella|old man|missus)"
)
SAID = (
    (0, r"(?:nobody|noone|no-one)(?: at all| else| really)?(?=\s{0,4}(?:$|[.,;!?)]|but\b|except\b|other\b|on (?:the )?payroll|needed|required|working|works))|no one(?: at all| (?:but|except|besides)|(?=\s{0,4}(?:$|[.,;!?])))|none(?: at all| whatsoever)?(?! of (?:that|this|the|my|our|your|his|her|their|these|those|it)\b)|"
        r"no (?:employees|staff|workers|people|payroll|helpers?|help|crew|bedrooms?|kids|children|pets)|(?:without|nothing with|none with) (?:any )?(?:employees|staff|workers)|nil|zilch"),
    (1, r"just me(?! and| plus|,? and)|only me(?! and)|by myself|on my own|one[- ](?:man|person|woman|guy)(?: show| band| operation| shop| outfit)?|"
        r"solo|single[- ]handed(?:ly)?|a single (?:person|employee|founder)|(?<=just )one|(?<=only )one|one (?:person|employee|guy|man|woman|worker|bedroom|van|truck|founder)"),
    (2, rf"(?:just |only )?(?:me|myself) (?:and|plus|&) (?:the |my |a |one )?(?:old )?(?:other )?{KIN}|(?:the )?(?:husband|wife) and (?:wife|husband)(?: team)?|"
        rf"(?:just |only )?(?:my )?{KIN} and (?:me|i|myself)|the pair of (?:us|them)|the both of us|both of us|a duo|a duet|a pair"),
    (3, r"a trio|a threesome|me and two others"),
    (4, r"a foursome|a quartet"),
)  # fmt: skip
PHRASES = tuple(
    (value, re.compile(rf"(?<![\w'-])(?:{pattern})(?![\w'])")) for value, pattern in SAID
)
