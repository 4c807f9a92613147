"""The phrases that name years, decades and moments."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)"
)
PART = r"(?:early|mid(?:dle)?(?: of)?|late|beginning of|start of|end of|first half of|second half of|back end of)"
SEASON = r"(?:spring|summer|fall|autumn|winter|christmas|easter|thanksgiving|new year)"
CUE = (
    rf"(?:in|since|from|until|till|by|circa|c\.|ca\.|around|about|back in|way back in|founded|established|estab?\.?|opened|started|"
    rf"began|begun|incorporated|launched|built|going|born|year|of|dating (?:from|to)|{PART}|{SEASON}|{MONTH}\.?|"
    rf"class of|vintage|batch|winter|before|after|prior to|pre|post|say|or|and|to|as of|copyright|©)"
)
HEDGES = r"(?:about|around|roughly|approximately|circa|maybe|say|probably|like|ca\.|c\.|~|somewhere around|i think|i believe|i'd say|or so)"
FULL = re.compile(
    r"(?<![A-Za-z0-9_$£€₹.,#'])(1[789]\d\d|20\d\d)(?!(?!ish\b)[\w%])(?!,\d|\.\d| ?%)(?!'?s\b)"
)
SHORT = re.compile(
    rf"(?<![\w])(?:{CUE}[ -](?:the |about |around |early |late |mid[- ]?|{SEASON} (?:of )?|{MONTH} ){{0,6}})?'(\d\d)(?![\d\w'%])(?!'?s\b)"
)
CUED_SHORT = re.compile(
    rf"(?<![\w])(?:since|(?:back|way back) in|{SEASON}(?: of)?|{MONTH}(?: of)?(?= [3-9]\d\b)|class of|established in|founded in|est\.?)\s{{1,4}}(\d\d)(?![\d\w%$:-]|[.,]\d| (?:years|yrs|people|employees|states|countries|months|miles|minutes|days|weeks|percent|locations))"
)
DECADE = re.compile(
    r"(?<![\w$£€])(?:(?P<part>early|mid|late|middle|the end of|the start of|beginning of|end of|start of)[ -]+)?(?:to[ -](?P<to>mid|late)[ -])?(?:(?:of )?the )?(?:(?P<part2>early|mid|late|middle)[ -]+)?"
    r"(?:(?P<full>(?:1[789]|20)\d0)'?s|'(?P<short>\d0)'?s|(?P<plain>[2-9]0)'?s|(?P<word>(?:nineteen[- ])?(?:twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)|two[- ]thousands|noughties|aughts|naughts|twenty[- ]tens|teens))(?![\w])"
)
WORDED = {
    "twenties": 2020, "thirties": 1930, "forties": 1940, "fifties": 1950, "sixties": 1960, "seventies": 1970,
    "eighties": 1980, "nineties": 1990, "two thousands": 2000, "noughties": 2000, "aughts": 2000, "naughts": 2000,
    "twenty tens": 2010, "teens": 2010,
}  # fmt: skip
THIRDS = {"early": (0, 3), "mid": (3, 6), "late": (6, 9)}
BEFORE = re.compile(
    r"(?:before|prior to|earlier than|no later than|not later than|older than|until|till|up to|by|pre-?|not after|nothing after|"
    r"no newer than|at the latest|not newer than|nothing newer than)\s{0,4}(?:about |around |the |say |like |the year |early |at least ){0,6}$"
)
AFTER = re.compile(
    r"(?:after|later than|newer than|younger than|since at least|no earlier than|not before|nothing before|no older than|not older than|post-?|not earlier than|"
    r"nothing older than|more recent than|anything since|anything after|from)\s{0,4}(?:about |around |the |say |like |the year |early ){0,6}$"
)
AFTERWARDS = re.compile(
    r"\s{0,4}(?:or|and) (?:later|after|newer|onwards?|since|more recent|younger|up|beyond)\b|\s{0,4}(?:onwards?|forward|and on)\b|\s{0,4}\+(?!\d)"
)
EARLIER = re.compile(r"\s{0,4}(?:or|and) (?:earlier|before|older|prior)\b|\s{0,4}at the latest")
TO = re.compile(
    r"\s{0,4}(?:-|to|or|and|through|thru|till|until|/|, maybe|, or|or maybe)\s{0,4}(?:early |late |mid[- ]?|about |around |the |in |maybe ){0,6}'?"
)
OPENED = re.compile(
    r"(?:between|from|anywhere from)\s{1,4}(?:about |around |the |early |late |mid[- ]?){0,6}'?$"
)
SOFT = re.compile(
    rf"(?<![\w]){HEDGES}\s{{0,4}}(?:in |the |since |early |late |mid[- ]?|'|{SEASON} |of |back |{MONTH} ){{0,6}}$"
)
SOFT_AFTER = re.compile(
    r"\s{0,4}-?ish\b|\s{0,4}or so\b|\s{0,4}give or take|\s{0,4}or thereabouts|,? i think|,? i believe|,? i guess|\s{0,4}or (?:something|around there)"
)
NOT_YEAR = re.compile(
    r"\s{0,4}\+?-?\s{0,4}(?:sq|square|people|employees|staff|users|customers|clients|members|ft|feet|dollars|bucks|pounds|euros|miles|km\b|units|"
    r"accounts|homes|houses|households|subscribers|students|patients|per |a (?:month|week|day|night|year)\b|/(?!\d)|percent|k\b|m\b|and a half|(?:million|thousand|hundred))|"
    r" (?:\w+ )?(?:road|rd|street|st|ave|avenue|blvd|lane|drive|dr)\b"
)
STRICT = re.compile(r"(?:before|prior|earlier|pre|older|after|later|newer|younger|post|more)")
PRICED = re.compile(r"(?:[$£€₹]\s?|usd |only |another )$")
AGED = re.compile(
    r"(?:in (?:my|his|her|their|our|your)|i'm (?:in )?|temperatures? in(?: the)?|degrees in(?: the)?|upper|my)\s{0,4}$"
)
THOUSAND = re.compile(
    r"(?:in|i meant?|since|from|before|after|around|about|early|late|mid|by|founded|opened|started|established)[ -]$|^$"
)
Span = Callable[[date], tuple[int | None, int | None]]
RELATIVE: tuple[tuple[str, Span], ...] = (
    (r"(?:just|right|shortly) before (?:the )?(?:covid|pandemic|lockdowns?)", lambda d: (2019, 2020)),
    (r"(?:before|pre)[- ]?(?:the )?(?:covid|pandemic|lockdowns?|corona(?:virus)?)(?:[- ]19)?(?: (?:hit|started|began))?", lambda d: (None, 2019)),
    (r"(?:after|since|post)[- ]?(?:the )?(?:covid|pandemic|corona(?:virus)?)(?:[- ]19)?", lambda d: (2021, None)),
    (r"(?:(?:in|during|through|since|around|middle of|height of|early in|start of|at the|for|out of) ){0,6}(?:the )?(?:covid|pandemic|lockdowns?|corona(?:virus)?)(?:[- ]19)?(?: (?:shutdown|lockdown|years|times|pandemic|era|days|hit|started|baby))?", lambda d: (2020, 2021)),
    (r"(?:a )?(?:brand[- ]?new|just (?:started|opened|founded|getting started|launched|begun)|newly (?:opened|founded|established|formed)|start(?:ed)? (?:only )?recently|fresh(?:ly)? (?:out of the box|founded|opened)|only just (?:started|opened))", lambda d: (d.year - 1, d.year)),
    (r"(?:sometime |earlier |some time )?this (?:past )?(?:year|spring|summer|winter|january|february|march|month|season)", lambda d: (d.year, d.year)),
    (r"(?:sometime |late |early |the )?last (?:year|summer|spring|fall|autumn|winter|christmas)", lambda d: (d.year - 1, d.year - 1)),
    (r"(?:the )?year before last", lambda d: (d.year - 2, d.year - 2)),
    (r"(?:around |since |at |before |after )?(?:the )?turn of the (?:century|millennium)", lambda d: (1999, 2001)),
    (r"(?:around |at |about )?y2k|(?:the )?millennium", lambda d: (1999, 2001)),
    (r"(?:the )?(?:dot[- ]?com) (?:boom|bubble|bust|crash|days|era|times)", lambda d: (1998, 2001)),
    (r"before (?:the )?(?:2008 |great |last |big )?(?:financial crisis|credit crunch|great recession|housing crash|recession)", lambda d: (None, 2007)),
    (r"(?:after|since) (?:the )?(?:2008 |great |last |big )?(?:financial crisis|credit crunch|great recession|housing crash|recession)", lambda d: (2009, None)),
    (r"(?:the )?(?:2008 |great |last |big )?(?:financial crisis|credit crunch|great recession|housing crash)", lambda d: (2007, 2009)),
    (r"(?:around |after |since |before |right after )?(?:9/11|nine eleven|september 11(?:th)?)", lambda d: (2001, 2001)),
    (r"(?:after|since|during|in) (?:the war|world war (?:ii|two|2)|ww2|wwii)", lambda d: (1939, 1950)),
    (r"(?:the )?last (?:few|couple(?: of)?) years|(?:fairly|pretty|quite|very|relatively) (?:recent|new|young)(?:ly)?(?: (?:company|firm|outfit|one|founded|started))?", lambda d: (d.year - 4, d.year)),
)  # fmt: skip
RELATIVES = tuple(
    (re.compile(rf"(?<![\w'-])(?:{words})(?![\w'])"), span) for words, span in RELATIVE
)
