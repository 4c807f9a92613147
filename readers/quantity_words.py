"""The phrases that join figures, bound them and hedge them."""

from __future__ import annotations

import re

SIGN = r"(?:(?:us|u\.s\.|ca|c|au|a|nz|hk|s|r)?\$|[£€₹¥]|usd|cad|aud|eur|gbp|inr|chf|rs\.?)"
UNIT = r"(?:dollars?|bucks|quid|pounds?|euros?|rupees?|usd|cad|aud|eur|gbp|inr|[$£€₹])"
SOFT = r"(?:about|around|roughly|approximately|maybe|perhaps|probably|like|say|some|possibly|even|something like|a|an|the|just|only|up to|or|at|is|of)"
BETWEEN = re.compile(
    rf"(?:\s{{0,4}}{UNIT})?(?:\s{{0,4}}-ish|ish)?(?:\s{{0,4}}-\s{{0,4}}|\s{{0,4}},?\s{{1,4}}(?P<link>to|or|and|through|thru|till|until|up to|or maybe|"
    rf"maybe|possibly|and maybe|to maybe|or even|or about|to about|or so to|to around|at the low end to)\s{{1,4}})"
    rf"(?:(?:{SOFT})\s{{1,4}}){{0,6}}(?:{SIGN}\s{{0,4}})?"
)
OPEN = re.compile(
    rf"(?:between|from|anywhere from|range of|of|betwen)\s{{1,4}}(?:(?:{SOFT})\s{{1,4}}){{0,6}}(?:{SIGN}\s{{0,4}})?$"
)
NEXT = re.compile(r"(?:,|, or|,? maybe|/| or)\s{0,4}")
MAX_BEFORE = (
    r"up to|upto|at (?:the )?(?:very )?most|(?:no|not|cannot|\w+n't|never|nothing|none|not a penny|not a cent)(?: [a-z]+){0,4}? "
    r"(?:more|over|above|past|beyond|higher|bigger|larger|greater|exceed|exceeding|to exceed)(?: than)?|"
    r"(?:less|fewer|lower|smaller|cheaper) than|under|below|beneath|(?:max|maximum|ceiling|limit|cap|budget|most|tops?)(?: price| budget| size| spend)?(?: of| is| at| would be|:)?|"
    r"capp?(?:ed)? (?:at|of)|stay(?:ing)? (?:under|below|within)|within|as (?:much|many|high|far) as|south of|"
    r"tops out at|<=?|≤|until|can (?:go|stretch|spend|pay|afford)(?: up)?(?: to)?|afford(?: up to)?"
)
MIN_BEFORE = (
    r"at (?:the )?(?:very )?least|(?:no|not|cannot|\w+n't|nothing|never|none)(?: [a-z]+){0,4}? (?:less|fewer|lower|smaller|under|below)(?: than)?|"
    r"(?:more|greater|bigger|larger|higher|better) than|over|above|north of|upwards? of|"
    r"(?:min|minimum|floor)(?: of| is| at|:)?|starting (?:at|from)|starts (?:at|from)|from|exceed(?:s|ing)?|beyond|past|"
    r"in excess of|>=?|≥|excess of|(?:need|want|make|clear|net|earn)s? at least"
)
NEAR_BEFORE = (
    r"just (?:under|over|below|above|shy of|short of|about|north of|south of)|(?:a )?(?:little|bit|touch|shade|hair|tad|smidge) "
    r"(?:under|over|below|above|more than|less than|shy of|north of|south of)|slightly (?:under|over|below|above|more than|less than)|"
    r"shy of|approaching|nearly|almost|close to|near|near to|getting on for|pushing|nudging|about|around|round about|roughly|rougly|"
    r"approximately|approx\.?|approximatly|circa|ca\.|c\.|~|≈|some|maybe|perhaps|probably|possibly|say|like|ballpark|in the (?:region|"
    r"neighbou?rhood|ballpark|vicinity|range|order|area) of|something like|somewhere (?:around|near|about|like)|guess|think|"
    r"call it|figure|bout|more or less|mebbe|round"
)
OPENING_END = re.compile(r"[;!?\n()]|, (?!no more|not)|\.(?= )(?<!approx\.)(?<!ca\.)")
CLOSING_END = re.compile(
    r"[;!?\n(]|\.(?!\d)|,(?! ?(?:max|tops|or |give|more|no more|not more|at most|at least|minimum|not a))"
)
LEAD = rf"(?:\s{{1,4}}(?:{SOFT})){{0,6}}\s{{0,4}}(?:{SIGN}\s{{0,4}})?$"


def _before(phrases: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<![\w'])|(?<=[<>~≤≥≈]))(?:{phrases}){LEAD}")


BEFORE = (
    ("exact", _before("exactly|precisely")),
    ("near", _before(NEAR_BEFORE)),
    ("max", _before(MAX_BEFORE)),
    ("min", _before(MIN_BEFORE)),
)
HEDGED = re.compile(
    rf"(?:^|(?<![\w'])|(?<=~))(?:about|around|roughly|approximately|maybe|perhaps|say|~){LEAD}"
)
TAIL = (
    rf"\s{{0,4}}+(?:{UNIT}(?![a-z])\s{{0,4}}+|(?<=[€£$₹])\s{{0,4}}+)?"
    r"(?:\s{0,4}+(?:/|per |an? )(?:night|month|mo|week|wk|year|yr|day|hour)\b)?"
)
MAX_AFTER = (
    r"or (?:less|fewer|under|below|lower|smaller|cheaper|lesser|so at most|so tops|so max)|max(?:imum|\.)?|tops?|at (?:the )?(?:very )?most|"
    r"and (?:under|below|less|fewer|no more|not more|not a (?:penny|cent) more)|at the outside|not more|no more|no higher|"
    r"is (?:my |the |our |about my )?(?:max(?:imum)?|limit|ceiling|top|most|cap)|or thereunder|ceiling|all in"
)
MIN_AFTER = (
    r"or (?:more|better|above|higher|over|up|upwards?|bigger|larger|greater|north(?: of)?)|\+|and (?:up|above|over|more|higher|better|"
    r"upwards?|change)|minimum|min\b\.?|at (?:the )?(?:very )?least|upwards|is (?:my |the |our )?(?:min(?:imum)?|floor|least)|"
    r"plus(?=\s{0,4}(?:$|[.,;)!?]|a |an |per |in |employees|people|years|yrs|year|staff))"
)
NEAR_AFTER = (
    r"-?ish\b|or so|give or take|or thereabouts|or there ?abouts|or something|more or less|approximately|roughly|-odd|odd\b|"
    r"(?:or|is) (?:about|around|near|close to) (?:that|there|it|right)|ballpark|if that"
)
WORDS = r"(?:\s{0,4}+-?[a-z']{1,20}+){0,2}?\s{0,4}+,?\s{0,4}+"


def _after(phrases: str) -> re.Pattern[str]:
    return re.compile(rf"{TAIL}(?:{WORDS})(?:{phrases})(?![a-z])")


NEAR_TAIL = re.compile(rf"{TAIL}\s{{0,4}}+,?\s{{0,4}}+(?:{NEAR_AFTER})")
AFTER = (("max", _after(MAX_AFTER)), ("min", _after(MIN_AFTER)))
LENGTHS = frozenset(range(4, 10))
"""How many digits a sum has that is told by them."""
LENGTH = re.compile(r"[\s-]{1,3}(?:figures?|digits?)(?![\w-])")
PART = re.compile(r"(?<!\w)(?P<part>low|lower|mid|middle|high|upper)[\s-]{1,3}$")
PARTS = {
    "": (1.0, 10.0), "low": (1.0, 4.0), "lower": (1.0, 4.0), "mid": (3.0, 7.0),
    "middle": (3.0, 7.0), "high": (6.0, 10.0), "upper": (6.0, 10.0),
}  # fmt: skip
"""Which multiples of the least such sum are meant."""
BEFORE_NEXT = re.compile(
    rf"(?:\s{{0,4}}than)?(?:\s{{1,4}}(?:{SOFT})){{0,6}}\s{{0,4}}(?:{SIGN}\s{{0,4}})?"
)
"""Between a bound and the figure that it compares with."""
