"""Telling stories from wishes: "I ran a car lot for thirty years" asks for nothing."""

from __future__ import annotations

import re

_PAST = (
    r"was|were|wasnt|werent|had|did|didnt|ran|sold|bought|built|made|taught|grew|kept|drove"
    r"|flew|bid|cut|put|spent|told|said|saw"
    r"|knew|thought|took|came|went|left|lost|began|got|gave|held|met|paid|read|rode|sat"
    r"|sent|stood|wore|won|wrote|led|fell|felt"
    r"|[a-z]{3,}ed|used to"
)
_ADVERB = (
    r"(?:(?:always|once|never|also|only|just|even|still|both|often|mostly|all|first|then"
    r"|already|myself|ourselves|ever) )*"
)
_KIN = (
    r"(?:husband|wife|sister|brother|mother|father|mum|mom|dad|son|daughter|uncle|aunt|niece"
    r"|nephew|grand\w+|boss|neighbou?r|friend|doctor|cousin|partner|lad|boy|girl|client|printer"
    r"|employer|office|shop|club|department|company|firm|place|dog|lot|outfit|crew|people"
    r"|employer|team|bunch|gang|folks)s?"
)
_STORY = re.compile(
    rf"\b(?:(?:i|we|he|she|they) {_ADVERB}(?:{_PAST})\b|(?:i|we)(?:ve|d| have| had) (?:been"
    rf"|run|had|owned|worked|done|seen|cleaned|spent|\w+ed)|(?:i|we)d been"
    rf"|(?:my|our|his|her) (?:late |old |last |own |first |\w+ )?{_KIN}\b|there (?:was"
    rf"|were)|when (?:i|we|my|the|he|she)\b|at my (?:place|old|last)|years ago|back when"
    rf"|in my (?:day|time|life|years)"
    r"|retired|used to|born)\b"
)
_WISH = re.compile(
    r"\b(?:(?:i|we)(?:d| would|ll)? (?:\w+ )?(?:want|like|love|need|wish|prefer|look|fancy"
    r"|hope|aim|buy|back|invest|seek)|want(?:s|ed)? to|looking (?:for|to|at)|in the market"
    r"|show me|find me|give me|searching|seeking|interested in|hoping|to buy|buying|ideally"
    r"|prefer\w*|budget|must|has to|should be|(?:i|we)m after|im looking|something"
    r"|somewhere|somebody who|anything|this one|these (?:folks|fellows|people)|same (?:here"
    r"|with|head)|here\b)"
)


def is_story(plain: str) -> bool:
    """Whether a plain piece tells of the past or of somebody else, and wishes nothing."""
    return bool(_STORY.search(plain)) and not _WISH.search(plain)


def wishes_something(plain: str) -> bool:
    """Whether a plain piece says outright that something is wanted."""
    return bool(_WISH.search(plain))
