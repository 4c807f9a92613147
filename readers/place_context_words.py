"""The words around a place that say it is one, and whether its surroundings are meant."""

from __future__ import annotations

import re

IN = re.compile(
    r"(?:\bin|\bnear|\baround|\boutside|\boutside of|\bclose to|\bnorth of|\bsouth of|\beast of|\bwest of|\bdowntown|\bgreater|"
    r"\bbased (?:in|out of)|\blive in|\bmov(?:e|ed|ing) to|\bsuburbs? of|\bcity of|\barea of|\b(?:miles?|km|hours?|minutes?|mins) (?:from|of)|"
    r"\bpast|\bnearby|\bup in|\bdown in|\bover in|\bwithin|\binside|\bthroughout|\bacross|\bvicinity of|\bfar from|\bdistance (?:of|from|to)|\bserving|\blocated(?: in)?|"
    r"\bhome in|\bout of|\bstate of|\bprovince of|\bcounty of|\btown of|\brelocate to|\bvisit|\btravel to|\btrip to|\bstay in|\bnot in|\bfrom near|\bout in|\bback in|\bsomewhere in|\bdrive (?:from|of|to))"
    r"\s{1,4}(?:the |say |maybe |like |about |either |sunny |good old |old |central |northern |southern |eastern |western |north |south |east |west |downtown ){0,6}$"
)
WEAK = re.compile(
    r"(?:\bfrom|\bto|\bat|\bof|\bfor|\bby|\bor|\band|,|;|/|&|\bin|\bbetween|\bnot|\bprefer(?:ably)?|\blike|\blove|\bis|\bbe|\bit's|:|-)\s{0,4}(?:the |maybe |even |possibly |perhaps |preferably ){0,6}$|^\s{0,4}(?:maybe |probably |the |perhaps |preferably |ideally |anywhere |only ){0,6}$"
)
_ACCEPTED = (
    r"\s{1,4}(?:is|are|would be|will be|could be)\s{1,4}(?:also |too |just )?(?:fine|ok|okay|good|great|"
    r"alright|all right|not|out|possible)\b|'s (?:fine|ok|okay)\b|"
    r"\s{1,4}(?:works?|would do|will do|too|as well|also|instead|excluded)\b"
)
AFTER = re.compile(
    _ACCEPTED
    + r"|\s{0,4}(?:area|metro|region|suburbs?|county|based|city|proper|and surrounding|or nearby|or thereabouts|-based|outskirts|downtown|and around)\b|\s{0,4}[,/;]|\s{0,4}(?:or|and)\b|\s{0,4}[.!?)]?\s{0,4}$"
)
EDGE_BEFORE = re.compile(
    r"(?:^|[,;/(:.!?\n]|\bor|\band|\bmaybe|\bin|\bnear|\baround|\bthe|\bprobably|\bonly|\bpreferably|\bideally)\s{0,4}$"
)
EDGE_AFTER = re.compile(
    _ACCEPTED
    + r"|\s{0,4}(?:$|[,;/).!?\n]|or\b|and\b|area\b|side\b|city\b|town\b|way\b|region\b|please\b|maybe\b|ideally\b|i think\b|preferably\b|only\b)"
)
BUT = re.compile(
    r"\b(?:but|except(?: for)?|besides|outside|avoid|want|need|try|consider(?:ing)?)\s{1,4}(?:the )?$"
)
GOES_ON = re.compile(
    r"\s{1,4}(?:in|with|for|this|next|under|between|from|at|on|near|where|that|if|but|would)\b"
)
PERSON = re.compile(
    r"\b(?:mr|mrs|ms|dr|prof)\.?\s{0,4}$|\b(?:named|called|name is|i'm|i am|uncle|aunt|brother|sister|son|daughter|wife|husband|friend|cousin|grandson|granddaughter|boss|"
    r"partner|nephew|niece|signed|thanks|regards|love|sincerely|cheers|president|senator|lake|mount|fort|with|this is|call(?: me)?|ask(?: for)?|contact) $"
)
NAME_AFTER = re.compile(
    r"\s{0,4}(?:street|st\b|avenue|ave\b|road|rd\b|drive|blvd|lane|'s\b|& |and sons|bros|brothers|inc\b|llc\b|ltd\b|corp\b|group|university|college|style|said|says)"
)
GAP = re.compile(r"[ ]?[.\-/'&]?[ ]{0,2}|\. ?")
COMMA = re.compile(r"\.?\s{0,2},?\s{0,2}(?:\()?")
NEAR_BEFORE = re.compile(
    r"(?:(?:within|under|less than|no more than|not more than|up to|about|around|maybe)\s{1,4}){0,6}(?:(?P<number>\d{1,4}|an?|one|two|three|four|five|six|ten|fifteen|twenty|thirty|forty|fifty|sixty|ninety|a hundred|half an|an hour or two|couple of|a couple of|a few)[ -]{0,4}"
    r"(?P<unit>miles?|mi|kms?|kilomet(?:er|re)s?|hours?'?|hrs?|minutes?'?|mins?)[ -]{0,4}(?:drive |ride |or so |commute |tops |max |away |driving |train |plane ){0,6}(?:of|from|to|outside|around|north of|south of|east of|west of)(?: downtown)?)\s{1,4}(?:the )?$"
)
NEAR_WORD = re.compile(
    r"(?:\bnear(?: to|by)?|\baround|\bclose(?:r)? to|\bnot (?:too |very |so )?far (?:from|outside)|\bwithin (?:driving |commuting |easy ){0,6}(?:distance|reach|range) (?:of|from|to)|\b(?:just |right )?outside(?: of)?|\bsurrounding|"
    r"\b(?:north|south|east|west)(?:east|west)? of|\bvicinity of|\bgreater|\bsuburbs of|\bby|\bdriv(?:e|ing) (?:distance )?(?:of|from|to)|\bcommut(?:e|ing)(?: distance)? (?:of|from|to)|\bnext to|\badjacent to|\bin the area of|\bsomewhere (?:around|near|by)|\babout|\b-ish)\s{1,4}(?:the )?(?:greater )?$"
)
LANDMARK = re.compile(
    r"\s{1,4}(?:airport|station|harbou?r|hospital|university|uni|downtown|beach|zoo|cathedral|central)\b"
)
NEAR_AFTER = re.compile(
    r"(?:\s{1,4}(?:metro(?:politan)?|greater))?\s{1,4}(?:area|region|metro|vicinity|suburbs?|outskirts)\b|-?ish\b|,? or (?:near(?:by)?|close(?: by)?|thereabouts|around there|so|surrounding|near there|somewhere (?:near|close|around))(?: areas?| by)?\b|,? and (?:the )?(?:surrounding|nearby|around|vicinity|environs|suburbs)(?: areas?| suburbs?)?\b|\s{1,4}or within \w+ (?:miles|hours?)"
)
WORDED = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90, "a hundred": 100, "half an": 0.5, "couple of": 2, "a couple of": 2, "a few": 3}  # fmt: skip
UNITS = (("mi", "n", 1.2), ("mi", "l", 1.609), ("mi", "", 1.609), ("k", "", 1.0), ("h", "", 80.0))
CULTURE = re.compile(
    r"\s{0,4}-?\s{0,4}(?:food|restaurants?|cuisine|baker(?:y|ies)|takeaways?|takeout|take-out|cooking|language|speak\w*|kitchen|grill|massages?|places? to eat|dishes|dish|meals?|wine|beer|coffee|cheese|pastr|"
    r"style|rugs?|nails?|lessons?|class(?:es)?|teacher|tutor|cars?|bulldog|shepherd|fries|toast|doors?|windows|cafes?|bistro|deli|grocery|grocer|spices|boxing|medicine|herbs|heritage|descent|fluen|dream|history|literature|pubs?|muffin|horn|art)"
)
SPOKEN = re.compile(
    r"(?:speaks?|speaking|learn|teach|teaching|in|into|from|translate|write|fluent in|plain|good|my|bad|read)\s{1,4}$"
)
FIRM = re.compile(
    r"\s{0,4}-?\s{0,4}(?:compan|firm|startup|start-up|business|outfit|market|founders?|team|based|one|concern|owned|corporation|city|cities|soil|companies|side|coast|clients?|customers?|employees|operation|subsidiar)"
)
PART = re.compile(r"\s{0,4}(?:of\b|side|end of|facing|corner|wing|wind|pole|shore)")
THE = re.compile(r"\bthe\s{1,4}$")
NOUN = re.compile(r"\s{1,4}(?!and\b|or\b|but\b|river\b|is\b|for\b|with\b|under\b|please\b)[a-z]")
"""A name with "the" that says what follows: "the Ohio business"."""
