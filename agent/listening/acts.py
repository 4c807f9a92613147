"""What a person does with an utterance besides answering: commands, questions back, yes and no."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from agent.listening.phrase import Phrase, phrases, plain
from core.model import Act

_GOT = (
    r"(?:what(?:ever)? (?:you|youve|have you|you have)(?: have| got| ve)?(?: got| found"
    r"| there)?(?: so far)?)"
)
_RESULTS = (
    r"(?:(?:(?:the|your|my|some|any|those) )(?:top |best |first |your )?(?:five|5|results?"
    r"|matches|list|options|companies|businesses|places|listings|recommendations?|suggestions?"
    r"|picks|ones|candidates|answers?|goods|offers?)|results|matches|recommendations"
    r"|suggestions|top five|top 5)"
)
_N = (
    r"(?:number |no |nr |item |option |card |the |#)*(?:#?[1-5](?:st|nd|rd|th)?|first|second"
    r"|third|fourth|fifth|last|top|one|two|three|four|five)(?: (?:one|option|company|business"
    r"|place|card|listing))?"
)
_CAN = r"(?:can|could|would|will|may|shall)? ?(?:you|i|we)? ?(?:please )?"

_COMMANDS: tuple[tuple[Act, str], ...] = (
    ("human",
        rf"(?:{_CAN}|i (?:want|need|would like|d like|like|prefer)(?: to)? |id (?:like|prefer"
        rf"|rather)(?: to)? |let me |get me |put me through to |connect me (?:to|with) "
        rf"|is there )?(?:talk|speak|chat|speaking|talking|a word)?(?: (?:to|with))? ?(?:a |an "
        rf"|some |your |the |another )?(?:real |live |actual |proper )?(?:human(?: being)?"
        rf"|person|people|somebody|someone|agent|representative|rep|advisor|adviser|broker"
        rf"|manager|operator|customer service|support)(?: (?:i|we) (?:can|could) (?:talk|speak"
        rf"|call|ring).*| please| instead| there| here| about .*| on the phone)?$"),
    ("human",
        r"(?:can|could|will|would) (?:you|someone|somebody|anyone|i|we) (?:call|phone|ring"
        r"|telephone) (?:me|us|you|someone|somebody|them)\b|(?:call|phone|ring) me(?: back"
        r"| please)?$|are you (?:a )?(?:real|human|robot|machine|bot|person)"),
    ("restart",
        r"(?:lets |can we |can i |i want to |id like to |please )?(?:start(?:ing)? (?:over"
        r"|again|afresh|anew|from (?:scratch|the (?:start|beginning)))|begin again"
        r"|from (?:scratch|the (?:top|beginning))|restart|reset|new (?:search|conversation"
        r"|chat)|(?:forget|clear|erase|scrap|wipe) (?:everything|it all|all(?: of)?(?: it"
        r"| that)?))"),
    ("back",
        r"(?:lets |can we |can i |i want to |please )?(?:(?:go |take me )?back(?: (?:one|a step"
        r"|please|to (?:the|my) (?:last|previous|earlier) (?:one|question|answer)))?"
        r"|undo(?: that| it)?|(?:the )?(?:previous|last) question|one step back"
        r"|change my (?:last|previous) answer)$"),
    ("profile",
        r"what (?:do|did) (?:you|u) (?:know|have|remember|hold|note|noted)(?: \w+)?(?: (?:of"
        r"|about|on))? ?(?:me|so far|down)?(?: so far)?$|what (?:have|did|had) i (?:said|say"
        r"|tell|told|asked|answered|given)|(?:show|see|tell)? ?(?:me )?(?:my|the) (?:profile"
        r"|answers|wishes|criteria|requirements)(?: so far)?$|what (?:have|did) (?:you"
        r"|i) (?:got|noted|note|written|understood|understand|put) (?:down|about|so far|of me)"),
    ("compare",
        rf"(?:{_CAN}|how (?:do|does|would) |whats |what is |what are )?(?:the )?(?:compare"
        rf"|comparison|comparing|difference|differences|differ)\b"),
    ("reject",
        rf"(?:(?:but|and|well|please|just) )*(?:(?:not|drop|remove|skip|lose|scrap|cross out"
        rf"|leave out|take out|get rid of|rule out|anything but|(?:i |we )?(?:dont|do not|didnt"
        rf"|did not)(?: really)? (?:like|want|care for|fancy)) (?:the )?{_N}"
        rf"|{_N} (?:is|looks|was|sounds) (?:no good|not (?:for (?:me|us)|right|it|good|suitable"
        rf"|what i want|my thing)|wrong|awful|terrible))(?: please| at all)*$"),
    ("like",
        rf"(?:i |we |id |show me |more |something |another |one |others |anything "
        rf"|ones )*(?:(?:much |quite |rather )?(?:like|liked|love|loved|prefer|fancy|similar to"
        rf"|along the lines of|in the style of|closer to"
        rf"|like the look of))(?: like)?(?: of)? {_N}(?: best| most| better| please)?(?:$|\b)"),
    ("like",
        rf"{_N}(?: is| looks| was| sounds)? (?:close|closest|nearly|almost|nearest|good|nice"
        rf"|best|right|the best|the closest)(?: .*)?$"),
    ("bye",
        r"(?:(?:no|well|and|so|bye) )*(?:good ?bye|bye(?: bye)?|see (?:you|ya|u)(?: later| soon"
        r"| around| then)?|so long|farewell|take care|have a (?:good|nice|great|lovely|wonderful)"
        r" (?:day|evening|one|night|weekend|time)|(?:talk|speak) to you later|good night|cheerio"
        r"|(?:i |ive )?(?:have to|got to|gotta|must|need to) (?:go|leave|run)|until next time"
        r"|im (?:off|leaving)|(?:thats|that is|that will be|thatll be) (?:all|it)(?: for (?:today"
        r"|me|us|tonight))?)(?: (?:all|everyone|then|for (?:now|today)|and take care))*$"),
    ("more",
        r"(?:(?:and|but|no|hm+|i|we|so) )*(?:(?:dont|do not|didnt|did not)(?: much"
        r"| particularly)? (?:(?:like|want|care for|fancy|need) (?:any|one|either|a single one)"
        r" of (?:these|those|them)|like (?:these|those|them)$)|not (?:impressed|convinced)"
        r"(?: (?:by|with) (?:any|these|those|them)(?: of \w+)?)?$|nothing here(?: (?:for|that|i"
        r"|suits|fits|appeals)\b.*)?$|what else(?: (?!.*\b(?:know|need|ask|want|matters?)\b)"
        r"(?:do|have|did|can|is|are|would|could|you)\b.*)?$|(?:these|those) (?:wont|will not|dont"
        r"|do not|arent|are not)(?: really)? (?:do|work|suit|fit|appeal|for me|right|good|any good)"
        r"(?: (?:for|to) (?:me|us)| me| us)?$)"),
    ("more",
        r"none (?:of (?:these|those|them|it|the(?: five)?)|suits?|fits?|is|are|there)|(?:not"
        r"|dont like|didnt like|dont want|dont care for|didnt care for) (?:any|one"
        r"|a single one) of (?:these|those|them)|(?:please )?(?:show |give |see |find "
        r"|get )?(?:me |us )?(?:some |five |a few |any )?(?:more|others?|other ones"
        r"|different ones|another five|the next(?: five| ones)?|next five|more options"
        r"|others please|more like (?:this|these|that|those))(?: please| options| ones"
        r"| results| matches| companies| businesses| places)?$|(?:any|have you (?:any"
        r"|got any)) (?:others|more)|(?:something|anything) else$|(?:not|isnt|arent) (?:what"
        r"|it|these|those|quite)(?: \w+){0,4}(?: looking for| want(?:ed)?| meant?| after)$"),
    ("details",
        rf"(?:(?:{_CAN}|i want to |id like to |let me )?(?:tell|show|give|see|hear|know|read"
        rf"|learn|get)? ?(?:me |us )?(?:some |a bit |a little |any )?(?:more|details?|info"
        rf"|information|particulars|everything)(?: (?:details?|info|information))?(?: (?:on"
        rf"|about|of|for|regarding))? (?!than\b)|(?:what|how) about |(?:open|expand|describe"
        rf"|explain|details|info) )(?P<which>{_N}|.+)$"),
    ("show",
        rf"(?:{_CAN})?(?:go ahead and )?(?:(?:show|give|bring|hand|tell)(?: me| us"
        rf"| to me)? ?(?:{_GOT}|{_RESULTS}|them|it|now|already|something|anything)|(?:see"
        rf"|lets see|let me see|let us see|have|display|reveal|get on with) ?(?:{_GOT}"
        rf"|{_RESULTS}|them|it)|show(?: me| us| it| them)?|lets see(?: it)?)(?: (?:now|already"
        rf"|you have|you got|you found|you think|so far|anyway|at last|that fit|for me|for now"
        rf"|from that|with that|of yours))*$"),
    ("show",
        rf"(?:{_GOT}|{_RESULTS}(?: please| now)?|(?:thats |that is )?enough(?: (?:questions"
        rf"|of (?:this|that|the questions|your questions)|already|now|talk|asking))*|(?:no|stop"
        rf"|quit|skip|enough)(?: with| asking)?(?: the| all the| any| all these"
        rf"| these)? ?(?:more )?questions|stop asking|get on with it|hurry up|cut to the chase"
        rf"|(?:im |i am )?(?:done|finished)(?: answering)?(?: questions)?|thats all (?:i have"
        rf"|ive got|i can (?:say|tell)|i know))$"),
    ("why",
        r"(?:and |but |so )?(?:why|how come|what for)(?: (?:do|are|would|did|should|does|is|was"
        r"|must|ask|you|that|this|it|want|need|i)\b.*)?$|what(?:s| is| has)? (?:that|this"
        r"|it)? ?(?:got |have )?to do with|(?:what|how) (?:does|is|will) (?:that|this"
        r"|it) (?:matter|help|relevant|change|important)|(?:for )?what (?:reason|purpose)"
        r"|what do you need (?:that|this|it) for"),
    ("continue",
        r"(?:yes |well |so )?(?:go (?:on|ahead)|continue|carry on|proceed|keep going"
        r"|next(?: question)?|ready|im ready|move on|lets (?:go|continue|move on|go on)"
        r"|fire away|shoot|got it|i see|understood|fair enough|very well|alright|makes sense)$"),
    ("greeting",
        r"(?:hi|hello|hey|howdy|greetings|good (?:morning|afternoon|evening|day)|hiya"
        r"|how (?:are you|do you do)|nice to meet you)(?: (?:there|to you|everyone|folks|all"
        r"|everybody|today))*$"),
)  # fmt: skip
_TABLE = tuple((act, re.compile(rf"^(?:{pattern})")) for act, pattern in _COMMANDS)
_EXPLAIN = re.compile(
    r"^(?:and |but |sorry |so )?(?:(?:what|whats|wha) (?:do|does|did|is|are|would"
    r"|exactly)?\b.*\b(?:mean|means|meant|meaning)\b"
    r"|(?:what (?:is|are)|whats)(?: (?:a|an|the|meant by|that|this|it|by))?(?: \S+){0,4}$"
    r"|(?:can|could|would|please|will)?(?: you)? ?(?:please )?explain\b|come again"
    r"|say (?:that )?again|pardon"
    r"|(?:i |we )?(?:dont|do not|didnt) (?:understand|follow|get) (?:the |that |your |this "
    r"|it|what)"
    r"|(?:help(?: me)?|what can (?:you|i) (?:do|say|ask|answer)|how does (?:this|it) work"
    r"|such as|like what|for example|for instance|meaning|how so|in what way"
    r"|how do you mean|which (?:ones|kinds|sorts))$"
    r"|what (?:are )?(?:my|the) (?:options|choices))"
)
_YES = re.compile(
    r"^(?:(?:oh|well|and|but) )*(?:yes|yeah|yep|yup|yah|ya|aye|yea|sure|certainly"
    r"|definitely|absolutely|indeed|of course|ofcourse|naturally|correct"
    r"|thats (?:right|correct|fine|ok|it|so|true|alright|good)|that (?:is|would be|will be"
    r"|ll be) (?:right|correct|fine|ok|good|alright)|fine by me|fine|go ahead|please do"
    r"|by all means|(?:i (?:do|am|would|will|can)|they (?:do|are|should|must)|it (?:is|does"
    r"|should))$|uh huh|mhm|affirmative|you bet|ok|okay|alright|no problem|no objection"
    r"|good idea|suits me|works for me|you may|you can|i agree|agreed)\b"
)
_NO = re.compile(
    r"^(?:(?:oh|well|and|but|heavens|goodness|lord|god|good|dear|heck|hell) )*(?:no|nope"
    r"|nah|naw|never|not (?:really|at all|likely|a chance|needed|necessary|that i know)"
    r"|not$|by no means|absolutely not|certainly not|definitely not|of course not"
    r"|id rather not|i would rather not|i (?:dont|do not|cant|cannot|wont|will not|wouldnt"
    r"|am not)|(?:they|we|he|she) (?:dont|do not|arent|are not|wont|cant)|it (?:isnt|is not"
    r"|doesnt|wont)|negative|under no circumstances|cant (?:do|bend|budge)|wont (?:do|bend"
    r"|budge)|please dont|dont)\b(?! matter| mind| care| know| idea)"
)
_ASKS_MORE = re.compile(
    rf"^(?:so |and )?(?:{_CAN}|i(?:d| would)? (?:want|like) to |let me )?"
    r"(?:tell|show|give|hear|know|see)(?: me| us)?(?: a bit| a little| some)? (?:more|details)"
    r"(?: (?:about|on|of) (?:it|that|this)(?: one)?)?$"
)
"""Asks for more of the one that was named just before: "the second looks nice, tell me more"."""
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5,
    "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5,
    "last": -1, "top": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5,
}  # fmt: skip
_POSITION = re.compile(
    r"(?:\b(?:number|no|nr|item|option|card|#)\s*#?|#)(?P<n>[1-5]|one|two|three|four|five)\b"
    r"|\b(?P<o>first|second|third|fourth|fifth|1st|2nd|3rd|4th|5th|last)(?: (?:one|option"
    r"|company|business|place|card|listing))?\b"
)
_BARE = re.compile(r"(?<!that )(?<!this )(?<!which )\b(?P<n>[1-5]|one|two|three|four|five)\b")


@dataclass(frozen=True)
class Command:
    """An act and the piece of the utterance that said it."""

    act: Act
    phrase: Phrase


def command(phrase: Phrase, shown: Sequence[str]) -> Command | None:
    """The command that a piece is, if it is one. ``shown`` are the titles of the five, if any."""
    text = phrase.plain
    for act, pattern in _TABLE:
        found = pattern.match(text)
        if not found or (act in _NEED_FIVE and not shown):
            continue
        if act == "details" and not (positions(text, shown) or _titled(found["which"], shown)):
            continue
        if act in ("compare", "like", "reject") and not positions(text, shown):
            continue
        return Command(act, phrase)
    if shown and _ASKS_MORE.match(text):
        return Command("details", phrase)
    if shown and phrase.asks and _POSITION.search(text):
        return Command("details", phrase)
    return None


_NEED_FIVE: frozenset[Act] = frozenset({"compare", "like", "reject", "details"})


def asks_meaning(phrase: Phrase, utterance: str) -> bool:
    """Whether the piece asks what the question, or one of its words, means."""
    if not _EXPLAIN.match(phrase.plain):
        return False
    plainly = re.search(r"\b(?:mean|explain|understand|follow)|^(?:help|how does)\b", phrase.plain)
    return "?" in utterance or bool(plainly)


def polarity(phrase: Phrase) -> bool | None:
    """True for a yes, False for a no, None for neither."""
    text = phrase.plain
    if _NO.match(text):
        return False
    return True if _YES.match(text) else None


def leading(text: str) -> bool | None:
    """The yes or no that an utterance opens with, fillers such as "okay" counted as yes."""
    for phrase in phrases(text)[:2]:
        found = polarity(phrase)
        if found is None and not phrase.plain:
            found = polarity(Phrase(phrase.text.lower().strip(), phrase.text, phrase.span))
        if found is not None:
            return found
    return None


def positions(text: str, shown: Sequence[str]) -> tuple[int, ...]:
    """One-based positions in the five that a text names, by number, ordinal or title."""
    flat = plain(text)
    found = [_ordinal(m["n"] or m["o"], len(shown)) for m in _POSITION.finditer(flat)]
    if not found:
        found = [_ordinal(m["n"], len(shown)) for m in _BARE.finditer(flat)]
    found += [n for n, title in enumerate(shown, 1) if _titled(flat, (title,))]
    inside = [n for n in found if 1 <= n <= max(len(shown), 1)]
    return tuple(dict.fromkeys(inside))


def _ordinal(word: str, count: int) -> int:
    number = _ORDINALS.get(word) or int(word)
    return count if number == -1 else number


def _titled(text: str, shown: Sequence[str]) -> bool:
    return any(len(t) > 3 and fuzz.partial_ratio(plain(t), text) >= 90 for t in shown)
