"""Telling stories from wishes: "I ran a car lot for thirty years" asks for nothing."""

from __future__ import annotations

import re

from agent.listening.phrase import phrases, plain

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
    r"|^(?:(?:and|but|once|never|only|already) )*(?:had|ran|led|spent|managed|supervised|commanded"
    r"|bossed|looked after|worked|kept)\b.*\b(?:once|years?|back then|before|already|army|navy"
    r"|service|my (?:life|day|time)|in the \d+s)\b"
)
_WISH = re.compile(
    r"\b(?:(?:i|we)(?:d| would|ll)? (?:\w+ )?(?:want|like|love|need|wish|prefer|look|fancy"
    r"|hope|aim|buy|back|invest|seek)|want(?:s|ed)? to|looking (?:for|to|at)|in the market"
    r"|show me|find me|give me|searching|seeking|interested in|hoping|to buy|buying|ideally"
    r"|prefer\w*|budget|must|has to|should be|(?:(?:i|we)m|are|am|were|is) after"
    r"|im looking|something"
    r"|\band (?:now |would |am |are )*(?:want|like to|love to|wish for|need|seek) "
    r"|somewhere|somebody who|anything|this one|these (?:folks|fellows|people)|same (?:here"
    r"|with|head)|here\b)"
)

_TURN = re.compile(
    r"(?P<and>\b(?:and|so|now)\s+)(?:(?:now|so|then|would|just|really|i|we|i['’]?m|i am|we['’]?re"
    r"|we are|i['’]?d|we['’]?d|am|are)\s+)*(?:want|like to|love to|wish|need|looking|seek(?:ing)?"
    r"|search(?:ing)?|hop(?:e|ing)|interested|would like|plan(?:ning)?)\b",
    re.I,
)
_OF_SELF = re.compile(
    r"\b(?:i|we) (?:live|work|teach|drive|come|am from|are from|was|were)\b"
    r"|\b(?:im|i am|we are|were) (?:an?|in|from|based|living|working|retire\w*)\b"
)


def is_story(plain: str) -> bool:
    """Whether a plain piece tells of the past or of somebody else, and wishes nothing."""
    return bool(_STORY.search(plain)) and not _WISH.search(plain)


def wishes_something(plain: str) -> bool:
    """Whether a plain piece says outright that something is wanted."""
    return bool(_WISH.search(plain))


def without_stories(text: str) -> str:
    """The text with the stories blanked that go on with a wish in the same breath, so that
    positions stay: "I am retired and want a farm".
    """
    for piece in phrases(text):
        start = piece.span[0]
        turn = next(iter(_TURN.finditer(piece.text)), None)
        if turn is None:
            continue
        head = plain(piece.text[: turn.start()])
        if not _WISH.search(head) and (_STORY.search(head) or _OF_SELF.search(head)):
            text = text[:start] + " " * turn.end("and") + text[start + turn.end("and") :]
    return text
