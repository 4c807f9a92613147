"""The turns of phrase that tell a wish from its opposite, a need from a preference, a doubt from a word."""

from __future__ import annotations

import re
from collections.abc import Iterable


def _any(phrases: Iterable[str]) -> re.Pattern[str]:
    return re.compile(r"(?<![\w'-])(?:" + "|".join(phrases) + r")(?![\w'])")


SENTENCE_END = re.compile(
    r"(?<!\d)[.!?]{1,9}(?=\s|$)|(?<=\d)[.!?]{1,9}(?=\s{1,4}\D|\s{0,4}$)|[;\n]+| - |\s{0,4}--+\s{0,4}"
)

SAFE = _any(
    (
        r"(?:i'?m |am |we'?re )?not (?:so |too |very |entirely |really |quite |all that |at all )?"
        r"(?:sure|certain|fussy|picky|fussed|bothered|choosy|particular|important|worried|concerned|"
        r"essential|a must|necessary|critical|crucial|decided|clear|familiar|an expert|in a hurry|in a rush)",
        r"not (?:a|that big a|such a) (?:problem|issue|big deal|deal ?breaker|worry|concern|must|requirement|expert)",
        r"not (?:opposed|averse|against|unwilling|afraid|allergic|unhappy|the end of the world)(?: to)?",
        r"not (?:only|just|merely|simply|solely|necessarily|exactly|yet|least|bad|even)",
        r"not (?:too |very |that |so |all that )?far",
        r"(?:not|n't|no|never) (?:be |go |cost |pay |spend |exceed |)?"
        r"(?:much |any |)(?:more|less|fewer|later|earlier|sooner|greater|bigger|higher|lower|older|younger|"
        r"larger|smaller|over|under|above|below|exceeding|past|beyond|before|after) than",
        r"(?:ca|wo|should|must|would|do|could|can|will)(?:n't|not| not)? (?:be |go |cost |pay |spend |want to (?:go|pay|spend) )?"
        r"(?:more than|less than|fewer than|over|under|above|below|exceed|past|beyond|older than|later than)"
        r"(?= (?:about |around |like |maybe )?[$£€]?\d)",
        r"(?:not|nothing|no) (?:much |)(?:over|under|above|below|more than|less than|past|beyond|older than|"
        r"newer than|later than|earlier than|higher than|lower than|bigger than|smaller than|before|after|"
        r"further than|farther than)(?= (?:about |around |like |maybe )?[$£€]?(?:a |an |half|quarter|\d|one|two|"
        r"three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|"
        r"seventy|eighty|ninety))",
        r"no (?:matter|problem|problems|worries|rush|hurry|idea|clue|doubt|preference|preferences|"
        r"particular|strong|real|fixed|limit|objection|objections|trouble|bother|opinion|thank you|thanks|"
        r"later|less|fewer|sooner|wonder|question|big deal|more questions|kidding|harm)",
        r"no more than|no less than|no fewer than|no later than|no earlier than",
        r"(?:do|did|does|would|wo|ca|could|can)(?:n't|nt| not|not) (?:really |much |actually )?"
        r"(?:mind|know|care|matter|object|tell|say|remember|recall|understand|hurt|see why|decide|be sure|make a difference|bother)",
        r"(?:do|does)(?:n't|nt| not) (?:necessarily |really |absolutely )?(?:need|have) to",
        r"need ?n't|why not|if not|or not|whether or not|not to mention|believe it or not|more often than not",
        r"nothing (?:wrong with|against|fancy|special|in particular|else matters|specific)",
        r"(?:ca|could)(?:n't|nt| not) (?:go wrong|hurt|wait|complain|stress)",
        r"never ?mind|never know|never been|never done|never owned|never run|never tried|never thought|never heard",
        r"have(?:n't|nt| not) (?:decided|thought|a clue|got a clue|an idea|a preference|made up|really|"
        r"seen|been|looked|tried|done|run|owned)",
        r"is(?:n't|nt| not) (?:important|a problem|an issue|a deal ?breaker|essential|necessary|critical|a must|a big deal)",
    )
)

_NOT_WISHED = (
    r"(?:really |particularly |ever |just |at all )?(?:want|like|wish|need|fancy|care for|do|touch|consider|"
    r"buy|look(?:ing)?|interested|into|go|work|be|have|deal|run|see|show|stand|bother with|trust|bring|take|include)"
)

NEGATION = _any(
    (
        r"(?:absolutely |definitely |certainly |really |ideally |preferably |but |and |just )?"
        r"(?:not|no|nothing|none of|neither|nor|never|without|except(?:ing)?(?: for)?|excluding|excludes?|avoid(?:ing)?|"
        r"no more|minus|nowhere|no one|nobody)",
        r"(?:anything|anywhere|any|everything|everywhere|all|anyone|something|somewhere) (?:but|besides|except|other than|apart from|aside from)",
        r"other than|apart from|aside from|instead of|rather than|as opposed to|far from(?= being| a)",
        r"(?:i |we |i'd |we'd |you |they |it |that |he |she |people |would |could ){0,6}"
        r"(?:do|did|does|would|wo|ca|could|should|must|is|are|was|were|need)(?:n't|nt)(?: \w+)?",
        r"(?:i |we )?(?:can ?not|do not|would not|will not|won't|cannot)",
        r"(?:i |i'd |we'd |we |would ){0,6}rather (?:not|avoid|skip|pass|stay away|steer clear|do without)",
        r"(?:stay|steer|keep|staying|steering|keeping) (?:well |far )?(?:away|clear|out)(?: from| of)?",
        r"(?:i |we |i've |we've )?(?:hate|hates|dislike|dislikes|detest|loathe|despise|refuse|can't stand|had enough of|"
        r"sick of|tired of|fed up with|done with|finished with|through with)",
        r"(?:skip|rule out|leave out|drop|forget(?: about)?|exclude|cut out|lose|ditch|nix)(?= (?:the|any|all|those|"
        r"these|anything|that|every)\b)",
        r"(?:deal ?breaker|turn ?off|no[- ]go|non[- ]starter)s?(?= (?:is|are|would be|for me is)\b)",
        r"anti|non(?= )",
    )
)

ANEW = _any(
    (
        r"(?<!anything )(?<!anywhere )(?<!everything )(?<!everywhere )(?<!nothing )(?<!all )(?<!any )(?<!none )(?<!anyone )"
        r"(?:but|however|though|although|whereas|while|yet|except that|otherwise)",
        r"(?<=, )(?:and |or |so |then |just |maybe |perhaps |preferably |ideally |hopefully |actually |only ){0,6}"
        r"(?:i|we|i'd|we'd|i'm|we're|i'll|it|it's|that|they|he|she|my|our|there|this|must|has to|have to|needs? to|"
        r"something|somewhere|anything|anywhere|someone|preferably|ideally|hopefully|maybe|in|near|around|"
        r"under|over|up to|at least|at most|between|with|rather|give me|show me|looking for|want|prefer|"
        r"instead|make it|make that|if possible|please|just|only|actually|or rather|the rest)",
        r"(?:and|then|so) (?:i|we|i'd|we'd|it|it's|they|must|has to|have to|needs to|ideally|preferably|that|with)",
        r"(?<=\w )(?:that(?:'s| one is| one's| is) (?:a |an )?(?:must|deal|essential|non|important))",
        r"(?<=\w )(?:ideally|preferably|if possible|would be nice|make it|make that|as long as)",
    )
)

INDIFFERENT = _any(
    (
        r"(?:do|does|did|would|wo)(?:n't|nt| not|not) (?:really |much |actually |particularly |too much )?"
        r"(?:matter|care(?! for)|mind|make (?:a |any |much )?difference|bother (?:me|us)|fuss)",
        r"(?:do|does)(?:n't|nt| not) (?:necessarily |really |absolutely |actually )?(?:need|have to)",
        r"(?:no|without|don't have (?:a|any)|haven't (?:a|any|got a|got any)) (?:real |strong |particular |special |fixed )?"
        r"(?:preferences?|opinion|objections?|limit)",
        r"no matter|either way|either one|either is|any(?:thing|where|one|time)? (?:is|will|would|'ll) (?:be )?"
        r"(?:fine|ok|okay|do|good|great|alright|work)",
        r"(?:open|easy|flexible|relaxed)(?: to| on| about)? (?:anything|any|everything|all|that|this|it|whatever|location|where)",
        r"(?:i'm|we're|im|am|are|pretty|quite|totally|completely) (?:easy|flexible|open|indifferent|agnostic)",
        r"not (?:so |too |very |that |really |all that |at all )?(?:fussy|picky|fussed|bothered|choosy|particular|"
        r"important|worried|concerned)",
        r"(?:is|'s)(?:n't|nt| not) (?:so |that |very |too |really )?(?:important|an issue|a big deal)",
        r"makes? no (?:difference|odds|never ?mind)|all the same to (?:me|us)|all one to (?:me|us)",
        r"whatever|whichever|wherever|up to you|your (?:call|choice|pick)|you (?:choose|pick|decide)|"
        r"couldn't care less|could care less|immaterial|irrelevant|not important|surprise me",
    )
)

MUST = _any(
    (
        r"must(?!n't)(?:[- ]haves?)?|has to|have to|had to|got to|gotta|(?<!n't )(?<!not )(?<!don't really )needs?|needed|needing|require[sd]?|requirement|"
        r"essential|crucial|critical|vital|mandatory|imperative|absolutely|definitely|strictly|only|solely|"
        r"deal[- ]?breakers?|non[- ]?negotiable|no exceptions|no compromise|without fail|at all costs|"
        r"won't (?:consider|look|budge|bend|settle)|insist|important to (?:me|us)|won't work otherwise|"
        r"can't (?:do|go|live|work) without|or (?:it's|its) no (?:deal|good)|hard (?:limit|stop|no|requirement|cap|line)|"
        r"under no circumstances|never|no way|period|end of story|full stop|my wife will have",
    )
)

PREFERENCE = _any(
    (
        r"ideally|preferably|prefer|prefers|preferred|(?:my|a|our|the) preference|would be (?:nice|good|great|lovely|ideal|a plus|a bonus|"
        r"better|best)|nice to have|if possible|if (?:i|we) (?:can|could)|a plus|a bonus|bonus|hopefully|"
        r"(?:'d|would) (?:like|love|rather|sooner|lean)(?! not\b)|leaning|lean towards?|inclined|if it(?:'s| is) (?:available|there)|"
        r"not (?:a must|essential|necessary|required|critical|crucial|a deal ?breaker|a requirement|mandatory)|"
        r"is(?:n't|nt| not) (?:a must|essential|necessary|required|critical|a deal ?breaker)|"
        r"(?:do|does)(?:n't|nt| not) (?:necessarily |really |absolutely |actually )?(?:need|have to)|need ?n't|"
        r"(?:can|could) (?:bend|budge|stretch|flex|live without|do without|give on)|negotiable|"
        r"wouldn't hurt|wouldn't mind|would help|if you can|at a pinch|in a pinch|all else (?:being )?equal",
    )
)

HEDGE = _any(
    (
        r"maybe|perhaps|probably|possibly|i think|i guess|i suppose|i believe|i reckon|i imagine|i'd say|i'd guess|"
        r"not (?:so |too |very |entirely |really |quite |all that )?(?:sure|certain)|unsure|sort of|kind of|kinda|sorta|"
        r"or (?:something|so|thereabouts|whatever|similar)|could be|might|may be|more or less|roughly|ballpark|"
        r"something like|hard to say|if i had to (?:guess|say|pick)|guessing|from memory|off the top of my head|"
        r"if memory serves|don't (?:know|remember|recall)|as far as i (?:know|remember)|i hear|supposedly|apparently|ish|"
        r"leaning|give or take|seem to (?:recall|remember)",
    )
)

CORRECTION = _any(
    (
        r"actually|correction|scrap (?:that|it)|strike that|scratch that|forget (?:that|it|what i said)|"
        r"(?:i )?take (?:that|it) back|on second thoughts?|come to think of it|(?:i )?(?:changed|change|changing) my mind|"
        r"(?:i )?(?:got|had|have|put) (?:that|it|this|them) (?:backwards?|wrong|mixed up|the wrong way)|"
        r"(?:sorry|no),? i (?:meant|mean)|i meant|i mis(?:spoke|typed|said)|my mistake|my bad|"
        r"(?:no|oh)?,? ?wait|hold on|hang on|let me (?:rephrase|correct|change|fix|start over|take)|or rather|"
        r"make (?:that|it)(?= |,|:|$)|change (?:that|it|my answer) to|instead of what|that's (?:wrong|not right|not what)|"
        r"not what i (?:meant|said|wanted)|i was wrong|wrong about|ignore (?:that|what i)|disregard|"
        r"i should have said|i should say|rather than what i|never ?mind (?:that|what|the)|cancel that|i said .{1,30} but",
    )
)

REMARK = re.compile(
    r"(?:and |but |so )?(?:(?:that|this|it|which|those|they|these)(?: one| bit| part| last one| two)?(?:'s| is| are|'re| has to be| would be)?"
    r"(?: really| absolutely| definitely| just| only| not| all){0,6}(?: a| an| my)? ?)?"
    r"(?:must[- ]?haves?|must|deal[- ]?breakers?|non[- ]?negotiable|essential|important(?: to me)?|critical|crucial|no exceptions|"
    r"mandatory|period|full stop|end of story|if possible|preferably|ideally|nice to have|would be nice|negotiable|"
    r"flexible|preference|not a (?:must|deal ?breaker)|a bonus|bonus|a plus|plus|required|has to be|needed|"
    r"maybe|perhaps|i think|i guess|i suppose|probably|or so|or something)"
    r"(?: for (?:me|us)| though| to (?:me|us)| please){0,6}"
)
