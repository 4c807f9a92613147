"""The phrases that make a number of years an age, or forbid it."""

from __future__ import annotations

import re

UNIT = re.compile(
    r"\s{0,4}\+?\s{0,4}-?\s{0,4}(?:of |or so |or more |plus |odd |good |solid |full |straight |-){0,6}(?:years?|yrs?\b\.?|yeras?|decades?|generations?|months?)\b'?"
)
AGE = re.compile(
    r"\s{0,4}-?(?:or (?:so|more|less|better|fewer|older|younger),? ?|plus |and (?:up|counting),? ?|at least,? ?|at most,? ?|max,? ?|tops,? ?|minimum,? ?|of ){0,6}\s{0,4}"
    r"(?:-?old\b|of age|young\b|ago\b|back\b|in business|in the business|in operation|in the (?:trade|game|industry|same|area|community)|in existence|established|est\b|track record|history|"
    r"running|going|strong|under (?:the same|one|their|his|her)|business|company|firm|operation|outfit|reputation|"
    r"of (?:operation|operations|history|business|trading|trade|service|records?|serving|books|goodwill|loyal)|serving|standing|trading|on the (?:clock|books|go)|with|"
    r"or (?:older|younger|more|less|better)|\+|minimum|min\b|at least|at the most|max|tops|and (?:up|counting|over|older)|earlier|prior|as a|here|same|behind (?:it|them|him)|under (?:its|their) belt|loyal|since)"
)
CUED = re.compile(
    r"(?:been (?:around|going|there|in business|running|open|trading|at it|doing (?:it|this)|here|established|operating|in operation)|around|going|(?:in business|in operation|running|open|trading|"
    r"established|operating|operated|founded|started|operational|existed|serving|served|owned|opened|running it) (?:for|some|about|over|nearly|almost|more than|at least)|"
    r"for|older than|younger than|newer than|age|at least|at most|minimum(?: of)?|no (?:older|younger|less|more) than|not (?:older|younger) than|less than|more than|over|under|within the last|in the last|in the past|over the last|past|last|the last|the past|about|only|nearly)\s{0,4}"
    r"(?:for |a |an |the |about |around |some |over |at least |nearly |almost |more than |like |maybe |last |past |good |only |just ){0,6}$"
)
NO_AGE = re.compile(
    r"\s{0,4}(?:-?\s{0,4})?(?:left|remaining|lease|leases|term|terms|loan|note|mortgage|warranty|contracts?|agreement|to run|to go|from now|notice|option|options|renewal|extension|plan|sentence|training|transition|non-?compete|"
    r"payback|financing|projection|forecast|of my life|at (?:\d|prime)|until|to (?:pay|work|retire|recoup)|degree|fixed|payments?|(?:of )?(?:\w{1,30} )?experience|drug|study|visa|amortization|deal|on the lease|lease)"
)
PERSON = re.compile(
    r"(?:i'm|i am|am|he's|he is|she's|she is|we're|we are|they're|my (?:wife|husband|age) is|i turn(?:ed)?|turning|aged|seller is|owner is|owner|kids? (?:is|are)|at)\s{0,4}(?:about |around |now |only |just |a |almost |nearly ){0,6}$"
)
NO_BEFORE = re.compile(
    r"(?:flat|up|down|steady|growing|grew|growth|leases?|note|increase[sd]?|sales|revenue|declin\w{1,12}|stable|financ\w{1,12}|pay\w{0,12}|paid|amortiz\w{1,12}|spread|terms?|contract|loan|retire)"
    r"(?: (?:is|was|runs|has|have|been|for|the|about|around|over|in|a|these|good|on|out|back|them|it|to)){0,6}(?: (?:last|past))?\s{0,4}$"
    r"|(?<![\w'])(?:within|next|another|every|each|in|over the next|for the next)(?: (?:the|about|around|a|these|next)){0,6}\s{0,4}$"
)
PERSONAL = re.compile(
    r"(?:^|[.!?;,] ?|\band |\bbut )\s{0,4}(?:i|we|he|she|my \w+)(?:'ve|'d)? (?!want|need|would|like|prefer|am looking|look)"
    r"(?:(?!that\b|which\b|who\b|company|business|firm|one\b|it\b|it's|they)[\w'-]+,? ){0,12}$"
)
AGO = re.compile(r"\s{0,4}(?:or (?:so|more|less) )?(?:ago|back|earlier)\b")
OLDER = re.compile(
    r"(?<!no )(?<!not )(?:older than|more than|over|at least|minimum(?: of)?|beyond|north of)\s{0,4}(?:about |around |a ){0,6}$|(?:no|not) (?:younger|less|newer) than\s{0,4}$"
)
OLDER_AFTER = re.compile(
    r"\s{0,4}(?:years?|yrs?)?\s{0,4}-?(?:or older|and older|plus|\+|and counting|minimum|at least)"
)
SOFT_AFTER = re.compile(
    r"\s{0,4}(?:years?|yrs?\.?|months?|decades?)?\s{0,4}(?:old )?(?:or so\b|give or take|or thereabouts|-?ish\b)"
)
PAST = re.compile(
    r"(?:in|within|over|during) the (?:last|past)\s{0,4}(?:about |around ){0,6}$|within (?:last |past )$|(?<!no )(?<!not )(?:younger|newer) than\s{0,4}$|(?:no|not) older than\s{0,4}$"
)
WORDS = re.compile(
    r"(?<![\w'-])(?:(?P<half>(?:about |around |almost |nearly |over |more than |at least |under |less than )?half a century)|"
    r"(?P<century>(?:about |around |almost |nearly |over |more than |at least |under |less than )?a century|(?:over |more than )?a hundred years)|(?P<decade>(?:about |around |almost |nearly |over |more than |at least |under |less than |a good )?a decade)|(?P<year>(?:about |around |almost |nearly |over |more than |at least |under |less than |only ){0,6}a (?:year|yr)))"
    r"(?P<tail> (?:or (?:so|two|more)|and a half|plus))?(?P<when> (?:ago|old|back|in business|at least|or more|minimum))?(?![\w'])"
)
