"""Answers that say nothing of what is wanted: "not sure" and "doesn't matter", in many voices."""

from __future__ import annotations

import re
from typing import Literal

from agent.listening.phrase import Phrase

Silence = Literal["unsure", "any"]

_I = (
    r"(?:(?:and |or |so |the |any |my |our |it |that |this |its |thats "
    r"|im |i am |i |we are |were |we |id |ive "
    r"|weve |ill |me )*)"
)

_UNSURE = (
    r"(?:have |has |had |got |havent |hadnt |having )*(?:no|not (?:a|the)|havent (?:a|the)"
    r"|nary a|a|the)? ?(?:earthly |real |good |great |clear |foggiest |faintest |slightest "
    r"|single )*(?:idea|ideas|clue|notion|inkling|foggiest|faintest)(?! of mine)",
    r"(?:have |got )?no (?:real |good |clear )?(?:sense|way|means) of (?:that|it|this|them"
    r"|knowing|telling)",
    r"(?:do not|dont|didnt|did not|cant|cannot|could not|couldnt|wouldnt|would not"
    r"|havent) (?:even |ever |yet )*(?:know|say|tell(?: you)?|recall|remember|guess|call it"
    r"|think|figured?|answer)\b(?! (?:that )?(?:i|we) (?:want|need|like)\b)",
    r"(?:not|never|aint|isnt) (?:at all |so |too |very |yet |100 ?% )*(?:sure|certain|clear"
    r"|positive)",
    r"unsure|uncertain|undecided|dunno|idk|no clue|clueless",
    r"(?:hard|tough|difficult|impossible|tricky) (?:one )?(?:for me )?(?:to (?:say|tell"
    r"|know|judge)|one|question)",
    r"(?:hard|tough|difficult) one",
    r"(?:you|youll|youd|you would|you will|you can|why dont you)(?: have"
    r"| need)? ?(?:to )?(?:tell me|say|inform me|know better|know best)",
    r"(?:leave|leaving|left) (?:that|it|this|all that)(?: one| part| bit)? (?:up )?(?:to"
    r"|with) (?:you|the experts?|them)",
    r"your guess(?: is|s)? as good as mine|beats me|search me|who (?:knows|can say"
    r"|can tell)|god knows|heaven knows|lord knows|goodness knows|anyones guess"
    r"|anybodys guess|no telling|got me there|you got me|youve got me",
    r"(?:would )?(?:only |be |just )*(?:be )?(?:guessing|a guess|guesswork)"
    r"|(?:it )?would (?:only )?be a guess",
    r"(?:was|were|been|am|havent been|has|have)?(?: ?nt| not|nt)? ?(?:nobody|no one|noone"
    r"|never|wasnt|werent|hasnt been|havent been|not|didnt) (?:ever |been |was )*(?:told"
    r"|tell|tells|said|say|says|mention(?:ed)?|explained)(?: me| us)?",
    r"(?:never|havent|hadnt|have not|had not|not|didnt|did not) (?:ever |yet |once |given "
    r"|gave |give |give it |given it |gave it |really )*(?:it |that |this )?(?:(?:a|any"
    r"|much) (?:moments? )?thought|thought|considered|consider|decided|decide|looked into"
    r"|pondered|crossed my mind|asked|ask|checked)(?: about| of| on)?(?: it| that| this)?",
    r"(?:skip|pass|next)(?: on)?(?: that| this| it)?(?: one| question)?$|no comment"
    r"|no answer|(?:would )?(?:rather|prefer|preferred)(?: to)? not(?: to)? (?:say|answer"
    r"|tell)|dont (?:want|wish|like) to (?:answer|say|tell)",
    r"(?:its |that is |thats |all )*(?:greek|beyond|lost on|foreign|over|above"
    r"|news)(?: to)? (?:me|us|my head|my pay grade)",
    r"(?:lost|have lost|youve lost|you lost) me|(?:it )?(?:escapes|slips|slipped) (?:me"
    r"|my mind)|out of my depth|not my (?:area|department|field|line|subject)",
)
_ANY = (
    r"(?:does not|doesnt|dont|do not|didnt|did not|wont|will not|wouldnt|would not|isnt"
    r"|is not|not|no|never|of no)(?: ever| much| a)? (?:matter|mattering|consequence)s?",
    r"(?:dont|do not|wouldnt|would not|couldnt|could not|didnt|never|not)(?: much| too much"
    r"| at all| be)? (?:mind|minding|care|caring|be bothered|bother|fuss|be fussed"
    r"|give a \w+|worry)(?: less)?",
    r"(?:have |got |has |with )*(?:no|not any|not a|any|zero|without)(?: strong| real"
    r"| particular| special| specific| set| firm| fixed| great| big| hard)* (?:preference"
    r"|pref|opinion|view|feeling|requirement|number|restriction|limit|wish|expectation"
    r"|demand|condition|figure|age|size|bias|stance|target|leaning|minimum|maximum)s?",
    r"(?:is |are |am )*(?:not|nothing|isnt|arent|aint|never|hardly|wont be|un)(?: too| so"
    r"| that| at all| all that| very| much| terribly| overly| really)* (?:particular|fussy"
    r"|picky|fussed|bothered|choosy|worried|concerned|fixed|set|important|relevant|critical"
    r"|crucial|significant|an? (?:\w+ )?(?:factor|issue|concern|priority|deal|problem|thing"
    r"|dealbreaker|consideration|requirement))",
    r"whatever|whichever|wherever|whenever|whoever|however many",
    r"(?:all|both|each|every one)(?: of (?:them|those|these|the two|the above))?(?: (?:ways"
    r"|kinds|sorts|sizes))?(?: (?:is|are|would be|will be|ll be|goes|work|works|will do"
    r"|would do|do))+(?: (?:fine|ok|okay|good|alright|welcome|acceptable|possible|great))?",
    r"(?:either|any|anything|anywhere|anyone|any one)(?: of (?:them|those|these|the two|it"
    r"|the above))?(?: (?:way|one|kind|sort|size|place|time|answer|goes|works|will do"
    r"|would do|does|ll do|is|are|would be|be))*(?: (?:fine|ok|okay|good|alright|welcome"
    r"|acceptable|possible|great))?",
    r"(?:is |be )?(?:all )?(?:the same|one|equal|same)(?: thing)? (?:to|with) (?:me|us)"
    r"|all the same",
    r"(?:make|makes|made)(?: me)? (?:no|little|not much|no great|not any)(?: real)? (?:odds"
    r"|difference|never ?mind|matter)",
    r"indifferent|irrelevant|immaterial|unimportant|doesnt apply|not applicable|n/a|na$"
    r"|neutral|agnostic",
    r"(?:be )?(?:easy|easygoing|open|open minded|flexible|relaxed|agnostic)(?: (?:on|to"
    r"|about|with) (?:that|it|this|anything|either|both|any|all|whatever|suggestions?"
    r"|ideas))?(?: (?:of them|one|way))?",
    r"(?:be )?(?:fine|good|happy|ok|content|comfortable) with (?:anything|either|both|any"
    r"|all|whatever|whichever)(?: (?:of them|one|way))?",
    r"neither here nor there|no odds|dealers choice|surprise me|(?:your|agents) (?:call"
    r"|choice|pick)|up to you|(?:you|youd better|you can) (?:choose|pick|decide)",
    r"dont let (?:that|it) (?:stop|bother|worry) you|not here nor there|couldnt care less"
    r"|could care less",
)
_TAIL_ANY = (
    r"(?:(?: (?:to|for|with|by|about|on|of|in|at|either|neither|or|it|that|this|one|way|the"
    r"|other|all|me|us|my|mine|ours"
    r"|here|there|so|much|too|very|long|as|which|what|how|where|who|when|you|they|is|are"
    r"|much|lot|a|bit|think|like|want|have|got|suits?|works?|comes?|ones?|age|number|many"
    r"|old|new|big|small|them|any|both|these|those|question|part|side|score|front"
    r"|subject)\b)*+)"
)

_UNSURE_RE = re.compile(rf"^{_I}(?:{'|'.join(_UNSURE)})(?P<tail>(?: .*)?)$")
_ANY_RE = re.compile(rf"^{_I}(?:{'|'.join(_ANY)}){_TAIL_ANY}$")
_SO = re.compile(r"^.*\b(?:so|and|then) ")
_LONG_TAIL = 9


def silence(phrase: Phrase) -> Silence | None:
    """Whether this piece says "I don't know" (unsure) or "it does not matter" (any)."""
    text = phrase.plain
    if not text:
        return None
    if _ANY_RE.match(text):
        return "any"
    found = _UNSURE_RE.match(text)
    if found and len(found["tail"].split()) <= _LONG_TAIL:
        return "unsure"
    rest = _SO.sub("", text)
    if rest and rest != text:
        return silence(Phrase(rest, phrase.text, phrase.span, phrase.asks))
    return None
